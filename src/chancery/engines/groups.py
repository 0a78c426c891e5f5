"""Brings records that share a key together, by number of row, with what they look up."""

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from chancery.engines.dataset import Dataset, Rows

CLASSES = 16  # a power of two: of keys by their length
HALF, RECORD = 32, 2**32 - 1  # bits of the number of a record, below that of its key
TOGETHER = 1 << 14  # rows of groups that are made at once: one by one they cost thrice as much
AnyInt = TypeVar("AnyInt", np.int32, np.int64)
KEYED = pa.schema([("record", pa.int32()), ("id", pa.string())])


class Keyed(NamedTuple):
    """Rows of the inputs with their keys, and with the ids that they refer to; some may repeat.

    A key stands in one class only; each class is made when it is asked for.
    """

    classes: Iterator[pa.Table]
    refers: pa.Table


class Some(NamedTuple):
    """Some groups: their keys, and rows of the inputs and of what is looked up, sorted in each.

    Group `n` has `rows[edges[n]:edges[n + 1]]`, and of what is looked up likewise.
    """

    keys: list[str]
    rows: Rows
    edges: list[int]
    found: Rows
    found_edges: list[int]


class Groups:
    """The groups of at least `smallest` records, sorted by key; made when asked for."""

    def __init__(self, smallest: int, keyed: Keyed, lookups: Dataset) -> None:
        """Take what the inputs are keyed by and refer to; the classes are used up."""
        self._keys, self._starts, self._rows = _shared(keyed.classes, smallest)
        self._edges, self._found = _seen(self._starts, self._rows, _refers(keyed.refers, lookups))

    def __len__(self) -> int:
        """Return how many groups there are."""
        return len(self._keys)

    def parts(self, groups: Rows) -> Iterator[Some]:
        """Yield these groups in order, as many at a time as have some `TOGETHER` rows."""
        sizes = np.diff(self._starts)[groups] + np.diff(self._edges)[groups]
        numbers = np.cumsum(sizes) // TOGETHER
        for some in np.split(groups, np.flatnonzero(np.diff(numbers)) + 1):
            keys: list[str] = self._keys.take(some).to_pylist()
            rows, edges = _gathered(self._rows, self._starts, some)
            found, found_edges = _gathered(self._found, self._edges, some)
            yield Some(keys, rows, edges, found, found_edges)

    def keys(self, groups: Rows) -> pa.Array:
        """Return the keys of some groups."""
        return self._keys.take(pa.array(groups))

    def all_rows(self, groups: Rows) -> tuple[Rows, Rows]:
        """Return the rows of the inputs and of what is looked up that some groups have."""
        own = np.zeros(len(self), np.bool_)
        own[groups] = True
        rows = _each_once(self._rows[np.repeat(own, np.diff(self._starts))])
        found = _each_once(self._found[np.repeat(own, np.diff(self._edges))])
        return rows.astype(np.int64), found.astype(np.int64)


def _gathered(rows: NDArray[np.int32], starts: Rows, groups: Rows) -> tuple[Rows, list[int]]:
    """Return the rows of some groups behind one another, and where those of each begin and end."""
    counts = starts[groups + 1] - starts[groups]
    edges = np.concatenate([[0], np.cumsum(counts)])
    places = np.arange(edges[-1]) + np.repeat(starts[groups] - edges[:-1], counts)
    return rows[places].astype(np.int64), edges.tolist()


class _Refers(NamedTuple):
    """Rows of the inputs, sorted, and beside each a row of what is looked up that it names."""

    rows: Rows
    found: Rows


class _Shared(NamedTuple):
    """Keys that enough records share, and where the records of each begin among all of them."""

    names: pa.Array
    starts: Rows
    records: NDArray[np.int32]


def _shared(classes: Iterator[pa.Table], smallest: int) -> _Shared:
    """Return the keys that enough records share, each record once, in the order of the keys.

    Each class is let go when it is done, for most keys have one record.
    """
    found: list[tuple[pa.Array, Rows]] = []
    before = 0
    for keys in classes:
        found.append(_often(keys, smallest, before))
        before += len(found[-1][0])
    names = pa.concat_arrays([pa.array([], pa.string()), *(one for one, _ in found)])
    order = pc.sort_indices(names)
    rank = np.empty(before, np.int64)
    rank[order.to_numpy()] = np.arange(before)
    rows = np.concatenate([np.zeros(0, np.int64), *(some for _, some in found)])
    found.clear()
    numbers = rank[rows >> HALF]
    numbers <<= HALF
    rows &= RECORD
    rows |= numbers
    rows.sort()
    starts = np.searchsorted(rows, np.arange(before + 1) << HALF)
    return _Shared(names.take(order), starts, (rows & RECORD).astype(np.int32))


def _often(keys: pa.Table, smallest: int, before: int) -> tuple[pa.Array, Rows]:
    """Return the keys that enough records share, and these records below the keys' numbers.

    The numbers count from `before` on; they are the upper half of a row.
    """
    ids = pa.concat_arrays(keys.column("id").chunks or [pa.array([], pa.string())])
    ids = ids.dictionary_encode()
    rows = ids.indices.to_numpy().astype(np.int64) << HALF
    rows |= keys.column("record").to_numpy()
    rows = _each_once(rows)  # a record may stand in two shards
    codes = rows >> HALF
    often = np.bincount(codes, minlength=len(ids.dictionary)) >= smallest
    numbers = before - 1 + np.cumsum(often)
    chosen = often[codes]
    rows = (numbers[codes[chosen]] << HALF) | (rows[chosen] & RECORD)
    return ids.dictionary.filter(pa.array(often)), rows


def _each_once(rows: NDArray[AnyInt]) -> NDArray[AnyInt]:
    """Return numbers from 0 on, sorted, each once; `np.unique` looks each up: 40 times slower."""
    rows = np.sort(rows)
    each: NDArray[AnyInt] = rows[np.diff(rows, prepend=-1) != 0]
    return each


def _seen(
    starts: Rows, records: NDArray[np.int32], refers: _Refers
) -> tuple[Rows, NDArray[np.int32]]:
    """Return what the records of each group refer to, each once and in order.

    That is where the rows of each group begin among all of them, and all of them.
    """
    firsts = np.searchsorted(refers.rows, records)
    counts = np.searchsorted(refers.rows, records, side="right") - firsts
    ends = np.cumsum(counts)
    within = np.arange(int(counts.sum())) - np.repeat(ends - counts, counts)
    groups = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    rows = np.repeat(groups, counts) << HALF
    rows |= refers.found[np.repeat(firsts, counts) + within]
    rows = _each_once(rows)
    edges = np.searchsorted(rows, np.arange(len(starts)) << HALF)
    return edges, (rows & RECORD).astype(np.int32)


def _refers(refers: pa.Table, lookups: Dataset) -> _Refers:
    """Return the rows of `lookups` that each record refers to."""
    found = pc.index_in(refers.column("id"), value_set=lookups.table.column("id"))
    known = pc.is_valid(found)
    rows = refers.column("record").filter(known).to_numpy().astype(np.int64)
    order = np.argsort(rows, kind="stable")
    return _Refers(rows[order], found.filter(known).to_numpy().astype(np.int64)[order])
