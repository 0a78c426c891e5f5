"""Versions of one article are put in the order of their capture, or in none."""

from msgspec.structs import replace
from told import Told

from chancery.lineage.articles import put_in_order
from chancery.model import DateValue, Document
from chancery.sources.dates import read_date


def captured(name: str, when: str | None) -> Document:
    time = read_date(when, "capture", None) if when else None
    return replace(Told(name, "Words.").page.document, captured=time)


def order(*some: Document) -> tuple[str, str]:
    placed, others = put_in_order(some)
    return "".join(one.id[-1] for one in placed), "".join(one.id[-1] for one in others)


def test_versions_stand_in_the_order_of_capture() -> None:
    a = captured("a", "2021-03-05T08:00:00Z")
    b = captured("b", "2021-03-04T23:00:00-12:00")
    c = captured("c", "2021-03-01")
    assert order(a, b, c) == ("cab", "")


def test_what_has_no_time_of_capture_has_no_place() -> None:
    a, b = captured("a", "2021-03-05T08:00:00Z"), captured("b", "2021-03-06T08:00:00Z")
    assert order(captured("c", None), b, a) == ("ab", "c")
    assert order(a, captured("c", None)) == ("", "ac")


def test_times_that_may_be_one_put_nothing_in_order() -> None:
    day, hour = captured("a", "2021-03-05"), captured("b", "2021-03-05T20:00:00Z")
    assert order(day, hour) == ("", "ab")
    assert order(hour, captured("c", "2021-03-05T20:00:00Z")) == ("", "bc")
    assert order(day, hour, captured("c", "2021-04-01"), captured("d", "2021-05-01")) == (
        "cd",
        "ab",
    )


def test_a_time_with_an_open_end_is_none() -> None:
    open_ = replace(
        captured("a", None),
        captured=DateValue(start="2021-03-05", end=None, precision="after", basis="capture"),
    )
    assert order(open_, captured("b", "2021-03-09")) == ("", "ab")


def test_what_came_back_as_it_was_is_neither_before_nor_after_what_lies_between() -> None:
    twice = DateValue(
        start="2021-03-05T08:00:00Z",
        end="2021-03-07T08:00:00Z",
        precision="between",
        basis="capture",
    )
    first = replace(captured("a", None), captured=twice)
    assert order(first, captured("b", "2021-03-06T08:00:00Z")) == ("", "ab")
    assert order(first, captured("b", "2021-03-07T09:00:00Z")) == ("ab", "")
