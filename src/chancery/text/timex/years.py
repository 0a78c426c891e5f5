"""Finds the year of a date that is written without one."""

from datetime import date, timedelta
from typing import NamedTuple

from chancery.text.timex.feasts import feast_day
from chancery.text.timex.forms import Written
from chancery.text.timex.periods import (
    Period,
    day_period,
    first_day,
    last_day,
    month_days,
    month_of,
    year_of,
    year_part,
)
from chancery.text.timex.tense import Outlook

OLD = 1000  # years before it may be before Christ, where the text speaks of such years
PIVOT = 10  # years ahead that a year of two figures may still mean
RESULTS = timedelta(days=60)  # after its end, in which a quarter is the one that results are of
DAY_RATIO = 2  # a day so much nearer than its like a year away is meant, whatever the tense
MONTH_RATIO = 3  # the same for months
CLEAR = timedelta(days=75)  # farther than this the tense counts; all three chosen on news
LEAST_GAP = -10  # months back at which a history goes on into the next year: from November on


class Choice(NamedTuple):
    """The date in one year: its first and last day, and how far away it is."""

    year: int
    first: date
    last: date
    distance: timedelta


def period_in(form: Written, year: int) -> Period | None:
    """Return the period that the parts name in a year; None if it has no such day."""
    if form.feast:
        feast = feast_day(form.feast, year)
        return day_period(feast) if feast else None
    if form.month and form.day:
        if form.day > month_days(year, form.month):
            return None
        if date.min.year <= year <= date.max.year:
            return day_period(date(year, form.month, form.day))
    return _part_of_year(form, year)


def _part_of_year(form: Written, year: int) -> Period:
    if form.month:
        return year_part("M", year, form.month - 1)
    if form.season is not None:
        return year_part("S", year, form.season)
    if form.quarter:
        return year_part("Q", year, form.quarter - 1)
    return year_part("H", year, form.half - 1) if form.half else Period("Y", year)


def signed_year(form: Written, before_christ: bool) -> tuple[int, bool]:  # noqa: FBT001 - a state
    """Return the year of a form, 0 for 1 BC, and whether it is counted before Christ.

    A low year without an era is, where those named before it were.
    """
    year = form.year or 0
    before = form.era == "BC" or (year < OLD and form.era is None and before_christ)
    return (1 - year if before else year), before


def full_year(short: int, near: int) -> int:
    """Return the year of two figures that lies before another, or little ahead of it."""
    year = near // 100 * 100 + short
    return year - 100 if year > near + PIVOT else year


def year_in_history(form: Written, anchor: Period) -> int:
    """Return the year last named, or the next where the months run over its end."""
    year = year_of(anchor)
    if anchor.unit in {"Y", "DE", "CE"} or not form.month:
        return year
    return year + 1 if form.month - month_of(anchor) < LEAST_GAP else year


def year_by_tense(form: Written, here: date, look: Outlook) -> int | None:
    """Return the year around `here` that tense and distance speak for; None if no year fits."""
    choices = _choices(form, here)
    if not choices:
        return None
    if form.quarter and look == "future":
        done = [one.year for one in choices if timedelta() <= here - one.last <= RESULTS]
        if done:
            return done[-1]
    near = sorted(choices, key=lambda one: (one.distance, one.year > here.year))
    if _is_clear(form, near):
        return near[0].year
    past = [one.year for one in choices if one.first <= here]
    ahead = [one.year for one in choices if one.last >= here]
    if look == "past" and past:
        return past[-1]
    return ahead[0] if look == "future" and ahead else near[0].year


def _choices(form: Written, here: date) -> list[Choice]:
    found: list[Choice] = []
    for year in (here.year - 1, here.year, here.year + 1):
        first, last = _bounds(form, year)
        if first and last and _fits_weekday(form, first):
            found.append(Choice(year, first, last, max(first - here, here - last, timedelta())))
    return found


def _is_clear(form: Written, near: list[Choice]) -> bool:
    """Say whether the nearest choice is so much nearer than the next that no tense is needed."""
    if len(near) == 1 or not (form.day or form.month or form.feast):
        return len(near) == 1
    ratio = DAY_RATIO if form.day or form.feast else MONTH_RATIO
    return near[0].distance * ratio <= near[1].distance and near[0].distance <= CLEAR


def _fits_weekday(form: Written, day: date) -> bool:
    return form.weekday is None or form.day is None or day.isoweekday() == form.weekday


def year_beyond(form: Written, here: date, step: int) -> int | None:
    """Return the year of the next such period after this day, or of the last one before it."""
    years = range(here.year - 1, here.year + 2)
    for year in years if step > 0 else reversed(years):
        first, last = _bounds(form, year)
        if first and last and (first > here if step > 0 else last < here):
            return year
    return None


def _bounds(form: Written, year: int) -> tuple[date | None, date | None]:
    period = period_in(form, year)
    return (first_day(period), last_day(period)) if period else (None, None)
