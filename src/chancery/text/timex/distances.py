"""Gives distances their place: two days ago, a year earlier, three weeks from now."""

from chancery.text.timex.durations import moved
from chancery.text.timex.forms import Away
from chancery.text.timex.frame import COMPARED, DAY_UNITS, DAYS, NEAR, Anchor, Timeframe
from chancery.text.timex.periods import (
    CLOCK_UNITS,
    PER_YEAR,
    YEARS,
    Period,
    PeriodUnit,
    containing,
    day_period,
    first_day,
    period_unit,
    value_of,
    year_of,
)
from chancery.text.timex.reading import Reading, anchor_of, dated, unknown
from chancery.text.timex.steps import frame_of
from chancery.text.timex.values import Span

HOURS_IN_DAY = 24
FAR_YEARS = 300_000  # distances beyond this have no calendar
WHOLE: dict[str, tuple[PeriodUnit, int]] = {"F": ("W", 2), "ML": ("Y", 1000)}
SMALLER: dict[str, tuple[PeriodUnit, int]] = {  # what fractions of a unit are counted in
    "Y": ("M", 12),
    "DE": ("Y", 10),
    "CE": ("Y", 100),
    "Q": ("M", 3),
    "M": ("D", 30),
    "W": ("D", 7),
}


def away(form: Away, base: Reading | None, span: Span, frame: Timeframe) -> Reading:
    """Return the period so far from the frame, or from `base` where the words give one.

    It is as fine as the unit counted in: two years ago is a year, six months ago a month.
    """
    if form.event:
        return unknown("XXXX-XX-XX" if form.unit == "D" else None)
    known = frame.described.get(said_as(form)) if base is None else None
    if known:
        return dated(known.period, known)
    anchor = anchor_of(base) if base else _anchor(form, span, frame)
    if form.amount is None:
        return _vague(form, anchor)
    if anchor is None:
        return unknown(None)
    if form.unit in CLOCK_UNITS:
        return _hours_away(form, form.amount, anchor)
    return _counted(form, form.amount, anchor, span, frame)


def said_as(form: Away) -> tuple[str, ...]:
    """Return by what a distance is known again that was told to the day: three years ago."""
    return ("away", form.unit, f"{form.sign * (form.amount or 0):g}", form.frame)


def _counted(form: Away, number: float, anchor: Anchor, span: Span, frame: Timeframe) -> Reading:
    here = first_day(anchor.period)
    if form.exact and here:
        day = moved(here, number, form.unit, form.sign)
        return dated(day_period(day), anchor) if day else unknown(None)
    unit, count = _whole(form.unit, number * form.sign)
    if unit is None or abs(count) > FAR_YEARS:
        return unknown(None)
    if unit in DAY_UNITS and anchor.period.unit not in DAY_UNITS:
        month = value_of(anchor.period) if anchor.period.unit == "M" else "XXXX-XX"
        return unknown(f"{month}-XX")
    if unit in YEARS and year_of(anchor.period) < 1:
        unit, count = "Y", count * YEARS[unit]
    compared = frame.last(COMPARED, span.start - NEAR)
    if unit == "Y" and form.base is None and compared:
        steps = count * PER_YEAR[compared.period.unit]
        return dated(Period(compared.period.unit, compared.period.number + steps), compared)
    return dated(Period(unit, containing(unit, anchor.period).number + count), anchor)


def _anchor(form: Away, span: Span, frame: Timeframe) -> Anchor | None:
    anchor = frame_of(form, span, frame)
    if form.unit not in {"D", "W"} or form.frame != "earlier":
        return anchor
    return frame.last(DAYS, 0 if frame.history else span.start - NEAR) or anchor


def _whole(unit: str, count: float) -> tuple[PeriodUnit | None, int]:
    """Return the distance in whole periods of the calendar, in smaller ones for fractions."""
    if unit in WHOLE:
        name, times = WHOLE[unit]
        return name, round(count * times)
    if count != int(count) and unit in SMALLER:
        name, times = SMALLER[unit]
        return name, round(count * times)
    return period_unit(unit), round(count)


def _vague(form: Away, anchor: Anchor | None) -> Reading:
    """Return the time before or after the frame, for "several years ago"."""
    value = "PAST_REF" if form.sign < 0 else "FUTURE_REF"
    here = first_day(anchor.period) if anchor else None
    if anchor is None or here is None:
        return Reading("DATE", value)
    first, last = (None, here) if form.sign < 0 else (here, None)
    return Reading("DATE", value, None, first, last, "between", anchor.basis, anchor.expression)


def _hours_away(form: Away, count: float, anchor: Anchor) -> Reading:
    here = first_day(anchor.period)
    if here is None or anchor.period.unit != "D" or form.unit != "h":
        return unknown("XXXX-XX-XX", "XX")
    days = int(count // HOURS_IN_DAY) * form.sign
    if abs(days) > FAR_YEARS:
        return unknown("XXXX-XX-XX", "XX")
    part = "XX" if count % HOURS_IN_DAY else None
    return dated(day_period(here, days), anchor, part)
