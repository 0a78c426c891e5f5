"""A flat file gives back what was written, one payload at a time, and says when it cannot."""

from pathlib import Path

import numpy as np
import pytest

from chancery.engines import flat
from chancery.engines.cache import StageCache, signatures
from chancery.engines.dataset import Dataset
from chancery.engines.flat import FlatFile, open_flat
from chancery.engines.shard import Row, write_shard
from chancery.errors import DossierWriteError

PAYLOADS = [bytes([65 + at]) * (at * at) for at in range(12)]  # the first is empty


def stored(folder: Path) -> Dataset:
    """Store the payloads in shards of five, those that come last in the first shard."""
    units = [bytes([at]) * 16 for at in range(len(PAYLOADS))]
    rows = [
        Row(unit, "document", f"document-{at:02}", unit, PAYLOADS[at])
        for at, unit in enumerate(units)
    ]
    rows.reverse()
    for number, start in enumerate(range(0, len(rows), 5)):
        write_shard(str(folder / f"{number}.parquet"), rows[start : start + 5])
    return StageCache(str(folder)).select(signatures(units))


def test_each_payload_is_read_back_from_where_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flat, "READ_AT_ONCE", 40)  # bytes: less than some payloads are
    dataset = stored(tmp_path)
    asked = [7, 0, 11, 3]

    with FlatFile(str(tmp_path / "flat")) as file:
        first = file.add(dataset, np.array([0, 3, 7]))
        second = file.add(dataset, np.array([11]))
    starts = [max(first[row], second[row]) for row in asked]

    with open_flat(str(tmp_path / "flat")) as payload:
        found = [payload(int(start)) for start in starts]
    assert found == [PAYLOADS[row] for row in asked]
    assert first[5] == second[0] == -1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_named_with_the_remedy(tmp_path: Path) -> None:
    dataset = stored(tmp_path)

    with FlatFile("/dev/full") as file, pytest.raises(DossierWriteError, match="no space"):
        file.add(dataset, np.array([5]))
