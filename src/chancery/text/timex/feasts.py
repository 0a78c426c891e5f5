"""Gives a feast its day in a year: one of a fixed date, one told from Easter, one of weekdays.

A rule is `12-25`, `E-2` for two days before the Easter of the western churches, `O+0` for that of
the eastern, or `11/4/4` for the fourth Thursday of November, `5/-1/1` for the last Monday of May.
"""

from datetime import date, timedelta

DAYS_IN_WEEK = 7
FIRST_YEAR = 1583  # the first whole year of the Gregorian calendar


def feast_day(rule: str, year: int) -> date | None:
    """Return the day of a feast; None in years that the Gregorian calendar does not reach."""
    if not FIRST_YEAR <= year < date.max.year:
        return None
    if rule[0] == "E":
        return western_easter(year) + timedelta(int(rule[1:]))
    if rule[0] == "O":
        return eastern_easter(year) + timedelta(int(rule[1:]))
    if "/" in rule:
        month, number, weekday = map(int, rule.split("/"))
        return nth_weekday(year, month, number, weekday)
    month, day = map(int, rule.split("-"))
    return date(year, month, day)


def western_easter(year: int) -> date:
    """Return Easter Sunday by the anonymous Gregorian algorithm (Nature, 20 April 1876)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, odd = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    weekday = (32 + 2 * odd + 2 * (rest // 4) - epact - rest % 4) % DAYS_IN_WEEK
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def eastern_easter(year: int) -> date:
    """Return Easter Sunday of the Julian calendar, by Meeus's algorithm, as a Gregorian day."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % DAYS_IN_WEEK
    month, day = divmod(moon + weekday + 114, 31)
    behind = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(behind)


def nth_weekday(year: int, month: int, number: int, weekday: int) -> date:
    """Return a weekday (from 1 for Monday) of a month by its number, from the end if negative."""
    if number < 0:
        after = date(year, month, 28) + timedelta(4)
        last = after - timedelta(after.day)
        back = timedelta((last.isoweekday() - weekday) % DAYS_IN_WEEK)
        return last - back + timedelta((number + 1) * DAYS_IN_WEEK)
    first = date(year, month, 1)
    days = (weekday - first.isoweekday()) % DAYS_IN_WEEK + (number - 1) * DAYS_IN_WEEK
    return first + timedelta(days)
