"""Which days feasts that move fall on, as almanacs and laws have them."""

from datetime import date

import pytest
from marked import values

from chancery.text.timex import find_times
from chancery.text.timex.feasts import eastern_easter, feast_day, nth_weekday, western_easter


@pytest.mark.parametrize(
    "day",
    [
        date(1818, 3, 22),
        date(1916, 4, 23),
        date(2008, 3, 23),
        date(2021, 4, 4),
        date(2024, 3, 31),
        date(2038, 4, 25),
    ],
)
def test_western_easter_is_that_of_the_tables(day: date) -> None:
    assert western_easter(day.year) == day


@pytest.mark.parametrize("day", [date(2008, 4, 27), date(2021, 5, 2), date(2025, 4, 20)])
def test_eastern_easter_is_that_of_the_tables(day: date) -> None:
    assert eastern_easter(day.year) == day


def test_easter_is_a_sunday_of_spring_in_every_year() -> None:
    days = [western_easter(year) for year in range(1583, 4000)]

    assert {day.isoweekday() for day in days} == {7}
    assert all((3, 22) <= (day.month, day.day) <= (4, 25) for day in days)


def test_weekdays_are_counted_from_either_end_of_a_month() -> None:
    assert nth_weekday(2021, 11, 4, 4) == date(2021, 11, 25)
    assert nth_weekday(2021, 5, -1, 1) == date(2021, 5, 31)
    assert nth_weekday(2021, 2, -1, 7) == date(2021, 2, 28)


def test_before_the_calendar_a_feast_has_no_day() -> None:
    assert feast_day("E+0", 1500) is None


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        ("They met on [Good Friday].", "2021-04-02"),
        ("[Easter Monday, 1916] was cold.", "1916-04-24"),
        ("They fasted until [Orthodox Easter].", "2021-05-02"),
        ("They will meet [next Thanksgiving].", "2021-11-25"),
        ("It fell [last Easter].", "2021-04-04"),
        ("It is what I want for [Christmas].", "2021-12-25"),
    ],
)
def test_a_feast_has_its_day(marked: str, value: str) -> None:
    assert values(marked) == [value]


def test_a_feast_without_a_year_to_count_from_is_unknown() -> None:
    assert values("They met on [Good Friday].", None) == ["XXXX-XX-XX"]


@pytest.mark.parametrize(
    "text", ["The Good Friday Agreement held.", "They sailed to Easter Island."]
)
def test_what_bears_the_name_of_a_feast_is_no_time(text: str) -> None:
    assert find_times(text) == []
