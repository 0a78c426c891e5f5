"""The form that files of compiled facts share: a head in JSON, then sections of items, mapped.

Layout: a magic line, the length of the head as 8 bytes, the head (JSON), then the sections that
the head places. A section is 4-byte offsets and the items between them. Nothing is read before it
is asked for.
"""

import mmap
from pathlib import Path
from typing import TypeVar

import msgspec

from chancery.errors import KnowledgeError

LENGTH_BYTES = 8
NUMBER_BYTES = 4

Head = TypeVar("Head", bound=msgspec.Struct)


class Section(msgspec.Struct, frozen=True):
    """Where one part lies in the file: `count` offsets and one more, then the data."""

    offsets: int
    data: int
    count: int


def map_file(path: Path, magic: bytes, kind: type[Head]) -> tuple[mmap.mmap, Head, int]:
    """Return the mapped file, its head, and where its sections begin.

    Raises:
        KnowledgeError: it is absent, or is no file of this version.
    """
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return data, *_read_head(data, magic, kind)
    except (OSError, ValueError, msgspec.DecodeError) as error:
        message = f"{path} is no file of compiled facts: {error}"
        raise KnowledgeError(message) from error


def _read_head(data: mmap.mmap, magic: bytes, kind: type[Head]) -> tuple[Head, int]:
    if data[: len(magic)] != magic:
        message = f"it does not begin with {magic!r}"
        raise ValueError(message)
    start = len(magic) + LENGTH_BYTES
    length = int.from_bytes(data[len(magic) : start], "little")
    return msgspec.json.decode(data[start : start + length], type=kind), start + length


class Items:
    """A section: items of any length, each found by its number."""

    def __init__(self, data: mmap.mmap, start: int, section: Section) -> None:
        """Keep where the section lies; `start` is where the sections of the file begin."""
        self._map = data
        self._offsets = start + section.offsets
        self._data = start + section.data
        self._count = section.count

    def __len__(self) -> int:
        """Return how many items there are."""
        return self._count

    def bounds(self, number: int) -> tuple[int, int]:
        """Return where an item begins and ends among the items."""
        place = self._offsets + NUMBER_BYTES * number
        middle, end = place + NUMBER_BYTES, place + 2 * NUMBER_BYTES
        first = int.from_bytes(self._map[place:middle], "little")
        return first, int.from_bytes(self._map[middle:end], "little")

    def item(self, number: int) -> bytes:
        """Return the bytes of an item."""
        first, last = self.bounds(number)
        return self._map[self._data + first : self._data + last]
