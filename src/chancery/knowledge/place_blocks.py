"""Places and their names as bytes: blocks of columns, each compressed by itself.

Columns compress better than records: a block holds 512 places or keys, its numbers as four planes
of bytes, so that the high bytes, which hardly change, stand together.
"""

import sys
import zlib
from array import array
from collections.abc import Sequence
from typing import NamedTuple

from chancery.model.place import PlaceKind

KINDS: tuple[PlaceKind, ...] = (
    "country",
    "region",
    "district",
    "city",
    "conflict_region",
    "area",
    "continent",
    "water",
)
BLOCK_SIZE = 512  # places, or keys: a tenth of a millisecond to open
DEGREE = 100  # positions are kept to a hundredth of a degree, 1.1 km
BETWEEN = "\n"
WIDTH = 4
PLACE_COLUMNS = 6


class PlaceRow(NamedTuple):
    """A place as the file keeps it; numbers are those of the lists in the file's head."""

    name: str
    kind: int  # of KINDS
    division: int  # country and first-level division
    latitude: int  # hundredths of a degree
    longitude: int
    population: int
    number: int  # at GeoNames, or in the file's list of other codes


class KeyRow(NamedTuple):
    """A folded name, and the numbers of the places that have it beside their own name."""

    key: str
    places: tuple[int, ...]


def pack_places(rows: Sequence[PlaceRow]) -> bytes:
    """Return the block of these places."""
    return _pack(
        BETWEEN.join(row.name for row in rows),
        [row.kind for row in rows],
        [row.division for row in rows],
        [row.latitude for row in rows],
        [row.longitude for row in rows],
        [row.population for row in rows],
        [row.number for row in rows],
    )


def unpack_places(data: bytes) -> list[PlaceRow]:
    """Return the places of a block."""
    names, columns = _unpack(data)
    size = len(names)
    parts = [columns[at * size : (at + 1) * size] for at in range(PLACE_COLUMNS)]
    return [PlaceRow(*row) for row in zip(names, *parts, strict=True)]


def pack_keys(rows: Sequence[KeyRow]) -> bytes:
    """Return the block of these keys."""
    keys = BETWEEN.join(row.key for row in rows)
    counts = [len(row.places) for row in rows]
    return _pack(keys, counts, [one for row in rows for one in row.places])


def unpack_keys(data: bytes) -> list[KeyRow]:
    """Return the keys of a block."""
    keys, columns = _unpack(data)
    rows: list[KeyRow] = []
    at = len(keys)
    for key, count in zip(keys, columns, strict=False):
        rows.append(KeyRow(key, tuple(columns[at : at + count])))
        at += count
    return rows


def _pack(names: str, *columns: Sequence[int]) -> bytes:
    numbers = _little(array("i", [one for column in columns for one in column])).tobytes()
    text = names.encode()
    planes = b"".join(numbers[at::WIDTH] for at in range(WIDTH))
    return zlib.compress(len(text).to_bytes(WIDTH, "little") + text + planes, 9)


def _unpack(data: bytes) -> tuple[list[str], list[int]]:
    opened = zlib.decompress(data)
    end = WIDTH + int.from_bytes(opened[:WIDTH], "little")
    names = opened[WIDTH:end].decode().split(BETWEEN)
    planes = opened[end:]
    size = len(planes) // WIDTH
    numbers = bytearray(len(planes))
    for at in range(WIDTH):
        numbers[at::WIDTH] = planes[at * size : (at + 1) * size]
    return names, _little(array("i", bytes(numbers))).tolist()


def _little(numbers: "array[int]") -> "array[int]":
    """Return the numbers in the byte order of the file, or back again."""
    if sys.byteorder == "big":  # pragma: no cover - no such machine is at hand
        numbers.byteswap()
    return numbers
