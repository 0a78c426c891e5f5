"""Gives steps from a frame their place: last year, the next day, this Friday, tomorrow night."""

from datetime import date

from chancery.text.timex.forms import Away, Length, Stepped, Written
from chancery.text.timex.frame import DAY_UNITS, DAYS, NEAR, NEXT_TO, Anchor, Timeframe
from chancery.text.timex.periods import (
    DAYS_IN_WEEK,
    SEASONS,
    YEARS,
    Period,
    PeriodUnit,
    containing,
    day_period,
    first_day,
    period_unit,
    year_of,
)
from chancery.text.timex.reading import Reading, dated, unknown
from chancery.text.timex.tense import outlook
from chancery.text.timex.values import Span
from chancery.text.timex.years import period_in, year_beyond, year_by_tense

SATURDAY, SUNDAY = 6, 7
NAMED = frozenset({"weekday", "month", "season", "feast"})
FISCAL = "fiscal"  # years that begin no one says when
SPOKEN_OF: dict[str, PeriodUnit] = {  # but "the year" in news is the year of the news
    "Q": "Q",
    "M": "M",
    "W": "W",
    "D": "D",
    "E": "E",
}
UNKNOWN = {
    "D": "XXXX-XX-XX",
    "feast": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "E": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Y": "XXXX",
}


def frame_of(form: Stepped | Away | Length, span: Span, frame: Timeframe) -> Anchor | None:
    """Return the anchor that a form counts from."""
    if frame.history:
        return frame.last() or frame.publication()
    stays = isinstance(form, Stepped) and form.step == 0 and form.frame == "either"
    if form.frame == "published" or stays:
        return frame.publication()
    return frame.last(since=span.start - NEXT_TO) or frame.publication()


def stepped(form: Stepped, span: Span, frame: Timeframe) -> Reading:
    """Return the period that so many steps lead to."""
    spoken = _spoken_of(form, span, frame)
    if spoken is not None:
        return spoken
    anchor = _anchor(form, span, frame)
    if anchor is None:
        return _adrift(form)
    if form.unit in NAMED:
        return _named_step(form, anchor, span, frame)
    unit = period_unit(form.unit)
    if unit is None or (unit in YEARS and year_of(anchor.period) < 1):
        return unknown(None)
    if unit in DAY_UNITS and anchor.period.unit not in DAY_UNITS:
        return _adrift(form)
    number = containing(unit, anchor.period).number + form.step
    if unit == "E" and form.step == 0:
        number -= _weekend_is_over(anchor, span, frame)
    reading = dated(Period(unit, number), anchor, form.part, form.clock)
    return reading if form.word != FISCAL else reading._replace(period=None, first=None, last=None)


def weekend(span: Span, frame: Timeframe) -> Reading:
    """Return the weekend that "the weekend" is, by the tense."""
    return stepped(Stepped(0, "E"), span, frame)


def _weekend_is_over(anchor: Anchor, span: Span, frame: Timeframe) -> bool:
    here = first_day(anchor.period)
    early = here is not None and here.isoweekday() < SATURDAY
    return early and outlook(frame.text, *span) == "past"


def _spoken_of(form: Stepped, span: Span, frame: Timeframe) -> Reading | None:
    """Return the quarter, month or week that the text spoke of, for "the quarter" and its like.

    Where it spoke of none, the quarter is the one that has ended: results follow their time.
    """
    if form.frame != "either" or form.step or form.unit not in SPOKEN_OF:
        return None
    unit: PeriodUnit = SPOKEN_OF[form.unit]
    since = 0 if unit == "Q" else span.start - NEAR
    last = frame.last(frozenset({unit}), since)
    if last:
        return dated(last.period, last, form.part, form.clock)
    anchor = frame.publication()
    if unit != "Q" or anchor is None:
        return None
    return dated(Period("Q", containing("Q", anchor.period).number - 1), anchor)


def _anchor(form: Stepped, span: Span, frame: Timeframe) -> Anchor | None:
    """Return what a step counts from: today and tonight from publication, the next day not."""
    spoken = form.word == "" or (form.part is not None and form.word in {"this", "last"})
    if form.unit == "D" and spoken:
        return frame.publication()
    if form.unit == "weekday" and form.frame == "earlier":
        since = 0 if frame.history or frame.is_talk() else span.start - NEAR
        return frame.last(DAYS, since) or frame_of(form, span, frame)
    anchor = frame_of(form, span, frame)
    if form.unit == "D" and (form.frame != "published" or frame.history):
        return frame.last(DAYS, 0 if frame.history else span.start - NEAR) or anchor
    return anchor


def _adrift(form: Stepped) -> Reading:
    """Return the reading of a step from nowhere that is known."""
    value = UNKNOWN.get(form.unit)
    if form.unit == "weekday":
        value = f"XXXX-WXX-{form.number}"
    elif form.unit == "month":
        value = f"XXXX-{form.number:02}" + (f"-{form.day:02}" if form.day else "")
    elif form.unit == "season":
        value = f"XXXX-{SEASONS[form.number]}"
    return unknown(value, form.part, form.clock)


def _named_step(form: Stepped, anchor: Anchor, span: Span, frame: Timeframe) -> Reading:
    here = first_day(anchor.period)
    if here is None:
        return _adrift(form)
    if form.unit == "weekday":
        weekday = day_period(here, _days_to(form, here, span, frame))
        return dated(weekday, anchor, form.part, form.clock)
    month = form.number if form.unit == "month" else None
    season = form.number if form.unit == "season" else None
    named = Written(month=month, day=form.day, season=season, feast=form.feast)
    if form.step:
        year = year_beyond(named, here, form.step)
    elif form.unit == "season" and form.frame == "published":
        year = year_by_tense(named, here, outlook(frame.text, *span))
    else:
        year = here.year
    period = period_in(named, year) if year is not None else None
    return dated(period, anchor, form.part, form.clock) if period else _adrift(form)


def _days_to(form: Stepped, here: date, span: Span, frame: Timeframe) -> int:
    """Return the days to this, last, next or that weekday."""
    ahead = (form.number - here.isoweekday()) % DAYS_IN_WEEK
    if form.step > 0:
        return ahead or DAYS_IN_WEEK
    if form.step < 0:
        return ahead - DAYS_IN_WEEK
    back = form.word != "this" or outlook(frame.text, *span) == "past"
    return ahead - DAYS_IN_WEEK if back and ahead else ahead
