"""Reads the PETRARCH dictionaries: persons with dated roles, organisations and armed groups."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chancery.knowledge.facts import Interval, Role

SOURCE = "petrarch"
LISTED = "CountryInfo.txt"  # of its own comment: an entry of the list of rulers and ministers
CODE = re.compile(r"\[\s*(?P<code>[A-Z-]*)\s*(?P<dates>[<>]?\s*[\d-]*)\s*\]")
HEADING = re.compile(r"^(?P<name>\S+?)_*\s+\[(?P<code>[A-Z]{3})\]")
CENTURY = 2000
PIVOT = 20  # two-digit years below are of this century: the dictionaries end in 2014
MINISTERS_FROM = date(2003, 1, 1)  # the first month of the lists of ministers
UNTIL = date(2008, 12, 31)  # the last month in which the list of rulers was kept up
MINISTERS_UNTIL = date(2011, 2, 28)  # the last month of the lists of ministers
ALPHABETICAL = 8  # so many names in order are no accident
RUN_TOGETHER = frozenset({"MUS"})  # the rulers of two countries stand under this one code
OPENING = 2  # rulers that may open the run of ministers
PORTFOLIOS = {
    "": "member of the government",
    "AGR": "agriculture",
    "BUS": "economy, finance or trade",
    "COP": "police or interior",
    "DEV": "development",
    "EDU": "education",
    "ENV": "environment",
    "HLH": "health",
    "HRI": "human rights",
    "JUD": "justice",
    "LAB": "labour",
    "LEG": "parliament",
    "MED": "information",
    "MIL": "defence or security",
    "REF": "refugees",
    "REL": "religious affairs",
    "SPY": "intelligence",
}


@dataclass(frozen=True)
class Stay:
    """One dated role as a code with the bounds of its first and last day."""

    code: str
    start: Interval
    end: Interval
    raw: str
    dated: bool


@dataclass(frozen=True)
class Entry:
    """One name with its other forms, roles and comment."""

    names: tuple[str, ...]
    stays: tuple[Stay, ...]
    comment: str

    @property
    def code(self) -> str:
        """Return the country code of its first role; empty where it has none."""
        return self.stays[0].code[:3] if self.stays else ""

    @property
    def listed(self) -> bool:
        """Say whether it stems from the list of rulers and ministers."""
        return LISTED in self.comment


def read_entries(path: Path) -> list[Entry]:
    """Return the entries of a dictionary, names with blanks for underscores."""
    entries: list[Entry] = []
    names: list[str] = []
    stays: list[Stay] = []
    comment = ""
    for raw in path.read_text(encoding="utf-8", errors="replace").splitlines():
        line, _, said = raw.replace("#", ";", 1).partition(";")
        if not line.strip():
            continue
        if line.lstrip().startswith("["):
            stays += _stays(line)
            comment += " " + said
            continue
        if not line.startswith("+"):
            if names:
                entries.append(Entry(tuple(names), tuple(stays), comment.strip()))
            names, stays, comment = [], [], ""
        comment += " " + said
        stays += _stays(line)
        name = _name(line)
        if name:
            names.append(name)
    entries.append(Entry(tuple(names), tuple(stays), comment.strip()))
    return [one for one in entries if one.names]


def rulers(entries: Iterable[Entry]) -> dict[tuple[str, str], bool]:
    """Return country code and first name of each entry of a ruler, and whether that is certain.

    A country's part of the list begins with its rulers, by office and time; its ministers follow
    by the alphabet. The last rulers may happen to open that run: these are not certain.
    """
    countries: dict[str, list[Entry]] = defaultdict(list)
    for one in entries:
        if one.listed and one.stays and one.code not in RUN_TOGETHER:
            countries[one.code].append(one)
    found: dict[tuple[str, str], bool] = {}
    for code, listed in countries.items():
        run = _ministers_from(listed)
        for at, one in enumerate(listed[: run + OPENING]):
            found[code, one.names[0]] = at < run
    return found


def shown_until(entries: Iterable[Entry]) -> dict[str, date]:
    """Return the last day in each country's list of ministers: it was kept up till then."""
    found: dict[str, date] = {}
    for one in entries:
        for stay in one.stays if one.listed else ():
            days = (stay.start.latest, stay.end.latest)
            for day in (one for one in days if one and one <= MINISTERS_UNTIL):
                found[stay.code[:3]] = max(found.get(stay.code[:3], day), day)
    return found


