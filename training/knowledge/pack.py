"""Writes compiled facts as the one file that the package maps into memory."""

import zlib
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path

import msgspec

from chancery.knowledge.facts import Actor, Source, Term
from chancery.knowledge.folding import fold
from chancery.knowledge.packed import BLOCK_BYTES, MAGIC, Head
from chancery.knowledge.sections import LENGTH_BYTES, NUMBER_BYTES, Section


def write_facts(
    path: Path, sources: Iterable[Source], actors: Iterable[Actor], terms: Iterable[Term]
) -> None:
    """Write the file; the same facts give the same bytes."""
    actors = sorted(actors, key=lambda one: one.id)
    terms = sorted(terms, key=msgspec.msgpack.Encoder().encode)
    body = Body()
    encoder = msgspec.msgpack.Encoder()
    body.add_records("actors", [encoder.encode(one) for one in actors])
    body.add_records("terms", [encoder.encode(one) for one in terms])
    body.add_keys("name", _names(actors))
    body.add_keys("id", {one.id: [number] for number, one in enumerate(actors)})
    body.add_keys("term", _owners(terms))
    head = msgspec.json.encode(Head(sources=tuple(sources), sections=body.sections))
    path.write_bytes(MAGIC + len(head).to_bytes(LENGTH_BYTES, "little") + head + body.data)


def _names(actors: list[Actor]) -> dict[str, list[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(actors):
        for name in one.names:
            found[fold(name.text)].add(number)
    found.pop("", None)
    return {key: sorted(numbers) for key, numbers in found.items()}


def _owners(terms: list[Term]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(terms):
        found[one.owner].append(number)
        if one.holder:
            found[one.holder].append(number)
    return found


class Body:
    """The sections of a file, one behind the other."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.sections: dict[str, Section] = {}

    def add(self, name: str, items: list[bytes]) -> None:
        """Add the items of a section."""
        self._place(name, items)
        for item in items:
            self.data += item

    def add_records(self, name: str, items: list[bytes]) -> None:
        """Add compressed blocks, and where each record and each block begins in them."""
        blocks = [b""]
        for item in items:
            if blocks[-1] and len(blocks[-1]) + len(item) > BLOCK_BYTES:
                blocks.append(b"")
            blocks[-1] += item
        self._place(name, items)
        self._place(f"{name} starts", blocks)
        self.add(f"{name} blocks", [zlib.compress(one, 9) for one in blocks])

    def _place(self, name: str, items: list[bytes]) -> None:
        """Add the offsets of the items without the items."""
        offsets = len(self.data)
        for place in accumulate(map(len, items), initial=0):
            self.data += place.to_bytes(NUMBER_BYTES, "little")
        self.sections[name] = Section(offsets, len(self.data), len(items))

    def add_keys(self, name: str, table: dict[str, list[int]]) -> None:
        """Add sorted keys, and beside each the numbers that it leads to."""
        keyed = sorted((key.encode("utf-8", "surrogatepass"), key) for key in table)
        self.add(f"{name} keys", [data for data, _ in keyed])
        self.add(
            f"{name} numbers",
            [
                b"".join(one.to_bytes(NUMBER_BYTES, "little") for one in table[key])
                for _, key in keyed
            ],
        )
