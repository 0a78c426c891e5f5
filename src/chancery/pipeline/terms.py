"""The terms by which findings, entries, actors and threads are sought on their shelves.

What a query asks for becomes an expression that lets through all that may fit, and some more: the
query itself then says what fits.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from chancery.knowledge import fold
from chancery.model import (
    Claim,
    Commitment,
    Finding,
    Party,
    Thread,
    TimelineEntry,
)
from chancery.pipeline.actors import Meant
from chancery.pipeline.facets import facets, words_about
from chancery.pipeline.rows import Published, Row, span_of
from chancery.store.shelves import make_term

ABOUT, SORT, MODALITY, OPEN, DUE = "k", "o", "m", "open", "u"
MATTERS, SURE = "matters", "sure"
DOCUMENT, THREAD, WORD, LEAST = "x", "h", "w", "n"
SPEAKER, PARTY = ("s", "t"), ("p", "q")  # by entity, by a word
DAY, MONTH, YEAR, LONG = "e", "d", "y", "long"
FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)  # of the days that have terms
SORTS = (  # of terms for time: how each is written, and of how many days the longest span with it
    (DAY, "%Y%m%d", 7),
    (MONTH, "%Y%m", 366),
    (YEAR, "%Y", 30 * 366),
)
MOST_LEAST = 10  # independent sources with a term for each number

Span = tuple[str | None, str | None]


def row_terms(row: Row, published: Published, waiting: Iterable[str]) -> set[str]:
    """Return the terms of a finding with all its claims; `waiting` are claims that are open."""
    about = "event" if row.by_words else row.finding.about
    terms = {make_term(ABOUT, about)}
    for one in row.claims:
        terms.update(_claim_terms(one))
        span = span_of(facets(one).time, about, published.get(one.document))
        terms.update(span_terms(span))
    if not {one.id for one in row.claims}.isdisjoint(waiting):
        terms.add(OPEN)
    differing = (each for one in row.finding.discrepancies for each in one.versions)
    terms.update(make_term(DOCUMENT, e.document) for one in differing for e in one.evidence)
    return terms


def entry_terms(one: TimelineEntry, finding: Finding, span: Span) -> set[str]:
    """Return the terms of an entry of the timeline between whose days it lies."""
    terms = {make_term(ABOUT, one.about), *(make_term(THREAD, each) for each in one.threads)}
    terms.update(_party_terms(PARTY, (slot.party for slot in finding.slots if slot.party)))
    terms.update(f"{LEAST}{each}" for each in range(2, min(one.independent, MOST_LEAST) + 1))
    return terms | set(span_terms(span))


def thread_terms(one: Thread) -> set[str]:
    """Return the terms of a thread."""
    return {make_term(DOCUMENT, each) for each in one.documents}


def any_of(terms: Iterable[str]) -> str:
    """Return the expression for at least one of the terms."""
    return "(" + " OR ".join(f'"{one}"' for one in sorted(set(terms))) + ")"


def all_of(parts: Iterable[str]) -> str:
    """Return the expression for all of some expressions; empty ones ask for nothing."""
    return " AND ".join(one for one in parts if one)


def by_party(sorts: Sequence[str], meant: Meant | None) -> str:
    """Return the expression for those that a name may mean; without words it may be anyone."""
    if meant is None:
        return ""
    entity, word = sorts
    spelt = " AND ".join(f'"{make_term(word, one)}"' for one in sorted(meant.words))
    if not spelt or not meant.entities:
        return f"({spelt})" if spelt else ""
    return f"({any_of(make_term(entity, one) for one in meant.entities)} OR ({spelt}))"


def by_words(sort: str, words: str) -> str:
    """Return the expression for words that begin like each of these."""
    return " AND ".join(f'"{make_term(sort, one)}" *' for one in fold(words).split())


def by_stems(sort: str, groups: Iterable[frozenset[str]]) -> str:
    """Return the expression for a word of each group that begins with one of its stems."""
    return " AND ".join(
        "(" + " OR ".join(f'"{make_term(sort, one)}" *' for one in sorted(group)) + ")"
        for group in groups
    )


def by_days(since: str | None, until: str | None, of: str = "") -> str:
    """Return the expression for what may lie between two days; `of` tells whose days.

    The days between are covered by whole years, whole months and days, as few as may be.
    """
    if not (since or until):
        return ""
    days, months, years = _cover(_bound(since, FIRST), _bound(until, LAST))
    parts = [
        _any(f"{of}{DAY}{one}" for one in days),
        _any(f"{of}{MONTH}{one}" for one in months),
        _any(f"{of}{YEAR}{one}" for one in years),
        f'"{of}{YEAR}{LONG}"',
    ]
    if days:
        inside = _any(f"{of}{MONTH}{one[:6]}" for one in days)
        parts.append(f'("{of}{DAY}{LONG}" AND {inside})')
    if days or months:
        inside = _any(f"{of}{YEAR}{one[:4]}" for one in (*days, *months))
        parts.append(f'("{of}{MONTH}{LONG}" AND {inside})')
    return f"({' OR '.join(one for one in parts if one)})"


def _any(terms: Iterable[str]) -> str:
    some = sorted(set(terms))
    return any_of(some) if some else ""


def _bound(day: str | None, default: date) -> date:
    return min(max(date.fromisoformat(day), FIRST), LAST) if day else default


def _cover(first: date, last: date) -> tuple[list[str], list[str], list[str]]:
    """Return days, months and years that cover the days from first to last, as their digits."""
    days: list[str] = []
    months: list[str] = []
    years: list[str] = []
    day = first
    while day <= last:
        in_month = monthrange(day.year, day.month)[1]
        if (day.month, day.day) == (1, 1) and day.replace(month=12, day=31) <= last:
            years.append(f"{day:%Y}")
            day = day.replace(month=12, day=31)
        elif day.day == 1 and day.replace(day=in_month) <= last:
            months.append(f"{day:%Y%m}")
            day = day.replace(day=in_month)
        else:
            days.append(f"{day:%Y%m%d}")
        day += timedelta(days=1)
    return days, months, years


def _claim_terms(claim: Claim) -> Iterator[str]:
    made = facets(claim)
    yield make_term(DOCUMENT, claim.document)
    yield make_term(MODALITY, claim.modality)
    if made.sort:
        yield make_term(SORT, made.sort)
    due = due_day(claim)
    yield from span_terms((due, due), DUE)
    yield from _party_terms(SPEAKER, made.speakers)
    yield from _party_terms(PARTY, made.parties)
    for word in words_about(claim):
        yield make_term(WORD, word)


def due_day(claim: Claim) -> str | None:
    """Return the last day of a commitment's deadline."""
    deadline = claim.deadline if isinstance(claim, Commitment) else None
    return deadline.end[:10] if deadline and deadline.end else None


def _party_terms(sorts: Sequence[str], parties: Iterable[Party]) -> Iterator[str]:
    entity, word = sorts
    for one in parties:
        if one.entity is not None:
            yield make_term(entity, one.entity)
        for phrase in (one.evidence, one.introduced):
            for each in fold(phrase.quote).split() if phrase else ():
                yield make_term(word, each)


def span_terms(span: Span, of: str = "") -> Iterator[str]:
    """Yield the days, months and years that a span touches; for what is long, that it is."""
    first, last = (date.fromisoformat(one) if one else None for one in span)
    if not (first or last):
        return
    whole = first is not None and last is not None and FIRST <= first <= last <= LAST
    length = (last - first).days if first and last else 0
    for sort, digits, most in SORTS:
        if whole and first and length <= most:
            every = (first + timedelta(days=one) for one in range(length + 1))
            yield from {f"{of}{sort}{one.strftime(digits)}" for one in every}
        else:
            yield f"{of}{sort}{LONG}"