def _ministers_from(listed: list[Entry]) -> int:
    """Return where the first run of names by the alphabet begins."""
    names = [one.names[0] for one in listed]
    for at in range(len(names) - ALPHABETICAL):
        run = names[at : at + ALPHABETICAL]
        if run == sorted(run):
            return at
    return len(names)


def leader_role(
    entry: Entry, stay: Stay, rulers: dict[tuple[str, str], bool]
) -> tuple[str, Role, str] | None:
    """Return country code, role and title of a dated code of the list of rulers and ministers.

    The list marks no office. Rulers stand there with days and from any year; ministers with whole
    months from 2003 on.
    """
    if stay.code[3:6] != "GOV" or not stay.dated:
        return None
    portfolio = stay.code[6:9]
    certain = rulers.get((entry.code, entry.names[0]))
    if certain is not None and _as_ruler(entry, stay, certain=certain):
        return stay.code[:3], "head_of_state_or_government", ""
    title = PORTFOLIOS.get(portfolio)
    return (stay.code[:3], "government_member", title) if title else None


def _as_ruler(entry: Entry, stay: Stay, *, certain: bool) -> bool:
    """Say whether a ruler's stay is that of a ruler: whole months only where none has days."""
    plain = [one for one in entry.stays if one.dated and one.code[3:] == "GOV"]
    if stay not in plain or stay.start.latest == MINISTERS_FROM:
        return False
    return not _whole_months(stay) or (certain and all(map(_whole_months, plain)))


def _whole_months(stay: Stay) -> bool:
    """Say whether the first day begins a month from 2003 on, and the last day ends one."""
    first, last = stay.start.latest, stay.end.latest
    if first is None or first < MINISTERS_FROM or first.day != 1:
        return False
    return last is None or last.day == calendar.monthrange(last.year, last.month)[1]


def _name(line: str) -> str:
    text = CODE.sub("", line.lstrip("+")).replace("\x00", "").replace("\ufffd", "")
    text = re.sub(r"\s+", " ", text.replace("_", " ")).strip()
    return text if re.search(r"\w", text) else ""


def _stays(line: str) -> Iterator[Stay]:
    for found in CODE.finditer(line):
        bounds = _bounds(found["dates"].replace(" ", ""))
        if bounds:
            yield Stay(found["code"], bounds[0], bounds[1], found[0], bool(found["dates"].strip()))


def _bounds(text: str) -> tuple[Interval, Interval] | None:
    """Return the bounds of the first and the last day; None where a date is no date."""
    if not text:
        return Interval(), Interval()
    if text[0] in "<>":
        day = _day(text[1:])
        if day is None:
            return None
        if text[0] == "<":
            return Interval(None, day), Interval(day, day)
        return Interval(day, day), Interval(day, None)
    first, _, last = text.partition("-")
    start, end = _day(first), _day(last)
    if start is None or end is None or end < start:
        return None
    begun = Interval(None, start) if start == MINISTERS_FROM else Interval(start, start)
    return begun, Interval(end, end)


def _day(text: str) -> date | None:
    if len(text) == 6:  # noqa: PLR2004 - yymmdd
        year = int(text[:2])
        text = f"{CENTURY + year if year < PIVOT else CENTURY - 100 + year}{text[2:]}"
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8])) if len(text) == 8 else None  # noqa: PLR2004
    except ValueError:
        return None
