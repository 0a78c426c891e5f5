"""TopoJSON becomes rings of land and borders of two, which go on over the date line."""

from pathlib import Path
from typing import Any

from chancery.knowledge.outlines import open_outlines
from training.knowledge.outlines import borders_of, land_of, write_outlines

TOPOLOGY: dict[str, Any] = {
    "transform": {"scale": [1.0, 1.0], "translate": [0.0, 0.0]},
    "arcs": [
        [[5, 0], [0, 10]],  # between two countries
        [[5, 10], [-5, 0], [0, -10], [5, 0]],
        [[5, 0], [5, 0], [0, 10], [-5, 0]],
        [[170, 0], [-340, 0], [0, 10], [340, 0], [0, -10]],  # over the date line
        [[-180, -80], [90, 1], [90, 0], [90, 0], [90, -1]],  # round the pole
    ],
    "objects": {
        "countries": {"geometries": [{"arcs": [[0, 1]]}, {"arcs": [[[2, -1]]]}, {"arcs": [[3]]}]},
        "land": {"geometries": [{"arcs": [[[1, 2]], [[3]], [[4]]]}]},
    },
}


def test_borders_are_what_two_countries_share() -> None:
    assert borders_of(TOPOLOGY) == [((5.0, 0.0), (5.0, 10.0))]


def test_arcs_are_joined_to_rings() -> None:
    island, *_ = land_of(TOPOLOGY)

    assert island == (
        (5.0, 10.0), (0.0, 10.0), (0.0, 0.0), (5.0, 0.0), (10.0, 0.0), (10.0, 10.0), (5.0, 10.0)
    )  # fmt: skip


def test_a_ring_goes_on_over_the_date_line() -> None:
    _, ring, _ = land_of(TOPOLOGY)

    assert [longitude for longitude, _ in ring] == [170.0, 190.0, 190.0, 170.0, 170.0]


def test_a_ring_round_the_pole_is_closed_along_it() -> None:
    *_, ring = land_of(TOPOLOGY)

    assert ring[0] == ring[-1]
    assert {latitude for _, latitude in ring[-3:-1]} == {-90.0}


def test_the_same_lines_give_the_same_file(tmp_path: Path) -> None:
    files = [tmp_path / "a.chancery", tmp_path / "b.chancery"]
    for one in files:
        write_outlines(one, land_of(TOPOLOGY), borders_of(TOPOLOGY))

    assert files[0].read_bytes() == files[1].read_bytes()
    assert open_outlines(files[0]).borders == tuple(borders_of(TOPOLOGY))
    assert files[0].stat().st_size < 2_000
