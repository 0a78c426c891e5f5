"""The headline and what stands around it, in texts and on pages whose markup left it as body."""

from collections.abc import Callable

import pytest

from chancery.model.document import KEPT_TYPES, Block, Document
from chancery.stages.clean.stage import Clean

Typed = Callable[[str], list[tuple[str, str]]]
Make = Callable[..., Document]

TITLE = "Salt tax splits the island parliament before the vote"
LEAD = (
    "The island parliament put off its vote on the salt tax late on Monday, after members from "
    "the northern villages left the chamber and took the mace with them."
)
BODY = [
    "Speaker Anna Veld said the tax would be read again once the mace was back in the chamber.",
    "Salt makers in the north say they cannot pay. The treasury says that they never tried to.",
    "A vote without the mace would be void, according to the clerk. It was last lost in 1911.",
]
ARTICLE = [TITLE, LEAD, *BODY]


def kinds_of(found: list[tuple[str, str]], content: str) -> set[str]:
    return {kind for kind, shown in found if content in shown}


@pytest.mark.parametrize("label", ["Opinion", "Sport", "Culture"])
def test_a_menu_of_words_above_the_title_swallows_neither_title_nor_date(
    typed: Typed, label: str
) -> None:
    head = ["Home", "Islands", label, "E-paper", TITLE, "Published May 3, 2023"]
    found = typed("\n".join([*head, LEAD, *BODY]))
    assert found[0] == ("navigation", "\n".join(head[:4]))
    assert found[1:3] == [("headline", TITLE), ("dateline", "Published May 3, 2023")]


def test_a_title_below_a_label_of_teasers_is_found_by_its_byline(typed: Typed) -> None:
    head = ["Most read", "Ferry runs late", TITLE, "By Ilse Maran", "3 May 2023, 9:15 am"]
    found = typed("\n".join([*head, LEAD, *BODY]))
    assert ("headline", TITLE) in found
    assert ("byline", "By Ilse Maran") in found
    assert ("dateline", "3 May 2023, 9:15 am") in found
    assert kinds_of(found, "Ferry runs late") == {"teaser"}


@pytest.mark.parametrize(
    "menu", ["News  Weather  Tides  Letters", "News | Weather | Tides", "News • Weather • Tides"]
)
def test_a_name_above_a_menu_is_the_masthead(typed: Typed, menu: str) -> None:
    found = typed("\n".join(["THE SALT WIND", menu, TITLE, "Tuesday, 3 May 2023", LEAD, *BODY]))
    assert found[:2] == [("navigation", f"THE SALT WIND\n{menu}"), ("headline", TITLE)]


def test_a_name_that_claims_the_copyright_is_the_masthead(typed: Typed) -> None:
    found = typed("\n".join(["Salt Wind", *ARTICLE, "© Salt Wind Trust"]))
    assert found[:2] == [("navigation", "Salt Wind"), ("headline", TITLE)]


def test_a_claim_of_rights_below_furniture_ends_the_page_and_credits_nothing(typed: Typed) -> None:
    foot = ["Sign up for our evening bulletin", "© Salt Wind Foundation"]
    found = typed("\n".join([TITLE, LEAD, *BODY, *foot]))
    assert found[-1] == ("navigation", "© Salt Wind Foundation")


def test_three_names_on_a_signed_line_are_no_menu(typed: Typed) -> None:
    byline = "By Ilse Maran | Dorr Hamid | Lena Veld"
    assert ("byline", byline) in typed("\n".join([TITLE, byline, LEAD, *BODY]))


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("byline", "Opinion by Ilse Maran"),
        ("byline", "Analysis by Ilse Maran"),
        ("byline", "Ilse Maran, Staff Writer"),
        ("byline", "By Ilse Maran - 03/05/23 11:04 PM"),
        ("dateline", "May 17, 2023, 3:42 p.m."),
        ("dateline", "Updated May 3, 6:55 AM;Posted May 3, 6:51 AM"),
        ("dateline", "First published 18 May 2023, 19:10. Last updated 21:45."),
        ("dateline", "Salt Wind, 3 May 2023"),
        ("dateline", "2023年5月3日"),
        ("caption", "Members leave the chamber on Monday. Photograph: Lena Dorr/Hill Pictures"),
        ("caption", "A member rubs out the count (lena11/iStock)"),
        ("caption", "The mace in its place (c) Lena Dorr"),
        ("dateline", "3 May 2023 | Islands"),
        ("dateline", "Last updated 4 May 2023, originally published 3 May 2023"),
        ("credit", "Lena Dorr/Hill Pictures"),
        ("credit", "Photo : Hill News"),
        ("credit", "© Hill Pictures"),
        ("credit", "Jupiterimages, Getty Images"),
    ],
)
def test_a_line_between_title_and_lead_is_typed(typed: Typed, kind: str, line: str) -> None:
    assert typed("\n".join([TITLE, line, LEAD, *BODY]))[:2] == [("headline", TITLE), (kind, line)]


