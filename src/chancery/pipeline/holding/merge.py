"""Joins dossiers into a new one, with what people decided and watch in them."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from chancery.errors import DossierError, UsageError
from chancery.model import Decision, Watch
from chancery.pipeline.build import BuildReport, build, work_folder
from chancery.pipeline.holding.conflicts import DecisionConflict, find_conflicts
from chancery.pipeline.holding.dossiers import DossierHolding, Part, TextConflict
from chancery.pipeline.holding.logs import Log, join_logs
from chancery.pipeline.holding.taking import Making, Taken
from chancery.pipeline.holding.watches import RenamedWatch, join_watches
from chancery.pipeline.settings import HeldNote
from chancery.ports import Progress, TextReader
from chancery.sources.feeds.store import FOLDER, Store
from chancery.store.decisions import decision_faults, read_decisions
from chancery.store.dossier import open_dossier
from chancery.store.snapshot import open_snapshot
from chancery.store.watches import read_watches


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """What one dossier brought along."""

    dossier: str
    documents: int
    decisions: int
    watches: int
    feeds: int  # that it follows, and the new dossier does not


class MergeReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a merge made of which dossiers, and where they differ."""

    dossier: str
    brought: tuple[Brought, ...]  # by name
    shared: int  # documents that more than one held
    read_anew: int  # documents that the model had to read again
    texts: tuple[TextConflict, ...]  # by document
    decisions: int
    conflicts: tuple[DecisionConflict, ...]
    watches: int
    renamed: tuple[RenamedWatch, ...]
    build: BuildReport


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What goes along from one dossier beside its documents."""

    path: Path
    decisions: tuple[Decision, ...]
    watches: tuple[Watch, ...]
    read: bool  # its last build had the texts read


def merge(
    dossiers: Sequence[Path],
    output: Path,
    *,
    wanted: Making,
    progress: Progress,
    reader: TextReader | None = None,
) -> MergeReport:
    """Make a dossier of what others hold, as one build of all their articles would.

    No source is read. A text is read anew where another model, or an older version, read it.
    Texts are read if those of any were. Decisions go along in the order of time.

    Raises:
        UsageError: fewer than two dossiers are named, or there is something at the output.
        NotADossierError: a path holds none.
        DossierVersionError: a newer version wrote one of them.
        DossierError: one of them is damaged, or was changed meanwhile; nothing was written.
        DossierBusyError: another merge into the same place runs.
        DossierWriteError: the disk is full; nothing was written.
    """
    if len(dossiers) < 2:  # noqa: PLR2004 - one is no merge
        message = "name two dossiers or more; `chancery cut` makes one of a part of another"
        raise UsageError(message)
    check_new(output)
    paths = list({one.resolve(): one for one in dossiers}.values())
    origins = sorted((read_origin(one) for one in paths), key=lambda one: str(one.path))
    joined = join_logs([Log(str(one.path), one.decisions) for one in origins])
    watches, renamed = join_watches({str(one.path): one.watches for one in origins})
    holding = DossierHolding(Part(one.path) for one in origins)
    built = build(
        [],
        output,
        settings=wanted.settings(read=any(one.read for one in origins)),
        progress=progress,
        reader=reader,
        taken=Taken(
            holding=holding,
            note=HeldNote(dossiers=tuple(str(one.path) for one in origins)),
            decisions=tuple(one.decision for one in joined),
            watches=watches,
        ),
    )
    with open_dossier(output) as dossier:
        conflicts = find_conflicts(dossier, joined)
    return MergeReport(
        dossier=str(output),
        brought=tuple(_brought(one, holding) for one in origins),
        shared=holding.shared,
        read_anew=holding.anew,
        texts=tuple(sorted(holding.conflicts, key=lambda one: one.document)),
        decisions=len(joined),
        conflicts=tuple(conflicts),
        watches=len(watches),
        renamed=renamed,
        build=built,
    )


def check_new(output: Path) -> None:
    """Raise UsageError where anything is at a path already, or an older dossier left articles."""
    if output.exists():
        message = (
            f"{output} exists, and nothing is written over: give the new dossier another name, or "
            "move that one away"
        )
        raise UsageError(message)
    followed = work_folder(output) / FOLDER
    if followed.exists():
        message = (
            f"{followed} has articles of feeds that an earlier {output} followed, which would "
            "come into the new one: give it another name, or move them away"
        )
        raise UsageError(message)


def read_origin(path: Path) -> Origin:
    """Return what goes along from a dossier.

    Raises:
        NotADossierError: the path holds none.
        DossierVersionError: a newer version wrote it.
        DossierError: it cannot be read, or its decisions were tampered with.
    """
    with open_snapshot(path) as (dossier, _):
        fault = next(decision_faults(dossier, {}), None)  # in a new row it could not be seen
        if fault:
            message = f"{path} is damaged: {fault}; `chancery doctor {path}` says all that is"
            raise DossierError(message)
        runs = dossier.runs()
        return Origin(
            path=path,
            decisions=tuple(read_decisions(dossier)),
            watches=tuple(read_watches(dossier)),
            read=bool(runs and runs[-1].settings.get("annotate")),
        )


def count_feeds(path: Path) -> int:
    """Return how many feeds a dossier follows."""
    folder = work_folder(path) / FOLDER
    return len(Store(folder).state.feeds) if folder.is_dir() else 0


def _brought(one: Origin, holding: DossierHolding) -> Brought:
    return Brought(
        dossier=str(one.path),
        documents=holding.taken[str(one.path)],
        decisions=len(one.decisions),
        watches=len(one.watches),
        feeds=count_feeds(one.path),
    )
