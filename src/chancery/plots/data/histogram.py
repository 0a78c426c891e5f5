"""What the histograms draw: documents by day and outlet, findings by independent sources."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

import msgspec

from chancery.pipeline.timeline import Asked
from chancery.plots.data.chosen import Chosen, choose
from chancery.store.dossier import Dossier
from chancery.store.known import KnownDocument, findings_by_sources, known_documents

MOST_BINS = 62  # bars that stand side by side: two months of days
MOST_OUTLETS = 20
MONTHS = 12
EVERYTHING = Asked(everything=True)

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


def read_histogram(dossier: Dossier, asked: Asked) -> Histogram:
    """Return all documents and findings counted, or those that fit what is asked for.

    Raises:
        UsageError: a day or a name is none.
        NotFoundError: there is no such thread or document, nobody is called so, or nothing was
            read.
    """
    narrowed = replace(asked, everything=True)
    chosen = None if narrowed == EVERYTHING else choose(dossier, narrowed)
    documents = list(known_documents(dossier, _documents(chosen)))
    sources = Counter(
        findings_by_sources(dossier)
        if chosen is None
        else [finding.independent for _, finding in chosen.pairs]
    )
    unit, days = _binned(documents)
    outlets = Counter(one.outlet for one in documents if one.outlet)
    ranked = sorted(outlets, key=lambda name: (-outlets[name], name))
    return Histogram(
        unit=unit,
        days=days,
        undated=len(documents) - sum(one.count for one in days),
        outlets=tuple(Bar(name=one, count=outlets[one]) for one in ranked[:MOST_OUTLETS]),
        more_outlets=max(0, len(ranked) - MOST_OUTLETS),
        without_outlet=sum(one.outlet is None for one in documents),
        sources=tuple(
            Bar(name=str(one), count=sources[one]) for one in range(1, max(sources, default=0) + 1)
        ),
        documents=len(documents),
        findings=sources.total(),
        unread=chosen is not None and chosen.unread,
    )


def _documents(chosen: Chosen | None) -> list[str] | None:
    """Return the documents that the entries rest on; None where none is left out."""
    if chosen is None:
        return None
    return sorted({each for one, _ in chosen.pairs for each in one.documents})


def _binned(documents: Sequence[KnownDocument]) -> tuple[Unit, tuple[Bar, ...]]:
    """Return documents by the finest unit of which not too many stand side by side."""
    for unit, length in UNITS:
        counts = Counter(_names(documents, length))
        if not counts:
            continue
        bins = list(_between(min(counts), max(counts), unit))
        if len(bins) <= MOST_BINS or unit == "year":
            return unit, tuple(Bar(name=one, count=counts[one]) for one in bins[-MOST_BINS:])
    return "day", ()


def _names(documents: Iterable[KnownDocument], length: int) -> Iterator[str]:
    """Yield the unit in which each document was published, where both of its bounds lie in one."""
    for one in documents:
        if one.first and one.last and one.first[:length] == one.last[:length]:
            yield one.first[:length]


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
