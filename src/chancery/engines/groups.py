"""Brings records that share a key together, by number of row, with what they look up."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from chancery.engines.dataset import Dataset, Rows

CLASSES = 16  # a power of two: of keys by their length
KEYED = pa.schema([("record", pa.int32()), ("id", pa.string())])


class Keyed(NamedTuple):
    """Rows of the inputs with their keys, and with the ids that they refer to; some may repeat.

    A key stands in one class only.
    """

    classes: list[pa.Table]
    refers: pa.Table


class Group(NamedTuple):
    """The records under one key: rows of the inputs and of what is looked up, both sorted."""

    key: str
    rows: Rows
    found: Rows


class Groups(Sequence[Group]):
    """The groups of at least `smallest` records, sorted by key; made when asked for."""

    def __init__(self, smallest: int, keyed: Keyed, lookups: Dataset) -> None:
        """Take what the inputs are keyed by and refer to; the classes are used up."""
        shared = _shared(keyed.classes, smallest)
        self._keys = shared.names
        self._rows = shared.records
        self._starts = np.searchsorted(shared.numbers, np.arange(len(shared.names) + 1))
        self._refers = _refers(keyed.refers, lookups)

    def __len__(self) -> int:
        """Return how many groups there are."""
        return len(self._keys)

    def __getitem__(self, at: int) -> Group:  # type: ignore[override] # slices are not asked for
        """Return one group."""
        rows = self._rows[self._starts[at] : self._starts[at + 1]].astype(np.int64)
        found = {one for row in rows.tolist() for one in self._refers.get(row, ())}
        return Group(self._keys[at].as_py(), rows, np.array(sorted(found), np.int64))


class _Shared(NamedTuple):
    """Keys that enough records share, and the records with the numbers of their keys."""

    names: pa.Array
    numbers: NDArray[np.integer]
    records: NDArray[np.int32]


def _shared(classes: list[pa.Table], smallest: int) -> _Shared:
    """Return the keys that enough records share, each record once, in the order of the keys.

    Each class is let go when it is done, for most keys have one record.
    """
    found: list[_Shared] = []
    before = 0
    while classes:
        found.append(_often(classes.pop(), smallest, before))
        before += len(found[-1].names)
    names = pa.concat_arrays([one.names for one in found])
    order = pc.sort_indices(names)
    rank = np.empty(before, np.int32)
    rank[order.to_numpy()] = np.arange(before, dtype=np.int32)
    numbers = rank[np.concatenate([one.numbers for one in found])]
    records = np.concatenate([one.records for one in found])
    at = np.lexsort((records, numbers))
    return _Shared(names.take(order), numbers[at], records[at])


def _often(keys: pa.Table, smallest: int, before: int) -> _Shared:
    """Return the keys that enough records share, numbered from `before` on."""
    distinct = keys.group_by(KEYED.names, use_threads=False).aggregate([]).combine_chunks()
    ids = pa.concat_arrays(distinct.column("id").chunks or [pa.array([], pa.string())])
    ids = ids.dictionary_encode()
    codes = ids.indices.to_numpy()
    often = np.bincount(codes, minlength=len(ids.dictionary)) >= smallest
    chosen = often[codes]
    numbers = before - 1 + np.cumsum(often)
    records = distinct.column("record").to_numpy()
    return _Shared(
        ids.dictionary.filter(pa.array(often)),
        numbers[codes[chosen]].astype(np.int32),
        records[chosen],
    )


def _refers(refers: pa.Table, lookups: Dataset) -> dict[int, list[int]]:
    """Return the rows of `lookups` that each record refers to."""
    part = refers.group_by(KEYED.names, use_threads=False).aggregate([])
    found = pc.index_in(part.column("id"), value_set=lookups.table.column("id"))
    lists: dict[int, list[int]] = {}
    for row, one in zip(part.column("record").to_pylist(), found.to_pylist(), strict=True):
        if one is not None:
            lists.setdefault(row, []).append(one)
    return lists
