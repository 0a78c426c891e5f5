"""Makes a dossier of some documents of another, or of an archive, with what people decided."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from chancery.archive.read import is_archive, open_archive
from chancery.errors import NotFoundError
from chancery.folder import absolute
from chancery.model import ActorAnchor, Anchor, Decision, Document, Rejection, Watch
from chancery.pipeline.build import BuildReport, build
from chancery.pipeline.holding.archives import ArchiveCatalogue, ArchiveHolding
from chancery.pipeline.holding.catalogue import DossierCatalogue
from chancery.pipeline.holding.choose import Choice, Chosen, choose_documents
from chancery.pipeline.holding.dossiers import DossierHolding, Part
from chancery.pipeline.holding.logs import keep_some
from chancery.pipeline.holding.merge import check_new, count_feeds, read_origin
from chancery.pipeline.holding.taking import Making, Taken
from chancery.pipeline.settings import HeldNote
from chancery.ports import Progress, TextReader
from chancery.store.snapshot import open_snapshot


class CutReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a cut holds of another dossier, and what it leaves there."""

    dossier: str
    of: str
    by: str  # what was asked, with the names and ids of what was found
    documents: int
    left: int  # documents of the other that were not chosen
    undated: int  # of them, those that were left out only because their day is not known
    read_anew: int  # documents that the model had to read again
    decisions: int
    decisions_left: int  # on what the cut does not hold
    watches: int
    feeds: int  # that the other follows, and the cut does not
    rejected_left: int  # inputs that were turned away: of no document, so of no cut
    build: BuildReport


class Original(NamedTuple):
    """What a cut is taken from, and what of it."""

    choice: Choice
    holding: DossierHolding | ArchiveHolding
    documents: int  # in all
    rejected: int
    read: bool  # by the model
    decisions: Sequence[Decision] = ()
    on: frozenset[str] = frozenset()  # by what decisions find the documents that are chosen
    watches: tuple[Watch, ...] = ()
    feeds: int = 0


def cut(  # noqa: PLR0913 - what is cut, by what, where it goes, and how
    place: str | Path,
    output: Path,
    chosen: Chosen,
    *,
    wanted: Making,
    progress: Progress,
    reader: TextReader | None = None,
) -> CutReport:
    """Make a dossier of the documents that are chosen, as a build of these articles alone would.

    `place` is a dossier, or an archive. No source is read. Findings, threads and the timeline are
    those of the documents that it holds.

    Raises:
        UsageError: nothing is asked, a day is none, a name means several actors, or there is
            something at the output.
        NotFoundError: nothing has a name that is given, or no document meets all that is asked.
        NotADossierError: the path holds none.
        DossierError: it is damaged, or was changed meanwhile; nothing was written.
        DossierWriteError: the disk is full; nothing was written.
    """
    check_new(output)
    of = str(place)
    origin = _of_archive(of, chosen) if is_archive(of) else _of_dossier(Path(place), chosen)
    choice = origin.choice
    if not choice.documents:
        undated = f"; {choice.undated} of no known day were left out" if choice.undated else ""
        message = f"no document of {of} meets all of: {choice.words}{undated}; nothing was written"
        raise NotFoundError(message)
    decisions = keep_some(origin.decisions, lambda one: is_on(one, origin.on))
    built = build(
        [],
        output,
        settings=wanted.settings(read=origin.read),
        progress=progress,
        reader=reader,
        taken=Taken(
            holding=origin.holding,
            note=HeldNote(dossiers=(of,), cut=choice.words),
            decisions=tuple(decisions),
            watches=origin.watches,
        ),
    )
    return CutReport(
        dossier=str(output),
        of=of,
        by=choice.words,
        documents=len(choice.documents),
        left=origin.documents - len(choice.documents),
        undated=choice.undated,
        read_anew=origin.holding.anew,
        decisions=len(decisions),
        decisions_left=len(origin.decisions) - len(decisions),
        watches=len(origin.watches),
        feeds=origin.feeds,
        rejected_left=origin.rejected,
        build=built,
    )


def _of_dossier(path: Path, chosen: Chosen) -> Original:
    origin = read_origin(path)
    with open_snapshot(path) as (opened, _):
        choice = choose_documents(DossierCatalogue(opened), chosen)
        return Original(
            choice=choice,
            holding=DossierHolding([Part(path, choice.documents)]),
            documents=opened.count(Document),
            rejected=opened.count(Rejection),
            read=origin.read,
            decisions=origin.decisions,
            on=_places(opened.among(Document, sorted(choice.documents))),
            watches=origin.watches,
            feeds=count_feeds(path),
        )


def _of_archive(place: str, chosen: Chosen) -> Original:
    """Return what is cut out of an archive, in which nobody decides, watches or follows."""
    archive = open_archive(place)
    choice = choose_documents(ArchiveCatalogue(archive), chosen)
    runs = archive.manifest.runs
    return Original(
        choice=choice,
        holding=ArchiveHolding(archive, absolute(place), choice.documents),
        documents=archive.count(Document),
        rejected=archive.count(Rejection),
        read=bool(runs and runs[-1].settings.get("annotate")),
    )


def is_on(one: Decision, places: Collection[str]) -> bool:
    """Say whether a decision is on documents of these places; of a join, both its sides."""
    if one.sides is None:
        return any(_is_in(each, places) for each in one.anchors)
    anchors = one.sides.actors or one.anchors
    sides = anchors[: one.sides.first], anchors[one.sides.first :]
    return all(any(_is_in(each, places) for each in side) for side in sides)


def _is_in(anchor: Anchor | ActorAnchor, places: Collection[str]) -> bool:
    return not {anchor.document, anchor.uri, anchor.path or anchor.uri}.isdisjoint(places)


def _places(documents: Iterable[Document]) -> frozenset[str]:
    """Return by what anchors find documents: ids, addresses and paths."""
    return frozenset(
        each for one in documents for each in (one.id, one.uri, one.path) if each is not None
    )
