"""The file of compiled facts: sections of encoded records and sorted keys, mapped into memory.

Records stand in blocks, each compressed by itself; a second section says where each record begins
in the run of all blocks, a third where each block does. Keys are sorted UTF-8, and beside each
stand the numbers of the records that it leads to.
"""

import mmap
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from chancery.knowledge.facts import Actor, Source, Term
from chancery.knowledge.sections import NUMBER_BYTES, Items, Section, map_file

MAGIC = b"chancery facts 1\n"
BLOCK_BYTES = 16_384  # of records before compression: half a millisecond to open one
BLOCKS_KEPT = 16  # opened blocks that stay in memory

Fact = TypeVar("Fact", Actor, Term)


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
        self._map, head, start = map_file(path, MAGIC, Head)
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


class _Records(Generic[Fact]):
    """Records in compressed blocks."""

    def __init__(
        self, data: mmap.mmap, start: int, head: Head, name: str, kind: type[Fact]
    ) -> None:
        self._blocks = Items(data, start, head.sections[f"{name} blocks"])
        self._starts = Items(data, start, head.sections[f"{name} starts"])
        self._records = Items(data, start, head.sections[name])
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
        self._keys = Items(data, start, keys)
        self._numbers = Items(data, start, numbers)

    def find(self, key: str) -> Iterator[int]:
        """Yield the numbers under a key, in order."""
        wanted = key.encode("utf-8", "surrogatepass")
        at = bisect_left(range(len(self._keys)), wanted, key=self._keys.item)
        if at < len(self._keys) and self._keys.item(at) == wanted:
            found = self._numbers.item(at)
            for place in range(0, len(found), NUMBER_BYTES):
                yield int.from_bytes(found[place : place + NUMBER_BYTES], "little")
