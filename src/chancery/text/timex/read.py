"""Gives each time expression of a text its value, in the order of the text."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from chancery.text.timex.forms import Away, Broken, Form, Length, Phrase, Repeat, Written
from chancery.text.timex.frame import Anchor, Past, Timeframe, open_frame
from chancery.text.timex.length_words import length_value
from chancery.text.timex.narrow import narrowed
from chancery.text.timex.phrases import read_phrase
from chancery.text.timex.ranges import borrow, borrow_back
from chancery.text.timex.reading import Reading
from chancery.text.timex.resolve import resolve
from chancery.text.timex.values import Span, TimeValue

LONGEST_JOIN = 24  # characters between two dates that share a month or a year
CONTEXT = 24  # characters before an expression that may settle what it is
_JOIN = re.compile(
    r"\s*(?:[-–—/,]|to|and|or|through|until|till|,\s*and)\s*(?:the\s+)?(?:early |late |mid-?)?",
    re.IGNORECASE,
)
_TODAY_IS = re.compile(r"\b(?:it is|it's|it’s|today is) (?:now )?$", re.IGNORECASE)
_YEAR = re.compile(r"\byear\s$", re.IGNORECASE)
_AGE = re.compile(r"\b(?:aged?|age of|was|is|turned)\s*$", re.IGNORECASE)
_RATE = re.compile(
    r"(?:\d|%|[$€£]|times|twice|once|million|billion|per cent|percent|/)\s*$", re.IGNORECASE
)
_ONE = re.compile(r"an? |per ", re.IGNORECASE)
_OTHER = re.compile(r"\s*\(?(?:A\.?H\.?|S\.?H\.?|[Hh]ijri|[Ss]olar [Hh]ijri)(?!\w)")


def read_times(
    text: str,
    spans: Sequence[tuple[int, int]],
    published: date | None,
    today: int | None = None,
) -> list[TimeValue]:
    """Return the value of each span `(start, end)` of the text, in the order given.

    Offsets are half-open, in code points. Spans may touch, nest and stand in any order; each is
    read in the order of the text, as later ones count from earlier ones. Where the day of
    publication is unknown, `today` may be the number of the span whose day the text speaks from.
    """
    order = sorted(range(len(spans)), key=lambda number: spans[number])
    places = [Span(*spans[number]) for number in order]
    phrases = _phrases(text, places)
    frame = open_frame(text, phrases, published)
    if today is not None:
        frame.today = _day_of(today, order.index(today), places, phrases, frame)
    found: dict[int, TimeValue] = {}
    for number, span, phrase in zip(order, places, phrases, strict=True):
        reading = resolve(phrase.form, span, frame)
        _note(frame, number, span, phrase.form, reading)
        found[number] = _value(phrase, reading)
    return [found[number] for number in range(len(spans))]


def _day_of(
    number: int,
    place: int,
    places: Sequence[Span],
    phrases: Sequence[Phrase],
    frame: Timeframe,
) -> Anchor | None:
    """Return what other expressions count from where this one names the day of the text."""
    period = resolve(phrases[place].form, places[place], frame).period
    return Anchor(period, "earlier", number) if period and period.unit == "D" else None


def _note(frame: Timeframe, number: int, span: Span, form: Form, reading: Reading) -> None:
    """Keep what later expressions may count from."""
    period = reading.period
    if period is None:
        return
    before = frame.text[max(0, span.start - CONTEXT) : span.start]
    if period.unit == "D" and _TODAY_IS.search(before):
        frame.today = Anchor(period, "earlier", number)
    if _moves_on(form, reading, frame):
        stated = isinstance(form, Written) and reading.basis == "stated"
        frame.note(Past(number, span.start, period, stated))


def _moves_on(form: Form, reading: Reading, frame: Timeframe) -> bool:
    """Say whether what follows may count from this date: not from a look aside."""
    if frame.history:
        return reading.basis != "published"
    return not (isinstance(form, Away) and form.sign < 0)


def _value(phrase: Phrase, reading: Reading) -> TimeValue:
    first, last = reading.first, reading.last
    if first and last and reading.period:
        first, last = narrowed(first, last, phrase.modifier)
    return TimeValue(
        kind=reading.kind,
        value=reading.value,
        modifier=phrase.modifier,
        first=first.isoformat() if first else None,
        last=last.isoformat() if last else None,
        precision=reading.precision,
        basis=reading.basis,
        anchor=reading.anchor,
        flaw=reading.flaw,
    )


def _phrases(text: str, places: Sequence[Span]) -> list[Phrase]:
    """Return what each expression says, with what its neighbours and the words beside it add."""
    phrases = [read_phrase(text[span.start : span.end]) for span in places]
    forms = [phrase.form for phrase in phrases]
    joined = [_joins(text, *pair) for pair in pairwise(places)]
    for place in range(len(joined) - 1, -1, -1):
        if joined[place]:
            forms[place] = _from_right(forms[place], forms[place + 1])
    for place, joins in enumerate(joined):
        if joins:
            forms[place + 1] = _from_left(forms[place + 1], forms[place])
    return [
        Phrase(_by_context(text, span, form), phrase.modifier)
        for span, form, phrase in zip(places, forms, phrases, strict=True)
    ]


def _joins(text: str, left: Span, right: Span) -> bool:
    gap = right.start - left.end
    return 0 <= gap <= LONGEST_JOIN and _JOIN.fullmatch(text, left.end, right.start) is not None


def _from_right(form: Form, following: Form) -> Form:
    if isinstance(form, Written) and isinstance(following, Written):
        return borrow(form, following)
    if not isinstance(form, Written) or form.lone is None:
        return form
    if isinstance(following, Length):
        value = length_value(form.lone, following.unit)
        return Length(value, form.lone, following.unit)
    return following._replace(amount=form.lone) if isinstance(following, Away) else form


def _from_left(form: Form, before: Form) -> Form:
    if isinstance(form, Written) and isinstance(before, Written):
        return borrow_back(form, before)
    return form


def _by_context(text: str, span: Span, form: Form) -> Form:
    """Return the form with what the words beside it settle: an age, a rate, another calendar."""
    before = text[max(0, span.start - CONTEXT) : span.start]
    if isinstance(form, Written) and form.year is not None and _OTHER.match(text, span.end):
        return Broken("other_calendar")
    if isinstance(form, Written) and form.lone is not None:
        if _YEAR.search(before):
            return Written(year=form.lone)
        return (
            Length(length_value(form.lone, "Y"), form.lone, "Y") if _AGE.search(before) else form
        )
    rate = isinstance(form, Length) and _ONE.match(text, span.start) and _RATE.search(before)
    return Repeat(form.value) if rate and isinstance(form, Length) else form
