"""What a user may set for a build, with sane defaults and clear limits."""

import os
from collections.abc import Mapping, Sequence
from typing import cast, get_args

import msgspec

from chancery.errors import SettingsError
from chancery.sources.settings import SourceSettings
from chancery.store.indexing import SearchBy

BATCH_SIZE = (
    256  # records a task: half a second of work, so progress moves and a kill costs little
)
BUCKETS = 16  # ranges of the fingerprint space: a group of 100,000 articles is then some 20 MB
LAST_DECISION = "last_decision"  # in the note of a build
HELD = "held"  # likewise
LOCAL, DAFT, RAY = "local", "daft", "ray://"  # engines; the last begins an address
_Pairs = tuple[tuple[str, str], ...]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How a build runs; only `annotate` and `sources` change what comes out."""

    workers: int = 0  # processes; 0 means one for each core that this process may use
    batch_size: int = BATCH_SIZE
    buckets: int = BUCKETS
    annotate: bool = True  # read the texts with the model, which takes far longer than the rest
    engine: str = LOCAL  # or daft, or ray://HOST:PORT
    search: SearchBy = "auto"  # by tantivy where the dossier is large, or fts5, or tantivy
    sources: SourceSettings = SourceSettings()

    def __post_init__(self) -> None:
        """Reject a value outside its range, naming it."""
        for name, least in (("workers", 0), ("batch_size", 1), ("buckets", 1)):
            value = getattr(self, name)
            if value < least:
                message = f"{name} is {value}; it must be at least {least}"
                raise SettingsError(message)
        if self.engine not in {LOCAL, DAFT} and not self.engine.startswith(RAY):
            message = f"engine is {self.engine!r}; it must be {LOCAL}, {DAFT} or {RAY}HOST:PORT"
            raise SettingsError(message)
        if self.search not in get_args(SearchBy):
            message = f"search is {self.search!r}; it must be {', '.join(get_args(SearchBy))}"
            raise SettingsError(message)

    @property
    def processes(self) -> int:
        """Return the number of worker processes."""
        return self.workers or len(os.sched_getaffinity(0))


class HeldNote(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a dossier was made of beside its sources: documents that other dossiers held."""

    dossiers: tuple[str, ...]  # as they were named, sorted
    cut: str = ""  # by what documents were chosen; empty: all were taken


def make_note(
    settings: Settings, *, last_decision: int = 0, held: HeldNote | None = None
) -> dict[str, str | int | bool]:
    """Return the settings as the history of a dossier keeps them.

    `last_decision` is the number of the last decision that a build knew of, if any was a merge or
    a split: 0 leaves no trace.
    """
    columns = settings.sources.columns
    known: dict[str, str | int | bool] = {}
    if last_decision:
        known[LAST_DECISION] = last_decision
    if held:
        known[HELD] = msgspec.json.encode(held).decode()
    return known | {
        "workers": settings.workers,
        "batch_size": settings.batch_size,
        "annotate": settings.annotate,
        "engine": settings.engine,
        "search": settings.search,
        "max_bytes": settings.sources.max_bytes,
        "columns": msgspec.json.encode(columns).decode() if columns else "",
    }


def read_note(note: Mapping[str, str | int | bool]) -> Settings:
    """Return the settings that a note tells, for any number of workers; else the usual ones."""
    plain = Settings()
    columns = str(note.get("columns", ""))
    return Settings(
        batch_size=int(note.get("batch_size", plain.batch_size)),
        annotate=bool(note.get("annotate", plain.annotate)),
        search=cast("SearchBy", note.get("search", plain.search)),
        sources=SourceSettings(
            max_bytes=int(note.get("max_bytes", plain.sources.max_bytes)),
            columns=msgspec.json.decode(columns, type=_Pairs) if columns else (),
        ),
    )


def read_held_note(note: Mapping[str, str | int | bool]) -> HeldNote | None:
    """Return what a dossier was made of beside its sources; None where it was of nothing."""
    return msgspec.json.decode(str(note[HELD]), type=HeldNote) if HELD in note else None


def made_of(sources: Sequence[str], note: Mapping[str, str | int | bool]) -> tuple[str, ...]:
    """Return in words what a build was made of, given its sources and its note."""
    held = read_held_note(note)
    if held is None:
        return tuple(sources)
    by = f" ({held.cut})" if held.cut else ""
    return (f"documents of {' and '.join(held.dossiers)}{by}", *sources)
