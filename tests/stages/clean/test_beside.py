"""Lines that markup left out, given back to the headline, the pictures and the end of a page."""

from collections.abc import Callable

import msgspec
import pytest

from chancery.model import Document, TextValue, cite_markup
from chancery.model.document import KEPT_TYPES, Block
from chancery.stages.clean.stage import Clean

Make = Callable[..., Document]
Parts = list[tuple[str, str]]

TITLE = "Salt tax splits the island parliament before the vote"
LEAD = (
    "The island parliament put off its vote on the salt tax late on Monday, after members from "
    "the northern villages left the chamber and took the mace with them."
)
BODY = "Speaker Anna Veld said the tax would be read again once the mace was back in its place."
SHOWN = "Members of the northern villages carry the mace to the harbour"


def run_page(make: Make, parts: Parts, author: str | None = None) -> Parts:
    text, blocks = "", []
    for kind, content in parts:
        end = len(text) + len(content) + 1
        kept = kind in KEPT_TYPES
        blocks.append(Block(type=kind, start=len(text), end=end, kept=kept))  # type: ignore[arg-type]
        text += content + "\n"
    page = make(text, "text/html", tuple(blocks))
    if author:
        evidence = cite_markup("capture", "meta[author]")
        byline = TextValue(value=author, basis="markup", evidence=evidence)
        page = msgspec.structs.replace(page, byline=byline)
    ((result,),) = Clean().run([page])
    assert isinstance(result, Document)
    return [(b.type, text[b.start : b.end].strip()) for b in result.blocks]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("byline", "By Ilse Maran"),
        ("byline", "Par Ilse Maran"),
        ("byline", "Ilse Maran"),  # whom the markup names
        ("byline", "Hamid Dorr"),
        ("dateline", "| 3 May 2023"),
        ("dateline", "3 May 2023 / Islands / Taxes"),
        ("credit", "Foto: Lena Dorr"),
        ("credit", "(Image: © Shutterstock)"),
        ("caption", f"{SHOWN}. Photo: Lena Dorr"),
    ],
)
def test_a_removed_line_between_headline_and_lead_is_given_back(
    document: Make, kind: str, line: str
) -> None:
    parts = [("headline", TITLE), ("navigation", line), ("body", f"{LEAD}\n{BODY}")]
    assert run_page(document, parts, "Ilse Maran and Hamid Dorr")[1] == (kind, line)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("navigation", "Islands"),
        ("teaser", "Ferry runs late as the harbour master looks for his keys"),
        ("form", "By Ilse Maran"),
        ("navigation", "Lena Veld"),  # nobody names her as an author
    ],
)
def test_other_lines_there_stay_removed(document: Make, kind: str, line: str) -> None:
    parts = [("headline", TITLE), (kind, line), ("body", f"{LEAD}\n{BODY}")]
    assert run_page(document, parts, "Ilse Maran") == parts


def test_a_date_behind_a_menu_is_not_given_back(document: Make) -> None:
    menu = "Islands\nTides\nLetters\nHarbour\n3 May 2023"
    parts = [("headline", TITLE), ("navigation", menu), ("body", f"{LEAD}\n{BODY}")]
    assert run_page(document, parts) == parts


def test_a_removed_line_above_a_pictures_credit_is_its_caption(document: Make) -> None:
    removed = f"{SHOWN}\nLena Dorr/Getty Images"
    parts = [("headline", TITLE), ("body", LEAD), ("teaser", removed), ("body", BODY)]
    assert run_page(document, parts)[2:4] == [
        ("caption", SHOWN),
        ("credit", "Lena Dorr/Getty Images"),
    ]


@pytest.mark.parametrize("removed", ["Salt mill (Sight / Museum)", "Wool / Linen"])
def test_a_slash_without_an_agency_credits_no_picture(document: Make, removed: str) -> None:
    parts = [("headline", TITLE), ("body", LEAD), ("navigation", removed), ("body", BODY)]
    assert run_page(document, parts) == parts


def test_who_wrote_is_given_back_at_the_end_up_to_the_first_other_line(document: Make) -> None:
    end = "Ilse Maran\nPhoto: Lena Dorr\nMore on taxes\n4 May 2023"
    parts = [("headline", TITLE), ("body", f"{LEAD}\n{BODY}"), ("navigation", end)]
    assert run_page(document, parts, "Ilse Maran")[2:] == [
        ("byline", "Ilse Maran"),
        ("credit", "Photo: Lena Dorr"),
        ("navigation", "More on taxes\n4 May 2023"),
    ]


@pytest.mark.parametrize(
    ("given", "line", "kind"),
    [
        ("caption", "Getty Images", "credit"),
        ("caption", "© Hill Pictures", "credit"),
        ("caption", f"{SHOWN} (Lena Dorr/AP)", "caption"),
        ("byline", "Photograph by Lena Dorr", "credit"),
        ("byline", "3 May 2023", "dateline"),
        ("byline", "Ilse Maran - 3 May 2023", "byline"),
        ("body", "Ilse Maran", "byline"),
        ("body", "Read more: Ferry runs late", "teaser"),
    ],
)
def test_what_markup_calls_a_line_is_mended_by_its_wording(
    document: Make, given: str, line: str, kind: str
) -> None:
    parts = [("headline", TITLE), ("body", LEAD), (given, line), ("body", BODY)]
    assert run_page(document, parts, "Ilse Maran")[2] == (kind, line)


def test_a_page_without_a_headline_or_a_lead_stays_as_it_is(document: Make) -> None:
    for first in (("body", BODY), ("headline", TITLE)):
        parts = [first, ("navigation", "By Ilse Maran"), ("body", "Soon.")]
        assert run_page(document, parts)[1] == ("navigation", "By Ilse Maran")
