"""Makes terms of office from the factbook's lines on leaders, edition by edition."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from chancery.knowledge.facts import Interval, Role, Term
from training.knowledge.countries import owner_id
from training.knowledge.leader_text import Person, read_line
from training.knowledge.people import Known, People

SOURCE = "factbook"
STATE, GOVERNMENT = "chief of state", "head of government"
ONE_HOLDER: frozenset[Role] = frozenset({"head_of_state", "head_of_government", "prime_minister"})
CORRECTED = timedelta(days=200)  # a since-date so long before the last holder was seen is a slip
WEEKLY = timedelta(days=200)  # editions closer than this leave no room for another's term
JOINT = re.compile(r"co-prince|captains? regent", re.IGNORECASE)  # several hold the office at once
ENVOYS = ("governor", "high commissioner", "administrator", "prefect")
ACTING = frozenset(["acting", "interim", "caretaker", "transitional", "transition"])


@dataclass(frozen=True)
class Row:
    """One line of one field, with the first and the last edition that print it."""

    fips: str
    country: str
    field: str
    text: str
    first: date
    last: date


@dataclass
class Span:
    """One person in one office, as long as editions show them without a break."""

    who: Known | None  # None: the office is called vacant
    title: str
    written: str
    quote: str
    first: date
    last: date
    since: list[Interval] = field(default_factory=list)


def read_rows(folder: Path) -> list[Row]:
    """Return the lines of `leaders_history.jsonl`, in the order of the file."""
    path = folder / "leaders_history.jsonl"
    raw = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [
        Row(
            fips=one["fips"],
            country=one["country"],
            field=one["field"],
            text=one["text"],
            first=date.fromisoformat(one["first_seen"]),
            last=date.fromisoformat(one["last_seen"]),
        )
        for one in raw
    ]


def hold_back(rows: Iterable[Row], start: date, end: date) -> list[Row]:
    """Return the lines without what only the editions from `start` to before `end` show.

    A line that is printed on both sides is cut in two, each with the outer days it was seen on;
    the day beside the gap is the one next to it, for the file gives first and last days alone.
    """
    kept: list[Row] = []
    for row in rows:
        if row.first < start:
            kept.append(replace(row, last=min(row.last, start - timedelta(days=1))))
        if row.last >= end:
            kept.append(replace(row, first=max(row.first, end)))
    return kept


def terms_of(
    rows: Iterable[Row],
    codes: dict[str, str],
    names: dict[str, tuple[str, ...]],
    people: People,
) -> list[tuple[Known | None, Term]]:
    """Return every term with its holder; `codes` gives a country's code by its FIPS code."""
    lines: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.fips in codes:
            lines[row.fips].append(row)
    found: list[tuple[Known | None, Term]] = []
    for fips in sorted(lines):
        found += _country(lines[fips], codes[fips], names.get(fips, ()), people)
    return found


def _country(
    rows: list[Row], code: str, names: tuple[str, ...], people: People
) -> Iterator[tuple[Known | None, Term]]:
    offices: dict[Role, list[Span]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: (one.first, one.last)):
        line = read_line(row.text, (*names, row.country))
        for person in line.persons:
            role = role_of(person, row.field)
            who = people.find(code, person.name, person.family, SOURCE)
            _enter(offices[role], who, person, row)
        if line.vacant is not None:
            role: Role = "head_of_state" if row.field == STATE else "head_of_government"
            gone = Person(line.vacant, "", "", Interval(), row.text[:200], 0)
            _enter(offices[role], None, gone, row)
    for role, spans in sorted(offices.items()):
        shown = [(row.first, row.last) for row in rows if _may_show(role, row.field)]
        yield from _terms(owner_id(code), role, spans, shown)


def role_of(person: Person, line: str) -> Role:
    """Return the role that a title, the field and the place in the line give."""
    title = person.title.casefold()
    deputy = any(word in title for word in ("vice", "deputy", "lieutenant"))
    if "heir" in title or "crown prince" in title:
        return "heir"
    if "represented" in title or (person.place and any(word in title for word in ENVOYS)):
        return "representative"
    if deputy:
        state = "president" in title or "governor" in title
        return "deputy_head_of_state" if state else "deputy_head_of_government"
    if person.place == 0 or "co-prince" in title or "captain" in title:
        return "head_of_state" if line == STATE else "head_of_government"
    return "prime_minister" if "prime minister" in title or "premier" in title else "other"


def _may_show(role: Role, line: str) -> bool:
    if role == "head_of_state":
        return line == STATE
    return line == GOVERNMENT if role == "head_of_government" else True


def _enter(spans: list[Span], who: Known | None, person: Person, row: Row) -> None:
    """Lengthen the person's latest span, or begin a new one."""
    own = [one for one in spans if one.who is who]
    last = own[-1] if own else None
    if last and not _broken(last, who, person, row, spans):
        last.last = max(last.last, row.last)
        last.since.append(person.since)
        return
    spans.append(
        Span(who, person.title, person.name, person.quote, row.first, row.last, [person.since])
    )


def _broken(last: Span, who: Known | None, person: Person, row: Row, spans: list[Span]) -> bool:
    """Say whether another's term may lie between the last span of a person and this line."""
    if any(one.who is not who and last.last < one.first <= row.first for one in spans):
        since = person.since.latest
        return since is None or since > last.first
    if row.first - last.last < WEEKLY:
        return False
    since = person.since.latest
    return since is None or since > last.last


def _terms(
    owner: str, role: Role, spans: list[Span], shown: list[tuple[date, date]]
) -> Iterator[tuple[Known | None, Term]]:
    spans = sorted(spans, key=lambda one: (one.first, one.last))
    alone = role in ONE_HOLDER and not any(JOINT.search(one.title) for one in spans)
    for at, span in enumerate(spans):
        before = _last_before(spans, at) if alone else None
        start = _start(span, before, shown)
        end = _end(span, spans[at + 1 :] if alone else [], shown)
        yield (
            span.who,
            Term(
                owner=owner,
                role=role,
                title=span.title.removeprefix("represented by ").strip(),
                holder="" if span.who else None,
                written=span.written,
                start=start,
                end=end,
                source=SOURCE,
                acting=bool(ACTING & set(span.title.casefold().split())),
                evidence=span.quote,
            ),
        )


def _last_before(spans: list[Span], at: int) -> Span | None:
    return next((one for one in reversed(spans[:at]) if one.who is not spans[at].who), None)


def _start(span: Span, before: Span | None, shown: list[tuple[date, date]]) -> Interval:
    """Return the earliest since-date that agrees with who was seen before, or bounds."""
    said = [one for one in span.since if one.latest and one.latest <= span.last]
    if before:
        said = [one for one in said if one.latest and one.latest > before.last - CORRECTED]
    if said:
        return min(said, key=lambda one: (one.latest or date.max, one.earliest or date.min))
    earlier = [last for _, last in shown if last < span.first]
    return Interval(max(earlier, default=None), span.first)


def _end(span: Span, later: list[Span], shown: list[tuple[date, date]]) -> Interval:
    """Return the last day seen, and the day by which another held the office or none did."""
    following = next(
        (one for one in later if one.who is not span.who and one.last > span.last), None
    )
    gone = min((first for first, _ in shown if first > span.last), default=None)
    if following is None:
        return Interval(span.last, gone)
    taken = _start(following, span, shown)
    latest = taken.latest or following.first
    return Interval(min(span.last, taken.earliest or latest, latest), latest)
