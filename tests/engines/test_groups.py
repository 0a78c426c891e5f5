"""Records that share a key come together, however many keys there are and whatever repeats."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from chancery.engines import cache
from chancery.engines import groups as groups_module
from chancery.engines.cache import KeyCache, signatures
from chancery.engines.dataset import RECORD_SCHEMA, Dataset, Digests
from chancery.engines.groups import CLASSES, KEYED, Groups, Keyed
from chancery.engines.shard import Row, write_shard
from chancery.model.codec import DIGEST_BYTES

ROWS = [(2, "ferry"), (0, "ferry"), (1, "dam"), (0, "harbour"), (2, "harbour"), (2, "ferry")]


def unit(number: int) -> bytes:
    return number.to_bytes(DIGEST_BYTES, "big")


def rows_of(groups: Groups, *chosen: int) -> dict[str, list[int]]:
    parts = groups.parts(np.array(chosen, np.int64))
    return {
        key: some.rows[start:end].tolist()
        for some in parts
        for key, (start, end) in zip(some.keys, pairwise(some.edges), strict=True)
    }


def grouped(keyed: Keyed, smallest: int) -> dict[str, list[int]]:
    groups = Groups(smallest, keyed, Dataset.empty())
    return rows_of(groups, *range(len(groups)))


@pytest.mark.parametrize(("together", "kept"), [(1, 8), (1, 1), (64, 64)])
def test_a_key_has_its_records_once_and_in_order(
    together: int, kept: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "READ_TOGETHER", together)
    monkeypatch.setattr(cache, "KEPT_TOGETHER", kept)  # shards are read again for other classes
    for shard, rows in enumerate((ROWS[:3], ROWS[3:])):
        made = [Row(unit(record), "key", key) for record, key in rows]
        write_shard(str(tmp_path / f"{shard}.parquet"), made)

    def keyed() -> Keyed:
        return KeyCache(str(tmp_path)).keys_of(signatures([unit(0), unit(1), unit(2)]))

    assert len(list(keyed().classes)) == (CLASSES if together == 1 else 1)
    assert grouped(keyed(), 2) == {"ferry": [0, 2], "harbour": [0, 2]}
    assert list(grouped(keyed(), 1)) == ["dam", "ferry", "harbour"]
    assert grouped(keyed(), 3) == {}


def test_keys_of_units_are_read_from_whole_shards_alone(tmp_path: Path) -> None:
    write_shard(
        str(tmp_path / "a.parquet"), [Row(unit(1), "key", "dam"), Row(unit(1), "refers", "x")]
    )
    write_shard(str(tmp_path / "b.parquet"), [Row(unit(2), "key", "dam"), Row(unit(3))])
    (tmp_path / "c.parquet").write_bytes(b"torn")

    held = KeyCache(str(tmp_path))
    keyed = held.keys_of(signatures([unit(3), unit(2), unit(1)]))

    assert held.units() == {unit(1), unit(2), unit(3)}
    (keys,) = keyed.classes
    assert sorted(zip(*keys.to_pydict().values(), strict=True)) == [(1, "dam"), (2, "dam")]
    assert keyed.refers.to_pydict() == {"record": [2], "id": ["x"]}
    assert not (tmp_path / "c.parquet").exists()


def test_groups_see_what_any_of_their_records_refers_to() -> None:
    ids = [f"document-{name}" for name in "abc"]
    table = pa.table(
        {"id": ids, **{name: [None] * 3 for name in RECORD_SCHEMA.names if name != "id"}}
    )
    keys = pa.Table.from_pydict({"record": [0, 1, 2], "id": ["dam", "dam", "ferry"]}, KEYED)
    refers = pa.Table.from_pydict(
        {"record": [1, 0, 1, 2], "id": ["document-c", "document-a", "elsewhere", "document-b"]},
        KEYED,
    )
    lookups = Dataset(table.select(RECORD_SCHEMA.names).cast(RECORD_SCHEMA), ())
    found = Groups(1, Keyed(iter([keys]), refers), lookups)

    (both,) = found.parts(np.array([0, 1]))
    assert (both.keys, both.found.tolist(), both.found_edges) == (
        ["dam", "ferry"],
        [0, 2, 1],
        [0, 2, 3],
    )
    assert [some.tolist() for some in found.all_rows(np.array([1]))] == [[2], [1]]
    assert [some.tolist() for some in found.all_rows(np.array([0, 1]))] == [[0, 1, 2], [0, 1, 2]]


@pytest.mark.parametrize("together", [1, 4, 1 << 14])
def test_parts_of_any_size_hold_the_groups_that_are_asked_for(
    together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups_module, "TOGETHER", together)
    names = ["dam"] * 5 + ["ferry"] * 2 + ["harbour"] * 3
    keys = pa.Table.from_pydict({"record": [*range(5), 0, 4, 1, 2, 3], "id": names}, KEYED)
    groups = Groups(1, Keyed(iter([keys]), KEYED.empty_table()), Dataset.empty())

    assert rows_of(groups, 0, 2) == {"dam": [0, 1, 2, 3, 4], "harbour": [1, 2, 3]}
    assert rows_of(groups, 1) == {"ferry": [0, 4]}
    assert list(rows_of(groups, 0, 1, 2)) == ["dam", "ferry", "harbour"]
    assert len(list(groups.parts(np.array([0, 1, 2])))) == {1: 3, 4: 2}.get(together, 1)
    assert rows_of(groups) == {}


def test_digests_are_those_of_the_column() -> None:
    column = pa.array([unit(n) for n in range(5)], pa.binary(DIGEST_BYTES))

    assert list(Digests(column.slice(2))) == column.to_pylist()[2:]
    assert list(Dataset.empty().digests()) == []


def test_rows_of_keys_that_no_build_needs_are_dropped(tmp_path: Path) -> None:
    write_shard(str(tmp_path / "a.parquet"), [Row(unit(n), "key", f"k{n}") for n in range(9)])
    held = KeyCache(str(tmp_path))

    held.compact(signatures([unit(4)]))

    assert KeyCache(str(tmp_path)).units() == {unit(4)}


def test_a_stage_without_records_has_no_keys(tmp_path: Path) -> None:
    held = KeyCache(str(tmp_path / "new"))
    keyed = held.keys_of(signatures([]))

    assert (held.units(), grouped(keyed, 1)) == (set(), {})
    held.compact(signatures([]))
