"""Payloads that were read are kept within a bound of bytes."""

from pathlib import Path

import numpy as np
import pytest

from chancery.engines import shard
from chancery.engines.shard import Payloads, Row, write_shard
from chancery.folder import open_parquet


def written(folder: Path, count: int, size: int) -> list[str]:
    paths = [str(folder / f"{number}.parquet") for number in range(count)]
    for number, path in enumerate(paths):
        payload = bytes([number]) * size
        write_shard(path, [Row(b"u" * 16, "document", f"document-{number}", b"d" * 16, payload)])
    return paths


def test_columns_are_held_up_to_so_many_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = written(tmp_path, 6, 1_000)
    kept = Payloads(3_500)
    read: list[str] = []
    inner = shard.read_table
    monkeypatch.setattr(
        shard, "read_table", lambda *given: read.append(Path(given[0]).name) or inner(*given)
    )

    found = [kept.column(path)[0].as_py()[0] for path in (*paths, paths[5], paths[4], paths[0])]

    assert found == [0, 1, 2, 3, 4, 5, 5, 4, 0]
    assert kept.held <= 3_500
    assert read == [f"{number}.parquet" for number in (0, 1, 2, 3, 4, 5, 0)]


def test_one_column_is_held_whatever_its_size(tmp_path: Path) -> None:
    (path,) = written(tmp_path, 1, 10_000)
    kept = Payloads(100)

    assert kept.column(path) is kept.column(path)


@pytest.mark.parametrize("rows", [[0], [1, 2], [0, 5, 6], [3, 3, 19], list(range(20))])
def test_rows_of_a_shard_are_read_from_the_groups_that_have_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[int]
) -> None:
    monkeypatch.setattr(shard, "GROUP_BYTES", 500)
    payloads = [bytes([65 + at]) * (10 * at) for at in range(20)]
    path = str(tmp_path / "shard.parquet")
    made = [
        Row(bytes([at]) * 16, "document", f"d{at}", b"d" * 16, payloads[at]) for at in range(20)
    ]
    write_shard(path, made)

    assert shard.take_payloads(path, np.array(rows)) == [payloads[at] for at in rows]
    with open_parquet(path) as file:
        assert 1 < file.metadata.num_row_groups < 20
