from typing import Any

import pytest

from chancery.model import DatePrecision, DateValue, TextValue
from chancery.stages.reuse.direction import find_direction

TEXT = "Barges waited below the weir."


def dated(press: Any, name: str, start: str | None, precision: DatePrecision = "day") -> Any:
    date = DateValue(start=start, end=start, precision=precision, basis="markup")
    return press.document(name, TEXT, published=date)


def crediting(press: Any, name: str, agency: str, outlet: str | None = None) -> Any:
    return press.document(
        name, TEXT, outlet=outlet, agencies=(TextValue(value=agency, basis="stated"),)
    )


def test_the_document_of_the_earlier_day_leads(press: Any) -> None:
    early, late = (
        dated(press, "a", "2021-03-01"),
        dated(press, "b", "2021-03-02T06:00:00+00:00", "second"),
    )
    assert find_direction(early, late) == (
        "a_to_b", "a was published on 2021-03-01, b on 2021-03-02",
    )  # fmt: skip
    assert find_direction(late, early).direction == "b_to_a"


@pytest.mark.parametrize(
    ("start", "precision"),
    [("2021-03-01", "day"), ("2021-03", "month"), (None, "before"), ("2021-03-04", "after")],
)
def test_a_day_that_is_equal_or_not_known_gives_no_direction(
    press: Any, start: str | None, precision: DatePrecision
) -> None:
    one, other = dated(press, "a", "2021-03-01"), dated(press, "b", start, precision)
    assert find_direction(one, other) == ("unknown", None)
    assert find_direction(one, press.document("b", TEXT)) == ("unknown", None)


def test_a_common_ancestor_is_not_a_copy(press: Any) -> None:
    lead = find_direction(press.document("a", TEXT), crediting(press, "b", "River Wire"))
    assert lead == ("unknown", "b credits River Wire: both may descend from it")


def test_credit_to_the_other_outlet_leads(press: Any) -> None:
    source = press.document("a", TEXT, outlet="The Lamp")
    copy = crediting(press, "b", "the lamp", "The Bell")
    assert find_direction(source, copy) == ("a_to_b", "b credits The Lamp, the outlet of a")
    assert find_direction(copy, source) == ("b_to_a", "a credits The Lamp, the outlet of b")


def test_documents_that_credit_each_other_give_no_direction(press: Any) -> None:
    one, other = (
        crediting(press, "a", "The Bell", "The Lamp"),
        crediting(press, "b", "The Lamp", "The Bell"),
    )
    assert find_direction(one, other).direction == "unknown"
