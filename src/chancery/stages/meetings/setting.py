"""Finds where and when a meeting is, near the words that name it."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chancery.model import Span, TimeExpression, Trigger
from chancery.text.page import Page, overlap, trimmed
from chancery.text.roles import PARTIES, governor

if TYPE_CHECKING:
    from chancery.stages.meetings.draft import Draft

AT = frozenset({"in", "at", "to", "near", "outside", "host", "hosts", "from"})
ABOUT = frozenset({"on", "about", "over", "of", "for", "with", "between", "by", "into", "'s", "s"})
FARTHEST = 60  # characters from a trigger to its place or time where the reader marks none
_IN = re.compile(r"\b(?:in|at)\s+(?:the\s+)?$", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:since|until|(?:to|will|would) (?:end|conclude|wrap up))\b[^,.;:]*$", re.IGNORECASE
)
_OPENING = re.compile(r"(?:In|At)\s+(?:the\s+)?")
_OWN = re.compile(
    r"(?:['’]s|s['’])\s+(?:[\w’'-]+\s+){0,3}|\s"
)  # "last week's talks", "the weekend meeting"
_CUT = re.compile(r"[;:()“”\"]|,\s+(?:which|who|where|and|but)\b")


def find_place(page: Page, one: Trigger) -> Span | None:
    """Return where it is: what the reader marks, or a place behind "in" close by."""
    marked = [
        trimmed(page.text, span, ",.;:")
        for span in one.where
        if any(map(str.isupper, page.words(span)))
        and (governor(page, span[0]) in AT or premodifier(page, one.start) == span)
        and not _is_of_party(page, span)
        and page.quotation_at(span[0]) == page.quotation_at(one.start)
    ]
    if marked:
        return min(marked, key=lambda span: _distance(span, one))
    start, end = page.sentence_of(one.start)
    near = (max(start, one.start - FARTHEST), min(end, one.end + FARTHEST))
    found = [
        (m.start, m.end)
        for m in page.mentions_in(near)
        if m.type in {"place", "organisation"}
        and m.form == "name"
        and _IN.search(page.text, near[0], m.start)
        and not _CUT.search(page.text[min(m.end, one.end) : max(m.start, one.start)])
        and (m.start >= one.end or _OPENING.fullmatch(page.text, start, m.start))
        and not _is_of_party(page, (m.start, m.end))
    ]
    return min(found, key=lambda span: _distance(span, one), default=None)


def _is_of_party(page: Page, span: Span) -> bool:
    """Say whether a place only ends a phrase for somebody: "the rebels in Aldane"."""
    low = page.sentence_of(span[0])[0]
    return any(
        m.start < span[0] and m.end == span[1] and m.type in PARTIES - {"place"}
        for m in page.mentions_in((low, span[1]))
    )


def settle_place(group: Sequence["Draft"]) -> list[Span]:
    """Return the place that the mentions of a meeting give, the first of them."""
    return [one.place for one in group if one.place][:1]


def premodifier(page: Page, start: int) -> Span | None:
    """Return the name that stands right before a noun: "the Doha meeting"."""
    sentence = page.sentence_of(start)
    before = page.mentions_in((max(sentence[0], start - FARTHEST), start))
    found = [m for m in before if m.type in PARTIES and m.form == "name"]
    found = [m for m in found if page.text[m.end : start].strip() == "" and start > m.end]
    return (found[-1].start, found[-1].end) if found else None


def find_time(page: Page, one: Trigger) -> TimeExpression | None:
    """Return when it is: what its own phrase says, what the reader marks, or a date close by."""
    sentence = page.sentence_of(one.start)
    held = [time for time in page.times_in(sentence) if time.type in {"DATE", "TIME"}]
    held = [t for t in held if _is_told_with(page, t, one)]
    own = [t for t in held if t.end < one.start and _OWN.fullmatch(page.text, t.end, one.start)]
    if own:
        return own[-1]
    marked = [t for t in held if any(overlap((t.start, t.end), span) for span in one.time)]
    if not marked:
        marked = [t for t in held if _is_beside(page, t, one)]
    order = sorted(marked, key=lambda time: _distance((time.start, time.end), one))
    return order[0] if order else None


def _is_told_with(page: Page, time: TimeExpression, one: Trigger) -> bool:
    """Say whether a time stands in the same words of a speaker, and is no "since" or "until"."""
    inside = [
        said.content
        for said in page.annotation.attributions
        if any(start <= one.start and one.end <= end for start, end in said.content)
    ]
    shares = all(any(a <= time.start and time.end <= b for a, b in spans) for spans in inside)
    clause = page.text[page.sentence_of(time.start)[0] : time.start]
    return shares and not _SINCE.search(clause)


def _is_beside(page: Page, time: TimeExpression, one: Trigger) -> bool:
    span = (time.start, time.end)
    between = page.text[min(span[1], one.end) : max(span[0], one.start)]
    others = (other for other in page.annotation.triggers if other is not one)
    crossed = any(
        min(span[0], one.start) <= other.start and other.end <= max(span[1], one.end)
        for other in others
    )
    return len(between) <= FARTHEST and not crossed and not _CUT.search(between)


def _distance(span: Span, one: Trigger) -> int:
    return max(span[0] - one.end, one.start - span[1], 0)
