"""Reads dates that are written in figures alone: 2021-10-20, 20.10.2021, 10/20/21 14:30."""

import re

from chancery.text.clock import NOON, hour_of_day
from chancery.text.timex.forms import Broken, Figured, Form, Written
from chancery.text.timex.periods import MONTHS_IN_YEAR, month_days

LEAP_YEAR = 2000  # any year that has a 29 February
SHORT = 2  # figures of a year that leaves out the century
_ZONE = r"z|gmt|utc|[a-z]{2,4}t"
_CLOCK = (
    rf"(?:[t,\s]+(?:at\s+)?(?P<clock>\d{{1,2}}:\d\d(?::\d\d)?|\d{{4}}(?=\s*(?:{_ZONE})))"
    rf"(?:\.\d+)?\s*(?P<half>[ap]\.?m\.?)?\s*(?:{_ZONE}|[+-]\d\d:?\d\d)?)?"
)
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?){_CLOCK}"
)
_YEAR_LAST = re.compile(
    rf"(?P<a>\d\d?)(?P<mark>[-/.])(?P<b>\d\d?)(?P=mark)(?P<year>\d{{4}}|\d\d){_CLOCK}"
)
_SOLID = re.compile(
    r"(?P<year>(?:1[5-9]|20)\d\d|\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:[-.](?P<clock>\d{4}))?"
)
_TWO = re.compile(r"(?P<a>\d\d?)/(?P<b>\d\d?)")
_YEAR_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])")


def read_figures(phrase: str) -> Form | None:
    """Return the date; `Figured` where day and month may change places, None where it is none."""
    for pattern in (_YEAR_FIRST, _SOLID):
        match = pattern.fullmatch(phrase)
        if match:
            return _dated(match["year"], int(match["month"]), int(match["day"]), match)
    match = _YEAR_LAST.fullmatch(phrase)
    if match:
        return _year_last(match)
    match = _TWO.fullmatch(phrase)
    if match:
        return _either(None, int(match["a"]), int(match["b"]), None, slash=True)
    match = _YEAR_MONTH.fullmatch(phrase)
    return Written(year=int(match["year"]), month=int(match["month"])) if match else None


def _clock(match: re.Match[str]) -> str | None:
    """Return hours and minutes of a day of 24 hours."""
    clock, half = match.groupdict().get("clock"), match.groupdict().get("half") or ""
    if clock is None:
        return None
    return clock_time(clock if ":" in clock else f"{clock[:2]}:{clock[2:]}", half.replace(".", ""))


def clock_time(word: str, half: str) -> str:
    """Return hour and minute of a day of 24 hours; the words themselves where no day has them."""
    hour, minute, *second = (int(figure) for figure in re.findall(r"\d+", word)[:3])
    if 1 <= hour <= NOON:
        hour = hour_of_day(hour, half)
    return ":".join(f"{figure:02}" for figure in (hour, minute, *second))


def _dated(year: str, month: int, day: int, match: re.Match[str]) -> Form:
    if not is_day(month, day, int(year) if len(year) > SHORT else LEAP_YEAR):
        return Broken("impossible")
    short = int(year) if len(year) == SHORT else None
    clock = _clock(match)
    full = None if short is not None else int(year)
    return Written(year=full, short=short, month=month, day=day, clock=clock)


def _year_last(match: re.Match[str]) -> Form:
    return _either(
        match["year"],
        int(match["a"]),
        int(match["b"]),
        _clock(match),
        slash=match["mark"] != ".",
    )


def _either(year: str | None, a: int, b: int, clock: str | None, *, slash: bool) -> Form:
    """Return the only reading that is possible, or both; dots always part day from month."""
    short = int(year) if year and len(year) == SHORT else None
    full = int(year) if year and short is None else None
    readings = [(b, a), (a, b)] if slash else [(b, a)]
    days = [one for one in dict.fromkeys(readings) if is_day(*one, full or LEAP_YEAR)]
    dates = tuple(Written(full, short, month, day, clock=clock) for month, day in days)
    if not dates:
        return Broken("impossible")
    return dates[0] if len(dates) == 1 else Figured(dates)


def is_day(month: int, day: int, year: int) -> bool:
    """Say whether the calendar has this day."""
    return 1 <= month <= MONTHS_IN_YEAR and 1 <= day <= month_days(year, month)
