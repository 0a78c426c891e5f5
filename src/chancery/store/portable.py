"""The records of a dossier as a plain SQLite file, the same bytes for the same records.

It has a table for each record kind, sorted by id, and nothing of builds, lists and decisions.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar

import msgspec

from chancery.model import Record, kind_of
from chancery.ports.export import Content, Cutting, KindRecords, Written, streams
from chancery.store.rows import to_row
from chancery.store.schema import Column, columns

FLAG = Column('"truncated"', "truncated", "INTEGER", plain=True, required=False)
SETTINGS = ("page_size = 4096", "encoding = 'UTF-8'", "journal_mode = OFF", "synchronous = OFF")


class Sqlite:
    """Writes one file; plain values are columns, parts are JSON."""

    name: ClassVar[str] = "sqlite"
    is_folder: ClassVar[bool] = False

    def __init__(self, cut: Cutting) -> None:
        """Take what is left out."""
        self._cut = cut

    def write(self, content: Content, path: Path) -> Written:
        """Write the file, which is not there yet."""
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for setting in SETTINGS:
                connection.execute(f"PRAGMA {setting}")
            connection.execute("BEGIN")
            count = sum(self._write_kind(connection, one) for one in streams(content))
            connection.execute("COMMIT")
        return Written(records=count, left_out=self._cut.left_out)

    def _write_kind(self, connection: sqlite3.Connection, one: KindRecords) -> int:
        kind, records = one
        table, wanted = kind_of(kind), self._columns(kind)
        parts = ", ".join(f"{each.name} {each.sql_type}" for each in wanted)
        connection.execute(f"CREATE TABLE {table} ({parts})")
        query = f"INSERT INTO {table} VALUES ({', '.join('?' * len(wanted))})"
        count = connection.executemany(query, self._rows(records, wanted)).rowcount
        if any(each.field == "document" for each in wanted):
            connection.execute(f"CREATE INDEX {table}_document ON {table}(document)")
        return max(count, 0)

    def _columns(self, kind: type[Record]) -> Sequence[Column]:
        own = columns(kind)
        return own if self._cut.most is None else (*own, FLAG)

    def _rows(self, records: Iterator[Record], wanted: Sequence[Column]) -> Iterator[list[Any]]:
        if self._cut.most is None:
            yield from map(to_row, records)
            return
        for one in records:
            made = self._cut.plain(one)
            yield [_value(made.get(each.field), each) for each in wanted]


def _value(value: object, column: Column) -> object:
    if column.plain or value is None:
        return value
    return msgspec.json.encode(value).decode()
