"""Writes values of time expressions in the form of a corpus, and says which days they bound."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from chancery.text.timex import TimeValue
from chancery.text.timex.forms import Stepped
from chancery.text.timex.phrases import read_phrase

YEARLESS = {
    "XXXX-SP": "--03/--06",
    "XXXX-SU": "--06/--09",
    "XXXX-FA": "--09/--12",
    "XXXX-WI": "--12/--03",
}
MONTHS = {  # first and last, of the year that names the season: TIMEX3 does not say, TEI does
    **{f"Q{number}": (3 * number - 2, 3 * number) for number in range(1, 5)},
    "H1": (1, 6),
    "H2": (7, 12),
    "SP": (3, 6),
    "SU": (6, 9),
    "FA": (9, 12),
    "WI": (12, 15),
}
ANOTHER_YEAR = 300  # days
_ONE = re.compile(
    r"(?P<years>\d{2,4})"
    r"(?:-W(?P<week>\d\d)(?P<weekend>-WE)?|-(?P<part>Q[1-4]|H[12]|SP|SU|FA|WI)"
    r"|-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.*)?)?)?"
)


class Ends(NamedTuple):
    """The first and the last day that a value means."""

    first: date
    last: date


class Said(NamedTuple):
    """What a system says of an expression: its value as the corpus writes it, and its days.

    `modifier` is set where the corpus keeps it apart from the value.
    """

    value: str | None
    ends: Ends | None
    modifier: str | None


def tei(found: TimeValue) -> str | None:
    """Return a value as GUM writes it: the ends of what is no single day, month or year."""
    value = found.value or ""
    if found.kind == "TIME" and ":" in value:
        return value.partition("T")[2] + ":00"
    if "/" in value or value.startswith("XXXX-"):
        return YEARLESS.get(value, value.replace("XXXX-", "--"))
    if value.startswith("BC") and len(value) == len("BC0490"):
        return f"-{value[2:]}"
    whole = found.precision == "year" or (found.precision == "month" and not found.modifier)
    return value if whole else _tei_ends(found) or value or None


def _tei_ends(found: TimeValue) -> str | None:
    first, last = found.first, found.last
    if not first or not last or first == last:
        return first or last
    return f"{first[:7]}/{last[:7]}" if found.precision == "season" else f"{first}/{last}"


def days_of(value: str | None) -> Ends | None:
    """Return the days that a value of TIMEX3 or TEI bounds; None where it bounds none.

    None are bounded by a value without a year, by one before the year 1, by lengths, sets,
    references and times of day.
    """
    ends = [_ends(part) for part in (value or "").split("/")]
    if len(ends) > 2 or not all(ends):
        return None
    first, last = ends[0], ends[-1]
    return Ends(first.first, last.last) if first and last else None


def _ends(value: str) -> Ends | None:
    match = _ONE.fullmatch(value)
    if match is None or (match.lastgroup != "years" and len(match["years"]) < len("1989")):
        return None
    try:
        return _calendar(match)
    except ValueError:  # the annotation names a day that the calendar does not have
        return None


def _calendar(match: re.Match[str]) -> Ends:
    shared = match["years"]
    years = 10 ** (4 - len(shared))
    first = int(shared) * years
    if match["week"]:
        monday = date.fromisocalendar(first, int(match["week"]), 1)
        return Ends(monday + timedelta(5 if match["weekend"] else 0), monday + timedelta(6))
    if match["day"]:
        day = date(first, int(match["month"]), int(match["day"]))
        return Ends(day, day)
    if match["month"] or match["part"]:
        month = int(match["month"] or 0)
        start, end = MONTHS.get(match["part"] or "", (month, month))
        return Ends(date(first, start, 1), _month_end(first, end))
    return Ends(date(first, 1, 1), date(first + years - 1, 12, 31))


def _month_end(year: int, month: int) -> date:
    more, number = divmod(month - 1, 12)
    return date(year + more, number + 1, monthrange(year + more, number + 1)[1])


def our_days(found: TimeValue) -> Ends | None:
    """Return the days that bound a value of ours, the whole months of a season."""
    if found.precision == "season" and not found.modifier:
        return days_of(found.value)
    if not found.first or not found.last:
        return None
    return Ends(date.fromisoformat(found.first), date.fromisoformat(found.last))


def agree(gold: Ends, said: Said) -> bool:
    """Say whether both ends are right.

    TIMEX3 keeps "early" and "late" apart from the value: there the narrower interval is right if
    it lies inside and has the end that the modifier leaves.
    """
    ours = said.ends
    if ours is None or not said.modifier:
        return gold == ours
    inside = gold.first <= ours.first and ours.last <= gold.last
    same = {"START": gold.first == ours.first, "END": gold.last == ours.last}
    return gold == ours or (inside and same.get(said.modifier, said.modifier == "MID"))


def keeps_its_date(row: dict[str, Any]) -> bool:
    """Say whether the annotation puts every "today" near the day of publication that it gives.

    One document in either part of GUM puts it in another year, so nothing right can be said there.
    """
    published = date.fromisoformat(row["dct"][:10])
    for one in row["timexes"]:
        form = read_phrase(row["text"][one["start"] : one["end"]]).form
        days = days_of(one["value"])
        today = isinstance(form, Stepped) and (form.unit, form.word) == ("D", "")
        if today and days and abs(days.first - published).days >= ANOTHER_YEAR:
            return False
    return True


def share(verdicts: Sequence[bool]) -> float:
    """Return how many of a hundred are right, to a tenth."""
    return round(100 * sum(verdicts) / max(1, len(verdicts)), 1)
