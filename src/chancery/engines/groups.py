"""Brings records that share a key together, by number of row, with what they look up."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from chancery.engines.dataset import Dataset, Rows, equals_next


class Group(NamedTuple):
    """The records under one key: rows of the inputs and of what is looked up, both sorted."""

    key: str
    rows: Rows
    found: Rows


class Groups(Sequence[Group]):
    """The groups of at least `smallest` records, sorted by key; made when asked for."""

    def __init__(self, smallest: int, keyed: pa.Table, lookups: Dataset) -> None:
        """Take a table with the columns record, kind and id.

        `record` is a row of the inputs; `id` is its key where `kind` is key, and the id of a
        record that it refers to where `kind` is refers.
        """
        keys = _sorted_keys(keyed, smallest)
        self._rows: Rows = keys.column("record").to_numpy().astype(np.int64)
        self._starts = _starts(keys)
        self._keys: list[str] = keys.column("id").take(self._starts[:-1]).to_pylist()
        self._refers = _refers(keyed, lookups)

    def __len__(self) -> int:
        """Return how many groups there are."""
        return len(self._keys)

    def __getitem__(self, at: int) -> Group:  # type: ignore[override] # slices are not asked for
        """Return one group."""
        rows = self._rows[self._starts[at] : self._starts[at + 1]]
        found = {one for row in rows.tolist() for one in self._refers.get(row, ())}
        return Group(self._keys[at], rows, np.array(sorted(found), np.int64))


def _sorted_keys(keyed: pa.Table, smallest: int) -> pa.Table:
    """Return the keys that enough records share, by key and then by row."""
    keys = keyed.filter(pc.equal(keyed.column("kind"), "key"))
    counts = pc.value_counts(keys.column("id"))
    often = counts.field("values").filter(pc.greater_equal(counts.field("counts"), smallest))
    keys = keys.filter(pc.is_in(keys.column("id"), value_set=often))
    return keys.sort_by([("id", "ascending"), ("record", "ascending")])


def _starts(keys: pa.Table) -> Rows:
    """Return where each key's run of rows begins, and after them where the last one ends."""
    if not keys.num_rows:
        return np.zeros(1, np.int64)
    same = equals_next(keys, "id").to_numpy(zero_copy_only=False)
    return np.concatenate(([0], np.flatnonzero(~same) + 1, [keys.num_rows]))


def _refers(keyed: pa.Table, lookups: Dataset) -> dict[int, list[int]]:
    """Return the rows of `lookups` that each record refers to."""
    part = keyed.filter(pc.equal(keyed.column("kind"), "refers"))
    found = pc.index_in(part.column("id"), value_set=lookups.table.column("id"))
    lists: dict[int, list[int]] = {}
    for row, one in zip(part.column("record").to_pylist(), found.to_pylist(), strict=True):
        if one is not None:
            lists.setdefault(row, []).append(one)
    return lists
