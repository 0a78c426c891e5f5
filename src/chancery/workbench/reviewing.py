"""Review on the pages: what waits, what people decided, and the forms by which they decide."""

from collections.abc import Mapping

import msgspec

from chancery.api import review
from chancery.api.parameters import Limit, Parameters
from chancery.api.view import View
from chancery.pipeline.review.agreement import FEW
from chancery.pipeline.review.log import Noted, find_lost
from chancery.pipeline.review.words import (
    STATES,
    decision_words,
    found_words,
    join_words,
    waiting_words,
)
from chancery.wording.backed import sources
from chancery.wording.lines import line
from chancery.workbench.addresses import finding_address
from chancery.workbench.filters import base_of
from chancery.workbench.frame import pane_of
from chancery.workbench.points import ROWS, Chosen


class QueuePage(review.Queue, frozen=True, kw_only=True):
    """Whose queue, of what, and the finding beside it."""

    evidence: Chosen = ""
    limit: Limit = ROWS


class LogPage(review.Decisions, frozen=True, kw_only=True):
    """Which decisions."""


class Waits(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the queue."""

    finding: str
    address: str
    about: str
    text: str
    sources: str
    weight: float
    use: float
    state: str  # in words; empty where nobody decided


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the log."""

    number: int
    who: str
    at: str
    words: str
    stands: bool
    how: str  # builds take up a merge or a split


def queue(view: View, asked: QueuePage) -> dict[str, object]:
    """Fill the page of what waits, the most useful first."""
    found = review.find_waiting(view, base_of(review.Queue, asked))
    rows = [
        Waits(
            finding=one.row.finding.id,
            address=finding_address(one.row.finding.id),
            about=one.row.finding.about,
            text=line(one.row.shown),
            sources=sources(one.row.finding),
            weight=one.weight,
            use=one.use,
            state=STATES[one.row.review.state] if one.row.review else "",
        )
        for one in found.items
    ]
    first = found.items[0].row.finding if found.items else None
    return {
        "rows": rows,
        "next": found.next,
        "notes": () if asked.blind else tuple(waiting_words(view.overlay.joins)),
        "pane": pane_of(view, asked, first, blind=asked.blind),
    }


def log(view: View, asked: LogPage) -> dict[str, object]:
    """Fill the page of what was decided."""
    found = review.decisions(view, base_of(review.Decisions, asked))
    numbers = {one.id: one.number for one in view.overlay.decisions}
    return {"rows": [_entry(one, numbers) for one in found.items], "next": found.next}


def agreement(view: View, asked: Parameters) -> dict[str, object]:
    """Fill the page of how far reviewers agree, and of decisions that hold no longer."""
    lost = find_lost(view.dossier)
    return {
        "rows": review.agreement(view, asked),
        "few": FEW,
        "lost": [(one.decision.number, one.decision.who, found_words(one)) for one in lost],
    }


def _entry(one: Noted, numbers: Mapping[str, int]) -> Entry:
    return Entry(
        number=one.decision.number,
        who=one.decision.who,
        at=one.decision.at,
        words=decision_words(one.decision, numbers),
        stands=one.stands,
        how=join_words(one.join) if one.join else "",
    )
