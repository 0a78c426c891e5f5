"""Answers SQL that anyone may write, from a connection that can read and nothing else."""

import sqlite3
from base64 import b64encode
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from time import monotonic

import msgspec

from chancery.errors import DossierReplacedError, UsageError
from chancery.store.snapshot import edition_of

STEPS = 1_000  # of SQLite's machine between two looks at the clock: a tenth of a millisecond
MOST_BYTES = 8_000_000  # of one value, and of an answer; the largest documents are beyond it
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: MOST_BYTES,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,  # long ones take a time that grows as a power
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
READING = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
    }
)
ASKING = frozenset(
    {"data_version", "table_info", "table_list"}
)  # pragmas; full text asks the first

Value = None | int | float | str


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """What a query gives; bytes are base64."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    truncated: bool  # there are more rows than were asked for


def run_sql(path: Path, query: str, *, edition: str, most_rows: int, seconds: float) -> Table:
    """Return what one SELECT gives of this edition of the dossier.

    Raises:
        UsageError: the query is wrong, would do more than read, or takes too long or too much.
        DossierReplacedError: the dossier has changed since.
    """
    address = f"{path.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        connection.execute("BEGIN")
        if edition_of(connection, path) != edition:
            message = f"{path} changed while it was asked; ask again"
            raise DossierReplacedError(message)
        _bind(connection, monotonic() + seconds)
        try:
            return _answer(connection, query, most_rows)
        except (sqlite3.Error, sqlite3.Warning, OverflowError, ValueError) as error:
            raise UsageError(_reason(error, seconds)) from error


def _bind(connection: sqlite3.Connection, deadline: float) -> None:
    connection.execute("PRAGMA query_only = ON")
    for what, most in LIMITS.items():
        connection.setlimit(what, most)
    connection.set_authorizer(_may)
    connection.set_progress_handler(lambda: monotonic() > deadline, STEPS)


def _may(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    """Let through what reads."""
    asks = action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in ASKING
    loads = action == sqlite3.SQLITE_FUNCTION and (second or "").lower() == "load_extension"
    allowed = asks or (action in READING and not loads)
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _answer(connection: sqlite3.Connection, query: str, most_rows: int) -> Table:
    cursor = connection.execute(query)
    if cursor.description is None:
        message = "the query gives no table; write one SELECT"
        raise UsageError(message)
    rows: list[tuple[Value, ...]] = []
    size = 0
    for row in cursor:
        if len(rows) == most_rows:
            break
        size += _size(row)
        if size > MOST_BYTES:
            message = (
                f"the answer has more than {MOST_BYTES:,} bytes; "
                "choose fewer columns or rows, or cut texts with substr"
            )
            raise UsageError(message)
        rows.append(tuple(map(_plain, row)))
    truncated = len(rows) == most_rows and cursor.fetchone() is not None
    columns = tuple(column[0] for column in cursor.description)
    return Table(columns=columns, rows=tuple(rows), truncated=truncated)


def _plain(value: Value | bytes) -> Value:
    return b64encode(value).decode() if isinstance(value, bytes) else value


def _size(row: Sequence[Value | bytes]) -> int:
    return sum(len(one) if isinstance(one, (str, bytes)) else 8 for one in row)


def _reason(error: Exception, seconds: float) -> str:
    said = str(error)
    if said == "interrupted":
        return f"the query took more than {seconds:g} seconds; ask for less, or by an index"
    if "not authorized" in said or "prohibited" in said or "readonly" in said:
        return f"the query would do more than read ({said}); write one SELECT"
    return f"the query cannot be answered: {said}"
