from collections.abc import Callable

import pytest

from chancery.model import Document
from chancery.stages.describe.outlet_names import same_outlet
from chancery.stages.describe.stage import describe

BODY = (
    "body",
    "The two delegations met for three hours and agreed to meet again within the month.",
)
FORM = ("form", "Your email address will not be published, and neither will your name be.")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("© 2021 Example Times", "Example Times"),
        ("Copyright © 2019, The Harbour Gazette | Terms of Service", "The Harbour Gazette"),
        (
            "© Copyright 2004-2019 The Harbour Gazette Company, Inc. All Rights Reserved",
            "The Harbour Gazette",
        ),
        ("© 2019 harbour-today.com. All rights reserved.", "harbour-today.com"),
        ("Copyright © 2020 BBC. The BBC is not responsible for other sites.", "BBC"),
        ("© 2020 Hafen Zeitung", "Hafen Zeitung"),
    ],
)
def test_a_copyright_notice_names_the_outlet(
    article: Callable[..., Document], line: str, name: str
) -> None:
    described, _ = describe(article(BODY, ("navigation", line)))

    assert described.outlet is not None
    assert described.outlet.value == name
    assert described.outlet.basis == "page_furniture"


@pytest.mark.parametrize(
    "line",
    [
        "© 2019 Harbour Communications, Inc.",
        "© 2019 News Holdings Group",
        "© 2019 ABC, Inc.",
        "© Ann Lee",
        "© harbour-pictures.com",
        "© 2019 The Associated Press. All rights reserved.",
        "© 2019. All rights reserved.",
        "Copyright Policy",
    ],
)
def test_a_company_a_photographer_and_an_agency_are_no_outlet(
    article: Callable[..., Document], line: str
) -> None:
    described, _ = describe(article(BODY, ("navigation", line)))

    assert described.outlet is None


def test_a_line_behind_the_article_that_is_only_a_masthead_names_the_outlet(
    article: Callable[..., Document],
) -> None:
    described, _ = describe(article(BODY, ("navigation", "Harbour News Magazine"), FORM))

    assert described.outlet is not None
    assert described.outlet.value == "Harbour News Magazine"


@pytest.mark.parametrize(
    "line",
    ["Latest News", "SPORT NEWS", "World News Today", "Harbour News", "Related Posts", "Reuters"],
)
def test_a_section_or_an_agency_is_no_masthead(
    article: Callable[..., Document], line: str
) -> None:
    described, _ = describe(article(BODY, ("navigation", line), FORM))

    assert described.outlet is None


def test_a_masthead_in_a_list_of_links_is_not_the_outlet(article: Callable[..., Document]) -> None:
    links = [("navigation", name) for name in ("Home", "The Harbour Gazette", "Sport", "Shop")]

    described, _ = describe(article(BODY, *links))

    assert described.outlet is None


def test_a_masthead_in_the_body_of_the_article_is_not_taken(
    article: Callable[..., Document],
) -> None:
    described, _ = describe(article(BODY, ("body", "The Harbour Gazette"), BODY))

    assert described.outlet is None


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("The Harbour Gazette", "Subscribe to our letter"),
        ("The Quarterly Lantern", "Subscribe to our letter"),
        ("HARBOUR BROADCASTING", "© Harbour Broadcasting Foundation"),
    ],
)
def test_the_masthead_at_the_head_of_a_page_names_the_outlet(
    article: Callable[..., Document], head: str, foot: str
) -> None:
    described, _ = describe(article(("navigation", head), BODY, ("navigation", foot)))

    assert described.outlet is not None
    assert described.outlet.value == head
    assert described.outlet.basis == "page_furniture"


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("Harbour Broadcasting", "Photos: Ann Lee"),
        ("Skip To Content", "© 2019 Someone Else"),
        ("The Daily Crossword", "© Someone Else"),
        ("Harbour", "© Harbour Foundation"),
    ],
)
def test_a_first_line_that_nothing_bears_out_names_no_outlet(
    article: Callable[..., Document], head: str, foot: str
) -> None:
    described, _ = describe(article(("navigation", head), BODY, ("navigation", foot)))

    assert described.outlet is None


