"""Bounds the publication by a government and a group that the text tells of as two parties."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from chancery.knowledge import Knowledge, forms_of, load
from chancery.model import DayBound, Span, cite
from chancery.stages.dates.page import Page
from chancery.stages.dates.report_day import bare_weekday
from chancery.stages.dates.told import looks_ahead

WEEK = timedelta(days=7)  # so far a bare weekday may lie from the publication
_FORMER = re.compile(r"\b(?:former|then|ousted|fallen|old)\s+$", re.IGNORECASE)
_LAND = r"(?P<land>[^\W\d_a-z][\w’'-]*(?:\s[^\W\d_a-z][\w’'-]*){0,2})"
_OFFICE = r"(?:[Gg]overnment|[Gg]ovt|[Aa]uthorities|[Aa]dministration)"


def side_bound(page: Page, told: DayBound | None, knowledge: Knowledge) -> DayBound | None:
    """Return the day after which nobody sets a group beside a government, as the text does.

    The sentence must look ahead from a day of its own week, as one that calls for their talks "on
    Wednesday", and date nothing: so both are parties when it is written. What the text tells of as
    past (`told`) is no later.
    """
    found = (one for one in _bounds(page, knowledge) if not told or told.day <= one.day)
    return min(found, key=lambda one: one.day, default=None)


def _bounds(page: Page, knowledge: Knowledge) -> Iterator[DayBound]:
    for sentence in page.sentences:
        weekday = _weekday(page, sentence)
        words = page.text[slice(*sentence)]
        if weekday is None or not looks_ahead(words):
            continue
        for start, end, since in _sides(words, knowledge):
            spans = sorted([(sentence[0] + start, sentence[0] + end), weekday])
            text = page.document.text
            cited = tuple(cite(page.document.id, text, *span) for span in spans)
            last = (since + WEEK).isoformat()
            yield DayBound(day=last, basis="two_sides", evidence=cited)


def _weekday(page: Page, sentence: Span) -> Span | None:
    """Return the bare weekday of a sentence that names no date with its year."""
    inside = [
        (span, value)
        for span, value in zip(page.spans, page.values, strict=True)
        if sentence[0] <= span[0] < sentence[1]
    ]
    if any(value.basis == "stated" and value.first for _, value in inside):
        return None
    spans = (span for span, _ in inside)
    return next((one for one in spans if bare_weekday(page.text[slice(*one)])), None)


def _sides(words: str, knowledge: Knowledge) -> Iterator[tuple[int, int, date]]:
    """Yield where a government and a group stand side by side, and since when they are one."""
    for pair in _pairs():
        for found in pair.finditer(words):
            country = _country(found["land"], knowledge)
            since = _since().get((country, _names()[found["group"]]))
            if since and not _FORMER.search(words[: found.start()]):
                yield found.start(), found.end(), since


def _country(land: str, knowledge: Knowledge) -> str:
    """Return the code of the only country that the words name, else nothing."""
    codes = {one.actor.country or "" for one in knowledge.candidates(land)}
    return codes.pop() if len(codes) == 1 else ""


@cache
def _since() -> Mapping[tuple[str, str], date]:
    """Return the day of each group in its country."""
    return {
        (row["country"].lower(), row["name"]): date.fromisoformat(row["since"])
        for row in load("governing_groups")
    }


@cache
def _names() -> Mapping[str, str]:
    """Return the name of each group by its forms."""
    return {form: row["name"] for row in load("governing_groups") for form in forms_of(row)}


@cache
def _pairs() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a government and a group, in both orders."""
    forms = "|".join(re.escape(one) for one in sorted(_names(), key=len, reverse=True))
    group = rf"(?P<group>{forms})\b"
    return (
        re.compile(rf"\b(?:the\s+)?{_LAND}\s{_OFFICE}\s+and\s+(?:the\s+)?{group}"),
        re.compile(rf"\b(?:the\s+)?{group}\s+and\s+the\s+{_LAND}\s{_OFFICE}\b"),
    )
