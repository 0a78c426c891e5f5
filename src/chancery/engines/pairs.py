"""Judges the pairs of a group, and keeps which they were, so that none is judged a second time.

A day of news brings one more record into groups of dozens: what the others gave by twos stands,
and is handed on as it lies in its shard.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Generic, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from chancery.engines.dataset import Place
from chancery.engines.shard import Row, read_rows, record_row
from chancery.model import codec
from chancery.model.codec import DIGEST_BYTES
from chancery.ports import PairStage, Ready

MEMBERS = "members"  # the kind of the row that says of what records a group was
LEAST_KEPT = 8  # records of a group: the pairs of fewer are judged sooner than looked up
KEPT_SHARDS = 8  # that are held in a worker
KEPT_COUNTS = 256  # of records of a group, with their pairs
KEPT_READY = 4096  # records: keys that are near one another have many in common
COUNT = DIGEST_BYTES // 2  # bytes of a number of records
PLACE = np.dtype("<u4")  # of a record in its group
GIVEN = ("kind", "id", "digest", "payload")

Ends = tuple[int, int]  # places of two records in the order of their group, the lower first
Places = NDArray[np.int64]


class Member(NamedTuple, Generic[Ready]):
    """A record of a group as it is judged, its digest, and by what the group is sorted."""

    ready: Ready
    digest: bytes
    order: tuple[str, ...]


class Earlier(NamedTuple):
    """An earlier group of a key: its digests in order, and the ends and rows that pairs gave."""

    digests: Sequence[bytes]
    ends: Places  # a row for each pair
    rows: pa.Table


class Given(NamedTuple):
    """One record that a pair gave: where the pair stands in its group, and the record's row."""

    ends: Ends
    row: Row


def reading(
    stage: PairStage[Ready], payload: Callable[[int], bytes]
) -> Callable[[int], Member[Ready]]:
    """Return what reads a record by the place of its payload, and keeps those asked for last."""

    @lru_cache(KEPT_READY)
    def member(start: int) -> Member[Ready]:
        data = payload(start)
        ready = stage.ready(codec.decode(data))
        return Member(ready, codec.digest(data), stage.order(ready))

    return member


def in_order(members: Iterable[Member[Ready]]) -> list[Member[Ready]]:
    """Return the members of a group in the order by which its pairs are chosen."""
    return sorted(members, key=attrgetter("order"))


def kept_by(stage: PairStage[Ready]) -> str:
    """Return what stands before the key of a group that is kept: no other version finds it."""
    return f"{stage.version} {stage.settings} "


def row_of(
    stage: PairStage[Ready],
    unit: bytes,
    key: str,
    members: Sequence[Member[Ready]],
    given: Sequence[Given],
) -> Row:
    """Return the row that keeps which pairs were judged, what they gave to lie behind it.

    Its digest says how many records the group had, and how many its pairs gave.
    """
    name = kept_by(stage) + key
    counts = b"".join(len(some).to_bytes(COUNT, "big") for some in (members, given))
    ends = np.array([one.ends for one in given], PLACE).tobytes()
    return Row(unit, MEMBERS, name, counts, b"".join(one.digest for one in members) + ends)


def judge_pairs(
    stage: PairStage[Ready],
    unit: bytes,
    key: str,
    members: Sequence[Member[Ready]],
    earlier: Earlier | None,
) -> Iterator[Given]:
    """Yield what the pairs of a group give, as if all were judged now."""
    reach = stage.reach(len(members))
    due = _pairs(len(members), reach)
    if earlier:
        place = {one.digest: at for at, one in enumerate(members)}
        now = np.array([place.get(one, -1) for one in earlier.digests], np.int64)
        yield from _standing(unit, now[earlier.ends], reach, earlier.rows)
        was = np.full(len(members), -1, np.int64)
        was[now[now >= 0]] = np.flatnonzero(now >= 0)
        due = due[~_near(was[due], stage.reach(len(now)))]
    for one, other in due.tolist():
        for record in stage.judge(key, members[one].ready, members[other].ready):
            yield Given((one, other), record_row(unit, record))


@lru_cache(KEPT_COUNTS)
def _pairs(count: int, reach: int) -> Places:
    """Return the places of the records of a group and, beside each, of one behind it in reach."""
    ones = np.repeat(np.arange(count), min(count, reach))
    others = ones + np.tile(np.arange(1, min(count, reach) + 1), count)
    return np.stack([ones, others], axis=1)[others < count]


def _near(ends: Places, reach: int) -> NDArray[np.bool_]:
    """Say which pairs of places are of records that are judged; -1 is no place."""
    near: NDArray[np.bool_] = (ends >= 0).all(1) & (np.abs(ends[:, 1] - ends[:, 0]) <= reach)
    return near


def _standing(unit: bytes, ends: Places, reach: int, rows: pa.Table) -> Iterator[Given]:
    """Yield what earlier pairs gave, of those that are judged in the group as it is."""
    kept = np.flatnonzero(_near(ends, reach))
    columns = [rows.column(name).take(kept).to_pylist() for name in GIVEN] if len(kept) else []
    for (one, other), *values in zip(ends[kept].tolist(), *columns, strict=True):
        yield Given((one, other), Row(unit, *values))


def read_earlier(place: Place) -> Earlier:
    """Return what was judged of the group whose row of members is at this place."""
    path, row = place
    shard = _read(path)
    counts = shard.column("digest")[row].as_py()
    members, given = (int.from_bytes(some, "big") for some in (counts[:COUNT], counts[COUNT:]))
    data = shard.column("payload")[row].as_py()
    starts = range(0, members * DIGEST_BYTES, DIGEST_BYTES)
    ends = np.frombuffer(data, PLACE, offset=members * DIGEST_BYTES)
    return Earlier(
        digests=[data[at : at + DIGEST_BYTES] for at in starts],
        ends=ends.astype(np.int64).reshape(-1, 2),
        rows=shard.slice(row + 1, given),
    )


def places_of(
    stage: PairStage[Ready], index: pa.Table, paths: Sequence[str], keys: pa.Array
) -> Mapping[str, Place]:
    """Return where the members of the largest earlier group of each key lie, if there is one."""
    before = kept_by(stage)
    names = pc.binary_join_element_wise(before, keys, "")
    rows = index.filter(pc.equal(index.column("kind"), MEMBERS))
    rows = rows.filter(pc.is_in(rows.column("id"), value_set=names))
    rows = rows.sort_by([("digest", "ascending"), ("shard", "ascending"), ("row", "ascending")])
    found: list[str] = rows.column("id").to_pylist()
    shards: list[int] = rows.column("shard").to_pylist()
    held: list[int] = rows.column("row").to_pylist()
    places = zip((paths[shard] for shard in shards), held, strict=True)
    return {name[len(before) :]: place for name, place in zip(found, places, strict=True)}


@lru_cache(KEPT_SHARDS)
def _read(path: str) -> pa.Table:
    return read_rows(path).combine_chunks()