def test_a_masthead_in_the_date_line_counts_where_the_page_names_it_again(
    article: Callable[..., Document],
) -> None:
    lines = (("dateline", "Harbour Today, 18 May 2023"), BODY)
    again = ("navigation", "Harbour Today is printed in Harbour.")

    alone, _ = describe(article(*lines))
    twice, _ = describe(article(*lines, again))

    assert alone.outlet is None
    assert twice.outlet is not None
    assert (twice.outlet.value, twice.outlet.basis) == ("Harbour Today", "stated")


@pytest.mark.parametrize(
    "line", ["Ann Lee, 18 May 2023", "Harbour, 18 May 2023", "Reuters News, 18 May 2023"]
)
def test_an_author_a_place_and_an_agency_before_a_date_are_no_outlet(
    article: Callable[..., Document], line: str
) -> None:
    again = ("navigation", f"More from {line.partition(',')[0]}")

    described, _ = describe(article(("dateline", line), BODY, again))

    assert described.outlet is None


def test_an_appeal_that_speaks_of_us_tells_the_one_paper_that_it_names(
    article: Callable[..., Document],
) -> None:
    words = "The Harbour Monitor goes where the ships go. Our reporters ask for your help."
    other = f"{words} So does The Coastal Mail."

    one, _ = describe(article(("appeal", words), BODY))
    two, _ = describe(article(("appeal", other), BODY))
    nobody, _ = describe(article(("appeal", words.replace("Our", "Many")), BODY))

    assert one.outlet is not None
    assert one.outlet.value == "The Harbour Monitor"
    assert two.outlet is None
    assert nobody.outlet is None


def test_an_appeal_that_names_an_outlet_twice_tells_it(article: Callable[..., Document]) -> None:
    appeal = (
        "appeal",
        "The Independent is read everywhere. Give today, and The Independent will stay free.",
    )

    described, _ = describe(article(appeal, BODY))

    assert described.outlet is not None
    assert described.outlet.value == "The Independent"


def test_an_appeal_of_an_unknown_paper_counts_by_its_masthead_word(
    article: Callable[..., Document],
) -> None:
    appeal = ("appeal", "Support Harbour Gazette today. Without you Harbour Gazette cannot go on.")

    described, _ = describe(article(appeal, BODY))

    assert described.outlet is None  # "Support Harbour Gazette" and the name alone are two names


def test_an_outlet_named_once_in_an_appeal_is_not_enough(article: Callable[..., Document]) -> None:
    described, _ = describe(article(("appeal", "Give to The Independent today."), BODY))

    assert described.outlet is None


def test_a_longer_name_is_not_cut_to_a_shorter_one(article: Callable[..., Document]) -> None:
    form = (
        "form",
        "Join The Times of Israel Community. You accept The Times of Israel terms by joining.",
    )

    described, _ = describe(article(BODY, form))

    assert described.outlet is not None
    assert described.outlet.value == "The Times of Israel"


def test_two_names_that_compete_give_none(article: Callable[..., Document]) -> None:
    notices = (
        ("navigation", "© 2021 The Harbour Gazette"),
        ("navigation", "© 2021 The Inland Herald"),
    )

    described, _ = describe(article(BODY, *notices))

    assert described.outlet is None


def test_a_closing_line_states_where_the_article_was_printed(
    article: Callable[..., Document],
) -> None:
    line = ("body", "Published in Harbour Post, October 20th, 2021")

    described, _ = describe(article(BODY, line))

    assert described.outlet is not None
    assert (described.outlet.value, described.outlet.basis) == ("Harbour Post", "stated")
    assert described.published is not None
    assert described.published.start == "2021-10-20"


def test_names_are_one_outlet_s_with_and_without_their_article() -> None:
    assert same_outlet("The Harbour Gazette", "harbour gazette")
    assert not same_outlet("The Harbour Gazette", "The Inland Herald")
