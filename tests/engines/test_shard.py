"""Payloads that were read are kept within a bound of bytes."""

from pathlib import Path

import pytest

from chancery.engines import shard
from chancery.engines.shard import Payloads, Row, write_shard


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
