"""Judges the pairs of a group, and keeps which they were, so that none is judged a second time.

A day of news brings one more record into groups of dozens: what the others gave by twos stands.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from chancery.engines.dataset import Place
from chancery.engines.shard import Row, read_rows
from chancery.model import Record, codec
from chancery.model.codec import DIGEST_BYTES
from chancery.ports import PairStage

MEMBERS = "members"  # the kind of the row that says of what records a group was
LEAST_KEPT = 8  # records of a group: the pairs of fewer are judged sooner than looked up
KEPT_SHARDS = 8  # that are held in a worker

Ends = tuple[str, str]
Digests = tuple[bytes, bytes]


class Member(NamedTuple):
    """A record of a group, and its digest."""

    record: Record
    digest: bytes


def sorted_members(stage: PairStage, payloads: Iterable[bytes]) -> list[Member]:
    """Return the records that payloads hold in the order of the stage."""
    members = [Member(codec.decode(one), codec.digest(one)) for one in payloads]
    return sorted(members, key=lambda one: stage.order(one.record))


def row_of(unit: bytes, key: str, members: Sequence[Member]) -> Row:
    """Return the row that keeps which pairs were judged; its digest says of how many records."""
    count = len(members).to_bytes(DIGEST_BYTES, "big")
    return Row(unit, MEMBERS, key, count, b"".join(one.digest for one in members))


class Judged(NamedTuple):
    """The pairs of an earlier group, and what came of those of which anything did."""

    pairs: AbstractSet[Digests]
    made: Mapping[Ends, Sequence[Record]]


NOTHING = Judged(frozenset(), {})


def judge_pairs(
    stage: PairStage, key: str, members: Sequence[Member], earlier: Place | None
) -> Iterator[Record]:
    """Yield what the pairs of a group give, as if all were judged now."""
    judged = read_judged(stage, earlier) if earlier else NOTHING
    judge = stage.judging(key)
    for (one, ours), (other, theirs) in stage.near(members):
        if (ours, theirs) in judged.pairs:
            yield from judged.made.get(_ends(stage.name_of(one), stage.name_of(other)), ())
        else:
            yield from judge(one, other)


def read_judged(stage: PairStage, place: Place) -> Judged:
    """Return what was judged of the group whose row of members is at this place."""
    path, row = place
    shard = _read(path)
    unit = shard.units[row]
    payload = shard.payloads[row].as_py()
    digests = [payload[at : at + DIGEST_BYTES] for at in range(0, len(payload), DIGEST_BYTES)]
    made: dict[Ends, list[Record]] = defaultdict(list)
    after = row + 1  # what a unit gave lies behind its members
    while after < len(shard.units) and shard.units[after] == unit:
        record = codec.decode(shard.payloads[after].as_py())
        made[_ends(*stage.ends(record))].append(record)
        after += 1
    return Judged(frozenset(stage.near(digests)), made)


def places_of(index: pa.Table, paths: Sequence[str], keys: pa.Array) -> Mapping[str, Place]:
    """Return where the members of the largest earlier group of each key lie, if there is one."""
    rows = index.filter(pc.equal(index.column("kind"), MEMBERS))
    rows = rows.filter(pc.is_in(rows.column("id"), value_set=keys))
    rows = rows.sort_by([("digest", "ascending"), ("shard", "ascending"), ("row", "ascending")])
    names: list[str] = rows.column("id").to_pylist()
    shards: list[int] = rows.column("shard").to_pylist()
    held: list[int] = rows.column("row").to_pylist()
    places = zip((paths[shard] for shard in shards), held, strict=True)
    return dict(zip(names, places, strict=True))


class _Shard(NamedTuple):
    units: list[bytes]
    payloads: pa.ChunkedArray


@lru_cache(KEPT_SHARDS)
def _read(path: str) -> _Shard:
    table = read_rows(path)
    return _Shard(table.column("unit").to_pylist(), table.column("payload"))


def _ends(one: str, other: str) -> Ends:
    return (one, other) if one < other else (other, one)
