"""Gives each time expression of a text its value, in the order of the text."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from chancery.text.timex.described import dated_beside, described, describes_day
from chancery.text.timex.distances import away, said_as
from chancery.text.timex.events import event_day
from chancery.text.timex.forms import Away, Broken, Form, Length, Phrase, Repeat, Stepped, Written
from chancery.text.timex.frame import Anchor, Past, Timeframe, open_frame
from chancery.text.timex.length_words import length_value
from chancery.text.timex.narrow import narrowed
from chancery.text.timex.periods import Period
from chancery.text.timex.phrases import read_phrase
from chancery.text.timex.ranges import borrow, borrow_back
from chancery.text.timex.reading import Reading, dated
from chancery.text.timex.resolve import resolve
from chancery.text.timex.spoken import is_today
from chancery.text.timex.step_words import with_day
from chancery.text.timex.story_years import story_years
from chancery.text.timex.values import Span, TimeValue

LONGEST_JOIN = 24  # characters between two dates that share a month or a year
CONTEXT = 24  # characters before an expression that may settle what it is
_JOIN = re.compile(
    r"\s*(?:[-–—/,]|to|and|or|through|until|till|,\s*and)\s*(?:the\s+)?(?:early |late |mid-?)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\byear\s$", re.IGNORECASE)
_AGE = re.compile(r"\b(?:aged?|age of|was|is|turned)\s*$", re.IGNORECASE)
_SIDE = re.compile(r"\s+(?P<way>before|after)\b", re.IGNORECASE)
_SIDED = re.compile(r"\b(?:before|after)$", re.IGNORECASE)
_EVENT = re.compile(  # no comma, end of a sentence or preposition
    r"\s+(?!(?:in|on|at|by|with|and|but|or|as|to|from|for|while|that|is|was|has|had)\b)[\w’']",
    re.IGNORECASE,
)
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
    frame = open_frame(text, places, phrases, published)
    frame.order = order
    if frame.history:
        chosen = story_years(text, places, phrases)
        frame.years = {
            span: Anchor(Period("Y", one.year), "earlier", order[one.source])
            for span, one in chosen.items()
        }
    if today is not None:
        frame.today = _day_of(today, order.index(today), places, phrases, frame)
    readings: list[Reading] = []
    for place, (number, span, phrase) in enumerate(zip(order, places, phrases, strict=True)):
        same = dated_beside(place, places, phrases, frame)
        reading = same or resolve(phrase.form, span, frame)
        if describes_day(text[span.start : span.end], phrase.form, reading):
            reading = described(place, places, phrases, readings, frame) or reading
        if isinstance(phrase.form, Away) and phrase.form.event and reading.period is None:
            reading = _from_event(phrase.form, span, places, readings, frame) or reading
        _note(frame, number, span, phrase.form, reading)
        readings.append(reading)
    found = dict(zip(order, map(_value, phrases, readings), strict=True))
    return [found[number] for number in range(len(spans))]


def _from_event(
    form: Away, span: Span, places: Sequence[Span], readings: Sequence[Reading], frame: Timeframe
) -> Reading | None:
    """Return what lies so far from an event that the text has dated."""
    day = event_day(form, span, places, readings, frame)
    if day is None:
        return None
    return away(form._replace(event=False), dated(day.period, day), span, frame)


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
    if period.unit == "D" and is_today(frame.text, span.start):
        frame.today = Anchor(period, "earlier", number)
    if isinstance(form, Away) and form.exact:
        frame.described[said_as(form)] = Anchor(period, "earlier", number)
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
    for place, (left, right) in enumerate(pairwise(places)):
        form = forms[place]
        if isinstance(form, Away) and text[left.end : right.start].isspace():
            forms[place] = with_day(form, forms[place + 1])
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


def _by_side(text: str, span: Span, form: Stepped | Away) -> Form:
    """Return the day before, or the day before the vote, for what is counted from behind it."""
    beside = _SIDE.match(text, span.end)
    if isinstance(form, Away):
        opens = _EVENT.match(text, span.end) and _SIDED.search(text, span.start, span.end)
        return form._replace(event=True) if opens and form.base is None else form
    if beside is None or form.frame != "either" or form.step or form.word != "the":
        return form
    sign = -1 if beside["way"].lower() == "before" else 1
    return Away(1.0, form.unit, sign, "earlier", event=bool(_EVENT.match(text, beside.end())))


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
    if isinstance(form, Stepped | Away):
        return _by_side(text, span, form)
    rate = isinstance(form, Length) and _ONE.match(text, span.start) and _RATE.search(before)
    return Repeat(form.value) if rate and isinstance(form, Length) else form
