"""Puts places of the world on a page, and cuts outlines to what is shown.

The projection is equirectangular, true to scale at the middle of what is shown: near places lie as
they do on the ground, and what is at the rim of a large part of the world is drawn out.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

Position = tuple[float, float]
"""Longitude and latitude, in degrees."""

LEAST_HIGH = 14.0  # degrees that are shown from south to north, at least: some context
ROUND = 360.0
TOP, BOTTOM = 84.0, -60.0  # where a map of the whole world ends
FINE = 0.8  # pixels, below which two points of an outline are one
AROUND = 0.3  # of the places' extent, shown beyond them on each side
WORLD = (-170.0, 190.0)  # of a map without places


class View(NamedTuple):
    """The part of the world that is shown; `east` may lie beyond 180."""

    west: float
    south: float
    east: float
    north: float
    width: float  # pixels
    height: float

    def place(self, position: Position) -> tuple[float, float]:
        """Return where a position lies; it is moved round the world into the view if it can be."""
        longitude, latitude = position
        longitude += ROUND * math.ceil((self.west - longitude) / ROUND)
        return self.x(longitude), self.y(latitude)

    def x(self, longitude: float) -> float:
        """Return how far right a longitude lies that is in the view as it stands."""
        return (longitude - self.west) / (self.east - self.west) * self.width

    def y(self, latitude: float) -> float:
        """Return how far down a latitude lies."""
        return (self.north - latitude) / (self.north - self.south) * self.height


def view_of(positions: Sequence[Position], width: float, height: float) -> View:
    """Return the view of these positions with what lies around them; of none, the world."""
    if not positions:
        return _of_world(width, BOTTOM, TOP)
    west, east = _sides([longitude for longitude, _ in positions])
    south, north = (f(latitude for _, latitude in positions) for f in (min, max))
    middle = (south + north) / 2
    shrunk = math.cos(math.radians(middle))
    high = max(LEAST_HIGH, (north - south) * (1 + 2 * AROUND))
    high = max(high, (east - west) * shrunk * (1 + 2 * AROUND) * height / width)
    if high * width / height / shrunk >= ROUND or high > TOP - BOTTOM:
        return _of_world(width, min(BOTTOM, south - 1), max(TOP, north + 1))
    middle = min(max(middle, -90 + high / 2), 90 - high / 2)
    across = high * width / height / shrunk
    centre = (west + east) / 2
    return View(
        centre - across / 2,
        middle - high / 2,
        centre + across / 2,
        middle + high / 2,
        width,
        height,
    )


def _of_world(width: float, south: float, north: float) -> View:
    return View(WORLD[0], south, WORLD[1], north, width, width * (north - south) / ROUND)


def _sides(longitudes: Sequence[float]) -> tuple[float, float]:
    """Return the narrowest span of longitudes that holds all; it may cross the date line."""
    ordered = sorted(longitudes)
    gaps = [(b - a, a, b) for a, b in pairwise(ordered)]
    around = ordered[0] + ROUND - ordered[-1]
    widest = max(gaps, default=(0.0, 0.0, 0.0))
    if widest[0] > around:
        return widest[2], widest[1] + ROUND
    return ordered[0], ordered[-1]


def cut_rings(
    rings: Iterable[Sequence[Position]], view: View
) -> Iterator[list[tuple[float, float]]]:
    """Yield what of closed rings lies in the view, in pixels; each may appear once more beside."""
    for ring, turn in _turned(rings, view):
        points = _drawn(ring, turn, view)
        for axis, limit, sign in _edges(view):
            points = _kept(points, axis, limit, sign)
        if len(points) > 2:  # noqa: PLR2004 - corners of the least area
            yield points


def cut_lines(
    lines: Iterable[Sequence[Position]], view: View
) -> Iterator[list[tuple[float, float]]]:
    """Yield the stretches of lines that come into the view, in pixels; ends may lie beyond it."""
    for line, turn in _turned(lines, view):
        points = _drawn(line, turn, view)
        inside: list[tuple[float, float]] = []
        for a, b in pairwise(points):
            if _passes(a, b, view):
                inside = inside or [a]
                inside.append(b)
            elif inside:
                yield inside
                inside = []
        if inside:
            yield inside


def _turned(
    lines: Iterable[Sequence[Position]], view: View
) -> Iterator[tuple[Sequence[Position], float]]:
    """Yield lines that may come into the view, each with the turn of the world that does it."""
    for line in lines:
        west, east = (f(longitude for longitude, _ in line) for f in (min, max))
        south, north = (f(latitude for _, latitude in line) for f in (min, max))
        if north < view.south or south > view.north:
            continue
        for turn in (-ROUND, 0.0, ROUND):
            if west + turn <= view.east and east + turn >= view.west:
                yield line, turn


def _drawn(line: Sequence[Position], turn: float, view: View) -> list[tuple[float, float]]:
    """Return the points of a line in pixels, without those that are hardly apart."""
    points: list[tuple[float, float]] = []
    for longitude, latitude in line:
        point = view.x(longitude + turn), view.y(latitude)
        if not points or max(abs(point[0] - points[-1][0]), abs(point[1] - points[-1][1])) >= FINE:
            points.append(point)
    return points


def _edges(view: View) -> tuple[tuple[int, float, int], ...]:
    """Return the edges of the view: the axis, where, and on which side of it the view lies."""
    return (0, 0.0, 1), (0, view.width, -1), (1, 0.0, 1), (1, view.height, -1)


def _kept(
    points: Sequence[tuple[float, float]], axis: int, limit: float, sign: int
) -> list[tuple[float, float]]:
    """Return a ring cut at one edge (Sutherland and Hodgman, 1974)."""
    found: list[tuple[float, float]] = []
    for a, b in zip(points, [*points[1:], *points[:1]], strict=True):
        is_in, comes_in = ((one[axis] - limit) * sign >= 0 for one in (a, b))
        if is_in:
            found.append(a)
        if is_in != comes_in:
            share = (limit - a[axis]) / (b[axis] - a[axis])
            found.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
    return found


def _passes(a: tuple[float, float], b: tuple[float, float], view: View) -> bool:
    across = max(a[0], b[0]) >= 0 and min(a[0], b[0]) <= view.width
    return across and max(a[1], b[1]) >= 0 and min(a[1], b[1]) <= view.height
