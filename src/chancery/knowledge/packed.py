"""The file of compiled facts: sections of encoded records and sorted keys, mapped into memory.

Layout: MAGIC, the length of the head as 8 bytes, the head (JSON), then the sections that the head
places. A section is 4-byte offsets and the items between them. Records stand in blocks, each
compressed by itself; a second section says where each record begins in the run of all blocks, a
third where each block does. Keys are sorted UTF-8, and beside each stand the numbers of the
records that it leads to. Nothing is read before it is asked for.
"""

import mmap
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from chancery.errors import KnowledgeError
from chancery.knowledge.facts import Actor, Source, Term

MAGIC = b"chancery facts 1\n"
LENGTH_BYTES = 8
NUMBER_BYTES = 4
BLOCK_BYTES = 16_384  # of records before compression: half a millisecond to open one
BLOCKS_KEPT = 16  # opened blocks that stay in memory

Fact = TypeVar("Fact", Actor, Term)


class Section(msgspec.Struct, frozen=True):
    """Where one part lies in the file: `count` offsets and one more, then the data."""

    offsets: int
    data: int
    count: int


class Head(msgspec.Struct, frozen=True):
    """What the file holds."""

    sources: tuple[Source, ...]
    sections: dict[str, Section]


class PackedFacts:
    """The compiled facts; opening maps the file and reads its head alone."""

    def __init__(self, path: Path) -> None:
        """Map the file.

        Raises:
            KnowledgeError: it is absent, or is no file of facts of this version.
        """
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            head, start = _read_head(self._map)
        except (OSError, ValueError, msgspec.DecodeError) as error:
            message = f"{path} is no file of compiled facts: {error}"
            raise KnowledgeError(message) from error
        self.sources = {one.id: one for one in head.sources}
        self._actors = _Records(self._map, start, head, "actors", Actor)
        self._terms = _Records(self._map, start, head, "terms", Term)
        self._keys = {
            name: _Keys(
                self._map, start, head.sections[f"{name} keys"], head.sections[f"{name} numbers"]
            )
            for name in ("name", "id", "term")
        }

    def named(self, key: str) -> Iterator[Actor]:
        """Yield the actors that have a name with this folded key."""
        return (self._actors[number] for number in self._keys["name"].find(key))

    def actor(self, identity: str) -> Actor | None:
        """Return the actor with this id."""
        return next((self._actors[one] for one in self._keys["id"].find(identity)), None)

    def terms(self, identity: str) -> Iterator[Term]:
        """Yield the terms in the offices of this owner, or held by this person."""
        return (self._terms[number] for number in self._keys["term"].find(identity))

    def actors(self) -> Iterator[Actor]:
        """Yield every actor, in the order of their ids."""
        return (self._actors[number] for number in range(len(self._actors)))


def _read_head(data: mmap.mmap) -> tuple[Head, int]:
    """Return the head, and where the sections begin."""
    if data[: len(MAGIC)] != MAGIC:
        message = f"it does not begin with {MAGIC!r}"
        raise ValueError(message)
    start = len(MAGIC) + LENGTH_BYTES
    length = int.from_bytes(data[len(MAGIC) : start], "little")
    return msgspec.json.decode(data[start : start + length], type=Head), start + length


class _Block:
    """A section: items of any length, each found by its number."""

    def __init__(self, data: mmap.mmap, start: int, section: Section) -> None:
        self._map = data
        self._offsets = start + section.offsets
        self._data = start + section.data
        self._count = section.count

    def __len__(self) -> int:
        return self._count

    def bounds(self, number: int) -> tuple[int, int]:
        place = self._offsets + NUMBER_BYTES * number
        middle, end = place + NUMBER_BYTES, place + 2 * NUMBER_BYTES
        first = int.from_bytes(self._map[place:middle], "little")
        return first, int.from_bytes(self._map[middle:end], "little")

    def item(self, number: int) -> bytes:
        first, last = self.bounds(number)
        return self._map[self._data + first : self._data + last]


class _Records(Generic[Fact]):
    """Records in compressed blocks."""

    def __init__(
        self, data: mmap.mmap, start: int, head: Head, name: str, kind: type[Fact]
    ) -> None:
        self._blocks = _Block(data, start, head.sections[f"{name} blocks"])
        self._starts = _Block(data, start, head.sections[f"{name} starts"])
        self._records = _Block(data, start, head.sections[name])
        self._decoder: msgspec.msgpack.Decoder[Fact] = msgspec.msgpack.Decoder(kind)
        self._open = lru_cache(maxsize=BLOCKS_KEPT)(self._unpacked)

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, number: int) -> Fact:
        first, last = self._records.bounds(number)
        # The last block that begins at or before the record; the first begins at 0.
        block = bisect_right(range(len(self._starts)), first, key=self._begin) - 1
        begin = self._begin(block)
        return self._decoder.decode(self._open(block)[first - begin : last - begin])

    def _begin(self, block: int) -> int:
        return self._starts.bounds(block)[0]

    def _unpacked(self, number: int) -> bytes:
        return zlib.decompress(self._blocks.item(number))


class _Keys:
    """Sorted keys, each with the numbers of the records that it leads to."""

    def __init__(self, data: mmap.mmap, start: int, keys: Section, numbers: Section) -> None:
        self._keys = _Block(data, start, keys)
        self._numbers = _Block(data, start, numbers)

    def find(self, key: str) -> Iterator[int]:
        """Yield the numbers under a key, in order."""
        wanted = key.encode("utf-8", "surrogatepass")
        at = bisect_left(range(len(self._keys)), wanted, key=self._keys.item)
        if at < len(self._keys) and self._keys.item(at) == wanted:
            found = self._numbers.item(at)
            for place in range(0, len(found), NUMBER_BYTES):
                yield int.from_bytes(found[place : place + NUMBER_BYTES], "little")
