"""Every address of the interface, with what it takes and gives: all is made from this table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from chancery.api import (
    brief,
    lineage,
    lists,
    live,
    plots,
    points,
    positions,
    records,
    review,
    searching,
    since,
    tables,
    watching,
)
from chancery.api.answers import ATOM, EVENTS, JSON, LINKED, PLAIN
from chancery.api.parameters import Parameters
from chancery.api.view import Page, View
from chancery.model import ClaimKind, Entity, Record, Thread, kind_of, record_kinds
from chancery.pipeline.live import BuildRunner, BuildState
from chancery.pipeline.review.agreement import Agreement
from chancery.pipeline.review.log import Noted
from chancery.pipeline.timeline import Row
from chancery.pipeline.watches import Hit
from chancery.plots.figures import FIGURES, NAMES, FigureName
from chancery.store.dossier import Dossier
from chancery.store.free_sql import Table

Handler = Callable[[View, Any], object]
Also = Callable[[Dossier, BuildRunner], str]


def _builds_alone(dossier: Dossier, runner: BuildRunner) -> str:
    """Return what stands for answers that only builds change."""
    del dossier, runner
    return ""


@dataclass(frozen=True, kw_only=True)
class Route:
    """One address: GET and HEAD."""

    path: str  # below the prefix; {id} varies
    name: str
    summary: str
    handler: Handler
    asks: type[Parameters] = Parameters
    gives: object  # the type of the JSON that it gives; None: it gives none
    forms: tuple[str, ...] = (JSON,)
    also: Also = _builds_alone  # what changes the answer beside builds


def routes() -> tuple[Route, ...]:
    """Return all routes, in the order in which they are documented."""
    drawn = (_of_figure(name) for name in NAMES)
    return (*_OWN, *drawn, *(route for kind in record_kinds() for route in _of_records(kind)))


def _of_records(kind: type[Record]) -> tuple[Route, ...]:
    name = kind_of(kind)
    of_document = "document" in kind.__struct_fields__
    page = cast("Any", Page)[kind]
    both = (JSON, LINKED)
    found = (
        Route(
            path=f"/records/{name}",
            name=f"list_{name}",
            summary=f"Every {name} by id, as exports write it; or its evidence, as annotations.",
            handler=records.lister(kind),
            asks=records.OfDocument if of_document else records.OfKind,
            gives=page,
            forms=both,
        ),
        Route(
            path=f"/records/{name}/{{id}}",
            name=f"get_{name}",
            summary=f"One {name}; or its evidence, as annotations.",
            handler=records.getter(kind),
            gives=kind,
            forms=both,
        ),
    )
    return (*found, _TEXT) if name == "document" else found


def _of_points(about: ClaimKind, asks: type[Parameters], summary: str) -> Route:
    return Route(
        path=f"/{about}s",
        name=f"{about}s",
        summary=summary,
        handler=points.lister(about),
        asks=asks,
        gives=Page[points.Point],
    )


def _of_figure(name: FigureName) -> Route:
    figure = FIGURES[name]
    return Route(
        path=f"/plots/{name}",
        name=f"plot_{name}",
        summary=f"{figure.shows} As a picture, or what it shows as JSON.",
        handler=plots.plotter(name),
        asks=plots.Counted if name == "histogram" else plots.Plotted,
        gives=figure.gives,
        forms=(plots.SVG, JSON),
    )


_TEXT = Route(
    path="/records/document/{id}/text",
    name="get_document_text",
    summary="The text of a document, to the character: what the spans of evidence count.",
    handler=records.text,
    gives=None,
    forms=(PLAIN,),
)
_OWN = (
    Route(
        path="",
        name="holdings",
        summary="What the dossier holds, and the builds that made it.",
        handler=tables.holdings,
        gives=tables.Holdings,
    ),
    _of_points(
        "statement",
        points.Statements,
        "Who said what: findings with their claims, those best backed first.",
    ),
    _of_points(
        "event",
        points.Events,
        "Who did what to whom; acts by words stand with the finding that they go with.",
    ),
    _of_points(
        "meeting",
        points.Meetings,
        "Who met whom, where and when, who led, and who stayed away.",
    ),
    _of_points(
        "commitment",
        points.Commitments,
        "Who promises, demands, offers, refuses or plans what, and what became of it.",
    ),
    _of_points(
        "figure",
        points.Figures,
        "Numbers with what they count, as of when and by whose word.",
    ),
    Route(
        path="/timeline",
        name="timeline",
        summary="What happened in order, beside when it was published and captured.",
        handler=lists.timeline,
        asks=lists.Entries,
        gives=Page[Row],
    ),
    Route(
        path="/brief",
        name="brief",
        summary="What an analyst reads first: how much there is, and what each thread tells.",
        handler=brief.brief,
        asks=brief.Chapters,
        gives=brief.Brief,
    ),
    Route(
        path="/positions",
        name="positions",
        summary="What an actor said and committed to on an issue, and who spoke for it.",
        handler=positions.positions,
        asks=positions.OnIssue,
        gives=positions.Positions,
    ),
    Route(
        path="/since",
        name="since",
        summary="What is new, better backed, contested or followed up since a day or a build.",
        handler=since.since,
        asks=since.Since,
        gives=since.News,
    ),
    Route(
        path="/lineage",
        name="lineage",
        summary="Passages that stand in two documents, with their edits and their origins.",
        handler=lineage.lineage,
        asks=lineage.Passages,
        gives=lineage.Lineage,
    ),
    Route(
        path="/actors",
        name="actors",
        summary="Who and what the dossier speaks of, those of most documents first.",
        handler=lists.actors,
        asks=lists.Actors,
        gives=Page[Entity],
    ),
    Route(
        path="/threads",
        name="threads",
        summary="The episodes, those of most documents first.",
        handler=lists.threads,
        asks=lists.Threads,
        gives=Page[Thread],
    ),
    Route(
        path="/review/queue",
        name="review_queue",
        summary="What waits for review: what matters and is not sure comes first.",
        handler=review.queue,
        asks=review.Queue,
        gives=Page[review.Queued],
    ),
    Route(
        path="/review/decisions",
        name="review_decisions",
        summary="What people decided, in the order in which they did.",
        handler=review.decisions,
        asks=review.Decisions,
        gives=Page[Noted],
    ),
    Route(
        path="/review/agreement",
        name="review_agreement",
        summary="How far each two reviewers agree on what both have decided.",
        handler=review.agreement,
        gives=tuple[Agreement, ...],
    ),
    Route(
        path="/search",
        name="search",
        summary="Documents by their words, with the passages that answer.",
        handler=searching.search,
        asks=searching.Search,
        gives=searching.Hits,
    ),
    Route(
        path="/watches",
        name="watches",
        summary="The watches that the dossier keeps, by name.",
        handler=watching.watches,
        gives=watching.Watches,
        also=watching.state,
    ),
    Route(
        path="/watches/{name}/hits",
        name="watch_hits",
        summary="What a watch is for, that of the newest build first.",
        handler=watching.hits,
        asks=watching.Hits,
        gives=Page[Hit],
        also=watching.state,
    ),
    Route(
        path="/watches/{name}/feed",
        name="watch_feed",
        summary="The newest hits of a watch as an Atom feed.",
        handler=watching.feed,
        gives=None,
        forms=(ATOM,),
        also=watching.state,
    ),
    Route(
        path="/build",
        name="build",
        summary="How the last build that this server started stands.",
        handler=live.build_state,
        gives=BuildState,
        also=live.revision,
    ),
    Route(
        path="/build/events",
        name="build_events",
        summary="The events of that build as they come, server-sent; each step's newest, then on.",
        handler=live.build_events,
        asks=live.Listening,
        gives=None,
        forms=(EVENTS,),
    ),
    Route(
        path="/sql",
        name="sql",
        summary="What one SELECT gives of the dossier's tables, which it cannot change.",
        handler=tables.sql,
        asks=tables.Sql,
        gives=Table,
    ),
)
