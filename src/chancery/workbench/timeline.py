"""The timeline: what happened in order, beside when it was published and captured."""

from collections.abc import Mapping

import msgspec

from chancery.api.lists import Entries
from chancery.api.lists import timeline as find
from chancery.api.view import View
from chancery.model import Finding, TimelineEntry
from chancery.model.claim import ClaimTimeBasis
from chancery.pipeline.timeline import days_of, is_dated
from chancery.workbench.addresses import finding_address
from chancery.workbench.filters import base_of
from chancery.workbench.frame import pane_of
from chancery.workbench.points import Chosen

BASES: Mapping[ClaimTimeBasis, str] = {
    "stated": "",
    "published": "counted from the day of publication",
    "earlier": "by a day named earlier",
    "weekday": "by the day of the week",
    "linked": "through another article",
    "unknown": "",
}


class TimelinePage(Entries, frozen=True, kw_only=True):
    """Which entries, and the finding beside them."""

    evidence: Chosen = ""


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


def timeline(view: View, asked: TimelinePage) -> dict[str, object]:
    """Fill the page."""
    found = find(view, base_of(Entries, asked))
    rows = [_dated(one.entry, one.line.text) for one in found.items]
    first = view.dossier.get(Finding, rows[0].finding) if rows else None
    return {"rows": rows, "next": found.next, "pane": pane_of(view, asked, first)}


def _dated(entry: TimelineEntry, text: str) -> Dated:
    return Dated(
        finding=entry.finding,
        address=finding_address(entry.finding),
        about=entry.about,
        text=text,
        happened=_between(*days_of(entry)),
        basis=BASES[entry.time.basis] if entry.time and is_dated(entry) else "",
        published=_between(entry.published.first or "", entry.published.last or ""),
        captured=_between(entry.captured.first or "", entry.captured.last or "")
        if entry.captured
        else "",
        independent=entry.independent,
    )


def _between(first: str, last: str) -> str:
    """Return days in words; nothing where neither is known."""
    first, last = first[:10], last[:10]
    if first and last:
        return first if first == last else f"{first} to {last}"
    if first or last:
        return f"from {first}" if first else f"until {last}"
    return ""
