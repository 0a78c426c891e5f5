"""Finds complete calendar dates in a line of text: what is not a whole, possible date is left out.

Names of months are passed in, lower case, so that this module holds no facts of any language.
Month and day without a year are no date here, and neither is a year with five digits.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from chancery.text.clock import NOON, hour_of_day

FIRST_YEAR = 1700  # newspapers are older, but dates of print before it are not found on pages
LAST_YEAR = 2100  # keeps out Buddhist years, page numbers and prices
MONTHS_IN_YEAR = 12

Precision = Literal["minute", "day", "month", "between"]


class FoundDate(NamedTuple):
    """A date that stands at `text[start:end]`; `first` and `last` bound it, ISO 8601."""

    start: int
    end: int
    first: str
    last: str
    precision: Precision


_NAME = r"[^\W\d_][^\s\d.,/|()]+"
_DAY = r"(?P<day>\d{1,2})(?:[snrt][tdh]|er|re|-?го|\.|º|°|ª)?"
_YEAR = r"(?P<year>\d{4})(?![\d%])(?!,\d)"
_COMPLETE = (
    re.compile(  # 20 October 2021, 20 de octubre de 2021, 20-Oct-2021
        rf"(?<![\w.,/-]){_DAY}[\s,/-]*\b(?:(?:de|of|da|del|d['’])\s*)?"
        rf"(?P<name>{_NAME}(?:\s{_NAME})??)[\s.,/-]+(?:(?:de|del)\s+)?{_YEAR}",
        re.IGNORECASE,
    ),
    re.compile(  # October 20, 2021
        rf"(?<!\w)(?P<name>{_NAME})[\s.]\s*{_DAY}\s*,?\s*{_YEAR}", re.IGNORECASE
    ),
    re.compile(  # 2021-10-20, 2021. 10. 20
        r"(?<![\w.,/-])(?P<year>\d{4})(?P<mark>[-/.]\s?)(?P<month>\d{1,2})(?P=mark)"
        r"(?P<day>\d{1,2})(?!\d)(?!(?P=mark)\d)"
    ),
    re.compile(  # 20.10.2021, 20/10/2021
        r"(?<![\w.,/-])(?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)"
        r"(?P<year>\d{4})(?!\d)(?!(?P=mark)\d)"
    ),
    re.compile(  # 2021年10月20日
        r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"
    ),
)
_MONTH_YEAR = re.compile(rf"(?<!\w)(?P<name>{_NAME})\.?,?\s+(?:(?:de|del)\s+)?{_YEAR}")
_DIGIT = re.compile(r"\d")
_UNIVERSAL_TIME = re.compile(
    r"(?:T|[\s,|•·–-]*(?:at\s+)?)(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*\(?(?:GMT|UTC|Z)(?P<shift>[+-]\d{1,2}(?::?\d{2})?)?(?![\w:])",
    re.IGNORECASE,
)


def find_dates(text: str, months: Mapping[str, int]) -> list[FoundDate]:
    """Return the complete dates of the text in order; none overlaps another.

    Day and month in figures, parted by dots, are read day first, as every country that writes
    dots does; parted otherwise they are read where only one reading is possible, and else give
    the interval between the two readings.
    """
    found: list[FoundDate] = []
    for form in _COMPLETE:
        for match in form.finditer(text):
            reading = _read(match, months)
            if reading and not _overlaps(match, found):
                found.append(_with_time(text, reading))
    return sorted(found)


def find_months(text: str, months: Mapping[str, int]) -> list[FoundDate]:
    """Return the months with a year, such as October 2021, that no figure stands before."""
    found: list[FoundDate] = []
    for match in _MONTH_YEAR.finditer(text):
        if _DIGIT.search(text, 0, match.start()):
            break
        month = months.get(match["name"].lower())
        year = int(match["year"])
        if month and FIRST_YEAR <= year <= LAST_YEAR:
            first = date(year, month, 1)
            last = first.replace(day=monthrange(year, month)[1])
            found.append(FoundDate(*match.span(), first.isoformat(), last.isoformat(), "month"))
    return found


def _read(match: re.Match[str], months: Mapping[str, int]) -> FoundDate | None:
    days = sorted(set(_readings(match.groupdict(), months)))
    if not days:
        return None
    precision: Precision = "day" if len(days) == 1 else "between"
    return FoundDate(*match.span(), days[0].isoformat(), days[-1].isoformat(), precision)


def _readings(parts: Mapping[str, str], months: Mapping[str, int]) -> Iterator[date]:
    """Yield each possible day that the figures may mean."""
    year = int(parts["year"])
    if "name" in parts:
        month = _month_of(parts["name"], months)
        pairs = [(month, int(parts["day"]))] if month else []
    elif "month" in parts:
        pairs = [(int(parts["month"]), int(parts["day"]))]
    else:
        a, b = int(parts["a"]), int(parts["b"])
        day_first_only = parts["mark"] == "." and b <= MONTHS_IN_YEAR
        pairs = [(b, a)] if day_first_only else [(b, a), (a, b)]
    for month, day in pairs:
        if _is_possible(year, month, day):
            yield date(year, month, day)


def _month_of(name: str, months: Mapping[str, int]) -> int | None:
    """Return the month of a name of one or two words; a second word may also be no part of it."""
    low = name.lower()
    return months.get(low) or months.get(low.rstrip(".")) or months.get(" ".join(low.split()))


def _is_possible(year: int, month: int, day: int) -> bool:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= MONTHS_IN_YEAR):
        return False
    return 1 <= day <= monthrange(year, month)[1]


def _overlaps(match: re.Match[str], found: list[FoundDate]) -> bool:
    return any(match.start() < other.end and other.start < match.end() for other in found)


def _with_time(text: str, found: FoundDate) -> FoundDate:
    """Return the date with its time, where the text gives one that is tied to universal time."""
    match = _UNIVERSAL_TIME.match(text, found.end)
    if not match or found.precision != "day":
        return found
    clock = _clock(match)
    if clock is None:
        return found
    moment = f"{found.first}T{clock}{_shift(match['shift'])}"
    return found._replace(end=match.end(), first=moment, last=moment, precision="minute")


def _clock(match: re.Match[str]) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    half = (match["half"] or "").lower().replace(".", "")
    if half and not 1 <= hour <= NOON:
        return None
    hour = hour_of_day(hour, half)
    return f"{hour:02}:{minute:02}" if hour <= 23 and minute <= 59 else None  # noqa: PLR2004 - a clock


def _shift(shift: str | None) -> str:
    if not shift:
        return "+00:00"
    digits = shift[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")  # noqa: PLR2004 - hhmm
    return f"{shift[0]}{int(hours):02}:{minutes}"
