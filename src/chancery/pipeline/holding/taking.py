"""What a build takes over beside what its sources give."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from chancery.errors import EngineError, UsageError
from chancery.model import Capture, Decision, Document, Held, Record, Rejection, Watch
from chancery.pipeline.settings import HeldNote, Settings
from chancery.pipeline.shelving import shelve
from chancery.ports import HeldReader, Holding, Input, Results
from chancery.store.decisions import write_decisions
from chancery.store.dossier import Dossier, open_dossier
from chancery.store.holding import read_held, write_held
from chancery.store.watches import put_watches
from chancery.store.write import Touched


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What a dossier is made of beside its sources, and what goes along into a new one."""

    holding: Holding
    note: HeldNote
    decisions: tuple[Decision, ...] | None = None  # None: those that the dossier has
    watches: tuple[Watch, ...] = ()


class Making(msgspec.Struct, frozen=True, kw_only=True):
    """How a dossier is made of others."""

    workers: int = 0
    annotate: bool | None = None  # read texts with the model; None: as they were read

    def settings(self, *, read: bool) -> Settings:
        """Return the settings of the build; `read` says whether the texts were read."""
        return Settings(
            workers=self.workers, annotate=read if self.annotate is None else self.annotate
        )


class Taking:
    """Takes over what is held, if anything is; the reading of a source stands before it."""

    def __init__(self, taken: Taken | None, model: str | None) -> None:
        """Take what is held, and what reads the texts of the build."""
        self._taken = taken
        self._model = model
        self._documents: list[str] = []
        self._kept: list[str] = []

    @property
    def files(self) -> Sequence[str]:
        """Return what workers open."""
        return self._taken.holding.files if self._taken else ()

    @property
    def note(self) -> HeldNote | None:
        """Return what the history of builds says of it."""
        return self._taken.note if self._taken else None

    @property
    def reader(self) -> HeldReader | None:
        """Return what reads it, if there is anything."""
        return self._taken.holding.reader() if self._taken else None

    def beside(self, given: Iterator[Capture | Rejection]) -> Iterator[Input]:
        """Yield what sources give, then what is held and none of them gave again."""
        if self._taken is None:
            yield from given
            return
        seen: set[str] = set()
        for one in given:
            seen.update((one.id, one.uri))
            yield one
        for held in self._taken.holding.held(self._model):
            again = (held.uri if isinstance(held, Rejection) else held.capture) in seen
            if isinstance(held, Held):
                self._kept.append(held.document or held.capture or held.id)
                self._documents += [held.document] if held.document and not again else []
            elif not again:
                self._kept.append(held.id)
            if not again:
                yield held

    def check(self, results: Results) -> None:
        """Raise EngineError where a document was not taken over, for its worker died."""
        if self._documents:
            made = results.digests(Document)
            if lost := [one for one in self._documents if one not in made]:
                message = (
                    f"{len(lost):,} documents were not taken over, {lost[0]} among them, for a "
                    "worker died over them; nothing was written: try again with fewer --workers"
                )
                raise EngineError(message)

    def write(self, dossier: Dossier, touched: Mapping[type[Record], Touched] | None) -> None:
        """Write what goes along, and put what was written on the shelves."""
        if self._taken is not None:
            write_held(dossier, self._kept)
            write_decisions(dossier, self._taken.decisions or ())
            put_watches(dossier, self._taken.watches)
        shelve(dossier, touched)


def check_free(path: Path) -> None:
    """Raise UsageError where a build from sources alone would drop what a dossier was made of."""
    if not path.exists() or not path.stat().st_size:
        return
    with open_dossier(path) as dossier:
        held = len(read_held(dossier))
    if held:
        message = (
            f"{path} was made of other dossiers, and a build from sources alone would drop "
            f"the {held:,} inputs that it took over; `chancery add {path} SOURCE` "
            "keeps them, or name another dossier"
        )
        raise UsageError(message)
