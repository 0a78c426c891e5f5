from typing import Any

import pytest
from msgspec.structs import replace

from chancery.model import Basis, DatePrecision, DateValue, Document, TextValue
from chancery.stages.reuse.direction import Lead, find_direction, is_first

TEXT = "Barges waited below the weir."


def lead(a: Document, b: Document) -> Lead:
    return find_direction(a, b, "strong")


def dated(
    press: Any,
    name: str,
    start: str | None,
    precision: DatePrecision = "day",
    basis: Basis = "markup",
    **fields: Any,
) -> Any:
    date = DateValue(start=start, end=start, precision=precision, basis=basis)
    return press.document(name, TEXT, published=date, **fields)


def crediting(press: Any, name: str, *agencies: str, outlet: str | None = None) -> Any:
    named = tuple(TextValue(value=agency, basis="stated") for agency in agencies)
    return press.document(name, TEXT, outlet=outlet, agencies=named)


def test_the_document_that_is_earlier_by_more_than_a_day_leads(press: Any) -> None:
    early, late = (
        dated(press, "a", "2021-03-01", basis="stated"),
        dated(press, "b", "2021-03-03T06:00:00+00:00", "second"),
    )
    assert lead(early, late) == (
        "a_to_b", "earlier by date only: a is of 2021-03-01, b of 2021-03-03",
    )  # fmt: skip
    assert lead(late, early) == (
        "b_to_a", "earlier by date only: b is of 2021-03-01, a of 2021-03-03",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("start", "precision"),
    [
        ("2021-03-01", "day"),
        ("2021-03-02", "day"),  # the same hour in another time zone
        ("2021-03-03T08:00:00+12:00", "second"),  # still the second in UTC
        ("2021-03-09T08:00", "month"),
        ("2021-04", "month"),
        (None, "before"),
        ("2021-03-04", "after"),
    ],
)
def test_a_day_that_is_near_or_not_known_gives_no_direction(
    press: Any, start: str | None, precision: DatePrecision
) -> None:
    one, other = dated(press, "a", "2021-03-01"), dated(press, "b", start, precision)
    assert lead(one, other) == ("unknown", None)
    assert lead(one, press.document("b", TEXT)) == ("unknown", None)


@pytest.mark.parametrize("basis", ["page_furniture", "capture", "linked", "inferred"])
def test_a_date_that_the_publisher_does_not_vouch_for_gives_no_direction(
    press: Any, basis: Basis
) -> None:
    one, other = dated(press, "a", "2021-03-01", basis=basis), dated(press, "b", "2021-03-09")
    assert lead(one, other) == lead(other, one) == ("unknown", None)


def test_dates_say_nothing_of_a_weak_link(press: Any) -> None:
    one, other = dated(press, "a", "2021-03-01"), dated(press, "b", "2021-03-09")
    assert find_direction(one, other, "weak") == ("unknown", None)


def test_a_common_ancestor_is_not_a_copy_whatever_the_dates(press: Any) -> None:
    plain = dated(press, "a", "2021-03-01")
    wire = (TextValue(value="River Wire", basis="stated"),)
    copy = dated(press, "b", "2021-03-09", agencies=wire)
    assert lead(plain, copy) == ("unknown", "b credits River Wire: both may descend from it")
    assert lead(copy, plain) == ("unknown", "a credits River Wire: both may descend from it")


@pytest.mark.parametrize("name", ["the lamp", "Lamp", "The Lamp"])
def test_a_credit_to_the_other_outlet_leads(press: Any, name: str) -> None:
    source = press.document("a", TEXT, outlet="The Lamp")
    copy = crediting(press, "b", name, outlet="The Bell")
    assert lead(source, copy) == ("a_to_b", "b credits The Lamp, the outlet of a")
    assert lead(copy, source) == ("b_to_a", "a credits The Lamp, the outlet of b")


def test_a_credit_to_the_other_outlet_leads_though_that_credits_an_agency(press: Any) -> None:
    source = crediting(press, "a", "River Wire", outlet="The Lamp")
    copy = crediting(press, "b", "The Lamp", outlet="The Bell")
    assert lead(source, copy).direction == "a_to_b"


def test_who_credits_the_other_outlet_and_an_agency_may_have_it_from_either(press: Any) -> None:
    source = press.document("a", TEXT, outlet="The Lamp")
    copy = crediting(press, "b", "The Lamp", "River Wire", outlet="The Bell")
    assert lead(source, copy) == ("unknown", "b credits River Wire: both may descend from it")


def test_documents_that_credit_each_other_give_no_direction(press: Any) -> None:
    one, other = (
        crediting(press, "a", "The Bell", outlet="The Lamp"),
        crediting(press, "b", "The Lamp", outlet="The Bell"),
    )
    assert lead(one, other) == ("unknown", "each credits the outlet of the other")


def test_documents_come_by_path_then_address_then_id(press: Any) -> None:
    def document(name: str, path: str | None, uri: str) -> Document:
        made: Document = press.document(name, TEXT)
        return replace(made, path=path, uri=uri)

    ordered = [
        document("z", "01.txt", "y"),
        document("c", "02.txt", "x"),
        document("b", "02.txt", "y"),
        document("d", "02.txt", "y"),
        document("a", None, "x"),
    ]
    places = range(len(ordered))
    assert all(is_first(ordered[x], ordered[y]) == (x < y) for x in places for y in places)
