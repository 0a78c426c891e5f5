"""Counts by what is known of documents and findings, without reading them."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from chancery.store import counted
from chancery.store.dossier import Dossier
from chancery.store.schema import KNOWN

_OF_TEXT = (  # what a build keeps of each document, or, where none did, what it says itself
    "SELECT substr(json_extract(published, '$.start'), 1, 10),"
    " substr(json_extract(published, '$.end'), 1, 10), json_extract(outlet, '$.value')"
    " FROM document AS one"
)
_OF_KEPT = (
    "SELECT known.day, known.last_day, known.outlet FROM document AS one"
    " JOIN document_known AS known ON known.number = one.number"
)


class KnownDocuments(NamedTuple):
    """How many documents there are, by the days between which they were published, by outlet."""

    published: Counter[tuple[str | None, str | None]]
    outlets: Counter[str | None]


def count_documents(dossier: Dossier, among: Iterable[str] | None = None) -> KnownDocuments:
    """Return the counts of all documents, or of those with these ids."""
    is_kept = dossier.is_shelved()
    if among is None and is_kept:
        days, outlets = (counted.kept(dossier.connection, one) for one in ("published", "outlet"))
        return KnownDocuments(
            Counter({(_text(first), last): count for first, last, count in days}),
            Counter({_text(name): count for name, _, count in outlets}),
        )
    chosen = "" if among is None else " WHERE one.id IN (SELECT value FROM json_each(?))"
    wanted = () if among is None else (msgspec.json.encode(list(among)).decode(),)
    query = (_OF_KEPT if is_kept else _OF_TEXT) + chosen
    rows = dossier.connection.execute(query, wanted).fetchall()
    return KnownDocuments(
        Counter((first, last) for first, last, _ in rows), Counter(outlet for *_, outlet in rows)
    )


class PublishedSince(NamedTuple):
    """The documents that were published on a day or later, and how many have no known day."""

    documents: list[str]
    undated: int


def published_since(dossier: Dossier, day: str) -> PublishedSince:
    """Return the documents that were published on this day or later, by id."""
    kept = "document_known" if dossier.is_shelved() else f"(SELECT {KNOWN} FROM document)"
    late = dossier.connection.execute(f"SELECT id FROM {kept} WHERE day >= ? ORDER BY id", (day,))
    found = [row[0] for row in late]
    query = f"SELECT count(*) FROM {kept} WHERE day IS NULL"
    return PublishedSince(found, dossier.connection.execute(query).fetchone()[0])


def findings_by_sources(dossier: Dossier) -> dict[int, int]:
    """Return how many findings there are by how many independent sources they have."""
    if dossier.is_shelved():
        kept = counted.kept(dossier.connection, "sources")
        return {int(number or 0): count for number, _, count in kept}
    query = "SELECT independent, count(*) FROM finding GROUP BY independent ORDER BY independent"
    return dict(dossier.connection.execute(query))


def _text(name: Any) -> str | None:  # noqa: ANN401 - what a column without a type holds
    return None if name is None else str(name)
