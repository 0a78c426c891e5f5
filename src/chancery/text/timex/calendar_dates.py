"""Gives dates that are written out, in full or in part, their place in the calendar."""

from datetime import timedelta

from chancery.text.timex.forms import Between, Figured, Written
from chancery.text.timex.frame import (
    COMPARED,
    MONTHS,
    NEAR,
    Anchor,
    Timeframe,
)
from chancery.text.timex.lone_days import day_alone, day_of_month, on_weekday, time_alone
from chancery.text.timex.periods import (
    PER_YEAR,
    SEASONS,
    Period,
    day_period,
    first_day,
    year_of,
)
from chancery.text.timex.reading import Reading, anchor_of, dated, unknown
from chancery.text.timex.steps import stepped, weekend
from chancery.text.timex.tense import Outlook, outlook
from chancery.text.timex.values import Span
from chancery.text.timex.years import (
    full_year,
    period_in,
    signed_year,
    year_beyond,
    year_by_tense,
    year_in_history,
)

GENERAL = frozenset({"possible", "present", "none"})


def written(form: Written, span: Span, frame: Timeframe) -> Reading:  # noqa: PLR0911 - one case each
    """Return what the parts of a date come to."""
    if form.lone is not None:
        return unknown(None)
    if form.like:
        return _like(form, span, frame)
    if form.decade is not None or form.century is not None or form.tens is not None:
        return _coarse(form, frame)
    year, anchor = _year(form, span, frame)
    if form.fiscal:
        return _fiscal(form, year, span, frame)
    if year is not None:
        return _with_year(form, year, anchor)
    if form.month or form.season is not None or form.quarter or form.half or form.feast:
        return _without_year(form, span, frame)
    if form.day:
        return day_alone(form, form.day, span, frame)
    if form.weekday:
        return on_weekday(form, form.weekday, span, frame)
    return weekend(span, frame) if form.weekend else time_alone(form, span, frame)


def _like(form: Written, span: Span, frame: Timeframe) -> Reading:
    """Return the quarter, half or month of this year that the text compares with another."""
    since = span.start - NEAR
    last = frame.last(COMPARED, since) or frame.last(MONTHS, since)
    if last is None:
        return dated(Period("Y", form.year), None) if form.year is not None else unknown(None)
    unit, index = last.period
    year = year_of(last.period) if form.year is None else form.year
    return dated(Period(unit, year * PER_YEAR[unit] + index % PER_YEAR[unit]), last)


