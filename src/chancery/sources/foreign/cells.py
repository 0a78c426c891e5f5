"""Makes days, numbers and positions of cells, and refuses a row whose cell cannot be one."""

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NoReturn

from chancery.errors import UsageError
from chancery.model import Reason
from chancery.sources.foreign.record import DayPrecision, ForeignDays

Cells = Mapping[str, str]
"""A row by the folded names of its columns; a column that the file lacks gives an empty cell."""

HALF_WEEK = timedelta(days=3)  # ACLED gives the middle of a week
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ][0-9:.]+Z?)?")
_BARE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WORDS = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})")
_NUMBERS = re.compile(r"(\d{2})-(\d{2})-(\d{4})")
_SHOWN = 60  # characters of a cell in a message


class BadRowError(UsageError):
    """A row breaks a rule of its format; it is left out and counted."""

    def __init__(self, reason: Reason, detail: str) -> None:
        """Take the reason, and what is wrong with which cell."""
        super().__init__(detail)
        self.reason: Reason = reason
        self.detail = detail


def refuse(reason: Reason, detail: str) -> NoReturn:
    """Leave the row out.

    Raises:
        BadRowError: always.
    """
    raise BadRowError(reason, detail)


def text(cells: Cells, column: str) -> str:
    """Return a cell on one line, of printable characters; empty where there is none."""
    value = cells.get(column, "")
    if value.isprintable():
        return value.strip()
    return " ".join("".join(one if one.isprintable() else " " for one in value).split())


def needed(cells: Cells, column: str) -> str:
    """Return a cell that may not be empty."""
    return text(cells, column) or refuse("missing_field", f"{column} is empty")


def day(cells: Cells, column: str) -> date:
    """Return a day: 2031-05-04, 20310504, 4 May 2031, 04-May-2031, or 04-05-2031 with day first.

    A day written with slashes is refused, for nobody can tell its day from its month.
    """
    value = needed(cells, column)
    found = _parts(value)
    if found is None:
        refuse("malformed", f"{column} is {_shown(value)}, which is no day; write 2031-05-04")
    try:
        return date(*found)
    except ValueError:
        refuse("malformed", f"{column} is {_shown(value)}, a day that no calendar has")


def days(when: date, precision: DayPrecision) -> ForeignDays:
    """Return the days that a row means by the one that it gives."""
    first = last = when
    if precision == "week":
        first, last = when - HALF_WEEK, when + HALF_WEEK
    if precision == "month":
        first = when.replace(day=1)
        last = when.replace(day=calendar.monthrange(when.year, when.month)[1])
    return ForeignDays(first=first.isoformat(), last=last.isoformat(), precision=precision)


def whole(cells: Cells, column: str) -> int | None:
    """Return a whole number; None where the cell is empty."""
    value = text(cells, column)
    if not value:
        return None
    try:
        return int(float(value)) if "." in value else int(value)
    except (ValueError, OverflowError):
        refuse("malformed", f"{column} is {_shown(value)}, which is no number")


def position(cells: Cells, latitude: str, longitude: str) -> tuple[float | None, float | None]:
    """Return degrees of latitude and longitude; both None where the cells are empty."""
    written = text(cells, latitude), text(cells, longitude)
    if not any(written):
        return None, None
    north = _degrees(written[0], latitude, 90)
    return north, _degrees(written[1], longitude, 180)


def _degrees(value: str, column: str, most: int) -> float:
    try:
        found = float(value)
    except ValueError:
        refuse("malformed", f"{column} is {_shown(value)}, which is no position")
    if not -most <= found <= most:
        refuse("malformed", f"{column} is {_shown(value)}, beyond {most} degrees")
    return found


def _parts(value: str) -> tuple[int, int, int] | None:
    if found := _ISO.fullmatch(value) or _BARE.fullmatch(value):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NUMBERS.fullmatch(value):
        return int(found[3]), int(found[2]), int(found[1])
    found = _WORDS.fullmatch(value)
    if found and found[2][:3].lower() in MONTHS:
        return int(found[3]), MONTHS.index(found[2][:3].lower()) + 1, int(found[1])
    return None


def _shown(value: str) -> str:
    return repr(value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…")
