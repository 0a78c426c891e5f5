"""The records that a step gave, as an index: kind, id, digest and place, without the payloads."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from chancery.engines.shard import take_payloads
from chancery.model import Record, codec
from chancery.model.codec import DIGEST_BYTES

INDEX_SCHEMA = pa.schema(
    [
        ("unit", pa.binary(DIGEST_BYTES)),
        ("kind", pa.string()),
        ("id", pa.string()),
        ("digest", pa.binary(DIGEST_BYTES)),
        ("shard", pa.int32()),
        ("row", pa.int32()),
    ]
)

RECORD_SCHEMA = INDEX_SCHEMA.remove(0)  # without the units, which only finding work asks for

log = logging.getLogger(__name__)

Place = tuple[str, int]
"""A shard's path and the row in it."""

Rows = NDArray[np.int64]


class Dataset:
    """Records by reference, sorted by nothing; some 70 bytes each."""

    def __init__(self, table: pa.Table, paths: tuple[str, ...]) -> None:
        """Take an index table whose `shard` column counts into `paths`."""
        self.table = table
        self.paths = paths

    @classmethod
    def empty(cls) -> "Dataset":
        """Return a dataset of nothing."""
        return cls(RECORD_SCHEMA.empty_table(), ())

    def __len__(self) -> int:
        """Return how many records there are."""
        return int(self.table.num_rows)

    def of_kinds(self, kinds: Iterable[str]) -> "Dataset":
        """Return the records of these kinds."""
        mask = pc.is_in(self.table.column("kind"), value_set=pa.array(list(kinds), pa.string()))
        return Dataset(self.table.filter(mask), self.paths)

    def distinct(self) -> "Dataset":
        """Return each id once; of records that differ under one id, always the same one."""
        names = ("kind", "id", "digest")
        order = pc.sort_indices(self.table, [(name, "ascending") for name in names])
        if len(order) < 2:  # noqa: PLR2004 - one record repeats nothing
            return self
        kind, identity, digest = (_repeats(self.table.column(name), order) for name in names)
        same = pc.and_(kind, identity)
        if pc.any(differs := pc.and_(same, pc.invert(digest))).as_py():
            at = order[pc.index(differs, value=True).as_py()].as_py()
            log.warning("records differ under one id: %s", self.table.column("id")[at].as_py())
        keep = pa.concat_arrays([pa.array([True]), pc.invert(same)])
        return Dataset(self.table.take(order.filter(keep)), self.paths)

    def ids(self) -> list[str]:
        """Return the ids, in the dataset's order."""
        ids: list[str] = self.table.column("id").to_pylist()
        return ids

    def digests(self) -> "Digests":
        """Return the digests, in the dataset's order."""
        return Digests(self.table.column("digest").combine_chunks())

    def by_shard(self, rows: Rows) -> Iterator[tuple[str, Rows, Rows]]:
        """Yield each shard that holds any of these rows, with the rows and their places in it."""
        shards = self.table.column("shard").to_numpy()
        places = self.table.column("row").to_numpy().astype(np.int64)
        ordered = rows[np.lexsort((places[rows], shards[rows]))]
        cuts = np.flatnonzero(np.diff(shards[ordered])) + 1
        for part in np.split(ordered, cuts):
            if len(part):
                yield self.paths[shards[part[0]]], part, places[part]

    def load(self, rows: Rows) -> Iterator[Record]:
        """Yield the records of these rows, each shard read once and when its turn comes."""
        for path, _, places in self.by_shard(rows):
            yield from map(codec.decode, take_payloads(path, places))

    def joined(self, other: "Dataset") -> "Dataset":
        """Return the records of both."""
        moved = pc.add(other.table.column("shard"), pa.scalar(len(self.paths), pa.int32()))
        at = other.table.schema.get_field_index("shard")
        table = other.table.set_column(at, "shard", moved.cast(pa.int32()))
        return Dataset(pa.concat_tables([self.table, table]), self.paths + other.paths)


class Digests(Sequence[bytes]):
    """The digests of a column, cut from it when they are asked for: as objects, four times it."""

    def __init__(self, column: pa.FixedSizeBinaryArray) -> None:
        """Take a column that lacks none."""
        self._count = len(column)
        start = column.offset * DIGEST_BYTES
        self._data = memoryview(column.buffers()[1] or b"")[start:]
        self._rows = np.frombuffer(self._data, f"V{DIGEST_BYTES}", self._count)

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count

    def __getitem__(self, at: int) -> bytes:  # type: ignore[override] # slices are not asked for
        """Return one digest."""
        if not 0 <= at < self._count:
            raise IndexError(at)
        return bytes(self._data[at * DIGEST_BYTES : (at + 1) * DIGEST_BYTES])

    def marked(self, mark: bytes) -> bytes:
        """Return all digests behind one another, each as a mark of as many bytes turns it."""
        bits = np.frombuffer(self._data, np.uint8, self._count * DIGEST_BYTES)
        turned = bits.reshape(-1, DIGEST_BYTES) ^ np.frombuffer(mark, np.uint8)
        return turned.tobytes()

    def joined(self, rows: NDArray[np.integer[Any]]) -> bytes:
        """Return the digests of these rows behind one another."""
        return self._rows.take(rows).tobytes()


def _repeats(column: pa.ChunkedArray, order: pa.Array) -> pa.Array:
    """Return for each value but the first, in this order, whether it is that before it.

    One column at a time is put in order: a copy of all of an index would be too large.
    """
    ordered = column.take(order).combine_chunks()
    return pc.equal(ordered.slice(1), ordered.slice(0, len(ordered) - 1))
