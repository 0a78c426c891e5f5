from datetime import date

import pytest

from chancery.text.timex.periods import (
    UNITS,
    Period,
    containing,
    day_period,
    first_day,
    last_day,
    value_of,
    year_of,
)

DAYS = [date(1, 1, 1), date(1999, 12, 31), date(2000, 2, 29), date(2021, 10, 20), date(9990, 6, 1)]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("unit", UNITS)
def test_periods_of_a_unit_follow_each_other(day: date, unit: str) -> None:
    period = containing(unit, day_period(day))
    after = Period(period.unit, period.number + 1)

    first, last, following = first_day(period), last_day(period), first_day(after)

    assert first is None or last is None or first <= last
    if unit not in {"S", "E"} and last and following:
        assert (following - last).days == 1


@pytest.mark.parametrize("day", DAYS[1:])
@pytest.mark.parametrize("unit", ["D", "W", "M", "Q", "H", "Y", "DE", "CE"])
def test_a_period_contains_the_day_it_was_asked_for(day: date, unit: str) -> None:
    period = containing(unit, day_period(day))

    first, last = first_day(period), last_day(period)

    assert first is not None
    assert last is not None
    assert first <= day <= last


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("D", "2021-10-20"),
        ("W", "2021-W42"),
        ("E", "2021-W42-WE"),
        ("M", "2021-10"),
        ("Q", "2021-Q4"),
        ("H", "2021-H2"),
        ("S", "2021-FA"),
        ("Y", "2021"),
        ("DE", "202"),
        ("CE", "20"),
    ],
)
def test_values_are_those_of_timex3(unit: str, value: str) -> None:
    assert value_of(containing(unit, day_period(date(2021, 10, 20)))) == value


def test_years_before_christ_have_no_days_and_no_year_zero() -> None:
    before = Period("Y", 0)

    assert value_of(before) == "BC0001"
    assert first_day(before) is None
    assert value_of(Period("Y", -489)) == "BC0490"


def test_january_lies_in_the_winter_that_began_the_year_before() -> None:
    winter = containing("S", day_period(date(2021, 1, 15)))

    assert value_of(winter) == "2020-WI"
    assert year_of(winter) == 2020


def test_there_is_no_value_behind_the_last_year() -> None:
    assert value_of(Period("Y", 10_000)) == ""
