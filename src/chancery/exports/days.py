"""Days as other formats can hold them: of a known unit of the calendar, or not at all."""

from typing import Literal

import msgspec

from chancery.model import ClaimTime

Unit = Literal["day", "month", "year", "span"]
UNITS = {"minute": 10, "day": 10, "month": 7, "year": 4}  # characters of an ISO day that are known
SPANS = frozenset({"week", "quarter", "season", "decade"})


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A time of which the text tells the unit: a day, a month, a year, or a longer one."""

    unit: Unit
    start: str  # ISO, as long as it is known: "2031", "2031-05", "2031-05-04"
    end: str  # the same, unless a span


def known(time: ClaimTime | None) -> Known | None:
    """Return a time of a known unit; None where there is none, or where only bounds are known."""
    if time is None or time.start is None or time.end is None:
        return None
    if time.precision in SPANS:
        return Known(unit="span", start=time.start[:10], end=time.end[:10])
    length = UNITS.get(time.precision)
    if length is None or time.start[:length] != time.end[:length]:
        return None
    unit: Unit = (
        "day" if length == UNITS["day"] else "month" if length == UNITS["month"] else "year"
    )
    return Known(unit=unit, start=time.start[:length], end=time.start[:length])


def bounds(time: ClaimTime | None) -> str:
    """Return what is known of a time in words, with how it is known."""
    if time is None or not (time.start or time.end):
        return "day unknown"
    start, end = (time.start or "")[:10], (time.end or "")[:10]
    if start and end:
        days = start if start == end else f"between {start} and {end}"
    else:
        days = f"not before {start}" if start else f"not after {end}"
    return f"{days} ({time.basis})"
