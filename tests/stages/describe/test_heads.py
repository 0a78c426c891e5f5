from collections.abc import Callable

import pytest

from chancery.model import Document
from chancery.stages.describe.stage import describe

BODY = (
    "body",
    "The two delegations met for three hours and agreed to meet again within the month.",
)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("Jane Doe in Geneva", "Jane Doe in Geneva"),
        ("BY JANE DOE AND JOHN ROE", "JANE DOE AND JOHN ROE"),
        ("By Jane Doe Updated Nov 13, 2019, 10:28am EST", "Jane Doe"),
        ("By Jane Doe - 11/19/19 06:56 AM EST", "Jane Doe"),
        ("By Jane Doe | Special to the Harbour Gazette", "Jane Doe"),
        ("By Jane Doe jane@example.org (509) 459-5382", "Jane Doe"),
        ("Opinion by Jane Doe", "Jane Doe"),
        ("Von Jana Doe und Max Muster", "Jana Doe und Max Muster"),
        ("Автор: Анна Иванова", "Анна Иванова"),
    ],
)
def test_a_byline_gives_the_names(article: Callable[..., Document], line: str, names: str) -> None:
    described, _ = describe(article(("headline", "Talks open"), ("byline", line), BODY))

    assert described.byline is not None
    assert described.byline.value == names
    assert described.byline.evidence is not None
    assert described.byline.evidence.quote == names


def test_an_unmarked_line_needs_the_word_by(article: Callable[..., Document]) -> None:
    with_by, _ = describe(article(("headline", "Talks open"), ("body", "By Jane Doe"), BODY))
    without, _ = describe(article(("headline", "Talks open"), ("body", "Jane Doe"), BODY))

    assert with_by.byline is not None
    assert without.byline is None


@pytest.mark.parametrize(
    "line", ["By the end of the day nothing was signed.", "By noon", "Published by", "by", "12"]
)
def test_prose_is_no_byline(article: Callable[..., Document], line: str) -> None:
    described, _ = describe(article(("byline", line), BODY))

    assert described.byline is None


def test_a_closing_line_of_reporters_is_the_byline(article: Callable[..., Document]) -> None:
    line = ("body", "(Reporting by Jane Doe and John Roe in Geneva; Editing by Ann Lee)")

    described, _ = describe(article(BODY, line))

    assert described.byline is not None
    assert described.byline.value == "Jane Doe and John Roe in Geneva"


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("GENEVA — ", "GENEVA"),
        ("MOSCOW, Oct 20 (Reuters) - ", "MOSCOW"),
        ("FLINT, Mich., Oct. 4 (UPI) — ", "FLINT, Mich."),
        ("MOSCOW, October 20. /TASS/. ", "MOSCOW"),
        ("MOSCOW. Oct 20 (Interfax) - ", "MOSCOW"),
        ("New Delhi [India], October 20 (ANI): ", "New Delhi"),
        ("(ANSA) - ROMA, 20 OTT - ", "ROMA"),
        ("Paris (AFP) - ", "Paris"),
        ("Mannheim, Germany, Friday – ", "Mannheim, Germany"),
        ("RIO DE JANEIRO/LIMA (Reuters) - ", "RIO DE JANEIRO/LIMA"),
        ("موسكو (رويترز) - ", "موسكو"),
    ],
)
def test_a_dateline_gives_its_place(
    article: Callable[..., Document], opening: str, place: str
) -> None:
    described, _ = describe(article(("body", opening + BODY[1])))

    assert described.dateline is not None
    assert described.dateline.value == place


@pytest.mark.parametrize(
    "opening",
    [
        "BREAKING: ",
        "READ MORE: ",
        "OPINION — ",
        "DEAR READER: ",
        "According to one of them — ",
        "Harbour Town 18 22 13 — ",
        "On Friday - ",
        "Jane Doe (skier): ",
        "(Reuters) - ",
        "July 23 (Reuters) - ",
        "WHAT NOW? — ",
        "THE MINISTER FOR HARBOURS: ",
        "U.S — ",
    ],
)
def test_what_only_looks_like_a_dateline_gives_no_place(
    article: Callable[..., Document], opening: str
) -> None:
    described, _ = describe(article(("body", opening + BODY[1])))

    assert described.dateline is None


def test_a_place_before_a_colon_must_be_named_again(article: Callable[..., Document]) -> None:
    again = ("body", "Islamabad has said nothing of it.")

    with_it, _ = describe(article(("body", "ISLAMABAD: " + BODY[1]), again))
    without, _ = describe(article(("body", "LOOK: " + BODY[1]), again))

    assert with_it.dateline is not None
    assert with_it.dateline.value == "ISLAMABAD"
    assert without.dateline is None


def test_speakers_of_a_transcript_are_no_places(article: Callable[..., Document]) -> None:
    lines = (("body", "WALLACE: What now?"), ("body", "LEE: We go home."), BODY)

    described, _ = describe(article(*lines))

    assert described.dateline is None


def test_only_the_first_line_may_have_a_place_in_capitals_alone(
    article: Callable[..., Document],
) -> None:
    described, _ = describe(article(BODY, ("body", "GENEVA — " + BODY[1])))

    assert described.dateline is None
