"""Counts of a whole dossier that each build leaves, so that no figure counts a million rows."""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Literal

Sort = Literal["published", "outlet", "sources"]
"""Documents by the first and last day of their publication, and by outlet; findings by how many
independent sources they have."""

Count = tuple[str | int | None, str | None, int]  # name, last day, how many

_QUERIES: Mapping[Sort, str] = {
    "published": "SELECT day, last_day, count(*) FROM document_known GROUP BY 1, 2",
    "outlet": "SELECT outlet, NULL, count(*) FROM document_known GROUP BY 1",
    "sources": "SELECT independent, NULL, count(*) FROM finding GROUP BY 1",
}


def statements() -> Iterator[str]:
    """Yield what makes the table, and the index by which findings are counted."""
    yield (
        "CREATE TABLE IF NOT EXISTS counted"
        " (sort TEXT NOT NULL, name, last_day TEXT, records INTEGER NOT NULL)"
    )
    yield "CREATE INDEX IF NOT EXISTS finding_independent ON finding(independent)"


def keep(connection: sqlite3.Connection) -> None:
    """Count what there is now."""
    connection.execute("DELETE FROM counted")
    for sort, query in _QUERIES.items():
        connection.execute(f"INSERT INTO counted SELECT '{sort}', * FROM ({query})")


def kept(connection: sqlite3.Connection, sort: Sort) -> list[Count]:
    """Return what the last build counted."""
    query = "SELECT name, last_day, records FROM counted WHERE sort = ?"
    return connection.execute(query, (sort,)).fetchall()
