"""Claims of five real articles, each alone: stories 3, 8 and 14 of FACTS.md.

The texts are other people's and are not in this repository: they are read from `../shared`, and
the tests are skipped where that is absent. Spans are given by number, so no text is copied.
"""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from chancery.model import Document, Evidence, Figure, Span, Statement
from chancery.pipeline.one import date_one, read_one
from chancery.pipeline.settings import Settings
from chancery.stages.figures.stage import find_figures
from chancery.stages.resolve.gather import find_referents
from chancery.stages.resolve.within.known import packaged
from chancery.stages.statements.stage import find_statements
from chancery.text.meaning import Meanings

ARTICLES = Path(__file__).parents[3] / "shared" / "articles" / "moscow-format"
pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"{ARTICLES} is absent")

# File, what is said, and the surname or noun that the speaker must be tied to in the document.
SAID = (
    ("001", (436, 475), "Lavrov"),
    ("001", (503, 616), "Lavrov"),
    ("000", (1393, 1533), "Lavrov"),
    ("001", (1815, 1871), "Hanafi"),
    ("001", (3343, 3409), "Peskov"),
    ("001", (3252, 3284), "Kabulov"),
    ("004", (1078, 1288), "Muttaqi"),
    ("002", (245, 347), "Foreign Ministry"),
    ("001", (2822, 2892), "Lavrov"),
    ("003", (2805, 2889), "Lavrov"),
    ("000", (2769, 2814), "Putin"),
)
SCARE_QUOTES = (("001", (2624, 2635)), ("001", (1258, 1267)))
COUNTS = (  # file, number, low, high, modifier
    ("000", (3396, 3401), (5000, 5000, "stated")),
    ("000", (3420, 3423), (700, None, "more_than")),
    ("003", (2119, 2124), (2000, 2000, "approx")),
    ("003", (3084, 3095), (None, 2_000_000, "up_to")),
    ("003", (3115, 3128), (7_000_000, 7_000_000, "stated")),
    ("003", (3186, 3192), (14_000, None, "more_than")),
    ("001", (839, 841), (10, 10, "stated")),
)


class Found(NamedTuple):
    """A document with its claims, and whom its phrases mean."""

    document: Document
    statements: list[Statement]
    figures: list[Figure]
    meanings: Meanings


@pytest.fixture(scope="module")
def found() -> dict[str, Found]:
    made: dict[str, Found] = {}
    for path in sorted(ARTICLES.iterdir()):
        read = read_one(str(path), Settings())
        assert isinstance(read, tuple)
        document, annotation = read
        dates = date_one(document, annotation)
        said = list(find_statements(document, annotation, dates))
        figures = list(find_figures(document, annotation, dates, said))
        referents = find_referents(document, annotation, packaged())
        meanings = Meanings(document.text, referents)
        made[path.name[:3]] = Found(document, said, figures, meanings)
    return made


def overlap(spans: Iterable[Evidence], span: Span) -> int:
    return sum(max(0, min(one.end, span[1]) - max(one.start, span[0])) for one in spans)


@pytest.mark.parametrize(("number", "words", "speaker"), SAID)
def test_what_is_said_has_its_speaker(
    found: dict[str, Found], number: str, words: Span, speaker: str
) -> None:
    one = found[number]
    said = max(one.statements, key=lambda each: overlap(each.words, words))

    assert overlap(said.words, words) >= (words[1] - words[0]) * 0.9
    (party,) = said.speaker
    phrases = [each for each in (party.evidence, party.introduced) if each]
    meant = [one.meanings.of((each.start, each.end)) for each in phrases]
    names = [each.quote for each in phrases] + [each[0].name for each in meant if each]
    assert any(speaker in name for name in names), names


@pytest.mark.parametrize(("number", "span"), SCARE_QUOTES)
def test_scare_quotes_are_no_statement(found: dict[str, Found], number: str, span: Span) -> None:
    for one in found[number].statements:
        longest = sum(each.end - each.start for each in one.words)
        assert overlap(one.words, span) < longest


def test_a_quotation_that_the_page_repeats_is_one_statement_with_two_occurrences(
    found: dict[str, Found],
) -> None:
    holding = [one for one in found["002"].statements if overlap(one.words, (517, 557))]

    assert len(holding) == 1
    assert len(holding[0].occurrences) == 2


@pytest.mark.parametrize(("number", "span", "value"), COUNTS)
def test_a_number_keeps_its_bounds_and_modifier_and_counts_something(
    found: dict[str, Found], number: str, span: Span, value: tuple[int | None, int | None, str]
) -> None:
    (one,) = (each for each in found[number].figures if overlap([each.written], span))

    assert (one.low, one.high, one.modifier) == value
    assert one.unit == "count"
    assert one.counts


def test_a_sum_in_two_currencies_is_one_figure_with_its_equivalent(
    found: dict[str, Found],
) -> None:
    (one,) = (each for each in found["003"].figures if each.unit == "money")

    assert (one.low, one.currency) == (Decimal(1_000_000_000), "EUR")
    (same,) = one.equivalents
    assert same.low == Decimal(1_200_000_000)
    assert "USD" in same.currencies


def test_the_sum_of_the_contracts_is_found_once(found: dict[str, Found]) -> None:
    (one,) = (each for each in found["004"].figures if overlap([each.written], (2605, 2617)))

    assert (one.low, one.unit) == (Decimal(6_500_000_000), "money")


def test_dates_and_lengths_of_time_are_no_figures(found: dict[str, Found]) -> None:
    units = {one.unit for each in found.values() for one in each.figures}
    years = [
        one.written.quote
        for each in found.values()
        for one in each.figures
        if one.low is not None and 1900 <= one.low <= 2100 and one.modifier == "stated"
    ]

    assert units == {"count", "money"}
    assert years == []
