"""Wording, cuts, headings and repeats, each through the blocks that come out."""

from collections.abc import Callable

import pytest

Typed = Callable[[str], list[tuple[str, str]]]

TITLE = "Mediator leaves hill town without a truce"
LEAD = (
    "A mediator sent by the regional council left the hill town of Berrin on Friday without a "
    "truce between the two militias that have fought over its wells."
)
BODY = [
    "Hamid Dorr said he had spoken with both commanders. He did not say what had been offered.",
    "The council has pledged flour for four thousand families, but lorries wait at the river.",
    "Each side accuses the other of moving guns into the school. Neither claim could be checked.",
]

LONG_LIST = (
    "The council's page has a map of the wells, so that you can see where lorries stand, a list "
    "of the villages that have had no flour since spring, and a word on how to donate to them."
)


def around(*lines: str) -> str:
    """Return an article with the lines after its first paragraph."""
    return "\n".join([TITLE, LEAD, *lines, *BODY])


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("share", "Share this story"),
        ("consent", "We use cookies to improve your visit."),
        ("consent", "Nous utilisons des cookies pour améliorer votre visite."),
        ("form", "Your email address will not be published. Required fields are marked *"),
        ("navigation", "Advertisement"),
        ("navigation", "All rights reserved."),
        ("teaser", "Read more: Wells run dry in the hills"),
        ("appeal", "Subscribe to our newsletter to get the day's news in your inbox."),
        ("appeal", "Abonnez-vous"),
        ("appeal", "Поддержите нас"),
        ("form", "Comments (12)"),
        ("share", "Share on Telegram"),
        ("share", "Share this with WhatsApp"),
        ("share", "Follow us on the wire for more, and tell your friends."),
        ("form", "Fill in your address to get the day's letter."),
        ("appeal", "Sign up for our evening letter"),
    ],
)
def test_furniture_is_known_by_its_wording(typed: Typed, kind: str, line: str) -> None:
    assert (kind, line) in typed(around(line))


@pytest.mark.parametrize(
    "line",
    [
        "“Your donation will be returned, and so will your support,” the commander wrote back.",
        "Residents were asked to subscribe to the council's list before flour could be given out.",
        "The company said on Monday that it uses cookies to follow lorries through the valley.",
        "The council's paper put its reports behind a paywall last year, and few have read them.",
        "Women in the hills have all rights reserved to them by a treaty that few have read.",
        "We will return, the mediator said, and you will hear of it in good time.",
        "“We rely on your support. Donate to us, or we shall sell the wells in the end.",
        "`` We rely on our readers , your support helps us to stay in the hills , '' she wrote .",
        LONG_LIST,
    ],
)
def test_a_paragraph_that_only_speaks_of_such_things_is_kept(typed: Typed, line: str) -> None:
    assert ("body", line) in typed(around(line))


def test_an_appeal_holds_the_lines_between_its_own(typed: Typed) -> None:
    appeal = (
        "Support our journalism\nWe have no owner, and we ask the questions that matter to you."
        "\nYour donation keeps our reporters in the hills."
    )
    assert ("appeal", appeal) in typed(around(appeal))


def test_two_appeals_do_not_swallow_the_paragraph_between_them(typed: Typed) -> None:
    appeal = "Sign up for our newsletter and never miss a story."
    found = typed("\n".join([TITLE, LEAD, appeal, BODY[0], appeal, *BODY[1:]]))
    assert ("body", BODY[0]) in found


def test_an_appeal_glued_to_a_paragraph_is_cut_off(typed: Typed) -> None:
    appeal = "If you value independent journalism, please consider supporting our work."
    found = typed(around(appeal + BODY[0]))
    assert ("appeal", appeal) in found
    assert ("body", BODY[0]) in found


def test_an_appeal_begins_with_its_first_word_to_the_reader_and_ends_where_it_is_glued(
    typed: Typed,
) -> None:
    opening = "Before you go"
    appeal = "Our reporting has no owner. Your donation keeps our reporters in the hills."
    thanks = "Thank you for being here with us."
    found = typed("\n".join([TITLE, opening, appeal, thanks + LEAD, *BODY]))
    assert found[1] == ("appeal", f"{opening}\n{appeal}\n{thanks}")
    assert found[2] == ("body", LEAD)


def test_an_appeal_that_ends_a_paragraph_is_cut_off(typed: Typed) -> None:
    appeal = "Sign up for our newsletter to get more like this in your inbox."
    found = typed(around(f"{BODY[0]} {appeal}"))
    assert ("appeal", appeal) in found
    assert ("body", BODY[0]) in found


def test_an_appeal_is_found_in_an_article_of_one_line(typed: Typed) -> None:
    appeal = "Support our journalism. Your donation helps us to stay."
    assert typed(" ".join([LEAD, appeal, *BODY])) == [
        ("body", LEAD),
        ("appeal", appeal),
        ("body", " ".join(BODY)),
    ]


def test_a_label_glued_to_a_paragraph_is_cut_off(typed: Typed) -> None:
    found = typed(around("Share this article" + BODY[0]))
    assert ("share", "Share this article") in found


def test_a_scrap_beside_consent_belongs_to_it(typed: Typed) -> None:
    line = "This website uses cookies to serve you better. Accept Read More"
    assert typed(around() + "\n" + line)[-1] == ("consent", line)


def test_what_a_notice_of_consent_says_after_it_belongs_to_it(typed: Typed) -> None:
    line = "We use cookies so that the page works. You may refuse them. Accept Refuse"
    assert typed(around() + "\n" + line)[-1] == ("consent", line)


def test_a_field_between_two_lines_of_a_form_belongs_to_it(typed: Typed) -> None:
    form = "Fill in your address to get the day's letter\nEmail\nSubscribe"
    assert typed(around() + "\n" + form)[-1] == ("form", form)


