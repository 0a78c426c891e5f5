"""What of rulings holds: each person's last word, and neither side of what contradicts."""

import random

from ruled import cannot, must

from chancery.stages.rulings import agree

A, B, C, D, E = "abcde"


def test_what_is_joined_in_steps_is_one() -> None:
    found = agree([must(1, A, B), must(2, C, D), must(3, B, C, who="Ben")])

    assert found.must == [{A, B, C, D}]
    assert not found.against


def test_the_last_word_of_one_person_holds_for_what_it_is_on() -> None:
    taken_out = agree([must(1, A, B, C), cannot(2, A, B, C)])
    put_back = agree([cannot(1, A, B, C), must(2, A, B)])

    assert (taken_out.must, taken_out.cannot) == ([{B, C}], [({A}, {B, C})])
    assert (put_back.must, put_back.cannot) == ([{A, B}], [({A}, {C})])
    assert not taken_out.against
    assert not put_back.against


def test_of_two_who_differ_no_side_is_taken() -> None:
    found = agree([must(1, A, B), cannot(2, A, B, who="Ben"), must(3, D, E)])

    assert found.must == [{D, E}]
    assert found.cannot == []
    assert found.against == {1: {2}, 2: {1}}


def test_a_contradiction_over_several_steps_names_all_of_them_and_no_others() -> None:
    rulings = [must(1, A, B), must(2, B, C), must(3, A, D), cannot(4, A, C), must(5, D, E)]
    expected = agree(rulings)

    assert expected.against == {1: {2, 4}, 2: {1, 4}, 4: {1, 2}}
    assert expected.must == [{A, D, E}]
    for seed in range(5):
        random.Random(seed).shuffle(rulings)
        assert agree(rulings) == expected


def test_every_way_that_joins_what_was_split_contradicts() -> None:
    rulings = [must(1, A, B), must(2, B, C), must(3, A, C, who="Ben"), cannot(4, A, C, who="Cy")]

    assert set(agree(rulings).against) == {1, 2, 3, 4}


def test_what_says_nothing_of_two_things_is_left_out() -> None:
    assert agree([cannot(1, A, A)]).cannot == []
