"""Keeps things in the order of a list and finds them by terms, so that a page costs a page.

A shelf says where each thing stands (`place`) and by which terms it is sought. Terms are tokens of
a full-text index whose row numbers are the places: what has some terms comes out in the order of
the list, and nothing is sorted. Several things may share a place.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple, TypeVar

import msgspec

Shelf = Literal["actor", "doubt", "entry", "point", "thread", "worth"]

SHELVES: tuple[Shelf, ...] = ("actor", "doubt", "entry", "point", "thread", "worth")
VERSION = 3  # of places and terms: raise it when the same records give others
LAST = 2**62 - 1  # the last place there may be
BATCH = 5_000  # things that are put on a shelf together
NO_TOKEN = re.compile(r"[^0-9A-Za-z\x80-\U0010ffff]+")  # what FTS5's ascii tokenizer parts at


Part = TypeVar("Part")


class Item(NamedTuple):
    """One thing on a shelf: what it is, where it stands, its terms parted by blanks.

    `rank` is JSON of what those at one place are sorted by.
    """

    key: str
    place: int
    rank: str
    terms: str


def make_term(sort: str, text: str) -> str:
    """Return a text as one term; `sort` tells it from the same text in another part."""
    return sort + NO_TOKEN.sub("", text).lower()


def statements() -> Iterator[str]:
    """Yield what makes the tables."""
    yield ("CREATE TABLE IF NOT EXISTS shelved (run INTEGER NOT NULL, version INTEGER NOT NULL)")
    yield "CREATE TABLE IF NOT EXISTS tally (kind TEXT PRIMARY KEY, records INTEGER NOT NULL)"
    for shelf in SHELVES:
        yield (
            f"CREATE TABLE IF NOT EXISTS {shelf}_shelf (key TEXT PRIMARY KEY, "
            "place INTEGER NOT NULL, rank TEXT NOT NULL, terms TEXT NOT NULL) WITHOUT ROWID"
        )
        yield f"CREATE INDEX IF NOT EXISTS {shelf}_shelf_place ON {shelf}_shelf(place)"
        yield (
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {shelf}_terms USING fts5("
            "terms, content='', detail=none, columnsize=0, tokenize='ascii')"
        )


def is_current(connection: sqlite3.Connection) -> bool:
    """Say whether the shelves hold what the last build left."""
    query = "SELECT 1 FROM sqlite_master WHERE name = 'shelved'"
    if connection.execute(query).fetchone() is None:
        return False
    last = connection.execute("SELECT max(number) FROM run").fetchone()[0]
    row = connection.execute("SELECT run, version FROM shelved").fetchone()
    return bool(row == (last, VERSION))


def set_current(connection: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Note that the shelves hold what the last build left, and how many records tables hold."""
    connection.execute("DELETE FROM tally")
    for table in tables:
        connection.execute(f"INSERT INTO tally SELECT '{table}', count(*) FROM {table}")
    connection.execute("DELETE FROM shelved")
    connection.execute("INSERT INTO shelved SELECT max(number), ? FROM run", (VERSION,))


def clear(connection: sqlite3.Connection) -> None:
    """Empty the shelves."""
    for shelf in SHELVES:
        connection.execute(f"DELETE FROM {shelf}_shelf")
        connection.execute(f"INSERT INTO {shelf}_terms({shelf}_terms) VALUES ('delete-all')")


def take(connection: sqlite3.Connection, shelf: Shelf, keys: Iterable[str]) -> None:
    """Take things off a shelf; what is not there is passed over."""
    for part in _parts(keys):
        _open(connection)
        _touch(connection, shelf, part, ())
        _close(connection, shelf, part, ())


def put(connection: sqlite3.Connection, shelf: Shelf, items: Iterable[Item]) -> None:
    """Put things on a shelf, each in the place of one with its key."""
    for part in _parts(items):
        keys = [one.key for one in part]
        _open(connection)
        _touch(connection, shelf, keys, [one.place for one in part])
        _close(connection, shelf, keys, part)


def places(
    connection: sqlite3.Connection, shelf: Shelf, expression: str, first: int, last: int
) -> Iterator[int]:
    """Yield the places from first to last that hold the terms of an FTS5 expression, in order.

    With an empty expression every place is yielded.
    """
    if expression:
        query = (
            f"SELECT rowid FROM {shelf}_terms WHERE {shelf}_terms MATCH ?1 "
            "AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid"
        )
        rows = connection.execute(query, (expression, first, last))
    else:
        query = f"SELECT DISTINCT place FROM {shelf}_shelf WHERE place BETWEEN ? AND ? ORDER BY 1"
        rows = connection.execute(query, (first, last))
    for row in rows:
        yield row[0]


def found_at(
    connection: sqlite3.Connection, shelf: Shelf, some: Iterable[int]
) -> list[tuple[int, str, str]]:
    """Return what stands at some places: the place, the rank and the key, sorted by the first."""
    query = (
        f"SELECT place, rank, key FROM {shelf}_shelf"
        " WHERE place IN (SELECT value FROM json_each(?)) ORDER BY place"
    )
    return connection.execute(query, (msgspec.json.encode(list(some)).decode(),)).fetchall()


def keys_beginning(
    connection: sqlite3.Connection, shelf: Shelf, starts: Iterable[str]
) -> Iterator[str]:
    """Yield the keys on a shelf that begin so."""
    query = f"SELECT key FROM {shelf}_shelf WHERE key >= ?1 AND key < ?1 || ?2"
    for one in starts:
        for row in connection.execute(query, (one, "\U0010ffff")).fetchall():
            yield row[0]


def _open(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (place INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.touched")


def _touch(
    connection: sqlite3.Connection, shelf: Shelf, keys: Sequence[str], new: Sequence[int]
) -> None:
    """Take out of the index every place at which something comes or goes."""
    connection.execute(
        f"INSERT OR IGNORE INTO temp.touched SELECT place FROM {shelf}_shelf"
        " WHERE key IN (SELECT value FROM json_each(?))",
        (msgspec.json.encode(keys).decode(),),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO temp.touched VALUES (?)", ((one,) for one in new)
    )
    connection.execute(
        f"INSERT INTO {shelf}_terms({shelf}_terms, rowid, terms) "
        f"SELECT 'delete', place, joined FROM ({_joined(shelf)})"
    )


def _close(
    connection: sqlite3.Connection, shelf: Shelf, keys: Sequence[str], new: Sequence[Item]
) -> None:
    """Change the things, and enter the places in the index as they now are."""
    connection.executemany(f"DELETE FROM {shelf}_shelf WHERE key = ?", ((one,) for one in keys))
    connection.executemany(f"INSERT INTO {shelf}_shelf VALUES (?, ?, ?, ?)", new)
    connection.execute(
        f"INSERT INTO {shelf}_terms(rowid, terms) SELECT place, joined FROM ({_joined(shelf)})"
    )


def _joined(shelf: Shelf) -> str:
    """Return the query for the terms of all that stands at each place that is touched."""
    return (
        "SELECT place, group_concat(terms, ' ') AS joined FROM "
        f"(SELECT one.place, one.terms FROM temp.touched JOIN {shelf}_shelf AS one USING (place) "
        "ORDER BY one.place, one.key) GROUP BY place"
    )


def _parts(some: Iterable[Part]) -> Iterator[list[Part]]:
    left = iter(some)
    while part := list(islice(left, BATCH)):
        yield part
