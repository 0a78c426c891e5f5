"""What a stage has done so far: shards in one folder, found again by the signature of each unit.

A unit is the smallest work that a stage does alone: one record, one group, the whole corpus.
Its signature covers the stage, its version and settings, and the digests of all it reads, so a
unit found here need not be done again, in this build or in any later one.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from chancery.engines.dataset import INDEX_SCHEMA, RECORD_SCHEMA, Dataset, Place, Rows
from chancery.engines.groups import CLASSES, KEYED, Keyed
from chancery.engines.pairs import MEMBERS, places_of
from chancery.engines.shard import (
    ASIDE,
    SCHEMA,
    read_index,
    read_keys,
    read_rows,
    read_units,
    write_table,
)
from chancery.folder import delete_file, joined, list_files, name_of
from chancery.model.codec import DIGEST_BYTES
from chancery.ports import PairStage

SHARD_ROWS, SHARD_BYTES = 4096, 8_000_000  # of which a compacted shard has one, and is full
FULL = "full-"  # begins the name of such a shard, which is not joined again
READ_TOGETHER = 1_000_000  # rows of keys, of 70 bytes
KEPT_TOGETHER = 6_000_000  # rows whose keys are held at once, of 30 bytes
LOOSE_SHARDS = 16  # that are not full: up to so many cost less than rewriting them


def signatures(units: Iterable[bytes]) -> pa.Array:
    """Return signatures as a column, 16 bytes each; some may come joined already."""
    data = bytearray()
    for one in units:
        data += one
    buffers = [None, pa.py_buffer(data)]
    return pa.Array.from_buffers(pa.binary(DIGEST_BYTES), len(data) // DIGEST_BYTES, buffers)


class StageCache:
    """The shards of one stage, with their index in memory (some 100 bytes a record)."""

    def __init__(self, folder: str) -> None:
        """Open the folder; what was set aside is to be tried again.

        Shards that are torn are left out.
        """
        self.folder = folder
        self._paths: list[str] = []
        self._tables: list[pa.Table] = []
        shards = list_files(folder, ".parquet")
        aside = {path for path in shards if name_of(path).startswith(ASIDE)}
        for path in aside:
            delete_file(path)
        self.add(path for path in shards if path not in aside)

    def add(self, paths: Iterable[str]) -> None:
        """Take shards that workers have written into the index."""
        for path in paths:
            table = read_index(path)
            if table is None:
                delete_file(path)
                continue
            self._tables.append(_located(table, len(self._paths)))
            self._paths.append(path)

    @property
    def paths(self) -> tuple[str, ...]:
        """Return where the shards lie."""
        return tuple(self._paths)

    def units(self) -> set[bytes]:
        """Return the signatures of all units that are done."""
        return set(self._index().column("unit").to_pylist())

    def missing(self, units: pa.Array) -> Rows:
        """Return the positions of the units that are not done."""
        known = self._index().column("unit").combine_chunks()
        done = pc.is_in(units, value_set=known)
        missing: Rows = pc.indices_nonzero(pc.invert(done)).to_numpy().astype(np.int64)
        return missing

    def select(self, units: pa.Array) -> Dataset:
        """Return the records of these units; each unit once, though two shards may hold it."""
        index = self._index()
        records = pc.not_equal(index.column("kind"), MEMBERS)  # null where there is none
        wanted = pc.and_(records, pc.is_in(index.column("unit"), value_set=units))
        rows = index.select(RECORD_SCHEMA.names).filter(wanted)
        return Dataset(rows, tuple(self._paths)).distinct()

    def judged(self, stage: PairStage[Any], keys: pa.Array) -> Mapping[str, Place]:
        """Return where shards say which pairs of groups with these keys a stage judged."""
        return places_of(stage, self._index(), self._paths, keys)

    def is_worn(self, units: pa.Array) -> bool:
        """Say whether `compact` is worth its writing, if these units are all that is of use."""
        return bool(self._worn(units))

    def compact(self, units: pa.Array) -> None:
        """Drop what no build needs and join small shards; nothing may be asked after it."""
        if shards := self._worn(units):
            index = self._index()
            live = index.filter(pc.is_in(index.column("unit"), value_set=units))
            self._rewrite(live, shards)

    def _worn(self, units: pa.Array) -> AbstractSet[int]:
        """Return the shards that are worth writing anew: all, those that are not full, or none."""
        names = [name_of(path) for path in self._paths]  # what was set aside is never joined
        whole = {at for at, name in enumerate(names) if not name.startswith(ASIDE)}
        loose = {at for at in whole if not names[at].startswith(FULL)}
        held = self._index().column("unit")
        used = pc.sum(pc.is_in(held, value_set=units), min_count=0).as_py()
        if 2 * used < len(held):
            return whole
        return loose if len(loose) > LOOSE_SHARDS else frozenset()

    def _rewrite(self, live: pa.Table, shards: AbstractSet[int]) -> None:
        """Write the live rows of shards into new ones, and delete the old when all are written."""
        live = live.filter(pc.is_in(live.column("shard"), value_set=pa.array(shards, pa.int32())))
        rows: dict[int, list[int]] = {}
        columns = (live.column(name).to_pylist() for name in ("shard", "row"))
        for shard, row in zip(*columns, strict=True):
            rows.setdefault(shard, []).append(row)
        kept: list[str] = []
        batch: list[pa.Table] = []
        for shard in sorted(rows):
            batch.append(read_rows(self._paths[shard]).take(rows[shard]))
            if _is_full(batch):
                kept.append(self._write(batch, FULL))
                batch = []
        if batch:
            kept.append(self._write(batch, "joined-"))
        for path in {self._paths[shard] for shard in shards}.difference(kept):
            delete_file(path)

    def _write(self, parts: list[pa.Table], kind: str) -> str:
        table = pa.concat_tables(parts)
        name = hashlib.blake2b(digest_size=DIGEST_BYTES)
        for column in ("unit", "digest"):
            for value in table.column(column).to_pylist():
                name.update(value or b"-")
        path = joined(self.folder, f"{kind}{name.hexdigest()}.parquet")
        write_table(path, table.select(SCHEMA.names))
        return path

    def _index(self) -> pa.Table:
        if len(self._tables) != 1:
            joined = pa.concat_tables([INDEX_SCHEMA.empty_table(), *self._tables])
            self._tables = [joined.combine_chunks()]
        return self._tables[0]


class KeyCache(StageCache):
    """The keys of a stage's records: dozens for each, so that their rows stay on disk."""

    def __init__(self, folder: str) -> None:
        """Open the folder; see `StageCache`."""
        self._counts: list[int] = []  # units of each shard
        self._rows = 0
        super().__init__(folder)

    def add(self, paths: Iterable[str]) -> None:
        """Take shards that workers have written; only their units are held."""
        for path in paths:
            table = read_index(path)
            if table is None:
                delete_file(path)
                continue
            units = table.column("unit").cast(pa.binary(DIGEST_BYTES)).unique()
            self._tables.append(pa.table({"unit": units}))
            self._paths.append(path)
            self._counts.append(len(units))
            self._rows += table.num_rows

    @property
    def rows(self) -> int:
        """Return how many keys and references the shards hold, those of no use now among them."""
        return self._rows

    def keys_of(self, units: pa.Array) -> Keyed:
        """Return the keys and references of units, by their positions in `units`.

        Keys are read when they are asked for, some classes at a time: all would be too many.
        """
        places = self._places(units)
        return Keyed(self._classes(places), self._refers(places))

    def refers_of(self, units: pa.Array) -> pa.Table:
        """Return what units refer to, by their positions in `units`."""
        return self._refers(self._places(units))

    def _refers(self, places: Sequence[pa.Array]) -> pa.Table:
        parts = [_of_kind(table, "refers") for table in self._read_all(places)]
        return pa.concat_tables([KEYED.empty_table(), *parts])

    def _classes(self, places: Sequence[pa.Array]) -> Iterator[pa.Table]:
        """Yield the keys by classes; the shards are read for so many classes as fit."""
        classes = CLASSES if self._rows > READ_TOGETHER else 1
        times = min(classes, 1 + self._rows // KEPT_TOGETHER)
        for first in range(times):
            own = range(first, classes, times)
            found = {number: [KEYED.empty_table()] for number in own}
            for table in self._read_all(places):
                keys = _of_kind(table, "key")
                length = pc.bit_wise_and(pc.binary_length(keys.column("id")), classes - 1)
                for number, some in found.items():
                    some.append(keys.filter(pc.equal(length, number)))
            while found:
                yield pa.concat_tables(found.popitem()[1])

    def _places(self, units: pa.Array) -> Sequence[pa.Array]:
        """Return for each shard the position in `units` of each of its own, null for no part.

        All are looked up at once: to make a table of a million units takes longer than to use it.
        """
        held = self._index().column("unit").combine_chunks()
        places = pc.index_in(held, value_set=units)
        ends = np.cumsum([0, *self._counts])
        return [
            places.slice(start, count)
            for start, count in zip(ends.tolist(), self._counts, strict=False)
        ]

    def _read_all(self, places: Sequence[pa.Array]) -> Iterator[pa.Table]:
        """Yield the rows of units that have a place, of some shards at a time."""
        batch: list[pa.Table] = []
        for path, own in zip(self._paths, places, strict=True):
            batch.append(_placed(read_keys(path), own))
            if sum(len(one) for one in batch) >= READ_TOGETHER:
                yield pa.concat_tables(batch)
                batch = []
        if batch:
            yield pa.concat_tables(batch)

    def compact(self, units: pa.Array) -> None:
        """Drop what no build needs and join small shards; nothing may be asked after it."""
        self._tables = [_rows(read_units(path), number) for number, path in enumerate(self._paths)]
        self._counts, self._rows = [], 0  # what follows may write other shards
        super().compact(units)

    def _index(self) -> pa.Table:
        if len(self._tables) != 1:
            empty = pa.table({"unit": pa.array([], pa.binary(DIGEST_BYTES))})
            self._tables = [pa.concat_tables(self._tables or [empty]).combine_chunks()]
        return self._tables[0]


def _is_full(parts: Sequence[pa.Table]) -> bool:
    rows, size = (sum(getattr(part, one) for part in parts) for one in ("num_rows", "nbytes"))
    return bool(rows >= SHARD_ROWS or size >= SHARD_BYTES)


def _placed(table: pa.Table, places: pa.Array) -> pa.Table:
    """Return the rows of a shard of keys whose units have a place, with it."""
    units = table.column("unit").combine_chunks().dictionary_encode().indices
    record = places.take(units)
    table = table.select(["kind", "id"]).append_column("record", record)
    return table.filter(pc.and_(pc.is_valid(record), pc.is_valid(table.column("id"))))


def _of_kind(table: pa.Table, kind: str) -> pa.Table:
    return table.filter(pc.equal(table.column("kind"), kind)).select(KEYED.names)


def _rows(units: pa.ChunkedArray, shard: int) -> pa.Table:
    return pa.table({"unit": units, **_places(len(units), shard)})


def _places(count: int, shard: int) -> dict[str, pa.Array]:
    """Return the columns that say where the rows of a shard lie."""
    return {
        "shard": pa.array(np.full(count, shard, np.int32)),
        "row": pa.array(np.arange(count, dtype=np.int32)),
    }


def _located(table: pa.Table, shard: int) -> pa.Table:
    for name, column in _places(table.num_rows, shard).items():
        table = table.append_column(name, column)
    return table.cast(INDEX_SCHEMA)
