"""One shard of a stage's output on disk: a Parquet file that is whole or is not there.

A row is one record that a unit of work gave; a unit that gave nothing has one row without a
record, so that it is known to be done. This is the only code that reads or writes shards.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from chancery.folder import (
    is_local,
    joined,
    name_of,
    open_parquet,
    parquet_of,
    read_file,
    read_table,
    write_file,
)
from chancery.model import Record, codec, kind_of
from chancery.model.codec import DIGEST_BYTES

SCHEMA = pa.schema(
    [
        ("unit", pa.binary(DIGEST_BYTES)),
        ("kind", pa.string()),
        ("id", pa.string()),
        ("digest", pa.binary(DIGEST_BYTES)),
        ("payload", pa.binary()),
    ]
)
INDEX_COLUMNS = ["unit", "kind", "id", "digest"]
WRITTEN: dict[str, Any] = {
    "use_dictionary": ["kind"],  # all else hardly repeats
    "write_statistics": False,  # nobody asks for the least and the greatest payload
}
GROUP_BYTES = 1_000_000  # of rows that are read together: a shard may hold 8 MB
CACHED_BYTES = 64_000_000  # in a worker: 60 shards of 256 articles, or thousands of small ones
ASIDE = "aside-"  # begins the name of a shard of what was set aside until the next build


class Row(msgspec.Struct, frozen=True):
    """One record of a unit; `kind` is None where the unit gave none."""

    unit: bytes
    kind: str | None = None
    id: str | None = None
    digest: bytes | None = None
    payload: bytes | None = None


def shard_path(folder: str, units: Iterable[bytes]) -> str:
    """Return where the shard of these units lies; the same units have the same name."""
    name = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for unit in units:
        name.update(unit)
    return joined(folder, f"{name.hexdigest()}.parquet")


def aside_path(folder: str, unit: bytes) -> str:
    """Return where the shard of a unit lies that was set aside."""
    return joined(folder, f"{ASIDE}{name_of(shard_path(folder, [unit]))}")


def record_row(unit: bytes, record: Record) -> Row:
    """Return the row of a record that a unit gave, which is checked by reading it back."""
    data = codec.checked(record)
    return Row(unit, kind_of(type(record)), record.id, codec.digest(data), data)


def write_shard(path: str, rows: Sequence[Row]) -> None:
    """Write the rows, whole or not at all.

    Raises:
        DossierWriteError: the disk is full or refuses; nothing is left behind.
    """
    columns = [[getattr(row, name) for row in rows] for name in SCHEMA.names]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)]
    write_table(path, pa.Table.from_arrays(arrays, schema=SCHEMA))


def write_table(path: str, table: pa.Table) -> None:
    """Write a table of the shard's schema, whole or not at all."""
    rows = max(1, table.num_rows * GROUP_BYTES // max(1, table.nbytes))
    write_file(path, parquet_of(table, row_group_size=rows, **WRITTEN))


def read_index(path: str) -> pa.Table | None:
    """Return the shard without its payloads; None where the file is torn, for it is redone.

    Raises:
        DossierError: it is elsewhere, and cannot be had now, which says nothing of the file.
    """
    try:
        return read_table(path, INDEX_COLUMNS)
    except (OSError, pa.ArrowInvalid):
        if is_local(path):
            return None
    data = read_file(path)
    try:
        return read_table(data, INDEX_COLUMNS)
    except (OSError, pa.ArrowInvalid):
        return None


def read_units(path: str) -> pa.ChunkedArray:
    """Return the unit of each row of a shard."""
    return read_table(path, ["unit"]).column("unit").cast(SCHEMA.field("unit").type)


def read_keys(path: str) -> pa.Table:
    """Return the units of a shard of keys, with each key or reference and which it is."""
    names = ["unit", "kind", "id"]
    return read_table(path, names).cast(pa.schema([SCHEMA.field(name) for name in names]))


def read_rows(path: str) -> pa.Table:
    """Return the whole shard, its page checksums verified."""
    return read_table(path, SCHEMA.names).cast(SCHEMA)


def read_payloads(path: str) -> pa.ChunkedArray:
    """Return the payload column of a shard."""
    return read_table(path, ["payload"]).column("payload")


def take_payloads(path: str, rows: NDArray[np.int64]) -> list[bytes]:
    """Return the payloads of these rows of a shard; of it no more is read than has them."""
    with open_parquet(path) as file:
        held = file.metadata
        counts = [held.row_group(at).num_rows for at in range(held.num_row_groups)]
        edges = np.cumsum([0, *counts])
        of = np.searchsorted(edges, rows, side="right") - 1
        asked = np.flatnonzero(np.bincount(of, minlength=len(counts)))
        table = file.read_row_groups(asked.tolist(), ["payload"], use_threads=False)
    before = np.zeros(len(edges), np.int64)  # rows of the table that stand before each group's
    before[asked] = np.cumsum([0, *np.diff(edges)[asked]])[:-1]
    payloads: list[bytes] = table.column("payload").take(rows - edges[of] + before[of]).to_pylist()
    return payloads


class Payloads:
    """The payload columns of the shards read last, as many as fit; a shard never changes."""

    def __init__(self, most: int) -> None:
        """Hold at most so many bytes, and one column whatever its size."""
        self.held = 0
        self._most = most
        self._columns: OrderedDict[str, pa.ChunkedArray] = OrderedDict()

    def column(self, path: str) -> pa.ChunkedArray:
        """Return the payload column of a shard."""
        if path in self._columns:
            self._columns.move_to_end(path)
            return self._columns[path]
        column = read_payloads(path)
        self._columns[path] = column
        self.held += column.nbytes
        while self.held > self._most and len(self._columns) > 1:
            self.held -= self._columns.popitem(last=False)[1].nbytes
        return column


_PAYLOADS = Payloads(CACHED_BYTES)


def load_payloads(places: Iterable[tuple[str, int]]) -> Iterator[bytes]:
    """Yield the payloads at these (shard, row) places, in the order given."""
    return (_PAYLOADS.column(path)[row].as_py() for path, row in places)
