"""One shard of a stage's output on disk: a Parquet file that is whole or is not there.

A row is one record that a unit of work gave; a unit that gave nothing has one row without a
record, so that it is known to be done. This is the only code that reads or writes shards.
"""

import errno
import hashlib
import os
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from chancery.errors import DossierWriteError
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
CACHED_BYTES = 64_000_000  # in a worker: 60 shards of 256 articles, or thousands of small ones
ASIDE = "aside-"  # begins the name of a shard of what was set aside until the next build
DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Row(msgspec.Struct, frozen=True):
    """One record of a unit; `kind` is None where the unit gave none."""

    unit: bytes
    kind: str | None = None
    id: str | None = None
    digest: bytes | None = None
    payload: bytes | None = None


def shard_path(folder: Path, units: Iterable[bytes]) -> Path:
    """Return where the shard of these units lies; the same units have the same name."""
    name = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for unit in units:
        name.update(unit)
    return folder / f"{name.hexdigest()}.parquet"


def aside_path(folder: Path, unit: bytes) -> Path:
    """Return where the shard of a unit lies that was set aside."""
    path = shard_path(folder, [unit])
    return path.with_name(f"{ASIDE}{path.name}")


def write_shard(path: Path, rows: Sequence[Row]) -> None:
    """Write the rows under a temporary name, then move the file into place.

    Raises:
        DossierWriteError: the disk is full or refuses; nothing is left behind.
    """
    columns = [[getattr(row, name) for row in rows] for name in SCHEMA.names]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)]
    write_table(path, pa.Table.from_arrays(arrays, schema=SCHEMA))


def write_table(path: Path, table: pa.Table) -> None:
    """Write a table of the shard's schema, whole or not at all."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        pq.write_table(table, partial, compression="zstd", write_page_checksum=True)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise disk_error(path.parent, error) from error


def disk_error(folder: Path, error: OSError) -> DossierWriteError:
    """Return what to say when the folder cannot be written to."""
    if error.errno in DISK_FULL:
        message = f"no space left to write {folder}; free some and run the build again"
    else:
        message = f"cannot write {folder}: {error.strerror or error}"
    return DossierWriteError(message)


def read_index(path: Path) -> pa.Table | None:
    """Return the shard without its payloads; None where the file is torn, for it is redone."""
    try:
        return _read(path, INDEX_COLUMNS)
    except (OSError, pa.ArrowInvalid):
        return None


def read_units(path: Path) -> pa.ChunkedArray:
    """Return the unit of each row of a shard."""
    return _read(path, ["unit"]).column("unit").cast(SCHEMA.field("unit").type)


def read_keys(path: Path) -> pa.Table:
    """Return the units of a shard of keys, with each key or reference and which it is."""
    names = ["unit", "kind", "id"]
    return _read(path, names).cast(pa.schema([SCHEMA.field(name) for name in names]))


def read_rows(path: Path) -> pa.Table:
    """Return the whole shard, its page checksums verified."""
    return _read(path, SCHEMA.names).cast(SCHEMA)


def read_payloads(path: str) -> pa.ChunkedArray:
    """Return the payload column of a shard."""
    return _read(Path(path), ["payload"]).column("payload")


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


def load_payloads(places: Iterable[tuple[str, int]]) -> list[bytes]:
    """Return the payloads at these (shard, row) places, in the order given."""
    return [_PAYLOADS.column(path)[row].as_py() for path, row in places]


def _read(path: Path, columns: Sequence[str]) -> pa.Table:
    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        return file.read(columns=list(columns), use_threads=False)
