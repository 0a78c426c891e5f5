"""Reads off a document what tells occasions apart: who, where, on which days, how many."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from chancery.model import (
    Annotation,
    Dates,
    Document,
    Meeting,
    Modality,
    Occasion,
    Places,
    TimeExpression,
    kept_spans,
)
from chancery.text.rarity import stem

MOST = 32  # kept of each, the first of the text
WANTED: frozenset[Modality] = frozenset({"requested", "hypothetical"})

_WORD = re.compile(r"[^\W\d_]{2,}")
_NUMBER = re.compile(r"\d[\d,.]*\d")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")


def persons(document: Document, annotation: Annotation) -> tuple[str, ...]:
    """Return the last words of the names of persons, without endings, sorted."""
    names = (
        _WORD.findall(document.text, one.start, one.end)
        for one in annotation.mentions
        if one.type == "person" and one.form == "name"
    )
    return tuple(sorted(_first(stem(words[-1].lower()) for words in names if words)))


def towns(places: Places) -> tuple[str, ...]:
    """Return the ids of the towns that something is or happens in, sorted."""
    likeliest = (
        one.guesses[0] for one in places.toponyms if one.guesses and one.use == "location"
    )
    return tuple(sorted(_first(one.place for one in likeliest if one.kind == "city")))


def weekdays(dates: Dates) -> tuple[int, ...]:
    """Return the days of the week that expressions name, or whose day they are, sorted."""
    return tuple(sorted({day for one in dates.expressions if (day := weekday_of(one))}))


def numbers(document: Document) -> tuple[str, ...]:
    """Return the numbers of two digits and more in the kept text, as written, sorted."""
    spans = kept_spans(document)
    found = (one[0] for span in spans for one in _NUMBER.finditer(document.text, *span))
    return tuple(sorted(_first(found)))


def first_told(meetings: Sequence[Meeting]) -> Meeting | None:
    """Return the meeting that a document tells of first, None where it tells of none."""
    by_place = sorted(meetings, key=lambda one: (one.evidence[0].start, one.trigger.start, one.id))
    return by_place[0] if by_place else None


def occasion(dates: Dates, first: Meeting | None) -> Occasion | None:
    """Return the meeting that is told first as it is compared."""
    if first is None:
        return None
    time = first.time
    words = time.evidence if time else None
    said = (one for one in dates.expressions if words and one.start == words.start)
    day = time.start if time and time.start == time.end else None
    return Occasion(
        held=first.modality == "asserted",
        wanted=first.modality in WANTED,
        weekday=date.fromisoformat(day).isoweekday() if day else _any(map(weekday_of, said)),
        day=day,
    )


def weekday_of(one: TimeExpression) -> int | None:
    """Return the day of the week that an expression names, or whose day it is, from 1."""
    named = _WEEKDAY.match(one.value or "")
    if named:
        return int(named[1])
    is_day = one.precision in {"day", "minute"} and one.first is not None
    return date.fromisoformat(one.first).isoweekday() if is_day and one.first else None


def _first(found: Iterable[str]) -> Iterable[str]:
    return islice(dict.fromkeys(found), MOST)


def _any(found: Iterable[int | None]) -> int | None:
    return next((one for one in found if one), None)
