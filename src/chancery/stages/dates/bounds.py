"""Bounds the day of a document's publication by what its text tells, never by a guess."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from chancery.model import BoundBasis, DayBound, Evidence, Span, cite
from chancery.stages.dates.page import Page
from chancery.stages.dates.told import is_since, is_told
from chancery.text.timex import TimeValue
from chancery.text.timex.forms import Stepped
from chancery.text.timex.phrases import read_phrase

DATED = frozenset({"DATE", "TIME"})
STRONGEST: tuple[BoundBasis, ...] = ("caption", "told", "ongoing", "continued")
# What says of an event that something of its kind went before it.
_AGAIN = re.compile(r"\b(?:further|again|another|more|also|resumed|renewed)\b", re.IGNORECASE)
_UNTIMED = frozenset({"BEFORE", "ON_OR_BEFORE"})


def first_bound(page: Page) -> DayBound | None:
    """Return the latest day that the document was not published before; None if none is told.

    What is yet to come bounds nothing: plans fail, and are told of long after.
    """
    found = list(_bounds(page))
    return max(found, key=lambda one: (one.day, -STRONGEST.index(one.basis)), default=None)


def _bounds(page: Page) -> Iterator[DayBound]:
    for number, (span, value) in enumerate(zip(page.spans, page.values, strict=True)):
        day = _stated(value)
        if day is None:
            continue
        basis = _basis(page, span, value)
        if basis:
            yield DayBound(day=day, basis=basis, evidence=(_cite(page, span),))
        if basis == "ongoing" and number + 1 < len(page.spans):
            yield from _continued(page, number)


def _stated(value: TimeValue) -> str | None:
    """Return the first day of a date whose words give its year."""
    sure = value.basis == "stated" and value.kind in DATED and value.modifier not in _UNTIMED
    return value.first if sure else None


def _basis(page: Page, span: Span, value: TimeValue) -> BoundBasis | None:
    """Return why the document is no older than this date, None where it may be."""
    if is_since(page.text, span):
        return "ongoing"
    sentence = _sentence(page, span)
    if page.block(span[0]) == "caption" and value.precision in {"day", "minute"}:
        return "caption"
    return "told" if sentence and is_told(page.text, span, sentence) else None


def _continued(page: Page, number: int) -> Iterator[DayBound]:
    """Yield the year behind the one in which something began, if last year saw more of it."""
    since, then = page.spans[number], page.spans[number + 1]
    first = page.values[number].first
    near, sentence = _sentence(page, since), _sentence(page, then)
    if first is None or near is None or sentence not in {near, _next(page, near)}:
        return
    form = read_phrase(page.text[slice(*then)]).form
    last_year = isinstance(form, Stepped) and (form.step, form.unit) == (-1, "Y")
    if last_year and sentence and _AGAIN.search(page.text, then[1], sentence[1]):
        day = date(date.fromisoformat(first).year + 1, 1, 1).isoformat()
        cited = (_cite(page, since), _cite(page, then))
        yield DayBound(day=day, basis="continued", evidence=cited)


def _next(page: Page, sentence: Span) -> Span | None:
    return next((after for one, after in pairwise(page.sentences) if one == sentence), None)


def _sentence(page: Page, span: Span) -> Span | None:
    return next((one for one in page.sentences if one[0] <= span[0] < one[1]), None)


def _cite(page: Page, span: Span) -> Evidence:
    return cite(page.document.id, page.document.text, *span)
