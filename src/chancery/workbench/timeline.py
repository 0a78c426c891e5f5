"""The timeline: what happened in order, beside when it was published and captured."""

from collections.abc import Mapping

import msgspec

from chancery.api.lists import Entries
from chancery.api.lists import timeline as find
from chancery.api.parameters import Limit
from chancery.api.view import View
from chancery.model import Finding, TimelineEntry
from chancery.pipeline.clock_words import BASES, happened, published_words, span_words
from chancery.workbench.addresses import finding_address
from chancery.workbench.filters import base_of
from chancery.workbench.frame import pane_of
from chancery.workbench.points import ROWS, Chosen
from chancery.workbench.visits import news_of


class TimelinePage(Entries, frozen=True, kw_only=True):
    """Which entries, and the finding beside them."""

    evidence: Chosen = ""
    limit: Limit = ROWS


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the timeline."""

    finding: str
    address: str
    about: str
    text: str
    happened: str  # days in words; empty where they are not known
    basis: str
    published: str
    captured: str
    independent: int
    news: str


def timeline(view: View, asked: TimelinePage) -> dict[str, object]:
    """Fill the page."""
    found = find(view, base_of(Entries, asked))
    news = news_of(view, [one.entry.finding for one in found.items])
    rows = [_dated(one.entry, one.line.text, news) for one in found.items]
    first = view.dossier.get(Finding, rows[0].finding) if rows else None
    return {"rows": rows, "next": found.next, "pane": pane_of(view, asked, first)}


def _dated(entry: TimelineEntry, text: str, news: Mapping[str, str]) -> Dated:
    return Dated(
        finding=entry.finding,
        address=finding_address(entry.finding),
        about=entry.about,
        text=text,
        happened=happened(entry.time),
        basis=BASES.get(entry.time.basis, "") if entry.time else "",
        published=published_words(entry.published),
        captured=span_words(entry.captured) if entry.captured else "on an unknown day",
        independent=entry.independent,
        news=news.get(entry.finding, ""),
    )
