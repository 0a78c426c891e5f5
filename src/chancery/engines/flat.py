"""Payloads of one step in one flat file, where each is read alone; it goes with the step.

The records of a group lie in shards all over a stage's folder, and a shard is read whole: groups
that read shards would read each again and again, once they are more than a worker keeps.
"""

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from types import TracebackType
from typing import Self

import numpy as np
import pyarrow as pa

from chancery.engines.dataset import Dataset, Rows
from chancery.engines.shard import take_payloads
from chancery.folder import is_local, open_read, open_write, parent_of, write_error

LENGTH = 4  # bytes before a payload that say how long it is
READ_AT_ONCE = 1 << 11  # bytes: most payloads are shorter, and longer ones take a second call


class FlatFile:
    """A flat file while it is written."""

    def __init__(self, path: str) -> None:
        """Open the file, emptied.

        Raises:
            DossierWriteError: the disk refuses.
        """
        self.path = path
        self._end = 0
        try:
            self._file = open_write(path)
        except OSError as error:
            raise write_error(parent_of(path), error) from error

    def __enter__(self) -> Self:
        """Return the file."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Close the file; raises DossierWriteError where only that shows that the disk is full."""
        try:
            self._file.close()
        except OSError as failed:
            raise write_error(parent_of(self.path), failed) from failed

    def add(self, dataset: Dataset, rows: Rows) -> Rows:
        """Write the payloads of these rows, each shard read once.

        Returns the byte at which each row of the dataset begins; -1 for one that is not asked.

        Raises:
            DossierWriteError: the disk is full or refuses.
        """
        starts = np.full(len(dataset), -1, np.int64)
        for shard, part, places in dataset.by_shard(rows):
            payloads = take_payloads(shard, places)
            sizes = np.fromiter(map(len, payloads), np.int64, len(payloads))
            ends = self._end + np.cumsum(sizes + LENGTH)
            starts[part] = ends - sizes - LENGTH
            lengths = (len(one).to_bytes(LENGTH, "little") for one in payloads)
            self._write(b"".join(chain.from_iterable(zip(lengths, payloads, strict=True))))
            self._end = int(ends[-1])
        return starts

    def _write(self, data: bytes) -> None:
        try:
            self._file.write(data)
        except OSError as error:
            raise write_error(parent_of(self.path), error) from error


@contextmanager
def open_flat(path: str) -> Generator[Callable[[int], bytes]]:
    """Open a flat file; what it gives returns the payload that begins at a byte."""
    if not is_local(path):
        with open_read(path) as stream:
            yield partial(_payload, lambda count, start: _sought(stream, count, start))
        return
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        yield partial(_payload, partial(os.pread, file))
    finally:
        os.close(file)


def _payload(read: Callable[[int, int], bytes], start: int) -> bytes:
    """Return a payload; `read` gives so many bytes, or what is left, from a place on."""
    data = read(READ_AT_ONCE, start)
    end = LENGTH + int.from_bytes(data[:LENGTH], "little")
    if end > len(data):
        data += read(end - len(data), start + len(data))
    return data[LENGTH:end]


def _sought(stream: pa.NativeFile, count: int, start: int) -> bytes:
    stream.seek(start)
    data: bytes = stream.read(count)
    return data
