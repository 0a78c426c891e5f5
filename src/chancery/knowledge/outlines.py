"""The outlines of land and the borders of countries, from the file that the package holds.

They are Natural Earth's, at the scale of 1:110 million: enough to see where a place lies, and not
whose it is.
"""

import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import msgspec

from chancery.knowledge.facts import Source
from chancery.knowledge.sections import Items, Section, map_file

OUTLINES = Path(__file__).with_name("outlines.chancery")
MAGIC = b"chancery outlines 1\n"
DEGREE = 100  # positions are kept to a hundredth of a degree, 1.1 km
PLANES = 2  # bytes of a number
HALF = 1 << 15

Position = tuple[float, float]
"""Longitude and latitude, in degrees; a line that crosses the date line goes on beyond 180."""

Line = tuple[Position, ...]


class OutlinesHead(msgspec.Struct, frozen=True):
    """What the file holds."""

    sources: tuple[Source, ...]
    sections: dict[str, Section]


class Outlines(msgspec.Struct, frozen=True, kw_only=True):
    """Land as closed rings, those inside another being water; borders as lines."""

    sources: tuple[Source, ...]
    land: tuple[Line, ...]
    borders: tuple[Line, ...]


@cache
def open_outlines(path: Path = OUTLINES) -> Outlines:
    """Return the package's outlines, read once in a process.

    Raises:
        KnowledgeError: the file is absent, or is none of this version.
    """
    data, head, start = map_file(path, MAGIC, OutlinesHead)
    lines = {name: Items(data, start, section) for name, section in head.sections.items()}
    return Outlines(
        sources=head.sources,
        land=unpack_lines(lines["land"].item(0)),
        borders=unpack_lines(lines["borders"].item(0)),
    )


def pack_lines(lines: Iterable[Sequence[Position]]) -> bytes:
    """Return lines as bytes: how long each is, then the way from point to point, in planes."""
    lengths: list[int] = []
    steps: list[int] = []
    at = (0, 0)
    for line in lines:
        lengths.append(len(line))
        for longitude, latitude in line:
            point = round(longitude * DEGREE), round(latitude * DEGREE)
            steps += (_wrapped(point[0] - at[0]), _wrapped(point[1] - at[1]))
            at = point
    numbers = _little(array("h", [len(lengths), *lengths, *steps[::2], *steps[1::2]])).tobytes()
    return zlib.compress(b"".join(numbers[one::PLANES] for one in range(PLANES)), 9)


def unpack_lines(data: bytes) -> tuple[Line, ...]:
    """Return the lines of such bytes."""
    planes = zlib.decompress(data)
    size = len(planes) // PLANES
    mixed = bytearray(len(planes))
    for one in range(PLANES):
        mixed[one::PLANES] = planes[one * size : (one + 1) * size]
    count, *numbers = _little(array("h", bytes(mixed))).tolist()
    lengths, steps = numbers[:count], numbers[count:]
    half = len(steps) // 2
    points = _summed(steps[:half], steps[half:])
    lines: list[Line] = []
    start = 0
    for length in lengths:
        lines.append(tuple(points[start : start + length]))
        start += length
    return tuple(lines)


def _summed(east: Sequence[int], north: Sequence[int]) -> list[Position]:
    points: list[Position] = []
    x = y = 0
    for right, up in zip(east, north, strict=True):
        x, y = _wrapped(x + right), _wrapped(y + up)
        points.append((x / DEGREE, y / DEGREE))
    return points


def _wrapped(number: int) -> int:
    """Return a number as two bytes hold it: one turn round the world may be more than they can."""
    return (number + HALF) % (2 * HALF) - HALF


def _little(numbers: "array[int]") -> "array[int]":
    """Return the numbers in the byte order of the file, or back again."""
    if sys.byteorder == "big":  # pragma: no cover - no such machine is at hand
        numbers.byteswap()
    return numbers
