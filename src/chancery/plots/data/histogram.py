"""What the histograms draw: documents by day and outlet, findings by independent sources."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import Literal, NamedTuple

import msgspec

from chancery.model import TimelineEntry
from chancery.pipeline.timeline import Asked
from chancery.pipeline.worth import find_weightiest_entries
from chancery.store.dossier import Dossier
from chancery.store.known import count_documents, findings_by_sources

MOST_BINS = 62  # bars that stand side by side: two months of days
MOST_OUTLETS = 20
MOST_COUNTED = 1_000  # entries that are counted one by one, where some are chosen
MONTHS = 12
EVERYTHING = Asked(everything=True)

Spans = Mapping[tuple[str | None, str | None], int]
"""How many documents were published between each two days."""

Unit = Literal["day", "month", "year"]
UNITS: tuple[tuple[Unit, int], ...] = (("day", 10), ("month", 7), ("year", 4))
"""Units of time, the finest first, and how many characters of an ISO day name one."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """How many there are of one name."""

    name: str
    count: int


class Histogram(msgspec.Struct, frozen=True, kw_only=True):
    """Documents and findings, counted; bars of days are without gaps."""

    unit: Unit  # of `days`
    days: tuple[Bar, ...]  # documents by when they say that they were published
    undated: int  # documents of which no one day, month or year is known
    outlets: tuple[Bar, ...]  # documents, most first
    more_outlets: int  # that are not listed
    without_outlet: int
    sources: tuple[Bar, ...]  # findings by how many independent sources they have
    documents: int
    findings: int
    unread: bool


class _Chosen(NamedTuple):
    """The entries that are counted, and whether there are more."""

    entries: tuple[TimelineEntry, ...]
    unread: bool


def read_histogram(dossier: Dossier, asked: Asked) -> Histogram:
    """Return all documents and findings counted, or those that fit what is asked for.

    Raises:
        UsageError: a day or a name is none.
        NotFoundError: there is no such thread or document, nobody is called so, or nothing was
            read.
    """
    narrowed = replace(asked, everything=True)
    chosen = None if narrowed == EVERYTHING else _choose(dossier, narrowed)
    known = count_documents(dossier, _documents(chosen))
    sources = Counter(
        findings_by_sources(dossier)
        if chosen is None
        else [one.independent for one in chosen.entries]
    )
    unit, days = _binned(known.published)
    outlets = {name: count for name, count in known.outlets.items() if name}
    documents = known.outlets.total()
    ranked = sorted(outlets, key=lambda name: (-outlets[name], name))
    return Histogram(
        unit=unit,
        days=days,
        undated=documents - sum(one.count for one in days),
        outlets=tuple(Bar(name=one, count=outlets[one]) for one in ranked[:MOST_OUTLETS]),
        more_outlets=max(0, len(ranked) - MOST_OUTLETS),
        without_outlet=known.outlets[None],
        sources=tuple(
            Bar(name=str(one), count=sources[one]) for one in range(1, max(sources, default=0) + 1)
        ),
        documents=documents,
        findings=sources.total(),
        unread=chosen is not None and chosen.unread,
    )


def _choose(dossier: Dossier, asked: Asked) -> _Chosen:
    found = find_weightiest_entries(dossier, asked)
    entries = tuple(islice(found, MOST_COUNTED))
    return _Chosen(entries, unread=next(found, None) is not None)


def _documents(chosen: _Chosen | None) -> list[str] | None:
    """Return the documents that the entries rest on; None where none is left out."""
    if chosen is None:
        return None
    return sorted({each for one in chosen.entries for each in one.documents})


def _binned(published: Spans) -> tuple[Unit, tuple[Bar, ...]]:
    """Return documents by the finest unit of which not too many stand side by side."""
    for unit, length in UNITS:
        counts = _counted(published, length)
        if not counts:
            continue
        bins = list(_between(min(counts), max(counts), unit))
        if len(bins) <= MOST_BINS or unit == "year":
            return unit, tuple(Bar(name=one, count=counts[one]) for one in bins[-MOST_BINS:])
    return "day", ()


def _counted(published: Spans, length: int) -> Counter[str]:
    """Return documents by the unit in which they were published: both bounds lie in one."""
    found: Counter[str] = Counter()
    for (first, last), count in published.items():
        if first and last and first[:length] == last[:length]:
            found[first[:length]] += count
    return found


def _between(first: str, last: str, unit: Unit) -> Iterator[str]:
    """Yield the names of all days, months or years from the first to the last."""
    if unit == "day":
        start, end = date.fromisoformat(first), date.fromisoformat(last)
        yield from ((start + timedelta(one)).isoformat() for one in range((end - start).days + 1))
    elif unit == "month":
        start_month, end_month = (
            MONTHS * int(one[:4]) + int(one[5:]) - 1 for one in (first, last)
        )
        for one in range(start_month, end_month + 1):
            yield f"{one // MONTHS:04}-{one % MONTHS + 1:02}"
    else:
        yield from (f"{one:04}" for one in range(int(first), int(last) + 1))
