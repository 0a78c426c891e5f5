"""Counts by what is known of documents and findings, without reading them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from chancery.store.dossier import Dossier


class KnownDocument(NamedTuple):
    """The outlet of a document, and the days between which it says that it was published."""

    outlet: str | None
    first: str | None  # ISO day
    last: str | None


def known_documents(
    dossier: Dossier, among: Iterable[str] | None = None
) -> Iterator[KnownDocument]:
    """Yield what is known of every document, or of those with these ids."""
    start, end = (f"substr(json_extract(published, '$.{one}'), 1, 10)" for one in ("start", "end"))
    wanted = None if among is None else msgspec.json.encode(list(among)).decode()
    chosen = "" if wanted is None else "WHERE id IN (SELECT value FROM json_each(?))"
    query = f"SELECT json_extract(outlet, '$.value'), {start}, {end} FROM document {chosen}"
    for row in dossier.connection.execute(query, () if wanted is None else (wanted,)):
        yield KnownDocument(*row)


def findings_by_sources(dossier: Dossier) -> dict[int, int]:
    """Return how many findings there are by how many independent sources they have."""
    query = "SELECT independent, count(*) FROM finding GROUP BY independent ORDER BY independent"
    return dict(dossier.connection.execute(query))
