"""Gives lengths of time their ends, where the words tie them to a date."""

from datetime import date, timedelta
from typing import NamedTuple

from chancery.text.timex.forms import Length, Nth
from chancery.text.timex.frame import Anchor, Timeframe
from chancery.text.timex.periods import (
    CLOCK_UNITS,
    MONTHS_IN_YEAR,
    day_period,
    first_day,
    month_days,
)
from chancery.text.timex.reading import Reading, anchor_of, dated, unknown
from chancery.text.timex.steps import frame_of
from chancery.text.timex.values import Span

DAYS = {"D": 1, "W": 7, "E": 7, "F": 14}
MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
FARTHEST = 1_000_000  # units: more of them reach no day of the calendar


class Ends(NamedTuple):
    """The days that bound a length, None where it is open, and what they were counted from."""

    first: date | None = None
    last: date | None = None
    anchor: Anchor | None = None


def length(form: Length, whole: Reading | None, span: Span, frame: Timeframe) -> Reading:
    """Return a duration; `whole` is the reading of what it is a part of."""
    ends = Ends()
    if form.side in {"first", "last"} and whole is not None:
        ends = _ends_in(form, whole)
    elif form.side in {"past", "next"} and form.unit not in CLOCK_UNITS:
        ends = _ends_beside(form, frame_of(form, span, frame))
    reading = Reading("DURATION", form.value, basis="stated")
    if ends.anchor is None or ends[:2] == (None, None):
        return reading
    basis, index = ends.anchor.basis, ends.anchor.expression
    return reading._replace(
        first=ends.first, last=ends.last, precision="between", basis=basis, anchor=index
    )


def _ends_beside(form: Length, anchor: Anchor | None) -> Ends:
    here = first_day(anchor.period) if anchor else None
    if here is None:
        return Ends()
    if form.side == "past":
        return Ends(moved(here, form.amount, form.unit, -1), here, anchor)
    return Ends(here, moved(here, form.amount, form.unit, 1), anchor)


def _ends_in(form: Length, whole: Reading) -> Ends:
    """Return the ends of the first or last so many units of a period."""
    day = timedelta(days=1)
    if form.side == "first" and whole.first:
        after = moved(whole.first, form.amount, form.unit, 1)
        return Ends(
            whole.first, after - day if after and after > whole.first else None, anchor_of(whole)
        )
    if form.side == "last" and whole.last and whole.last < date.max:
        return Ends(
            moved(whole.last + day, form.amount, form.unit, -1), whole.last, anchor_of(whole)
        )
    return Ends()


def moved(day: date, count: float | None, unit: str, sign: int) -> date | None:
    """Return the day so many units away; None where the number is unknown or out of reach."""
    if count is None or count > FARTHEST or unit not in DAYS | MONTHS:
        return None
    if unit in DAYS:
        number = day.toordinal() + round(count * DAYS[unit]) * sign
        return date.fromordinal(number) if 0 < number <= date.max.toordinal() else None
    months = day.year * MONTHS_IN_YEAR + day.month - 1 + round(count * MONTHS[unit]) * sign
    year, month = divmod(months, MONTHS_IN_YEAR)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, month_days(year, month + 1)))


def nth(form: Nth, whole: Reading) -> Reading:
    """Return a day that is counted in a period: the last day of August."""
    if whole.first is None or whole.last is None or whole.period is None:
        return unknown("XXXX-XX-XX")
    number = (whole.last - whole.first).days + 1 if form.number < 0 else form.number
    period = day_period(whole.first, number - 1)
    inside = period.number <= whole.last.toordinal()
    return dated(period, anchor_of(whole)) if inside else unknown("XXXX-XX-XX")