def _coarse(form: Written, frame: Timeframe) -> Reading:
    """Return a decade or century; those before Christ have a value but no place to count from."""
    if form.era == "BC":
        frame.before_christ = True
        return Reading("DATE", _old(form), basis="stated")
    if form.decade is not None:
        return dated(Period("DE", form.decade), None)
    if form.century is not None:
        return dated(Period("CE", form.century), None)
    anchor = frame.publication()
    if anchor is None or form.tens is None:
        return unknown(None)
    return dated(Period("DE", full_year(form.tens * 10, year_of(anchor.period)) // 10), anchor)


def _old(form: Written) -> str | None:
    if form.century is not None:
        return f"BC{form.century:02}"
    return f"BC{form.decade:03}" if form.decade is not None else None


def _year(form: Written, span: Span, frame: Timeframe) -> tuple[int | None, Anchor | None]:
    """Return the year, 0 for 1 BC, and what it was counted from if it is not written in full."""
    if form.year is not None:
        year, frame.before_christ = signed_year(form, frame.before_christ)
        return year, None
    if form.short is not None:
        anchor = (frame.last() if frame.history else None) or frame.publication()
        return (full_year(form.short, year_of(anchor.period)) if anchor else None), anchor
    outer = anchor_of(stepped(form.within, span, frame)) if form.within else None
    return (year_of(outer.period), outer) if outer else (None, None)


def _fiscal(form: Written, year: int | None, span: Span, frame: Timeframe) -> Reading:
    """Return a fiscal year or quarter: when it begins, no text of the day says."""
    if year is None and not form.quarter:
        return unknown(None)
    if year is None:
        found = _without_year(form, span, frame)
        return found._replace(period=None, first=None, last=None, precision="unknown")
    value = f"{year:04}-Q{form.quarter}" if form.quarter else f"{year:04}"
    return Reading("DATE", value, basis="stated")


def _with_year(form: Written, year: int, anchor: Anchor | None) -> Reading:
    if form.within is not None and form.within.unit in {"W", "M"} and anchor:
        return _inside(form, anchor)
    period = period_in(form, year)
    if period is None:
        return Reading("DATE", flaw="impossible")
    return dated(period, anchor, form.part, form.clock)


def _inside(form: Written, anchor: Anchor) -> Reading:
    """Return a weekday of a week, or a day of a month, that is counted from an anchor."""
    start = first_day(anchor.period)
    if start is None:
        return unknown(None)
    period = anchor.period
    day = day_of_month(start, form.day) if form.day and period.unit == "M" else None
    if day:
        period = day_period(day)
    elif form.weekday and period.unit == "W":
        period = day_period(start, form.weekday - 1)
    return dated(period, anchor, form.part, form.clock)


def _without_year(form: Written, span: Span, frame: Timeframe) -> Reading:
    told = frame.told(span)
    anchor = told or frame.around(span.start)
    look = outlook(frame.text, *span)
    year: int | None = None
    if anchor is not None and not (look in GENERAL and _is_general(form, frame)):
        here = first_day(anchor.period)
        if told:
            year = year_of(told.period)
        elif anchor.basis == "earlier":
            year = year_in_history(form, anchor.period)
        elif here and _is_in_view(form, look, span, frame):
            year = year_beyond(form, here - timedelta(1), 1)
        elif here:
            year = year_by_tense(form, here, look)
    if year is None:
        return unknown(_yearless(form), form.part, form.clock)
    return _with_year(form, year, anchor)


def _is_in_view(form: Written, look: Outlook, span: Span, frame: Timeframe) -> bool:
    """Say whether a feast is still to come: what I have for Christmas."""
    return (
        form.feast is not None and look in GENERAL and frame.text.endswith("for ", 0, span.start)
    )


def _is_general(form: Written, frame: Timeframe) -> bool:
    """Say whether "in January" means any January, as in a guide."""
    month_or_season = form.month or form.season is not None
    return bool(frame.guide and month_or_season and not form.day)


def _yearless(form: Written) -> str:
    if form.feast and not form.month:
        return "XXXX-XX-XX"
    if form.month:
        return f"XXXX-{form.month:02}" + (f"-{form.day:02}" if form.day else "")
    if form.season is not None:
        return f"XXXX-{SEASONS[form.season]}"
    return f"XXXX-Q{form.quarter}" if form.quarter else f"XXXX-H{form.half}"


def between(form: Between, span: Span, frame: Timeframe) -> Reading:
    """Return both ends of a range; it has no interval where it runs backwards."""
    last = written(form.last, span, frame)
    first = _start_of(form, last) or written(form.first, span, frame)
    if first.value is None or last.value is None:
        return Reading("DATE", flaw=first.flaw or last.flaw)
    reading = Reading(
        first.kind, f"{first.value}/{last.value}", basis=first.basis, anchor=first.anchor
    )
    if first.first is None or last.last is None or first.first > last.last:
        return reading
    return reading._replace(first=first.first, last=last.last, precision="between")


def _start_of(form: Between, last: Reading) -> Reading | None:
    """Return the start of a range that names no year: it lies in the year before its end."""
    anchor = anchor_of(last)
    if anchor is None or form.last.year is not None or not (form.first.month and form.last.month):
        return None
    year = year_of(anchor.period) - (form.first.month > form.last.month)
    period = period_in(form.first, year)
    return dated(period, anchor, form.first.part, form.first.clock) if period else None


def figured(form: Figured, span: Span, frame: Timeframe) -> Reading:
    """Return the reading that lies on the day of publication, else the time between them."""
    readings = [written(one, span, frame) for one in form.readings]
    for reading in readings:
        if frame.published and reading.first == frame.published:
            return reading
    days = sorted(reading.first for reading in readings if reading.first)
    if len(days) < len(readings):
        return unknown(None)
    return Reading("DATE", None, None, days[0], days[-1], "between", readings[0].basis)
