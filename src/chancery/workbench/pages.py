"""Every page, with what it takes and which template shows it: all is made from this table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chancery.api import points as interface
from chancery.api.live import revision
from chancery.api.parameters import Parameters
from chancery.api.view import View
from chancery.api.watching import state
from chancery.plots.figures import FigureName
from chancery.workbench import (
    actors,
    brief,
    documents,
    figures,
    findings,
    points,
    reviewing,
    runs,
    searching,
    sources,
    timeline,
    watching,
)
from chancery.workbench.frame import Place

Handler = Callable[[View, Any], dict[str, object]]


def _nothing(view: View) -> str:
    del view
    return ""


@dataclass(frozen=True, kw_only=True)
class PageOf:
    """One page: its address, who fills it, and whether the navigation has it."""

    path: str
    title: str
    template: str
    handler: Handler
    asks: type[Parameters] = Parameters
    listed: bool = True
    also: Callable[[View], str] = _nothing  # what else, beside the dossier, it changes with


def _watched(view: View) -> str:
    return state(view.dossier, view.runner)


def _built(view: View) -> str:
    return revision(view.dossier, view.runner)


def pages() -> tuple[PageOf, ...]:
    """Return all pages, in the order of the navigation."""
    return _PAGES


def places() -> tuple[Place, ...]:
    """Return the pages that the navigation has."""
    return tuple(
        Place(path=one.path, label=one.title, asks=one.asks) for one in _PAGES if one.listed
    )


DRAWN: tuple[tuple[FigureName, str], ...] = (
    ("network", "Network"),
    ("map", "Map"),
    ("histogram", "Counts"),
    ("timeline", "Timeline, drawn"),
)
_PAGES = (
    PageOf(
        path="/", title="Brief", template="brief.html", handler=brief.brief, asks=brief.BriefPage
    ),
    PageOf(
        path="/timeline",
        title="Timeline",
        template="timeline.html",
        handler=timeline.timeline,
        asks=timeline.TimelinePage,
    ),
    PageOf(
        path="/statements",
        title="Statements",
        template="points.html",
        handler=points.lister("statement", interface.Statements),
        asks=points.StatementsPage,
    ),
    PageOf(
        path="/meetings",
        title="Meetings",
        template="points.html",
        handler=points.lister("meeting", interface.Meetings),
        asks=points.MeetingsPage,
    ),
    PageOf(
        path="/events",
        title="Events",
        template="points.html",
        handler=points.lister("event", interface.Events),
        asks=points.EventsPage,
    ),
    PageOf(
        path="/commitments",
        title="Commitments",
        template="points.html",
        handler=points.lister("commitment", interface.Commitments),
        asks=points.CommitmentsPage,
    ),
    PageOf(
        path="/figures",
        title="Figures",
        template="points.html",
        handler=points.lister("figure", interface.Figures),
        asks=points.FiguresPage,
    ),
    PageOf(
        path="/actors",
        title="Actors",
        template="actors.html",
        handler=actors.actors,
        asks=actors.ActorsPage,
    ),
    PageOf(
        path="/sources",
        title="Sources",
        template="sources.html",
        handler=sources.sources,
        asks=sources.SourcesPage,
    ),
    PageOf(
        path="/documents",
        title="Documents",
        template="documents.html",
        handler=documents.documents,
        asks=documents.DocumentsPage,
    ),
    *(
        PageOf(
            path=f"/plots/{name}",
            title=title,
            template="figure.html",
            handler=figures.drawer(name),
            asks=figures.DrawnPage,
            listed=name != "timeline",
        )
        for name, title in DRAWN
    ),
    PageOf(
        path="/search",
        title="Search",
        template="search.html",
        handler=searching.search,
        asks=searching.SearchPage,
    ),
    PageOf(
        path="/review",
        title="Review",
        template="review.html",
        handler=reviewing.queue,
        asks=reviewing.QueuePage,
    ),
    PageOf(
        path="/review/log",
        title="What was decided",
        template="log.html",
        handler=reviewing.log,
        asks=reviewing.LogPage,
        listed=False,
    ),
    PageOf(
        path="/review/agreement",
        title="How far reviewers agree",
        template="agreement.html",
        handler=reviewing.agreement,
        listed=False,
    ),
    PageOf(
        path="/watches",
        title="Watches",
        template="watches.html",
        handler=watching.watches,
        also=_watched,
    ),
    PageOf(
        path="/watches/{name}",
        title="Watch",
        template="watch.html",
        handler=watching.watch,
        asks=watching.WatchPage,
        listed=False,
        also=_watched,
    ),
    PageOf(
        path="/runs",
        title="Builds",
        template="runs.html",
        handler=runs.runs,
        asks=runs.RunsPage,
        also=_built,
    ),
    PageOf(
        path="/findings/{id}",
        title="Finding",
        template="finding.html",
        handler=findings.finding,
        listed=False,
    ),
    PageOf(
        path="/threads/{id}",
        title="Thread",
        template="thread.html",
        handler=brief.thread,
        asks=brief.BriefPage,
        listed=False,
    ),
    PageOf(
        path="/actors/{id}",
        title="Actor",
        template="actor.html",
        handler=actors.actor,
        listed=False,
    ),
    PageOf(
        path="/sources/{id}",
        title="Passage",
        template="passage.html",
        handler=sources.passage,
        listed=False,
    ),
    PageOf(
        path="/documents/{id}",
        title="Document",
        template="document.html",
        handler=documents.document,
        asks=documents.DocumentPage,
        listed=False,
    ),
)
