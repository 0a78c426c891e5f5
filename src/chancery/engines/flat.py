"""Payloads of one step in one flat file, where each is read alone; it goes with the step.

The records of a group lie in shards all over a stage's folder, and a shard is read whole: groups
that read shards would read each again and again, once they are more than a worker keeps.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from chancery.engines.dataset import Dataset, Place, Rows
from chancery.engines.shard import disk_error, read_payloads

LENGTH = 4  # bytes before a payload that say how long it is


class FlatFile:
    """A flat file while it is written."""

    def __init__(self, path: Path) -> None:
        """Open the file, emptied."""
        self.path = path
        self._file = path.open("wb", buffering=0)  # a buffer would fail again when it is closed
        self._end = 0

    def __enter__(self) -> Self:
        """Return the file."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._file.close()

    def add(self, dataset: Dataset, rows: Rows) -> Rows:
        """Write the payloads of these rows, each shard read once.

        Returns the byte at which each row of the dataset begins; -1 for one that is not asked.

        Raises:
            DossierWriteError: the disk is full or refuses.
        """
        starts = np.full(len(dataset), -1, np.int64)
        for shard, part, places in dataset.by_shard(rows):
            payloads = read_payloads(shard).take(places).to_pylist()
            sizes = np.fromiter(map(len, payloads), np.int64, len(payloads))
            ends = self._end + np.cumsum(sizes + LENGTH)
            starts[part] = ends - sizes - LENGTH
            lengths = (len(one).to_bytes(LENGTH, "little") for one in payloads)
            self._write(b"".join(chain.from_iterable(zip(lengths, payloads, strict=True))))
            self._end = int(ends[-1])
        return starts

    def _write(self, data: bytes) -> None:
        try:
            left = memoryview(data)
            while left:
                left = left[self._file.write(left) :]
        except OSError as error:
            raise disk_error(self.path.parent, error) from error


def read_flat(places: Sequence[Place]) -> Iterator[bytes]:
    """Yield the payloads that begin at these places of one flat file, in the order given."""
    if not places:
        return
    with _path(places[0][0]).open("rb") as file:
        for _, start in places:
            file.seek(start)
            yield file.read(int.from_bytes(file.read(LENGTH), "little"))


@lru_cache(maxsize=1)
def _path(text: str) -> Path:
    """Return the path of a file; to part its name costs more than to open it."""
    return Path(text)
