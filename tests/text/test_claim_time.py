"""A claim's time is that of the deed; of several times the closest, and one lies in another."""

import pytest
from told import Told

from chancery.model import ClaimTime
from chancery.text.claim_time import lies_in, time_of

A = Told("a", "Vale pledged 200 tents on Monday. About 40 soldiers were missing. Vale said so.")


def span(start: str | None, end: str | None) -> ClaimTime:
    return ClaimTime(start=start, end=end, precision="between", basis="stated", evidence=None)


def test_a_statement_has_its_own_time_and_a_figure_that_of_its_count() -> None:
    assert time_of(A.figure("40", 40, "soldiers", None)) is None
    assert time_of(A.commitment("pledge", "200 tents", "Vale")) is None
    event = A.event("pledged", "Vale", time=A.day("Monday", "2031-03-03"))
    assert time_of(event) == event.time


@pytest.mark.parametrize(
    ("outer", "inside"),
    [
        (None, True),
        (span("2031-03-01", "2031-03-31"), True),
        (span("2031-03-05", None), True),
        (span("2031-03-06", None), False),
        (span(None, "2031-03-04"), False),
    ],
)
def test_a_day_lies_in_what_holds_it(outer: ClaimTime | None, *, inside: bool) -> None:
    assert lies_in(span("2031-03-05", "2031-03-05"), outer) == inside


def test_what_is_open_does_not_lie_in_what_is_not() -> None:
    assert not lies_in(span(None, None), span("2031-03-01", "2031-03-31"))
