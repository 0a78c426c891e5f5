"""Rows and ours are paired one to one, the best first; the others that fit stand beside them."""

import random

from compared import ours, theirs

from chancery.pipeline.comparing.match import match
from chancery.pipeline.comparing.score import Limits
from chancery.sources.foreign.record import ForeignActor

LIMITS = Limits()


def test_copies_go_with_the_pair_and_are_not_pairs() -> None:
    rows = [theirs(str(number), line=number) for number in range(4)]

    found = match(rows, [ours()], LIMITS)

    assert [(one.theirs, one.ours) for one in found.pairs] == [(0, 0)]
    assert [one.theirs for one in found.also_theirs] == [1, 2, 3]
    assert found.also_ours == ()


def test_the_best_fit_of_all_is_taken_first() -> None:
    rows = [theirs("late", day="2031-05-05", line=1), theirs("exact", line=2)]
    own = [ours("finding-a"), ours("finding-b", days=("2031-05-06", "2031-05-06"))]

    found = match(rows, own, LIMITS)

    pairs = [(rows[one.theirs].record.id, own[one.ours].event.id) for one in found.pairs]
    assert pairs == [("exact", "finding-a"), ("late", "finding-b")]
    assert found.also_theirs == ()


def test_others_of_ours_stand_beside_the_row_that_they_fit() -> None:
    own = [ours("finding-a"), ours("finding-b")]

    found = match([theirs()], own, LIMITS)

    assert [own[one.ours].event.id for one in found.pairs] == ["finding-a"]
    assert [own[one.ours].event.id for one in found.also_ours] == ["finding-b"]


def test_a_row_that_is_an_export_of_ours_is_known_by_its_id_even_without_a_day() -> None:
    undated = ours("finding-u", days=None, precision="unknown")
    row = theirs("finding-u", day=None, system="POLECAT")

    found = match([row, theirs("other", line=2)], [ours("finding-a"), undated], LIMITS)

    assert [(one.theirs, one.ours, one.by_id) for one in found.pairs] == [
        (0, 1, True),
        (1, 0, False),
    ]
    assert match([theirs("finding-u", day=None)], [undated], LIMITS).pairs == ()


def test_no_row_and_no_finding_are_paired_twice_and_the_result_is_always_the_same() -> None:
    draws = random.Random(3)
    names = ["Aldane", "Marenth", "Corvia"]
    rows = [
        theirs(
            str(number),
            actors=[ForeignActor(name=draws.choice(names))],
            recipients=[ForeignActor(name=draws.choice(names))],
            day=f"2031-05-{draws.randint(1, 9):02}",
            line=number,
        )
        for number in range(60)
    ]
    own = [
        ours(f"finding-{number}", days=(day, day))
        for number in range(30)
        for day in [f"2031-05-{draws.randint(1, 9):02}"]
    ]

    found = match(rows, own, LIMITS)

    assert len(found.pairs) > 5
    assert len({one.theirs for one in found.pairs}) == len(found.pairs)
    assert len({one.ours for one in found.pairs}) == len(found.pairs)
    paired = {one.ours for one in found.pairs}
    assert all(one.ours in paired for one in found.also_theirs)
    best = {one.ours: one.score for one in found.pairs}
    assert all(one.score <= best[one.ours] for one in found.also_theirs)
    assert match(rows, own, LIMITS) == found
