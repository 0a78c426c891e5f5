"""Records that share a key come together, however many keys there are and whatever repeats."""

from pathlib import Path

import pytest

from chancery.engines import cache
from chancery.engines.cache import KeyCache, signatures
from chancery.engines.dataset import Dataset
from chancery.engines.groups import CLASSES, Groups, Keyed
from chancery.engines.shard import Row, write_shard
from chancery.model.codec import DIGEST_BYTES

ROWS = [(2, "ferry"), (0, "ferry"), (1, "dam"), (0, "harbour"), (2, "harbour"), (2, "ferry")]


def unit(number: int) -> bytes:
    return number.to_bytes(DIGEST_BYTES, "big")


def grouped(keyed: Keyed, smallest: int) -> dict[str, list[int]]:
    return {one.key: one.rows.tolist() for one in Groups(smallest, keyed, Dataset.empty())}


@pytest.mark.parametrize("together", [1, 8])
def test_a_key_has_its_records_once_and_in_order(
    together: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "READ_TOGETHER", together)
    for shard, rows in enumerate((ROWS[:3], ROWS[3:])):
        made = [Row(unit(record), "key", key) for record, key in rows]
        write_shard(tmp_path / f"{shard}.parquet", made)

    def keyed() -> Keyed:
        return KeyCache(tmp_path).keys_of(signatures([unit(0), unit(1), unit(2)]))

    assert len(keyed().classes) == (CLASSES if together == 1 else 1)
    assert grouped(keyed(), 2) == {"ferry": [0, 2], "harbour": [0, 2]}
    assert list(grouped(keyed(), 1)) == ["dam", "ferry", "harbour"]
    assert grouped(keyed(), 3) == {}


def test_keys_of_units_are_read_from_whole_shards_alone(tmp_path: Path) -> None:
    write_shard(tmp_path / "a.parquet", [Row(unit(1), "key", "dam"), Row(unit(1), "refers", "x")])
    write_shard(tmp_path / "b.parquet", [Row(unit(2), "key", "dam"), Row(unit(3))])
    (tmp_path / "c.parquet").write_bytes(b"torn")

    held = KeyCache(tmp_path)
    keyed = held.keys_of(signatures([unit(3), unit(2), unit(1)]))

    assert held.units() == {unit(1), unit(2), unit(3)}
    (keys,) = keyed.classes
    assert sorted(zip(*keys.to_pydict().values(), strict=True)) == [(1, "dam"), (2, "dam")]
    assert keyed.refers.to_pydict() == {"record": [2], "id": ["x"]}
    assert not (tmp_path / "c.parquet").exists()


def test_rows_of_keys_that_no_build_needs_are_dropped(tmp_path: Path) -> None:
    write_shard(tmp_path / "a.parquet", [Row(unit(n), "key", f"k{n}") for n in range(9)])
    held = KeyCache(tmp_path)

    held.slim()
    held.compact(signatures([unit(4)]))

    assert KeyCache(tmp_path).units() == {unit(4)}


def test_a_stage_without_records_has_no_keys(tmp_path: Path) -> None:
    held = KeyCache(tmp_path / "new")
    keyed = held.keys_of(signatures([]))

    assert (held.units(), grouped(keyed, 1)) == (set(), {})
    held.slim()
    held.compact(signatures([]))
