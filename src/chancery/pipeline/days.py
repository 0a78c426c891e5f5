"""Ranks the days that a collection tells of: which matter most, by how many articles name them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from chancery.model import Dates, DayBound, Span

DAY = slice(10)  # of an ISO day or time
WEEK = 7  # days after which an article tells of a day not as news but as one to remember
REMEMBERED = 0.25  # what such an article adds to its own weight of 1: see bench/RESULTS.md
ON_A_DAY = frozenset({"DATE", "TIME"})


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """One article that names a day as past: where it does so first, and whether long after."""

    document: str
    day: str  # ISO 8601
    span: Span
    remembered: bool


class DayTold(msgspec.Struct, frozen=True, kw_only=True):
    """A day, with the articles that name it as past."""

    day: str
    score: float
    namings: tuple[Naming, ...]  # by how near the head of its article each is


def namings(dates: Dates) -> Iterator[Naming]:
    """Yield each day that an article names as past, once.

    Past is what is no later than its publication; where that is not known, what its words tell
    of as past. A week, month or year names no day.
    """
    published = dates.published
    seen: set[str] = set()
    for one in dates.expressions:
        day = (one.first or "")[DAY]
        if one.type not in ON_A_DAY or not day or day != (one.last or "")[DAY] or day in seen:
            continue
        past = day <= published.last.day[DAY] if published.last else one.direction == "past"
        if past:
            seen.add(day)
            yield Naming(
                document=dates.document,
                day=day,
                span=(one.start, one.end),
                remembered=_is_long_after(day, published.first),
            )


def rank_days(found: Iterable[Naming], remembered: float = REMEMBERED) -> list[DayTold]:
    """Return the days, the most important first: each article counts once, a later one more."""
    by_day: dict[str, list[Naming]] = defaultdict(list)
    for one in found:
        by_day[one.day].append(one)
    made = [
        DayTold(
            day=day,
            score=len(own) + remembered * sum(one.remembered for one in own),
            namings=tuple(sorted(own, key=lambda one: (one.span, one.document))),
        )
        for day, own in by_day.items()
    ]
    return sorted(made, key=lambda one: (-one.score, one.day))


def _is_long_after(day: str, published: DayBound | None) -> bool:
    if published is None:
        return False
    passed = date.fromisoformat(published.day[DAY]) - date.fromisoformat(day)
    return passed.days > WEEK
