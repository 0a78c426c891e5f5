"""The axis keeps days in order, leaves long empty stretches out, and writes days that fit."""

import itertools
from datetime import date, timedelta

import pytest

from chancery.plots.draw.clocks import LEAST_WIDTH, TICK_ROOM, make_axis, ticks

DAYS = [("2020-05-01", "2020-05-01"), ("2020-05-09", "2020-05-09")]
OLD = ("1979-12-24", "1979-12-24")


def test_a_long_empty_stretch_is_left_out() -> None:
    whole, broken = make_axis(DAYS, 0, 600), make_axis([*DAYS, OLD], 0, 600)

    assert (len(whole.parts), len(broken.parts)) == (1, 2)
    assert broken.x("1979-12-24") < broken.x("1999-01-01") < broken.x("2020-05-01")


def test_a_span_in_which_no_day_is_marked_is_not_broken() -> None:
    year = ("2018-01-01", "2018-12-31")

    assert len(make_axis([year, *DAYS], 0, 600).parts) == 2
    assert len(make_axis([("1990-01-01", "2018-12-31"), *DAYS], 0, 600).parts) == 3


@pytest.mark.parametrize("span", [0, 1, 5, 40, 200, 800, 5_000, 40_000, 700_000])
@pytest.mark.parametrize("room", [70.0, 300.0, 650.0])
def test_days_stand_in_order_and_what_is_written_does_not_meet(span: int, room: float) -> None:
    first = date(63, 1, 30)
    days = [first + timedelta(days=span * one // 7) for one in range(8)]
    axis = make_axis([(one.isoformat(), one.isoformat()) for one in days], 10, 10 + room)

    places = [axis.x(one.isoformat()) for one in days]
    written = ticks(axis)

    assert places == sorted(places)
    assert 10 <= places[0] <= places[-1] <= 10 + room
    assert written
    assert all(b.x - a.x >= TICK_ROOM for a, b in itertools.pairwise(written))
    assert all(part.right - part.left >= min(LEAST_WIDTH, room) - 1e-6 for part in axis.parts)


def test_the_first_and_the_last_day_of_the_calendar_have_a_place() -> None:
    axis = make_axis([("0001-01-01", "9999-12-31")], 0, 600)

    assert axis.x("0001-01-01") < axis.x("9999-12-31") <= 600
    assert ticks(axis)
