"""Brings keys together by Daft, wherever their shards are read: what few records share is left.

Most keys have one record. What is left is counted again and sorted where the engine runs, so that
groups are the same with every engine.
"""

import logging
from collections.abc import Callable, Iterator
from functools import partial

import daft
import pyarrow as pa
import pyarrow.compute as pc
from daft import col

from chancery.engines.cache import KeyCache
from chancery.engines.daft.runner import TRIES, last_line
from chancery.engines.groups import KEYED
from chancery.errors import EngineError

ROWS_TOGETHER = 6_000_000  # of a query, for each machine: they are held in memory

log = logging.getLogger(__name__)


def shared(
    cache: KeyCache, units: pa.Array, smallest: int, *, machines: int
) -> Iterator[pa.Table]:
    """Yield keys that at least `smallest` units share, with the positions of these in `units`.

    Keys of units that are not among them are left out, and may have been counted: what has too
    few records may be among the rest. A key stands in one table only.
    """
    paths = list(cache.paths)
    parts = 1 + cache.rows // (ROWS_TOGETHER * machines)
    for part in range(parts if paths else 0):
        yield _numbered(_asked(partial(_query, paths, smallest, parts, part)), units)


def _query(paths: list[str], smallest: int, parts: int, part: int) -> pa.Table:
    """Return the keys of one part that enough units share, a row for each unit."""
    keys = daft.read_parquet(paths).where("kind = 'key'").select("unit", "id")
    if parts > 1:
        keys = keys.where(f"hash(id) % {parts} = {part}")
    groups = keys.groupby("id").agg(col("unit").list_agg_distinct())
    return groups.where(f"list_count(unit) >= {smallest}").explode("unit").to_arrow()


def _asked(query: Callable[[], pa.Table]) -> pa.Table:
    """Return what a query gives; asked again where it fails, as with a machine of a cluster."""
    for _ in range(TRIES - 1):
        try:
            return query()
        except Exception as error:  # noqa: BLE001 - of Daft and Ray, without a common root
            log.warning("keys were not brought together (%s); asked again", last_line(error))
    try:
        return query()
    except Exception as error:
        message = (
            f"Daft cannot bring keys together: {last_line(error)}; finished work is kept: "
            "run the build again"
        )
        raise EngineError(message) from error


def _numbered(found: pa.Table, units: pa.Array) -> pa.Table:
    record = pc.index_in(found.column("unit").cast(units.type), value_set=units)
    table = pa.table({"record": record, "id": found.column("id")}).cast(KEYED)
    return table.filter(pc.is_valid(table.column("record")))
