"""A group that is now the government was none when a text sets the two side by side."""

import pytest
from finder import Finder
from typed import annotate, typed

from chancery.model import Publication
from chancery.stages.dates.stage import find_dates


def published(text: str) -> Publication:
    document = typed(("body", text), language="en")
    return find_dates(document, annotate(document, Finder())).published


@pytest.mark.parametrize(
    "text",
    [
        "Envoys called on Friday for talks between the Rwandan government and the RPF.",
        "Envoys said on Friday that the RPF and the Rwandan government should talk.",
        "Envoys will meet Rwandan authorities and Rwandan Patriotic Front leaders on Friday.",
    ],
)
def test_two_sides_of_a_week_bound_the_publication(text: str) -> None:
    last = published(text).last

    assert last is not None
    assert (last.day, last.basis) == ("1994-07-26", "two_sides")
    assert all(text[one.start : one.end] == one.quote for one in last.evidence)
    assert any("Friday" in one.quote for one in last.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "Envoys recalled on Friday how the Rwandan government and the RPF had met.",
        "Envoys called for talks between the Rwandan government and the RPF.",
        "Envoys called on Friday for what in 1993 the Rwandan government and the RPF signed.",
        "Envoys called on Friday for a study of the former Rwandan government and the RPF.",
        "Envoys called on Friday for talks between the Ugandan government and the RPF.",
        "Envoys called on Friday for talks between the Rwandan government and the opposition.",
    ],
    ids=["looks back", "no week", "dated", "former", "another country", "no such group"],
)
def test_what_is_not_sure_to_be_of_its_week_bounds_nothing(text: str) -> None:
    assert published(text).last is None


def test_what_is_told_as_past_is_no_later() -> None:
    text = "Envoys will press the Rwandan government and the RPF on Friday. In 2005 they met."

    assert published(text).last is None
