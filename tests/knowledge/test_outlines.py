"""The outlines of land and borders come out of the file as they went in."""

import itertools
from pathlib import Path

import pytest

from chancery.errors import KnowledgeError
from chancery.knowledge.outlines import open_outlines, pack_lines, unpack_lines


def test_lines_are_kept_to_a_hundredth_of_a_degree() -> None:
    lines = (((-180.0, 90.0), (180.0, -90.0), (-327.67, 0.01)), ((0.0, 0.0),))

    assert unpack_lines(pack_lines(lines)) == lines
    assert unpack_lines(pack_lines(())) == ()


def test_land_is_closed_and_nowhere_jumps_round_the_world() -> None:
    outlines = open_outlines()

    assert len(outlines.land) > 100
    for ring in outlines.land:
        assert ring[0] == ring[-1]
    for line in (*outlines.land, *outlines.borders):
        steps = itertools.pairwise(line)
        assert all(abs(a[0] - b[0]) <= 180 or abs(a[1]) == abs(b[1]) == 90 for a, b in steps)


def test_what_is_no_such_file_is_an_error(tmp_path: Path) -> None:
    other = tmp_path / "x.chancery"
    other.write_bytes(b"something else")

    with pytest.raises(KnowledgeError, match=r"x\.chancery"):
        open_outlines(other)
