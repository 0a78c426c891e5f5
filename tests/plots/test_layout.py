"""What is tied lies near each other, no two boxes overlap, and the same goes to the same place."""

import math
from itertools import combinations

import pytest

from chancery.plots.draw.layout import arrange, distances, majorise

BOX = (90.0, 60.0)
RING = [(one, (one + 1) % 30) for one in range(30)]
STAR = [(0, one) for one in range(1, 60)]
PARTS = [(0, 1), (2, 3), (3, 4), (5, 6)]
ALL = list(combinations(range(20), 2))


@pytest.mark.parametrize(
    ("count", "ties"),
    [(0, []), (1, []), (2, [(0, 1)]), (9, PARTS), (30, RING), (60, STAR), (20, ALL), (40, [])],
)
def test_boxes_lie_in_the_room_apart_from_each_other(
    count: int, ties: list[tuple[int, int]]
) -> None:
    places, height = arrange([BOX] * count, ties, 1168.0)

    assert len(places) == count
    for x, y in places:
        assert math.isfinite(x)
        assert math.isfinite(y)
        assert BOX[0] / 2 - 1 <= x <= 1168.0 - BOX[0] / 2 + 1
        assert BOX[1] / 2 - 1 <= y <= height - BOX[1] / 2 + 1
    for (ax, ay), (bx, by) in combinations(places, 2):
        assert abs(ax - bx) >= BOX[0] - 0.5 or abs(ay - by) >= BOX[1] - 0.5


def test_the_same_is_laid_out_alike_in_whatever_order_ties_come() -> None:
    once = arrange([BOX] * 30, RING, 1168.0)

    assert arrange([BOX] * 30, [(b, a) for a, b in reversed(RING)], 1168.0) == once


def test_a_tie_to_oneself_changes_nothing() -> None:
    assert arrange([BOX] * 2, [(0, 1), (1, 1)], 900.0) == arrange([BOX] * 2, [(0, 1)], 900.0)


def test_distances_on_the_page_come_near_those_along_ties() -> None:
    chain = [(0, 1), (1, 2), (2, 3)]
    wanted = distances(4, chain)

    spots = majorise(wanted)

    assert wanted[0].tolist() == [0, 1, 2, 3]
    for a, b in combinations(range(4), 2):
        assert math.dist(spots[a], spots[b]) == pytest.approx(wanted[a, b], abs=0.1)
