"""The view holds the places with what lies around them; outlines are cut to it."""

import pytest

from chancery.knowledge.outlines import open_outlines
from chancery.plots.draw.projection import cut_lines, cut_rings, view_of

TOWNS = [(37.6, 55.8), (69.2, 34.5)]


@pytest.mark.parametrize(
    "positions",
    [
        TOWNS,
        TOWNS[:1],
        [(0.0, 89.9)],
        [(179.0, 1.0), (-179.0, -1.0)],
        [(-120.0, 60.0), (60.0, -50.0)],
    ],
)
def test_every_place_lies_in_the_view(positions: list[tuple[float, float]]) -> None:
    view = view_of(positions, 1000, 500)

    for one in positions:
        x, y = view.place(one)
        assert 0 <= x <= view.width
        assert 0 <= y <= view.height


def test_one_place_is_shown_with_what_lies_around_it() -> None:
    view = view_of(TOWNS[:1], 1000, 500)

    assert view.north - view.south == pytest.approx(14)
    assert view.place(TOWNS[0]) == pytest.approx((500, 250))


def test_outlines_are_cut_to_the_view() -> None:
    outlines = open_outlines()
    for positions in ([], TOWNS, [(178.0, -17.0), (-179.0, -17.0)]):
        view = view_of(positions, 1000, 500)
        rings = list(cut_rings(outlines.land, view))

        assert rings
        assert all(
            -0.1 <= x <= view.width + 0.1 and -0.1 <= y <= view.height + 0.1
            for ring in rings
            for x, y in ring
        )


def test_a_line_is_cut_where_it_leaves_the_view() -> None:
    view = view_of([(0.0, 0.0)], 1000, 1000)  # some seven degrees each way
    line = [(-1.0, 0.0), (1.0, 0.0), (50.0, 50.0), (60.0, 50.0), (1.0, 1.0), (0.0, 1.0)]

    first, second = cut_lines([line], view)

    assert len(first) == 3
    assert len(second) == 3
    assert not list(cut_lines([[(90.0, 0.0), (91.0, 0.0)]], view))
