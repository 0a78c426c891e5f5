from typing import Any

import pytest

from chancery.knowledge import forms_of, load
from chancery.text.dates import find_dates, find_months

MONTHS = {form: int(row["month"]) for row in load("months") for form in forms_of(row)}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published October 20, 2021", "2021-10-20"),
        ("Oct. 20th, 2021", "2021-10-20"),
        ("13 Oct, 2024", "2024-10-13"),
        ("20-Oct-2021", "2021-10-20"),
        ("May 24 , 2010 7:32 pm EDT", "2010-05-24"),
        ("20. Mai 2021", "2021-05-20"),
        ("1er octobre 2021", "2021-10-01"),
        ("20 de octubre de 2021", "2021-10-20"),
        ("18 de outubro de 2021", "2021-10-18"),
        ("20 ottobre 2021", "2021-10-20"),
        ("20 октября 2021 г.", "2021-10-20"),
        ("20 أكتوبر 2021", "2021-10-20"),
        ("٢٠ أكتوبر ٢٠٢١", "2021-10-20"),
        ("20 تشرين الأول 2021", "2021-10-20"),
        ("20 Ekim 2021", "2021-10-20"),
        ("20 अक्टूबर 2021", "2021-10-20"),
        ("2021年10月20日", "2021-10-20"),
        ("2021-10-20", "2021-10-20"),
        ("2021. 10. 20", "2021-10-20"),
        ("20.10.2021", "2021-10-20"),
        ("10.20.2021", "2021-10-20"),
        ("20/10/2021", "2021-10-20"),
        ("10/20/2021", "2021-10-20"),
        ("05/05/2021", "2021-05-05"),
        ("29 February 2024", "2024-02-29"),
    ],
)
def test_a_complete_date_gives_its_day(text: str, day: str) -> None:
    (found,) = find_dates(text, MONTHS)

    assert (found.first, found.last, found.precision) == (day, day, "day")


@pytest.mark.parametrize(
    "text",
    [
        "Oct 20 (Agency)",
        "31 February 2021",
        "29 February 2023",
        "Oct 20, 20211",
        "October 2021",
        "20 Sometober 2021",
        "Version 1.2.2021.3",
        "32.01.2021",
        "13/13/2021",
        "20 October 1200",
        "sold for 5 May, 2,000",
        "2021-13-01",
    ],
)
def test_what_is_no_complete_possible_date_gives_nothing(text: str) -> None:
    assert find_dates(text, MONTHS) == []


def test_a_date_whose_order_is_open_gives_the_interval_of_both_readings() -> None:
    (found,) = find_dates("on 05/06/2021", MONTHS)

    assert found[2:] == ("2021-05-06", "2021-06-05", "between")


def test_figures_with_dots_are_read_day_first() -> None:
    (found,) = find_dates("5.6.2021", MONTHS)

    assert found.first == "2021-06-05"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("13 Oct, 2024 10:31 GMT", "2024-10-13T10:31+00:00"),
        ("2021-10-20T08:15:30Z", "2021-10-20T08:15+00:00"),
        ("Nov 18, 2019 at 4:07 PM GMT+3", "2019-11-18T16:07+03:00"),
        ("Nov 18, 2019 at 12:07 a.m. UTC-0430", "2019-11-18T00:07-04:30"),
    ],
)
def test_a_time_is_read_only_when_it_is_tied_to_universal_time(text: str, moment: str) -> None:
    (found,) = find_dates(text, MONTHS)

    assert (found.first, found.precision) == (moment, "minute")
    assert text[found.start : found.end] == text


@pytest.mark.parametrize("clock", ["25:10 GMT", "10:75 GMT", "13:00 pm GMT", "10:31", "10:31 EST"])
def test_a_time_that_is_impossible_or_local_leaves_the_day(clock: str) -> None:
    (found,) = find_dates(f"13 Oct 2024 {clock}", MONTHS)

    assert (found.first, found.precision) == ("2024-10-13", "day")


def test_several_dates_come_in_order_with_their_spans() -> None:
    text = "Published 18 Nov 2019 | Updated November 20, 2019"

    found = find_dates(text, MONTHS)

    assert [text[date.start : date.end] for date in found] == ["18 Nov 2019", "November 20, 2019"]


def test_an_interval_keeps_no_time() -> None:
    (found,) = find_dates("05/06/2021 10:31 GMT", MONTHS)

    assert found.precision == "between"


def test_a_month_with_a_year_gives_its_first_and_last_day() -> None:
    (found,) = find_months("Published February 2024", MONTHS)

    assert found[2:] == ("2024-02-01", "2024-02-29", "month")


@pytest.mark.parametrize("text", ["31 February 2021", "May 1650", "Sometober 2021"])
def test_a_month_is_not_taken_out_of_a_broken_date(text: str) -> None:
    assert find_months(text, MONTHS) == []


def test_names_of_months_are_passed_in() -> None:
    made_up: dict[str, Any] = {"messidor": 7}

    (found,) = find_dates("14 Messidor 1793", made_up)

    assert found.first == "1793-07-14"
