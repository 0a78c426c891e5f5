"""Puts what a build wrote on the shelves of its dossier, from which lists are read."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

import msgspec

from chancery.model import (
    CLAIMS,
    Document,
    Entity,
    Finding,
    OpenItem,
    Record,
    Thread,
    TimelineEntry,
)
from chancery.pipeline.names import actor_terms
from chancery.pipeline.places import (
    DoubtKey,
    EntryKey,
    RowKey,
    SizeKey,
    WorthKey,
    doubt_key,
    entry_key,
    point_key,
    row_key,
    size_key,
    split_key,
    worth_key,
)
from chancery.pipeline.rows import PublishedIn, rows_of
from chancery.pipeline.terms import (
    DOCUMENT,
    any_of,
    entry_terms,
    row_terms,
    thread_terms,
)
from chancery.pipeline.timeline import days_of, order
from chancery.pipeline.worth import entry_worth
from chancery.store import shelves
from chancery.store.dossier import Dossier
from chancery.store.shelves import Item, make_term
from chancery.store.write import Touched

ENTRIES: tuple[shelves.Shelf, ...] = ("entry", "doubt", "worth")  # of the timeline's entries
TOGETHER = 400  # documents that are sought in one expression
TOLD = (Document, OpenItem, *CLAIMS)  # kinds that bear on where the findings of a document stand


def shelve(dossier: Dossier, touched: Mapping[type[Record], Touched] | None) -> None:
    """Bring the shelves up to date with what was touched, or fill them anew for None."""
    if touched is None:
        shelves.clear(dossier.connection)
        _put_points(dossier, dossier.all(Finding))
        _put_entries(dossier, dossier.all(TimelineEntry))
        _put_sized(dossier, dossier.all(Entity), dossier.all(Thread))
        return
    stale = _stale_findings(dossier, touched)
    _take_points(dossier, stale)
    _put_points(dossier, dossier.among(Finding, stale))
    entries = {*_ids(touched[TimelineEntry]), *_entries_of(dossier, stale)}
    for shelf in ENTRIES:
        shelves.take(dossier.connection, shelf, sorted(entries))
    _put_entries(dossier, dossier.among(TimelineEntry, sorted(entries)))
    shelves.take(dossier.connection, "actor", _ids(touched[Entity]))
    shelves.take(dossier.connection, "thread", _ids(touched[Thread]))
    _put_sized(
        dossier,
        dossier.among(Entity, _ids(touched[Entity])),
        dossier.among(Thread, _ids(touched[Thread])),
    )


def _stale_findings(dossier: Dossier, touched: Mapping[type[Record], Touched]) -> list[str]:
    documents = sorted(frozenset().union(*(touched[kind].documents for kind in TOLD)))
    found = set(_ids(touched[Finding]))
    for start in range(0, len(documents), TOGETHER):
        sought = any_of(make_term(DOCUMENT, one) for one in documents[start : start + TOGETHER])
        found.update(split_key(key)[0] for _, key in dossier.shelved("point", RowKey, sought))
    return sorted(found)


def _take_points(dossier: Dossier, findings: Iterable[str]) -> None:
    keys = dossier.keys_beginning("point", findings)
    shelves.take(dossier.connection, "point", keys)


def _put_points(dossier: Dossier, findings: Iterable[Finding]) -> None:
    shelves.put(dossier.connection, "point", _points(dossier, findings))


def _points(dossier: Dossier, findings: Iterable[Finding]) -> Iterator[Item]:
    published = PublishedIn(dossier)
    for row in chain.from_iterable(rows_of(dossier, one) for one in findings):
        waiting = dossier.waiting([one.id for one in row.claims])
        key = row_key(row, published)
        terms = row_terms(row, published, waiting)
        yield _item(point_key(row), key, terms)


def _put_entries(dossier: Dossier, entries: Iterable[TimelineEntry]) -> None:
    """Put entries on their shelves: by time, by what to review first, by what matters most."""
    left = iter(entries)
    while part := list(islice(left, shelves.BATCH)):
        pairs = [_entry(dossier, one) for one in part]
        for shelf, items in zip(ENTRIES, zip(*pairs, strict=True), strict=True):
            shelves.put(dossier.connection, shelf, items)


def _entry(dossier: Dossier, one: TimelineEntry) -> tuple[Item, Item, Item]:
    finding = dossier.get(Finding, one.finding)
    first, last = days_of(one)
    terms = entry_terms(one, finding, (first or None, last or None))
    return (
        _item(one.id, entry_key(order(one)), terms),
        _item(one.id, doubt_key(one, finding), terms),
        _item(one.id, worth_key(one), terms | entry_worth(dossier, one, finding)),
    )


def _entries_of(dossier: Dossier, findings: Iterable[str]) -> Iterator[str]:
    for one in findings:
        for entry in dossier.where(TimelineEntry, "finding = ?", one):
            yield entry.id


def _put_sized(dossier: Dossier, actors: Iterable[Entity], threads: Iterable[Thread]) -> None:
    shelves.put(
        dossier.connection,
        "actor",
        (_item(one.id, size_key(one), actor_terms(one)) for one in actors),
    )
    shelves.put(
        dossier.connection,
        "thread",
        (_item(one.id, size_key(one), thread_terms(one)) for one in threads),
    )


def _item(
    key: str, rank: RowKey | EntryKey | DoubtKey | WorthKey | SizeKey, terms: Iterable[str]
) -> Item:
    return Item(key, rank[0], msgspec.json.encode(rank).decode(), " ".join(sorted(terms)))


def _ids(touched: Touched) -> list[str]:
    return touched.added + touched.changed + touched.removed
