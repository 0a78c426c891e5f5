"""Periods of the calendar, from a day to a century, that can be counted and moved."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

from chancery.text.timex.values import Precision

PeriodUnit = Literal["D", "W", "E", "M", "Q", "H", "S", "Y", "DE", "CE"]
UNITS: tuple[PeriodUnit, ...] = get_args(PeriodUnit)
SEASONS = ("SP", "SU", "FA", "WI")
SEASON_DAYS = (  # first and last, wide enough for the almanac's seasons and the weather service's
    ((3, 1), (6, 21)),
    ((6, 1), (9, 23)),
    ((9, 1), (12, 21)),
    ((12, 1), (3, 20)),
)
WINTER = 3
CACHED = 1 << 12
LAST_YEAR = date.max.year
DAYS_IN_WEEK = 7
MONTHS_IN_YEAR = 12
CLOCK_UNITS = frozenset("hms")  # of lengths, which no day of the calendar is counted in
PER_YEAR = {"M": 12, "Q": 4, "H": 2, "S": 4}
YEARS = {"DE": 10, "CE": 100}
PRECISIONS: dict[PeriodUnit, Precision] = {
    "D": "day",
    "W": "week",
    "E": "between",
    "M": "month",
    "Q": "quarter",
    "H": "between",
    "S": "season",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
}


class Period(NamedTuple):
    """The period number `number` of its unit; its neighbours are one away.

    Days count from the first of January of the year 1, weeks and weekends (E) from its Monday,
    parts of years from the year 0, which is 1 BC. Decades and centuries are named by the figures
    that their years share, as TIMEX3 does: the decade 198 holds 1980 to 1989.
    """

    unit: PeriodUnit
    number: int


def period_unit(unit: str) -> PeriodUnit | None:
    """Return the unit if the calendar counts in it."""
    return next((known for known in UNITS if known == unit), None)


def day_period(day: date, ahead: int = 0) -> Period:
    """Return the period of one day, or of the day so many days ahead of it."""
    return Period("D", day.toordinal() + ahead)


def year_part(unit: PeriodUnit, year: int, number: int) -> Period:
    """Return the month, quarter, half or season number `number` (from 0) of a year."""
    return Period(unit, year * PER_YEAR[unit] + number)


@lru_cache(maxsize=CACHED)
def first_day(period: Period) -> date | None:
    """Return the day that the period starts with; None before the year 1 and after 9999."""
    return _day(*_first(period))


@lru_cache(maxsize=CACHED)
def last_day(period: Period) -> date | None:
    """Return the day that the period ends with; None before the year 1 and after 9999."""
    unit, index = period
    if unit == "S":
        year, number = divmod(index, PER_YEAR["S"])
        return _day(year + (number == WINTER), *SEASON_DAYS[number][1])
    if unit == "E":
        return _day_of(index * DAYS_IN_WEEK + DAYS_IN_WEEK)
    after = first_day(Period(unit, index + 1))
    if after is None and first_day(period):
        return date.max
    return after - timedelta(days=1) if after and after > date.min else None


def containing(unit: PeriodUnit, period: Period) -> Period:
    """Return the period of this unit that holds the start of another."""
    if unit == period.unit:
        return period
    if unit in "DWE":
        start = first_day(period)
        number = start.toordinal() if start else 0
        return Period(unit, number if unit == "D" else (number - 1) // DAYS_IN_WEEK)
    year, month = year_of(period), month_of(period)
    if unit == "S":
        return year_part("S", year if month > 2 else year - 1, (month - 3) % 12 // 3)  # noqa: PLR2004 - spring opens in March
    if unit in PER_YEAR:
        return year_part(unit, year, (month - 1) * PER_YEAR[unit] // MONTHS_IN_YEAR)
    return Period(unit, year // YEARS.get(unit, 1))


def year_of(period: Period) -> int:
    """Return the year that the period starts in."""
    unit, index = period
    if unit in PER_YEAR:
        return index // PER_YEAR[unit]
    if unit in "DWE":
        return _first(period)[0]
    return index * YEARS.get(unit, 1)


def month_of(period: Period) -> int:
    """Return the month that the period starts in, from 1."""
    return _first(period)[1]


@lru_cache(maxsize=CACHED)
def value_of(period: Period) -> str:
    """Return the TIMEX3 value: 2021-10-20, 2021-W42, 2021-10, 2021-Q4, 2021-SU, 2021, 202, 20.

    It is empty where years have more than four figures or days lie before the year 1.
    """
    unit, index = period
    if not -LAST_YEAR < year_of(period) <= LAST_YEAR or (index < 0 and unit in YEARS):
        return ""
    if unit in PER_YEAR:
        year, number = divmod(index, PER_YEAR[unit])
        part = SEASONS[number] if unit == "S" else f"{number + 1:02}"
        part = unit + part[1] if unit in "QH" else part
        return f"{_year(year)}-{part}"
    if unit in "DWE":
        return _day_value(period)
    return _year(index) if unit == "Y" else f"{index:0{3 if unit == 'DE' else 2}}"


def _day_value(period: Period) -> str:
    start = first_day(period)
    if start is None:
        return ""
    if period.unit == "D":
        return start.isoformat()
    year, week, _ = start.isocalendar()
    return f"{year:04}-W{week:02}" + ("-WE" if period.unit == "E" else "")


def _year(year: int) -> str:
    return f"{year:04}" if year > 0 else f"BC{1 - year:04}"


def _first(period: Period) -> tuple[int, int, int]:
    unit, index = period
    if unit in "DWE":
        number = index if unit == "D" else index * DAYS_IN_WEEK + 1 + 5 * (unit == "E")
        day = _day_of(number)
        return (day.year, day.month, day.day) if day else (0, 1, 1)
    if unit == "S":
        year, number = divmod(index, PER_YEAR["S"])
        return year, *SEASON_DAYS[number][0]
    if unit in PER_YEAR:
        year, number = divmod(index, PER_YEAR[unit])
        return year, 1 + number * MONTHS_IN_YEAR // PER_YEAR[unit], 1
    return index * YEARS.get(unit, 1), 1, 1


def _day_of(number: int) -> date | None:
    return date.fromordinal(number) if 0 < number <= date.max.toordinal() else None


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if date.min.year <= year <= date.max.year else None


def month_days(year: int, month: int) -> int:
    """Return the number of days of a month, in years that the calendar does not reach too."""
    return monthrange(year if date.min.year <= year <= date.max.year else 4, month)[1]
