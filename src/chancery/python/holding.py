"""Makes a dossier of others from a program, as `chancery merge` and `chancery cut` do."""

from collections.abc import Sequence
from pathlib import Path

from chancery.pipeline.holding.choose import Chosen
from chancery.pipeline.holding.cut import CutReport
from chancery.pipeline.holding.cut import cut as cut_dossier
from chancery.pipeline.holding.merge import MergeReport
from chancery.pipeline.holding.merge import merge as merge_dossiers
from chancery.pipeline.holding.taking import Making
from chancery.ports import Progress
from chancery.python.building import Unseen

Names = str | Sequence[str]


def merge(
    dossiers: Sequence[str | Path],
    output: str | Path,
    *,
    workers: int = 0,
    annotate: bool | None = None,
    progress: Progress | None = None,
) -> MergeReport:
    """Make a dossier of what others hold, as one build of all their articles would.

    No source is read, and no text that the same model read. What people decided goes along in the
    order of time; the report lists where the dossiers differ. `annotate` None reads texts if those
    of any dossier were read. `workers` and `progress` are as for `build`.

    Raises:
        UsageError: fewer than two dossiers are named, or there is something at the output.
        NotADossierError: a path holds none.
        DossierVersionError: a newer version wrote one of them.
        DossierError: one of them is damaged, or was changed meanwhile; nothing was written.
        DossierBusyError: another merge into the same place runs.
        DossierWriteError: the disk is full; nothing was written.
        EngineError: workers died; nothing was written.
    """
    return merge_dossiers(
        [Path(one) for one in dossiers],
        Path(output),
        wanted=Making(workers=workers, annotate=annotate),
        progress=Unseen() if progress is None else progress,
    )


def cut(
    dossier: str | Path,
    output: str | Path,
    *,
    documents: Names = (),
    threads: Names = (),
    processes: Names = (),
    actors: Names = (),
    since: str | None = None,
    until: str | None = None,
    workers: int = 0,
    annotate: bool | None = None,
    progress: Progress | None = None,
) -> CutReport:
    """Make a dossier of some documents of another, as a build of these articles alone would.

    `dossier` may be an archive too.

    Each filter narrows what the others leave; of several names in one, any will do. They are those
    of `chancery cut`: `since` and `until` are days of publication, as 2024-05-31.

    Raises:
        UsageError: nothing is asked, a day is none, a name means several actors, or there is
            something at the output.
        NotFoundError: nothing has a name that is given, or no document meets all that is asked.
        NotADossierError: the path holds none.
        DossierError: it is damaged, or was changed meanwhile; nothing was written.
        DossierWriteError: the disk is full; nothing was written.
        EngineError: workers died; nothing was written.
    """
    chosen = Chosen(
        documents=_names(documents),
        threads=_names(threads),
        processes=_names(processes),
        actors=_names(actors),
        since=since,
        until=until,
    )
    return cut_dossier(
        str(dossier),
        Path(output),
        chosen,
        wanted=Making(workers=workers, annotate=annotate),
        progress=Unseen() if progress is None else progress,
    )


def _names(given: Names) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