def test_two_names_of_networks_are_share_and_one_is_not(typed: Typed) -> None:
    assert ("share", "Facebook\nTwitter") in typed(around("Facebook", "Twitter"))
    assert ("body", "Facebook") in typed(around("Facebook"))


def test_titles_under_a_label_of_teasers_go_with_it(typed: Typed) -> None:
    teasers = "Related stories\nWells run dry in the hills\n3 May 2023\nFlour price doubles"
    assert ("teaser", teasers) in typed(around(teasers))


def test_heading_lines_are_typed(typed: Typed) -> None:
    dek = "Regional council's envoy gives no word on what militias in Berrin were offered"
    credit = "Lena Dorr/Hill Pictures"
    text = "\n".join([TITLE, dek, "By Ilse Maran", "Published 3 May 2023", credit, LEAD, *BODY])
    assert typed(text)[:6] == [
        ("headline", TITLE),
        ("dek", dek),
        ("byline", "By Ilse Maran"),
        ("dateline", "Published 3 May 2023"),
        ("credit", credit),
        ("body", LEAD),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Hamid Dorr walks to his car in Berrin [Lena Dorr/Pool]",
        "The mediator's convoy leaves the hill town (Photo: Lena Dorr)",
        "The school in Berrin is seen in this file photo from last spring",
    ],
)
def test_captions_are_kept_as_captions(typed: Typed, line: str) -> None:
    assert ("caption", line) in typed(around(line))


def test_a_paragraph_with_an_agency_in_brackets_is_no_caption(typed: Typed) -> None:
    line = "Nobody in the hill town had slept when the convoy came back at dawn. (AB/CD)"
    assert ("body", line) in typed(around(line))


def test_a_caption_that_stands_twice_is_kept_once(typed: Typed) -> None:
    line = "Hamid Dorr walks to his car in Berrin [Lena Dorr/Pool]"
    found = [kind for kind, content in typed(around(line, line)) if content == line]
    assert found == ["caption", "repeat"]


def test_a_question_put_to_three_guests_is_no_repeat(typed: Typed) -> None:
    question = "What would you tell the commanders of both militias if they asked for your advice?"
    lines = [part for answer in BODY for part in (question, answer)]
    assert "repeat" not in [kind for kind, _ in typed("\n".join([TITLE, LEAD, *lines]))]


def test_a_short_line_within_a_second_copy_is_part_of_the_repeat(typed: Typed) -> None:
    copy = [LEAD, "Next steps", *BODY]
    kinds = [kind for kind, _ in typed("\n".join([TITLE, *copy, *copy]))]
    assert kinds == ["headline", *["body"] * 5, "repeat"]


def test_short_answers_that_are_the_same_are_kept(typed: Typed) -> None:
    assert [kind for kind, _ in typed(around("Yes.", "No.", "Yes."))][2:5] == ["body"] * 3


def test_the_footer_of_a_flat_page_is_navigation_and_its_stories_are_teasers(
    typed: Typed,
) -> None:
    page = around() + "\nRecommended\nWells run dry in the hills\n2 May 2023\nAbout us\nContact us"
    kinds = [kind for kind, _ in typed(page)]
    assert kinds[-2:] == ["teaser", "navigation"]


def test_a_menu_beside_teasers_without_a_label_is_navigation(typed: Typed) -> None:
    menu = ["Hills", "Wells", "Letters", "Markets"]
    cards = ["Wells run dry in the hills", "2 May 2023", "Flour price doubles", "1 May 2023"]
    found = typed("\n".join([around(), "Privacy policy", *menu, *cards, "© 2023"]))
    assert found[-3:-1] == [
        ("navigation", "\n".join(["Privacy policy", *menu])),
        ("teaser", "\n".join(cards)),
    ]


def test_a_byline_may_end_the_article(typed: Typed) -> None:
    assert typed(around() + "\nBy Ilse Maran")[-1] == ("byline", "By Ilse Maran")


def test_titles_that_stand_twice_about_a_date_are_teasers_with_their_section(typed: Typed) -> None:
    list_of_others = [
        "Letters",
        "Wells and weather",
        "12 May 2023",
        "Wells and weather",
        "The rain came late this year, and the wells know it.",
        "A school for guns",
        "Updated 11 May 2023",
        "A school for guns",
        "Nobody learns to read behind sandbags, says our reader.",
    ]
    found = typed("\n".join([TITLE, LEAD, *BODY, *list_of_others]))
    assert found[-1] == ("teaser", "\n".join(list_of_others))
    assert found[-2] == ("body", BODY[-1])


def test_a_title_that_stands_twice_about_its_own_date_is_no_teaser(typed: Typed) -> None:
    found = typed("\n".join([TITLE, "12 May 2023", TITLE, LEAD, *BODY]))
    assert found[0] == ("headline", TITLE)
    assert ("dateline", "12 May 2023") in found


def test_what_a_notice_of_consent_goes_on_to_say_to_the_reader_goes_with_it(
    typed: Typed,
) -> None:
    notice = (
        "We and our partners store and access information on your device. "
        "You can change your choices at any time in our privacy policy."
    )
    assert ("consent", notice) in typed(around(notice))


def test_a_pictures_owner_does_not_end_the_article(typed: Typed) -> None:
    shown = "The convoy of the mediator leaves the hill town of Berrin."
    found = typed("\n".join([TITLE, LEAD, *BODY[:2], shown, shown, "© Hill Pictures", BODY[2]]))
    assert found[-4:] == [
        ("caption", shown),
        ("repeat", shown),
        ("credit", "© Hill Pictures"),
        ("body", BODY[2]),
    ]
