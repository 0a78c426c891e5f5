"""Builds a dossier from a program, as `chancery build` does."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from chancery.pipeline.build import BuildReport
from chancery.pipeline.build import build as build_dossier
from chancery.pipeline.settings import BATCH_SIZE, LOCAL, Settings
from chancery.ports import Progress
from chancery.sources.settings import MAX_BYTES, SourceSettings


class Unseen:
    """Progress that nobody looks at."""

    def begin(self, step: str, total: int | None) -> None:
        """Say nothing."""

    def advance(self, units: int) -> None:
        """Say nothing."""

    def end(self, *, reused: int) -> None:
        """Say nothing."""


def build(
    sources: str | Path | Sequence[str | Path],
    dossier: str | Path,
    *,
    workers: int = 0,
    batch_size: int = BATCH_SIZE,
    max_bytes: int = MAX_BYTES,
    columns: Mapping[str, str] | None = None,
    annotate: bool = True,
    engine: str = LOCAL,
    progress: Progress | None = None,
) -> BuildReport:
    """Make or update a dossier so that it holds what the sources give, and nothing else.

    `sources` are folders or files, or one of them; the options are those of `chancery build`.
    `workers` 0 means one process for each core. `max_bytes` is the largest file or line that is
    read. `columns` says which column of a table holds which field. `progress` is told how far
    the build is. What was turned away is counted in the report and listed by
    `Dossier.records(Rejection)`. Worker processes load the program's main module anew: a script
    calls this below `if __name__ == "__main__":`; a notebook need not.

    Raises:
        SourceError: a source does not exist.
        SettingsError: a setting has a value outside its range.
        UsageError: the engine's libraries are not installed, or its address is none.
        NotADossierError: the path holds something else; it is left as it is.
        DossierBusyError: another build is running on it.
        DossierWriteError: the disk is full; what the dossier held before still stands.
        EngineError: workers died, or nothing answers at the engine's address.
    """
    given = [sources] if isinstance(sources, (str, Path)) else sources
    reading = SourceSettings(max_bytes=max_bytes, columns=tuple((columns or {}).items()))
    settings = Settings(
        workers=workers, batch_size=batch_size, annotate=annotate, engine=engine, sources=reading
    )
    return build_dossier(
        [str(one) for one in given],
        Path(dossier),
        settings=settings,
        progress=Unseen() if progress is None else progress,
    )
