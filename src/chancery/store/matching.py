"""What finds the documents that a query means: a port, and FTS5 in the dossier behind it."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple, Protocol

from chancery.store.dossier import Dossier
from chancery.store.query import Query
from chancery.store.schema import KNOWN

Order = Literal["best", "newest"]
"""best: by how often, and how rare, the words are in it; newest: by the day of publication."""

Said = tuple[str | None, ...]
"""What is known of a document to count by: outlet, year, language."""


class Place(NamedTuple):
    """Where a hit stands in its order: by its rank or its day, and its document."""

    by: float | str
    document: str


class Known:
    """What is known of all documents of one edition, by their numbers, to count by."""

    def __init__(self, dossier: Dossier) -> None:
        """Read it: 100,000 documents in a tenth of a second, to a few MB."""
        query = f"SELECT number, outlet, substr(day, 1, 4), language FROM {known_table(dossier)}"
        groups: dict[Said, Said] = {}
        self.by_number = {
            number: groups.setdefault(tuple(said), tuple(said))
            for number, *said in dossier.connection.execute(query)
        }
        self.groups = len(groups)  # how many differ


class Matcher(Protocol):
    """Finds documents by their words, in kept or removed text; all of them find the same."""

    name: str

    def count(self, query: Query) -> int:
        """Return how many documents answer."""
        ...

    def places(
        self, query: Query, order: Order, after: Place | None, *, many: bool
    ) -> Iterator[tuple[int, Place]]:
        """Yield the numbers of the documents that answer, behind a place, with their places.

        The best have the least rank, the newest the last day; documents of one rank or day come
        by id. `many`: it is known that most of them will not be asked for.
        """
        ...

    def said(self, query: Query, known: Known) -> Counter[Said]:
        """Return how many of those that answer have the same said of them."""
        ...


class Fts5:
    """Asks the index that a dossier holds."""

    name = "fts5"

    def __init__(self, dossier: Dossier) -> None:
        """Take an open dossier."""
        self._connection = dossier.connection
        self._known = known_table(dossier)

    def count(self, query: Query) -> int:
        """Return how many documents answer."""
        statement = "SELECT count(*) FROM document_text WHERE document_text MATCH ?"
        count: int = self._connection.execute(statement, (query.fts,)).fetchone()[0]
        return count

    def places(
        self, query: Query, order: Order, after: Place | None, *, many: bool
    ) -> Iterator[tuple[int, Place]]:
        """Yield the documents that answer, in order.

        Where many match, the newest are found by going through the days; else by sorting.
        """
        by = "rank" if order == "best" else "coalesce(known.day, '')"
        behind = ">" if order == "best" else "<"
        known = f"{self._known} AS known"
        first, second = (known, "document_text") if many else ("document_text", known)
        statement = (
            f"SELECT known.number, {by}, known.id FROM {first} "
            f"CROSS JOIN {second} ON document_text.rowid = known.number "
            f"WHERE document_text MATCH ?1 AND (?2 IS NULL OR {by} {behind} ?2 "
            f"OR ({by} = ?2 AND known.id > ?3)) "
            f"ORDER BY {'rank' if order == 'best' else 'known.day DESC'}, known.id"
        )
        rows = self._connection.execute(statement, (query.fts, *(after or (None, None))))
        for number, place, identity in rows:
            yield number, Place(place, identity)

    def said(self, query: Query, known: Known) -> Counter[Said]:
        """Return how many of those that answer have the same said of them."""
        statement = "SELECT rowid FROM document_text WHERE document_text MATCH ?"
        rows = self._connection.execute(statement, (query.fts,)).fetchall()
        return Counter(known.by_number[number] for (number,) in rows)


def known_table(dossier: Dossier) -> str:
    """Return the table of what is known of documents; older dossiers have it in the records."""
    query = "SELECT 1 FROM sqlite_master WHERE name = 'document_known'"
    kept = dossier.connection.execute(query).fetchone()
    return "document_known" if kept else f"(SELECT {KNOWN} FROM document)"
