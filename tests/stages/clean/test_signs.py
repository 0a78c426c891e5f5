"""Signs of pictures, of a page's foot and of readers' remarks, as lines show them."""

from collections.abc import Callable

import pytest

from chancery.stages.clean.facts import Facts, look_at
from chancery.stages.clean.signs import (
    claims_year,
    is_picture_line,
    opens_like,
    opens_remarks,
)

Typed = Callable[[str], list[tuple[str, str]]]


def seen(*lines: str) -> list[Facts]:
    return [look_at(line, 0, len(line)) for line in lines]


@pytest.mark.parametrize(
    "line",
    [
        "Ilse Maran/Lakeland Pictures/Shore Agency",
        "Ferries at the eastern berth in spring. Photo: Ilse Maran",
        "Fähren am Ostufer. Foto: Ilse Maran",
        "An image by Hamid Dorr",
        "eastern-berth-spring.jpg",
        "Image 2 of 5",
        "3 / 12",
        "© Hamid Dorr Two ferries lie at the eastern berth before dawn.",
    ],
)
def test_a_line_by_a_picture_is_known(line: str) -> None:
    (facts,) = seen(line)

    assert is_picture_line(facts)


@pytest.mark.parametrize(
    "line",
    [
        "The ferries sail again.",
        "© 2021 The Ferry Post",
        "He held up a photo of the berth, and said nothing.",
        "Both sides signed the 12 pages of the text.",
    ],
)
def test_other_lines_are_no_picture_lines(line: str) -> None:
    (facts,) = seen(line)

    assert not is_picture_line(facts)


def test_a_claim_names_a_year_beside_its_sign() -> None:
    foot, named, picture = seen(
        "© 2021 The Ferry Post", "Copyright © The Ferry Post 2021", "© Hamid Dorr Two ferries"
    )

    assert claims_year(foot)
    assert claims_year(named)
    assert not claims_year(picture)


def test_remarks_are_opened_by_their_number_and_title_or_by_stamps_below() -> None:
    stamps = ("Ann on 3 May at 10:15 said:", "Good.", "Ben on 3 May at 11:20 said:", "Bad.")

    assert opens_remarks(seen("3 replies to “Ferries sail again”", "Good."), 0)
    assert opens_remarks(seen("Comments", *stamps), 0)
    assert opens_remarks(seen("2 Kommentare", *stamps), 0)
    assert not opens_remarks(seen("Comments", "The ferries sail again.", *BODY), 0)
    assert not opens_remarks(seen("0 comments", *stamps), 0)
    assert not opens_remarks(seen("Comments from both sides were few.", *stamps), 0)


def test_a_line_that_goes_on_below_opens_like_it() -> None:
    first, second = seen(
        "Two ferries at the eastern berth", "Two ferries at the eastern berth. A/B"
    )

    assert opens_like(first, [second])
    assert not opens_like(second, [first])


TITLE = "Lakeland and Ostrava sign ferry accord after a night of talks"
BODY = [
    "The two governments signed an accord on ferry traffic early on Tuesday, after a long night.",
    "Both sides will open two berths each, the transport ministry said in a statement.",
    "Fishermen on the shore were less pleased, and said that the timetable leaves them no quiet.",
    "A joint commission is to meet in June to decide whether night sailings may begin on trial.",
]


def test_what_readers_wrote_below_an_article_is_not_its_body(typed: Typed) -> None:
    remarks = [
        line
        for name in ("Ann", "Ben", "Cato", "Dora", "Emil")
        for line in (
            f"{name} on May 3, 2021 at 10:15 said:",
            "I do not think that the accord will hold, as nobody has asked the fishermen.",
            "They were never asked before, and the berths are theirs as well as ours.",
        )
    ]
    found = typed("\n".join([TITLE, *BODY, "5 replies to “Ferries sail again”", *remarks]))

    assert [line for kind, line in found if kind == "body"] == BODY


def test_a_line_that_stands_twice_by_a_picture_is_its_caption(typed: Typed) -> None:
    shown = "Two ferries lie at the eastern berth before dawn on a day in spring"
    lines = [*BODY[:2], shown, shown, "Ilse Maran/Lakeland Pictures", *BODY[2:], "Advertisement"]
    found = typed("\n".join([TITLE, *lines]))

    assert ("caption", shown) in found
    assert [line for kind, line in found if kind == "body"] == BODY
