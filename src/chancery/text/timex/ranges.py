"""Gives both ends of a range what only one of them says: 5 to 7 May 2021, 1979-89."""

from collections.abc import Sequence

from chancery.text.timex.forms import Between, Broken, Form, Written
from chancery.text.timex.numbers import Token
from chancery.text.timex.written import DAYS_IN_MONTH, read_written


def read_range(left: Sequence[Token], right: Sequence[Token]) -> Form | None:
    """Return both ends of a range, each given what only the other one says."""
    first, last = read_written(left), read_written(right)
    for one in (first, last):
        if isinstance(one, Broken):
            return one
    if not isinstance(first, Written) or not isinstance(last, Written):
        return None
    first, last = borrow(first, last), borrow_back(last, first)
    return None if first.lone is not None or last.lone is not None else Between(first, last)


def borrow(one: Written, following: Written) -> Written:
    """Return the first of two dates with what only the second says: 20 to 22 August 2021."""
    one = _explained(one, following)
    if one.era is None and following.era:
        year = one.lone if one.lone is not None else one.year
        one = one._replace(era=following.era, year=year, lone=None)
    if not _lacks_year(one) or following.weekday:
        return one
    crosses = one.month and following.month and one.month > following.month
    year = following.year - 1 if following.year is not None and crosses else following.year
    return one._replace(year=year, short=following.short, within=following.within)


def _explained(one: Written, following: Written) -> Written:
    """Return a figure or ordinal as what the second date shows it to be."""
    if one.lone is not None and following.month and following.day and one.lone <= DAYS_IN_MONTH:
        return Written(day=one.lone, month=following.month)
    if one.lone is not None and following.clock:
        return Written(clock=f"{one.lone:02}:00")
    if one.day and one.month is None and following.month:
        return one._replace(month=following.month)
    if one.day and one.month is None and following.century is not None and one.century is None:
        return Written(century=one.day - 1, era=one.era)
    return one


def _lacks_year(one: Written) -> bool:
    """Say whether a date names a month or the like without its year."""
    if one.year is not None or one.short is not None or one.within is not None:
        return False
    return any(
        part is not None for part in (one.month, one.season, one.quarter, one.half, one.feast)
    )


def borrow_back(one: Written, before: Written) -> Written:
    """Return the second of two dates with what only the first says: 1979-89, 18 to 22 October."""
    if one.lone is not None or one.short is not None:
        return _short_end(one, before)
    if one.day and one.month is None and before.month:
        return one._replace(month=before.month, year=one.year or before.year)
    if one.tens is not None and before.decade is not None:
        return Written(decade=before.decade // 10 * 10 + one.tens)
    if not _lacks_year(one):
        return one
    crosses = one.month and before.month and one.month < before.month
    year = before.year + 1 if before.year is not None and crosses else before.year
    return one._replace(year=year, short=before.short, within=before.within)


def _short_end(one: Written, before: Written) -> Written:
    """Return the day or year that two figures at the end of a range stand for."""
    figures = one.lone if one.lone is not None else one.short
    if figures is None or (one.short is not None and one.month is not None):
        return one
    if one.lone is not None and before.day and before.month and figures <= DAYS_IN_MONTH:
        return before._replace(day=figures, weekday=None)
    if before.year is not None and before.month is None:
        return Written(year=before.year // 100 * 100 + figures, era=before.era)
    return one
