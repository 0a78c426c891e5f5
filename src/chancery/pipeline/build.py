"""Builds a dossier from sources: lock, collect, run the plan, save the difference."""

import fcntl
import os
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from chancery.engines.sweeping import seldom_swept
from chancery.errors import DossierBusyError, DossierWriteError, NotADossierError, UsageError
from chancery.model import Decision, Document
from chancery.pipeline.assemble import collect, open_engine, plan_for, reader_for
from chancery.pipeline.holding.taking import Taken, Taking, check_free
from chancery.pipeline.metering import Meter
from chancery.pipeline.review.standing import JOINS, joining
from chancery.pipeline.settings import Settings, make_note
from chancery.ports import Progress, TextReader
from chancery.sources.standard import STDIN
from chancery.store.decisions import read_decisions
from chancery.store.dossier import check_target, open_dossier
from chancery.store.indexing import has_tantivy
from chancery.store.write import Change, RunNote, count_rejected, save


class BuildReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did, in numbers."""

    documents: int
    rejected: int  # without what an archive holds beside articles
    change: Change


def build(  # noqa: PLR0913 - what it reads, where it writes, and how
    sources: Sequence[str],
    dossier: Path,
    *,
    settings: Settings,
    progress: Progress,
    reader: TextReader | None = None,
    kept: Sequence[str] = (),
    taken: Taken | None = None,
) -> BuildReport:
    """Make or update the dossier so that it holds what these sources give, and nothing else.

    `taken` is what is taken over beside them from other dossiers, or from itself.
    What people merged and split in the dossier is taken up.
    Work done by earlier builds is found in the folder `DOSSIER.work` and not done again.
    Texts are read by `reader`, or by the shipped model where none is given.
    `kept` is the standard input of earlier builds, as files of that folder.

    Raises:
        SourceError: a named source does not exist.
        UsageError: libraries of the engine or of search are not installed, or an address is none;
            or the dossier was made of others, which these sources alone do not give.
        NotADossierError: the path holds something else; it is left as it is.
        DossierError: what is taken over cannot be read.
        DossierBusyError: another build is running on it.
        DossierWriteError: the disk is full; what the dossier held before still stands.
        EngineError: workers died, or nothing answers at the engine's address; the next build
            goes on from where this one ended.
    """
    started = datetime.now(UTC)
    check_target(dossier)
    if taken is None:
        check_free(dossier)
    if settings.search == "tantivy" and not has_tantivy():
        message = "search by tantivy needs it: pip install 'chancery[search]'"
        raise UsageError(message)
    work = work_folder(dossier)
    meter = Meter(progress)
    with locked(work), seldom_swept():
        model = reader_for(settings, reader)
        taking = Taking(taken, model.model if model else None)
        engine = open_engine(settings, work, meter, [*sources, *taking.files])
        captures = collect(sources, work, settings, kept)
        decisions = _decided(dossier, taken)
        plan = plan_for(settings, model, joining(decisions), taking.reader)
        results = engine.run(plan, taking.beside(captures))
        taking.check(results)
        note = RunNote(
            started=started,
            sources=(*sources, *([STDIN] if kept and STDIN not in sources else [])),
            settings=make_note(settings, last_decision=_last_of(decisions), held=taking.note),
            search=settings.search,
            cost=lambda: meter.cost(engine.used(), engine.workers),
        )
        report = BuildReport(
            documents=len(results.digests(Document)),
            rejected=count_rejected(results),
            change=save(dossier, results, note, meter, taking.write),
        )
        engine.tidy()
    return report


def _decided(dossier: Path, taken: Taken | None) -> Sequence[Decision]:
    """Return what was decided of the dossier that is to be written over, or goes along."""
    if taken is not None and taken.decisions is not None:
        return taken.decisions
    if not dossier.exists() or not dossier.stat().st_size:
        return []
    with open_dossier(dossier) as opened:
        return read_decisions(opened)


def _last_of(decisions: Sequence[Decision]) -> int:
    """Return the number of the last decision; 0 where none is a merge or a split."""
    joins = any(one.action in JOINS for one in decisions)
    return decisions[-1].number if joins else 0


def work_folder(dossier: Path) -> Path:
    """Return the folder of the dossier's shards; it may be deleted when no build runs."""
    return dossier.with_name(f"{dossier.name}.work")


@contextmanager
def locked(work: Path, *, what: str = "build") -> Generator[None]:
    """Hold the folder's lock; the system lets it go when the process ends, however it ends.

    Raises:
        NotADossierError: a file is in the folder's place.
        DossierWriteError: the folder cannot be written.
        DossierBusyError: another process, which does `what`, holds it.
    """
    try:
        work.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(work / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except (FileExistsError, NotADirectoryError) as error:
        message = f"{work} is in the way: it must be a folder; move it or name another dossier"
        raise NotADossierError(message) from error
    except OSError as error:
        message = f"cannot write {work}: {error.strerror or error}"
        raise DossierWriteError(message) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        message = f"another {what} holds {work / 'lock'}; wait for it to end, then {what} again"
        raise DossierBusyError(message) from error
    finally:
        os.close(descriptor)