@pytest.mark.parametrize(
    "line", ["1 / 23", "84.1", "12月3日，议会推迟了表决，北方议员离开了会场。"]
)
def test_figures_and_sentences_without_blanks_are_no_date(typed: Typed, line: str) -> None:
    assert kinds_of(typed("\n".join([TITLE, line, LEAD, *BODY])), line) != {"dateline"}


def test_a_name_under_a_lone_by_is_its_byline(typed: Typed) -> None:
    found = typed("\n".join([TITLE, "By", "Ilse Maran", "3 May 2023", LEAD, *BODY]))
    assert found[1:3] == [("byline", "By"), ("byline", "Ilse Maran")]


def test_a_sentence_above_the_byline_is_a_dek_and_not_the_lead(typed: Typed) -> None:
    dek = (
        "Members from the northern villages took the mace with them and left the salt tax unread."
    )
    found = typed("\n".join([TITLE, dek, "By Ilse Maran", LEAD, *BODY]))
    assert found[1:4] == [("dek", dek), ("byline", "By Ilse Maran"), ("body", LEAD)]


def test_a_question_above_the_lead_is_no_dek(typed: Typed) -> None:
    line = "Who took the mace from the island parliament on Monday?"
    found = typed("\n".join([TITLE, "3 May 2023", line, LEAD, *BODY]))
    assert ("body", line) in found


def test_a_date_above_the_title_is_its_own_with_share_between(typed: Typed) -> None:
    found = typed("\n".join(["3 May 2023 at 9:40 am", "Tweet", *ARTICLE]))
    assert ("dateline", "3 May 2023 at 9:40 am") in found
    assert ("headline", TITLE) in found


def test_a_title_with_a_dash_before_its_last_words_is_no_caption(typed: Typed) -> None:
    title = "Salt Tax Splits the Island Parliament – Until Now"
    assert typed("\n".join([title, LEAD, *BODY]))[0] == ("headline", title)


def test_a_path_of_a_file_credits_no_picture(typed: Typed) -> None:
    assert ("body", "COPY /srv/mace") in typed("\n".join([TITLE, LEAD, "COPY /srv/mace", *BODY]))


def test_a_notice_of_rights_is_no_credit(typed: Typed) -> None:
    line = "©RIPRODUZIONE RISERVATA"
    assert ("credit", line) not in typed("\n".join([*ARTICLE, line]))


def test_where_a_text_first_appeared_is_a_credit(typed: Typed) -> None:
    note = "This article was originally published by the Salt Wind."
    assert typed("\n".join([*ARTICLE, note]))[-1] == ("credit", note)


def test_who_else_wrote_is_a_credit_at_the_end_only(typed: Typed) -> None:
    note = "Hamid Dorr contributed to this report."
    assert typed("\n".join([*ARTICLE, note]))[-1] == ("credit", note)
    assert ("body", note) in typed("\n".join([TITLE, LEAD, note, *BODY]))


def test_a_first_sentence_of_a_text_without_title_is_body(typed: Typed) -> None:
    first = "Nobody on the island had seen the mace since Monday night."
    assert typed("\n".join([first, LEAD, *BODY]))[0] == ("body", first)


def run_page(make: Make, parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    text, blocks = "", []
    for kind, content in parts:
        end = len(text) + len(content) + 1
        kept = kind in KEPT_TYPES
        blocks.append(Block(type=kind, start=len(text), end=end, kept=kept))  # type: ignore[arg-type]
        text += content + "\n"
    ((result,),) = Clean().run([make(text, "text/html", tuple(blocks))])
    assert isinstance(result, Document)
    return [(b.type, text[b.start : b.end].strip()) for b in result.blocks]


def test_body_of_a_page_is_typed_above_the_lead(document: Make) -> None:
    dek = "Northern members took the mace and left the salt tax unread."
    body = "\n".join([dek, "By Ilse Maran", "3 May 2023", LEAD, *BODY])
    assert run_page(document, [("headline", TITLE), ("body", body)]) == [
        ("headline", TITLE),
        ("dek", dek),
        ("byline", "By Ilse Maran"),
        ("dateline", "3 May 2023"),
        ("body", "\n".join([LEAD, *BODY])),
    ]


def test_of_a_page_without_types_the_headline_is_found_below_its_menu(document: Make) -> None:
    body = "\n".join(["Front page", "Tides", "Letters", *ARTICLE])
    tail = "Also today\nFerry runs late\nNew stamps show the mace"
    note = "Hamid Dorr contributed to this report."
    found = run_page(document, [("body", body), ("body", note), ("body", tail)])
    assert found[0] == ("navigation", "Front page\nTides\nLetters")
    assert found[1] == ("headline", TITLE)
    assert ("credit", note) in found
    assert found[-1] == ("teaser", tail)


def test_on_a_page_a_label_of_teasers_with_prose_below_removes_nothing(document: Make) -> None:
    parts = [("headline", TITLE), ("body", "\n".join([LEAD, "Trending", "Salt", *BODY]))]
    assert {kind for kind, _ in run_page(document, parts)} == {"headline", "body"}


def test_a_page_of_nothing_but_a_dek_stays_as_it_was(document: Make) -> None:
    parts = [("navigation", "Home"), ("dek", "Members took the mace and left.")]
    assert run_page(document, parts) == parts
