"""Lays new rows down by month, in files of a sane size, and joins what grew small."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from chancery.archive.manifest import Part
from chancery.archive.months import month_of
from chancery.archive.rows import DIGEST, form_of, table_of
from chancery.folder import Folder
from chancery.model import Record, kind_of
from chancery.model.codec import DIGEST_BYTES

PART_BYTES = 64_000_000  # of rows in memory: some 20 MB on disk
HELD_BYTES = 256_000_000  # of rows that wait for a file
SMALL_BYTES = 4_000_000  # on disk
MANY_SMALL = 8  # small files of one month and kind that are joined


class Layer:
    """Takes rows of one kind, and writes a file where enough of a month have come."""

    def __init__(self, folder: Folder, kind: type[Record], months: Mapping[str, str]) -> None:
        """Take where to write, and the months of the documents."""
        self.parts: list[Part] = []
        self._folder = folder
        self._kind = kind
        self._months = months
        self._held: dict[str, list[pa.Table]] = defaultdict(list)
        self._sizes: dict[str, int] = defaultdict(int)

    def add(self, records: Sequence[Record]) -> None:
        """Lay records down."""
        table = table_of(records, self._kind)
        months = np.array([month_of(one, self._months) for one in records])
        for month in sorted(set(months.tolist())):
            rows = table.take(np.flatnonzero(months == month))
            self._held[month].append(rows)
            self._sizes[month] += rows.nbytes
        while self._sizes and (
            max(self._sizes.values()) > PART_BYTES or sum(self._sizes.values()) > HELD_BYTES
        ):
            self._flush(max(self._sizes, key=lambda one: (self._sizes[one], one)))

    def end(self) -> list[Part]:
        """Write what is left; return all files."""
        for month in sorted(self._sizes):
            self._flush(month)
        return self.parts

    def _flush(self, month: str) -> None:
        table = pa.concat_tables(self._held.pop(month))
        del self._sizes[month]
        self.parts.append(write_part(self._folder, self._kind, month, table))


def write_part(folder: Folder, kind: type[Record], month: str, table: pa.Table) -> Part:
    """Write rows as one file, sorted by id, under a name that is made of what they are."""
    return _write_sorted(folder, kind, month, table.sort_by("id"))


def _write_sorted(folder: Folder, kind: type[Record], month: str, table: pa.Table) -> Part:
    ids, digests = (table.column(name).to_pylist() for name in ("id", DIGEST))
    form = form_of(kind)
    made_of = b"".join(["".join(ids).encode(), *digests, form.encode()])
    called = hashlib.blake2b(made_of, digest_size=DIGEST_BYTES)
    name = f"data/{kind_of(kind)}/month={month}/{called.hexdigest()}.parquet"
    size = folder.write_table(name, table)
    return Part(name=name, month=month, rows=table.num_rows, size=size, form=form)


def without(folder: Folder, kind: type[Record], part: Part, gone: Sequence[str]) -> Iterator[Part]:
    """Yield a part without some rows, written anew; none where no row is left."""
    table = folder.read_table(part.name)
    left = table.filter(pc.invert(pc.is_in(table.column("id"), value_set=pa.array(gone))))
    if left.num_rows:
        yield _write_sorted(folder, kind, part.month, left)


def joined(folder: Folder, kind: type[Record], parts: Iterable[Part]) -> list[Part]:
    """Return the parts of a kind, those of a month joined where many of them are small."""
    kept: list[Part] = []
    small: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        (small[part.month] if part.size < SMALL_BYTES else kept).append(part)
    for month, some in small.items():
        if len(some) < MANY_SMALL:
            kept += some
            continue
        batch: list[pa.Table] = []
        for part in sorted(some, key=lambda one: one.name):
            batch.append(folder.read_table(part.name))
            if sum(one.nbytes for one in batch) > PART_BYTES:
                kept.append(write_part(folder, kind, month, pa.concat_tables(batch)))
                batch = []
        if batch:
            kept.append(write_part(folder, kind, month, pa.concat_tables(batch)))
    return sorted(kept, key=lambda one: (one.month, one.name))
