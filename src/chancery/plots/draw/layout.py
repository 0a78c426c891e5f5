"""Places what is tied together near each other, the same way every time.

Each connected part is laid out by stress majorisation (Gansner, Koren and North, "Graph drawing by
stress majorization", 2004): distances on the page come near distances along ties. Then boxes that
overlap are moved apart, and the parts put side by side.
"""

import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from chancery.graph import components

STEP = 120.0  # pixels that one tie is long, where nothing else asks for room
STRETCH = 1.25  # to the right: names are wider than high
ROUNDS = 150  # of moving all nodes
SWEEPS = 300  # of moving boxes apart
GOLDEN = math.pi * (3 - math.sqrt(5))  # the angle of a sunflower's seeds
LEAST = 1e-6
GAP = 24.0  # between parts
ROOMY = 1.5  # times the room that the boxes themselves need

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]
Place = tuple[float, float]
Size = tuple[float, float]


def arrange(
    sizes: Sequence[Size], ties: Iterable[tuple[int, int]], room: float
) -> tuple[list[Place], float]:
    """Return the middle of the box of each node, and the height that all of them need.

    The boxes lie within `room` from left to right, as far as the widest of them allows it.
    """
    ties = sorted({(min(a, b), max(a, b)) for a, b in ties if a != b})
    places: list[Place] = [(0.0, 0.0)] * len(sizes)
    parts = sorted(components(len(sizes), ties), key=lambda one: (-len(one), one))
    left = top = shelf = 0.0
    for part in parts:
        own = _laid_out(part, ties, [sizes[one] for one in part], room)
        wide, high = _extent(own, [sizes[one] for one in part])
        if left and left + wide > room:
            left, top, shelf = 0.0, top + shelf + GAP, 0.0
        for node, (x, y) in zip(part, own, strict=True):
            places[node] = (left + x, top + y)
        left, shelf = left + wide + GAP, max(shelf, high)
    return places, top + shelf


def _laid_out(
    part: Sequence[int], ties: Iterable[tuple[int, int]], sizes: Sequence[Size], room: float
) -> list[Place]:
    """Return where the nodes of one part lie, from 0 0 on."""
    number = {node: at for at, node in enumerate(part)}
    inside = [(number[a], number[b]) for a, b in ties if a in number]
    spots = majorise(distances(len(part), inside)) * (STEP * STRETCH, STEP)
    spots = _spread(spots, sizes, room)
    apart = _parted([(float(x), float(y)) for x, y in spots], sizes, room)
    west = min(x - wide / 2 for (x, _), (wide, _) in zip(apart, sizes, strict=True))
    north = min(y - high / 2 for (_, y), (_, high) in zip(apart, sizes, strict=True))
    return [(x - west, y - north) for x, y in apart]


def _spread(spots: Matrix, sizes: Sequence[Size], room: float) -> Matrix:
    """Return places so far apart that the boxes may find room, and no wider than the room."""
    wide, high = (float(np.ptp(spots[:, axis])) + STEP for axis in (0, 1))
    needed = ROOMY * sum(w * h for w, h in sizes)
    spots = spots * max(1.0, math.sqrt(needed / (wide * high)))
    widest = max(w for w, _ in sizes)
    span = float(np.ptp(spots[:, 0]))
    if span + widest <= room:
        return spots
    return spots * ((room - widest) / span, 1.0)


def distances(count: int, ties: Iterable[tuple[int, int]]) -> Matrix:
    """Return how many ties lie between any two nodes of a connected part, `(count, count)`."""
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b in ties:
        near[a].append(b)
        near[b].append(a)
    found = np.zeros((count, count))
    for start in range(count):
        seen, edge, far = {start}, [start], 0
        while edge:
            for node in edge:
                found[start, node] = far
            edge = sorted({other for node in edge for other in near[node]} - seen)
            seen.update(edge)
            far += 1
    return found


def majorise(wanted: Matrix) -> Matrix:
    """Return places `(count, 2)` whose distances come near those wanted, `(count, count)`."""
    count = len(wanted)
    turn = np.arange(count) * GOLDEN
    spots: Matrix = np.sqrt(np.arange(count))[:, None] * np.stack(
        [np.cos(turn), np.sin(turn)], axis=1
    )
    far = wanted + np.eye(count)
    weights = 1 / far**2 - np.eye(count)
    solver = np.linalg.inv(np.diag(weights.sum(axis=0)) - weights + 1 / max(1, count))
    for _ in range(ROUNDS):
        way = spots[:, None] - spots[None]
        length = np.maximum(np.sqrt((way**2).sum(axis=2)), LEAST)
        pull = (weights * wanted / length)[:, :, None] * way
        spots = solver @ pull.sum(axis=1)
    return spots


def _parted(spots: Sequence[Place], sizes: Sequence[Size], room: float) -> list[Place]:
    """Return places at which no two boxes overlap; of very many a few may still do."""
    at = [list(one) for one in spots]
    halves = np.array(sizes) / 2
    reach = halves[:, None] + halves[None]
    once = np.triu(np.ones(reach.shape[:2], dtype=bool), 1)  # each pair, one way
    for _ in range(SWEEPS):
        now = np.array(at)
        span = (now[:, 0] + halves[:, 0]).max() - (now[:, 0] - halves[:, 0]).min()
        wide = bool(span < room - halves[:, 0].max())
        if not sum(_part(at, sizes, pair, wide=wide) for pair in _overlapping(now, reach, once)):
            break
    return [(x, y) for x, y in at]


def _overlapping(now: Matrix, reach: Matrix, once: Flags) -> Iterator[tuple[int, int]]:
    """Yield the pairs of boxes that overlap, in order; `reach` is how near they may come."""
    apart = reach - np.abs(now[:, None] - now[None])
    first, second = np.nonzero((apart[:, :, 0] > 0) & (apart[:, :, 1] > 0) & once)
    yield from zip(first.tolist(), second.tolist(), strict=True)


def _part(
    at: Sequence[list[float]], sizes: Sequence[Size], pair: tuple[int, int], *, wide: bool
) -> bool:
    """Move two boxes apart if they overlap, the short way, or up and down where room is scarce."""
    a, b = pair
    over = [(sizes[a][one] + sizes[b][one]) / 2 - abs(at[a][one] - at[b][one]) for one in (0, 1)]
    if min(over) <= 0:
        return False
    axis = 0 if wide and over[0] < over[1] else 1
    side = 1 if (at[a][axis], a) < (at[b][axis], b) else -1
    at[a][axis] -= side * (over[axis] / 2 + LEAST)
    at[b][axis] += side * (over[axis] / 2 + LEAST)
    return True


def _extent(spots: Sequence[Place], sizes: Sequence[Size]) -> Size:
    """Return how wide and how high boxes are together."""
    edges = list(zip(spots, sizes, strict=True))
    wide = max(x + w / 2 for (x, _), (w, _) in edges) - min(x - w / 2 for (x, _), (w, _) in edges)
    high = max(y + h / 2 for (_, y), (_, h) in edges) - min(y - h / 2 for (_, y), (_, h) in edges)
    return wide, high
