"""The times of claims in an undated document, as its thread dates them."""

import msgspec
import pytest

from chancery.model import (
    BoundBasis,
    ClaimTime,
    ClaimTimeBasis,
    DayBound,
    LinkedDates,
    Publication,
    cite,
)
from chancery.text.linked import linked_time

TEXT = (
    "Aldania hosted talks on Wednesday in Port Tarn. Last week its envoy went to Corvia. "
    "In 2019 both signed a truce. More talks will follow on Friday. They met in August."
)
UNKNOWN = Publication(first=None, last=None, basis=None)


def said(words: str, basis: ClaimTimeBasis = "weekday") -> ClaimTime:
    start = TEXT.index(words)
    return ClaimTime(
        start=None,
        end=None,
        precision="unknown",
        basis=basis,
        evidence=cite("document-1", TEXT, start, start + len(words)),
    )


def bound(day: str, basis: BoundBasis = "linked") -> DayBound:
    return DayBound(day=day, basis=basis, evidence=())


def links(
    day: str | None = None, first: DayBound | None = None, last: DayBound | None = None
) -> LinkedDates:
    return LinkedDates(id="linked_dates-1", document="document-1", day=day, first=first, last=last)


@pytest.mark.parametrize(
    ("words", "basis", "start", "end"),
    [
        ("Wednesday", "weekday", "2021-10-20", "2021-10-20"),
        ("Last week", "unknown", "2021-10-11", "2021-10-17"),
        ("Friday", "weekday", "2021-10-22", "2021-10-22"),
        ("August", "unknown", "2021-08-01", "2021-08-31"),
    ],
)
def test_words_are_counted_from_the_day_that_the_thread_gives(
    words: str, basis: ClaimTimeBasis, start: str, end: str
) -> None:
    found = linked_time(said(words, basis), TEXT, UNKNOWN, links("2021-10-20"))

    assert (found.start, found.end, found.basis) == (start, end, "linked")
    assert found.evidence == said(words).evidence


def test_what_the_words_state_stays() -> None:
    stated = msgspec.structs.replace(
        said("2019", "stated"), start="2019-01-01", end="2019-12-31", precision="year"
    )

    assert linked_time(stated, TEXT, UNKNOWN, links("2021-10-20")) == stated


def test_bounds_alone_give_a_weekday_no_day() -> None:
    found = linked_time(said("Wednesday"), TEXT, UNKNOWN, links(first=bound("2021-08-09")))

    assert (found.start, found.end) == ("2021-08-09", None)
    assert (found.precision, found.basis) == ("between", "linked")


def test_the_documents_own_bounds_are_not_called_linked() -> None:
    own = Publication(
        first=bound("2017-01-01", "told"), last=bound("2021-08-22", "two_sides"), basis="inferred"
    )
    found = linked_time(said("Wednesday"), TEXT, own, None)

    assert (found.start, found.end) == ("2017-01-01", "2021-08-22")
    assert (found.precision, found.basis) == ("between", "weekday")


def test_what_is_yet_to_come_has_no_last_day() -> None:
    own = Publication(first=None, last=bound("2021-08-22", "two_sides"), basis="inferred")

    assert linked_time(said("Friday"), TEXT, own, None) == said("Friday")


def test_without_any_bound_nothing_is_said() -> None:
    assert linked_time(said("Wednesday"), TEXT, UNKNOWN, None) == said("Wednesday")
    assert linked_time(said("Last week"), TEXT, UNKNOWN, links(first=bound("2021-01-01"))) == said(
        "Last week"
    )
