"""Compiles the outlines of the map: `python -m training.knowledge.outlines --packages FOLDER`.

FOLDER holds the unpacked package world-atlas/ of the npm registry, as `npm pack world-atlas@2.0.2`
gives it. The file is TopoJSON: arcs of points, each written as the way from the one before, and
shapes as lists of arcs, of which a negative one is walked backwards.
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec

from chancery.knowledge.facts import Source
from chancery.knowledge.outlines import (
    MAGIC,
    OUTLINES,
    Line,
    OutlinesHead,
    Position,
    open_outlines,
    pack_lines,
)
from chancery.knowledge.sections import LENGTH_BYTES
from training.knowledge.pack import Body

FILE = Path("world-atlas", "countries-110m.json")
HALF, POLE = 180.0, 90.0
SOURCES = (
    Source(
        id="natural-earth",
        title="Natural Earth 4.1.0, countries of the scale 1:110 million, through world-atlas "
        "2.0.2",
        licence="public domain; the package ISC (licences/world-atlas.txt)",
        url="https://www.naturalearthdata.com",
    ),
)


def main() -> None:
    """Compile, write, and print how many lines and points there are."""
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("--packages", type=Path, required=True, help="the folder of the package")
    ask.add_argument("--output", type=Path, default=OUTLINES, help="the file to write")
    options = ask.parse_args()
    topology = json.loads((options.packages / FILE).read_text(encoding="utf-8"))
    write_outlines(options.output, land_of(topology), borders_of(topology))
    made = open_outlines(options.output)
    for name, lines in (("land", made.land), ("borders", made.borders)):
        print(f"{name:<10}{len(lines):>6,} lines{sum(map(len, lines)):>8,} points")
    print(f"{options.output}: {options.output.stat().st_size:,} bytes")


def write_outlines(path: Path, land: Iterable[Line], borders: Iterable[Line]) -> None:
    """Write the file; the same lines give the same bytes."""
    body = Body()
    body.add("land", [pack_lines(land)])
    body.add("borders", [pack_lines(borders)])
    head = msgspec.json.encode(OutlinesHead(sources=SOURCES, sections=body.sections))
    path.write_bytes(MAGIC + len(head).to_bytes(LENGTH_BYTES, "little") + head + body.data)


def land_of(topology: dict[str, Any]) -> list[Line]:
    """Return the rings of all land."""
    arcs = _arcs(topology)
    (land,) = topology["objects"]["land"]["geometries"]
    return [_ring(ring, arcs) for polygon in land["arcs"] for ring in polygon]


def borders_of(topology: dict[str, Any]) -> list[Line]:
    """Return the lines that two countries share."""
    arcs = _arcs(topology)
    used = Counter(
        arc if arc >= 0 else ~arc
        for country in topology["objects"]["countries"]["geometries"]
        for arc in set(_numbers(country["arcs"]))
    )
    return [_unrolled(arcs[one]) for one in sorted(used) if used[one] > 1]


def _numbers(arcs: Any) -> Iterator[int]:
    """Yield the numbers of arcs in lists of any depth."""
    for one in arcs:
        if isinstance(one, int):
            yield one
        else:
            yield from _numbers(one)


def _arcs(topology: dict[str, Any]) -> list[list[Position]]:
    (wide, high), (east, north) = (topology["transform"][key] for key in ("scale", "translate"))
    return [
        [
            (x * wide + east, y * high + north)
            for x, y in accumulate(arc, lambda at, step: (at[0] + step[0], at[1] + step[1]))
        ]
        for arc in topology["arcs"]
    ]


def _ring(numbers: Sequence[int], arcs: Sequence[Sequence[Position]]) -> Line:
    """Return a ring of arcs, without the points that each shares with the one before.

    One that goes round the world, as Antarctica does, is closed along the pole.
    """
    found: list[Position] = []
    for one in numbers:
        line = arcs[one] if one >= 0 else arcs[~one][::-1]
        found += line[1:] if found else line
    ring = _unrolled(found)
    first, last = ring[0][0], ring[-1][0]
    if abs(last - first) < HALF:
        return ring
    pole = math.copysign(POLE, ring[0][1])
    return (*ring, (last, pole), (first, pole), ring[0])


def _unrolled(line: Sequence[Position]) -> Line:
    """Return a line that goes on where it crosses the date line, not back round the world."""
    found: list[Position] = []
    turn = 0.0
    for longitude, latitude in line:
        if found:
            turn += 2 * HALF * round((found[-1][0] - longitude - turn) / (2 * HALF))
        found.append((longitude + turn, latitude))
    middle = sum(longitude for longitude, _ in found) / len(found)
    back = 2 * HALF * round(middle / (2 * HALF))
    return tuple((longitude - back, latitude) for longitude, latitude in found)


if __name__ == "__main__":
    main()
