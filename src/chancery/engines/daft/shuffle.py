"""Brings keys together by Daft, wherever their shards are read: what few records share is left.

Most keys have one record. What is left is counted again and sorted where the engine runs, so that
groups are the same with every engine.
"""

from collections.abc import Iterator, Sequence

import daft
import pyarrow as pa
import pyarrow.compute as pc
from daft import col

from chancery.engines.groups import KEYED

SHARDS_TOGETHER = 48  # of a query, for each worker: some six million rows


def shared(
    paths: Sequence[str], units: pa.Array, smallest: int, *, workers: int
) -> Iterator[pa.Table]:
    """Yield keys that at least `smallest` units share, with the positions of these in `units`.

    Keys of units that are not among them are left out, and may have been counted: what has too
    few records may be among the rest. A key stands in one table only.
    """
    parts = 1 + len(paths) // (SHARDS_TOGETHER * workers)
    for part in range(parts if paths else 0):
        keys = daft.read_parquet(list(paths)).where("kind = 'key'").select("unit", "id")
        if parts > 1:
            keys = keys.where(f"hash(id) % {parts} = {part}")
        groups = keys.groupby("id").agg(col("unit").list_agg_distinct())
        found = groups.where(f"list_count(unit) >= {smallest}").explode("unit").to_arrow()
        yield _numbered(found, units)


def _numbered(found: pa.Table, units: pa.Array) -> pa.Table:
    record = pc.index_in(found.column("unit").cast(units.type), value_set=units)
    table = pa.table({"record": record, "id": found.column("id")}).cast(KEYED)
    return table.filter(pc.is_valid(table.column("record")))
