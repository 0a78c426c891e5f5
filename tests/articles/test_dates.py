"""What each of five real articles alone says of time: story 6 of FACTS.md, without linked dates.

The texts are other people's and are not in this repository: they are read from `../shared`, and
the tests are skipped where that is absent. Spans are given by number, so no text is copied.
"""

from pathlib import Path

import pytest

from chancery.model import Dates, Document, TimeExpression
from chancery.pipeline.one import date_one, read_one
from chancery.pipeline.settings import Settings

ARTICLES = Path(__file__).parents[3] / "shared" / "articles" / "moscow-format"
pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"{ARTICLES} is absent")

Found = dict[str, tuple[Document, Dates]]


@pytest.fixture(scope="module")
def found() -> Found:
    made: Found = {}
    for path in sorted(ARTICLES.iterdir()):
        read = read_one(str(path), Settings())
        assert isinstance(read, tuple)
        made[path.name[:3]] = (read[0], date_one(*read))
    return made


def at(found: Found, number: str, start: int) -> TimeExpression:
    (one,) = (one for one in found[number][1].expressions if one.start <= start < one.end)
    return one


def days(one: TimeExpression) -> tuple[str | None, str | None]:
    return one.first, one.last


def test_the_caption_of_001_dates_its_wednesday_and_what_counts_from_it(found: Found) -> None:
    caption, conference = at(found, "001", 4266), at(found, "001", 266)

    assert (caption.start, caption.end, caption.basis) == (4266, 4293, "stated")
    assert days(conference) == ("2021-10-20", "2021-10-20")
    assert conference.anchor is not None
    assert found["001"][1].expressions[conference.anchor] == caption
    assert days(at(found, "001", 1935)) == ("2021-10-19", "2021-10-19")
    assert days(at(found, "001", 1776)) == ("2021-10-11", "2021-10-17")
    first = found["001"][1].published.first
    assert first is not None
    assert (first.day, first.basis, found["001"][1].published.last) == (
        "2021-10-20",
        "caption",
        None,
    )


def test_002_is_bounded_by_what_its_own_text_tells_and_never_has_a_day(found: Found) -> None:
    document, dates = found["002"]
    first, last = dates.published.first, dates.published.last

    assert first is not None
    assert last is not None
    assert (first.day, first.basis) == ("2017-01-01", "continued")
    assert (last.day, last.basis) == ("2021-08-22", "two_sides")
    assert [(one.start, one.end) for one in first.evidence] == [(971, 975), (979, 988)]
    assert all(document.text[one.start : one.end] == one.quote for one in first.evidence)
    for start in (115, 233):
        assert at(found, "002", start).value == "XXXX-WXX-3"
        assert days(at(found, "002", start)) == (None, None)
    assert not any(one.precision == "day" for one in dates.expressions)


def test_003_states_its_day_and_its_capture_stands_apart(found: Found) -> None:
    dates = found["003"][1]

    assert dates.published.basis == "stated"
    assert dates.published.first == dates.published.last
    assert dates.published.first is not None
    assert dates.published.first.day == "2021-10-20"
    assert dates.captured is not None
    assert dates.captured.start == "2024-10-13"
    assert days(at(found, "003", 361)) == ("2021-10-20", "2021-10-20")
    assert not any((one.first or "").startswith("2024") for one in dates.expressions)


@pytest.mark.parametrize(("number", "start", "value"), [("000", 1188, 3), ("004", 371, 5)])
def test_000_and_004_have_a_weekday_alone(
    found: Found, number: str, start: int, value: int
) -> None:
    weekday, published = at(found, number, start), found[number][1].published

    assert (weekday.value, weekday.basis) == (f"XXXX-WXX-{value}", "weekday")
    assert days(weekday) == (None, None)
    assert published.last is None
    assert published.first is not None
    assert published.first.day < "2021-09-01"


def test_every_bound_shows_its_characters(found: Found) -> None:
    for document, dates in found.values():
        for bound in (dates.published.first, dates.published.last):
            for one in bound.evidence if bound else ():
                assert document.text[one.start : one.end] == one.quote
