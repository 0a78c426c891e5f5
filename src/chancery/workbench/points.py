"""The lists of points of record: a row for each finding, best backed first."""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from chancery.api.parameters import Limit
from chancery.api.points import Commitments, Events, Figures, Meetings, Points, Statements, find
from chancery.api.view import View
from chancery.model import ClaimKind, Commitment, Finding, OpenItem
from chancery.pipeline.rows import PublishedIn, Row
from chancery.wording.backed import differences, sources, when
from chancery.workbench.addresses import finding_address
from chancery.workbench.columns import Cell, Piece, columns_of, status_of
from chancery.workbench.filters import base_of
from chancery.workbench.frame import pane_of
from chancery.workbench.visits import news_of

STATUS = "What became of it"
ROWS = 30  # of a page, which a program has fifty of: a row is two or three lines high

Chosen = Annotated[str, Meta(description="The finding whose words are shown beside the list.")]


class StatementsPage(Statements, frozen=True, kw_only=True):
    """Which statements, and the finding beside them."""

    evidence: Chosen = ""
    limit: Limit = ROWS


class MeetingsPage(Meetings, frozen=True, kw_only=True):
    """Which meetings, and the finding beside them."""

    evidence: Chosen = ""
    limit: Limit = ROWS


class EventsPage(Events, frozen=True, kw_only=True):
    """Which events, and the finding beside them."""

    evidence: Chosen = ""
    limit: Limit = ROWS


class CommitmentsPage(Commitments, frozen=True, kw_only=True):
    """Which commitments, and the finding beside them."""

    evidence: Chosen = ""
    limit: Limit = ROWS


class FiguresPage(Figures, frozen=True, kw_only=True):
    """Which figures, and the finding beside them."""

    evidence: Chosen = ""
    limit: Limit = ROWS


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a list."""

    finding: Finding
    address: str
    cells: tuple[Cell, ...]
    when: str
    sources: str
    few: str  # the same in few words
    differences: tuple[str, ...]
    by_words: bool
    news: str  # new or grown since the last visit; else empty
    review: str  # the state; empty where nobody decided


def lister(about: ClaimKind, asks: type[Points]) -> Callable[[View, Any], dict[str, object]]:
    """Return what fills the list of one kind."""

    def points(view: View, asked: Any) -> dict[str, object]:  # noqa: ANN401 - one of the above
        published = PublishedIn(view.dossier)
        found = find(view, about, base_of(asks, asked), published)
        rows = list(found.items)
        waiting = _waiting(view, rows) if about == "commitment" else {}
        news = news_of(view, [row.finding.id for row in rows])
        headings = [heading for heading, _ in columns_of(about)]
        return {
            "columns": [*headings, *([STATUS] if about == "commitment" else [])],
            "about": about,
            "rows": [_listed(row, published, waiting, news) for row in rows],
            "next": found.next,
            "pane": pane_of(view, asked, rows[0].finding if rows else None),
        }

    return points


def _listed(
    row: Row,
    published: PublishedIn,
    waiting: Mapping[str, OpenItem],
    news: Mapping[str, str],
) -> Listed:
    shown: Any = row.shown
    about = "event" if row.by_words else row.finding.about
    cells = [make(shown) for _, make in columns_of(about)]
    if isinstance(shown, Commitment):
        cells.append(status_of(shown, waiting))
    return Listed(
        finding=row.finding,
        address=finding_address(row.finding.id),
        cells=tuple(tuple(_each_once(cell)) for cell in cells),
        when=when(row, published),
        sources=sources(row.finding),
        few=_few(row.finding),
        differences=() if row.by_words else tuple(differences(row.finding)),
        by_words=row.by_words,
        news=news.get(row.finding.id, ""),
        review=_state(row),
    )


def _few(one: Finding) -> str:
    documents = len({each.document for each in one.support})
    least = "" if one.exact else "at least "
    return "1 document" if documents == 1 else f"{least}{one.independent} of {documents}"


def _state(row: Row) -> str:
    return row.review.state if row.review and row.review.claims else ""


def _each_once(cell: Cell) -> Iterator[Piece]:
    yield from dict.fromkeys(cell)


def _waiting(view: View, rows: list[Row]) -> dict[str, OpenItem]:
    """Return what the commitments shown still wait for, by their ids."""
    wanted = msgspec.json.encode([row.best.id for row in rows]).decode()
    condition = "about IN (SELECT value FROM json_each(?))"
    return {one.about: one for one in view.dossier.where(OpenItem, condition, wanted)}
