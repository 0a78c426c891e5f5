"""Sets the day on which a page's markup says it was published against the days that it shows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from chancery.knowledge import forms_of, load
from chancery.knowledge.months import months
from chancery.model import DateValue, cite_span
from chancery.sources.html.article import Typed
from chancery.sources.html.walk import Line
from chancery.text.dates import FoundDate, find_dates

ABOVE, BELOW = (
    2,
    6,
)  # lines about the headline in which a page shows its day; measured on 417 pages
LONGEST_STAMP = 100  # code points of such a line
LONGEST_COMPANY = 45  # code points beside the day in a line of the body: a name, a clock, a place
BEHIND = 10  # lines behind the article in which a shown day still confirms the markup's
MOST_PROSE, SHORTEST_PROSE = 1, 60  # lines of the body above such a line, and their code points
FIRST_PAGE = "1991"  # year of the first web page: an earlier day is one that the article is about
LONGEST_LINE = 400  # code points of a line anywhere that may confirm a day
LABEL_REACH = 30  # code points before a date in which its label stands
WHOLE_DAYS = frozenset({"day", "minute", "second"})
DAY = slice(10)  # the day of an ISO time

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_IN_ADDRESS = re.compile(r"[/-]((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?!\d)")


class Shown(NamedTuple):
    """A page's lines with their types, and what reading its dates needs."""

    document: str
    text: str
    lines: Sequence[Line]
    types: Sequence[Typed]
    language: str | None
    address: str | None
    changed: str | None  # the day on which the page was changed, by its markup


class _Stamp(NamedTuple):
    start: int  # code points of the text, half-open
    end: int
    kept: bool
    date: FoundDate


def settle_published(
    given: DateValue | None, page: Shown, *, vouched: bool
) -> tuple[DateValue | None, bool]:
    """Return the day of publication, and whether a day of the markup was left out as doubtful.

    The markup's day counts where the page shows it, by its headline or in its article; `vouched`:
    also where nothing says otherwise, for the node of an article gave it.
    The day by the headline counts where markup gives none or another, for it is the one that
    readers see; but where the markup says that the page was changed on it, neither counts.
    """
    stamps = _stamps(page)
    days = sorted({stamp.date.first[DAY] for stamp in stamps})
    if given is None or given.start is None:
        return (_value(page, stamps[0]) if len(days) == 1 else None), False
    if given.precision not in WHOLE_DAYS:
        return given, False
    own = given.start[DAY]
    if own in days:
        return given, False
    if len(days) == 1:
        changed = days[0] == page.changed
        return (None if changed else _value(page, stamps[0])), changed
    told = vouched and not days and _day_in_address(page.address) in (None, own)
    return (given, False) if told or _is_shown(page, own) else (None, True)


def _stamps(page: Shown) -> list[_Stamp]:
    """Return the days by the headline, in order, less those that say when the page was changed."""
    heads = [number for number, typed in enumerate(page.types) if typed.type == "headline"]
    if not heads:
        return []
    first, last = max(0, heads[0] - ABOVE), min(len(page.lines), heads[0] + BELOW + 1)
    offset = sum(len(line.text) + 1 for line in page.lines[:first])
    names = months(page.language)
    stamps: list[_Stamp] = []
    prose = 0
    for line, typed in zip(page.lines[first:last], page.types[first:last], strict=True):
        prose += typed.type == "body" and len(line.text) > SHORTEST_PROSE
        if prose > MOST_PROSE:
            break
        if typed.type != "headline" and len(line.text) <= LONGEST_STAMP:
            for found in _published(line.text, names, alone=typed.type == "body"):
                start, end = offset + found.start, offset + found.end
                stamps.append(_Stamp(start, end, typed.kept, found))
        offset += len(line.text) + 1
    return stamps


def _published(line: str, names: Mapping[str, int], *, alone: bool) -> Iterator[FoundDate]:
    """Yield the days of a line, those left out that stand behind "Updated" and the like.

    `alone`: none unless they stand there with next to nothing else.
    """
    dates = find_dates(line, names) if _YEAR.search(line) else []
    if alone and len(line) - sum(found.end - found.start for found in dates) > LONGEST_COMPANY:
        return
    position = 0
    for found in dates:
        before = line[max(position, found.start - LABEL_REACH) : found.start]
        position = found.end
        whole = found.first[DAY] == found.last[DAY] and found.first >= FIRST_PAGE
        if whole and not _changed().search(before):
            yield found


@cache
def _changed() -> re.Pattern[str]:
    """Match a label such as "Updated"."""
    rows = (row for row in load("date_words") if row["kind"] == "modified")
    forms = "|".join(re.escape(form) for row in rows for form in forms_of(row))
    return re.compile(rf"(?<![^\W\d_])(?:{forms})(?![^\W\d_])", re.IGNORECASE)


def _value(page: Shown, stamp: _Stamp) -> DateValue:
    return DateValue(
        start=stamp.date.first,
        end=stamp.date.last,
        precision=stamp.date.precision,
        basis="stated" if stamp.kept else "page_furniture",
        evidence=cite_span(page.document, page.text, stamp.start, stamp.end),
    )


def _is_shown(page: Shown, day: str) -> bool:
    """Say whether a line of the page shows the day."""
    names = months(page.language)
    last = max((number for number, typed in enumerate(page.types) if typed.kept), default=0)
    return any(
        found.first[DAY] == day == found.last[DAY]
        for line in page.lines[: last + 1 + BEHIND]
        if day[:4] in line.text and len(line.text) <= LONGEST_LINE
        for found in find_dates(line.text, names)
    )


def _day_in_address(address: str | None) -> str | None:
    """Return the day that a part of the address is: ".../2021/10/20/..."."""
    match = _IN_ADDRESS.search(address or "")
    if match is None:
        return None
    year, month, day = map(int, match.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
