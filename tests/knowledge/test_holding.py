"""Who held an office on a day is what the bounds say, and otherwise unknown."""

from datetime import date, timedelta

import pytest
from aldane import TERMS, between, day, term
from hypothesis import given
from hypothesis import strategies as st

from chancery.knowledge.facts import Interval
from chancery.knowledge.holding import Answer, fits, holders


def on(text: str) -> Answer:
    return holders(TERMS, date.fromisoformat(text))


def names(answer: Answer) -> list[str]:
    return [one.term.written for one in answer.holdings]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2010-03-01", "orsk"),
        ("2014-06-30", "orsk"),
        ("2014-07-04", "vane"),
        ("2017-03-28", "vane"),
        ("2020-05-01", "vane-2"),
        ("2026-01-22", "vane-2"),
    ],
)
def test_a_day_between_known_bounds_has_its_holder(text: str, name: str) -> None:
    answer = on(text)

    assert answer.status == "known"
    assert name in names(answer)


def test_a_day_between_the_last_sight_and_the_next_holder_is_unknown() -> None:
    answer = on("2019-01-01")

    assert answer.status == "unknown"
    assert not answer.holdings
    assert [one.term.written for one in answer.possible] == ["vane"]
    assert answer.after is not None
    assert answer.after.written == "vane-2"


def test_the_latest_holder_is_not_taken_to_hold_on_for_ever() -> None:
    answer = on("2026-06-01")

    assert answer.status == "unknown"
    assert answer.before is not None
    assert answer.before.written == "vane-2"


def test_a_day_before_every_term_is_unknown_and_nobody_is_possible() -> None:
    answer = on("1990-01-01")

    assert (answer.status, answer.possible) == ("unknown", ())
    assert answer.before is None


def test_an_office_that_the_source_calls_vacant_is_vacant() -> None:
    assert on("2014-07-02").status == "vacant"


def test_a_term_with_an_unknown_start_is_possible_only_from_its_earliest_day() -> None:
    one = term("orsk", between("2000-01-01", "2001-01-01"), between("2002-01-01", None))

    assert holders([one], date(1999, 12, 31)).possible == ()
    assert len(holders([one], date(2000, 6, 1)).possible) == 1
    assert holders([one], date(2001, 1, 1)).status == "known"


def test_a_source_that_does_not_say_which_head_answers_for_both() -> None:
    assert fits("head_of_state_or_government", "head_of_state")
    assert fits("head_of_state", "head_of_state_or_government")
    assert not fits("head_of_state", "head_of_government")
    assert not fits("head_of_state_or_government", "ambassador")


DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))


@given(DAYS, DAYS, DAYS, DAYS, DAYS)
def test_what_is_held_lies_in_the_bounds_and_nothing_is_both_held_and_possible(
    a: date, b: date, c: date, d: date, asked: date
) -> None:
    first, second, third, fourth = sorted((a, b, c, d))
    one = term("orsk", Interval(first, second), Interval(third, fourth))

    answer = holders([one], asked)

    assert bool(answer.holdings) == (second <= asked <= third)
    assert bool(answer.possible) == (first <= asked < second or third < asked <= fourth)


def test_on_the_day_of_change_both_are_named() -> None:
    change = day("2014-07-04")
    two = [term("orsk", day("2010-03-01"), change), term("vane", change, day("2017-03-28"))]

    assert len(holders(two, date(2014, 7, 4)).holdings) == 2
    assert len(holders(two, date(2014, 7, 4) + timedelta(days=1)).holdings) == 1
