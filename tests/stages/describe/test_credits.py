from collections.abc import Callable

import pytest

from chancery.model import Credit, Document
from chancery.stages.describe.stage import describe

BODY = (
    "body",
    "The two delegations met for three hours and agreed to meet again within the month.",
)
MORE = ("body", "Neither side would say what had been discussed, and the hosts gave no statement.")


def credits_of(document: Document) -> list[Credit]:
    return describe(document)[1]


def told(found: list[Credit]) -> list[tuple[str, str, str]]:
    return [(credit.agency, credit.medium, credit.scope) for credit in found]


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("WASHINGTON (AP) — ", "AP"),
        ("MOSCOW, Oct 20 (Reuters) - ", "Reuters"),
        ("(Reuters) - ", "Reuters"),
        ("MOSCOW, October 20. /TASS/. ", "TASS"),
        ("МОСКВА, 20 окт — РИА Новости. ", "RIA Novosti"),
        ("Berlin (dpa/xyz) - ", "dpa"),
        ("London, Oct 20 (PA) - ", "PA Media"),
        ("New Delhi [India], October 20 (ANI): ", "ANI"),
    ],
)
def test_an_agency_in_the_dateline_is_credited_with_the_body(
    article: Callable[..., Document], opening: str, agency: str
) -> None:
    document = article(("headline", "Talks open"), ("body", opening + BODY[1]), MORE)

    (credit,) = credits_of(document)

    assert told([credit]) == [(agency, "text", "document")]
    start, end = credit.covers
    assert document.text[start:end].startswith(opening)
    assert document.text[start:end].endswith(MORE[1])


@pytest.mark.parametrize(
    "line",
    [
        "By MATTHEW ROE, Associated Press",
        "By The Associated Press",
        "Associated Press",
        "Jane Doe and John Roe, AP",
    ],
)
def test_an_agency_in_the_byline_is_credited_with_the_body(
    article: Callable[..., Document], line: str
) -> None:
    found = credits_of(article(("headline", "Talks open"), ("byline", line), BODY, MORE))

    assert told(found) == [("AP", "text", "document")]


@pytest.mark.parametrize(
    "line",
    [
        "Nobody answered calls at the weekend. — AFP",
        "Nobody answered calls at the weekend.—AFP",
        "Nobody answered calls at the weekend. (AFP)",
        "Nobody answered calls at the weekend. (AFP/xyz)",
        "AFP",
        "With inputs from AFP",
        "(with AFP)",
        "Source: AFP",
        "Con información de AFP",
        "The Agence France-Presse contributed to this report.",
        "Jane Doe of Agence France-Presse contributed to this report.",
        "Copyright 2021 Agence France-Presse. All rights reserved.",
    ],
)
def test_a_closing_credit_covers_the_body(article: Callable[..., Document], line: str) -> None:
    found = credits_of(article(BODY, MORE, ("body", line)))

    assert told(found) == [("AFP", "text", "document")]


def test_agencies_named_together_are_each_credited(article: Callable[..., Document]) -> None:
    found = credits_of(article(BODY, MORE, ("body", "With inputs from AFP, EFE and Reuters")))

    assert {credit.agency for credit in found} == {"AFP", "EFE", "Reuters"}
    assert len({credit.evidence.quote for credit in found}) == 1


def test_a_dash_credit_high_up_in_the_body_is_not_the_article_s(
    article: Callable[..., Document],
) -> None:
    line = ("body", "Nobody answered calls at the weekend. — AFP")

    assert credits_of(article(BODY, line, BODY, BODY, BODY, BODY)) == []


def test_an_abbreviation_behind_its_long_form_is_no_end_credit(
    article: Callable[..., Document],
) -> None:
    line = ("body", "They were members of the Palace Alliance (PA).")

    assert credits_of(article(BODY, MORE, line)) == []


def test_an_introduction_with_a_colon_covers_the_paragraphs_up_to_another_report(
    article: Callable[..., Document],
) -> None:
    document = article(
        BODY,
        ("body", "AP reports of the harbour talks:"),
        ("body", "The first paragraph of the agency's own account."),
        ("caption", "The hall."),
        ("body", "The second paragraph of the same account."),
        ("body", "The port has grown. As Harbour Gazette previously reported, it was sold."),
        MORE,
    )

    (credit,) = credits_of(document)

    assert told([credit]) == [("AP", "text", "passage")]
    assert credit.evidence.quote == "AP reports of the harbour talks:"
    covered = document.text[slice(*credit.covers)]
    assert covered.startswith("The first paragraph")
    assert covered.endswith("of the same account.\n")


@pytest.mark.parametrize("stop", ["He went on:", "The envoy told Reuters that he would stay."])
def test_another_introduction_or_source_ends_the_passage(
    article: Callable[..., Document], stop: str
) -> None:
    document = article(("body", "AP reports:"), BODY, ("body", stop), MORE)

    passage = credits_of(document)[0]

    assert document.text[slice(*passage.covers)] == BODY[1] + "\n"


def test_a_quoted_passage_ends_with_its_quotation_marks(article: Callable[..., Document]) -> None:
    document = article(("body", "AP reports:"), ("body", "“It is over.”"), BODY, MORE)

    (credit,) = credits_of(document)

    assert document.text[slice(*credit.covers)] == "“It is over.”\n"


def test_a_passage_may_run_to_the_end_of_the_text(article: Callable[..., Document]) -> None:
    document = article(("body", "AP reports:"), BODY)

    (credit,) = credits_of(document)

    assert credit.covers[1] == len(document.text)


@pytest.mark.parametrize("following", [[], [("body", "He went on:")]])
def test_an_introduction_of_nothing_is_a_sentence(
    article: Callable[..., Document], following: list[tuple[str, str]]
) -> None:
    found = credits_of(article(BODY, ("body", "AP reports of the talks:"), *following))

    assert told(found) == [("AP", "text", "sentence")]


@pytest.mark.parametrize(
    ("sentence", "agency", "quote"),
    [
        (
            "As seen in an Associated Press report, the talks went on.",
            "AP",
            "As seen in an Associated Press report",
        ),
        ("He left, he told Reuters.", "Reuters", "told Reuters"),
        ("The talks are over, TASS reported.", "TASS", "TASS reported"),
        ("“Over,” he told the state news agency SANA.", "SANA", "told the state news agency SANA"),
        ("It is over, according to the AP on Friday.", "AP", "according to the AP"),
        ("“Over,” he told PTI.", "PTI", "told PTI"),
        ("He said to reporters, Xinhua, citing police, said.", "Xinhua", "Xinhua, citing"),
        ("Es endet, sagte er der dpa.", None, None),
        ("Es endet, berichtete die Nachrichtenagentur dpa.", "dpa", None),
        ("C’est fini, a-t-il déclaré à l’AFP.", "AFP", "déclaré à l’AFP"),
        ("Все кончено, сообщает ТАСС.", "TASS", "сообщает ТАСС"),
        ("Es el fin, según EFE.", "EFE", "según EFE"),
    ],
)
def test_a_source_of_a_statement_is_credited_with_its_sentence(
    article: Callable[..., Document], sentence: str, agency: str | None, quote: str | None
) -> None:
    document = article(("body", f"It rained. {sentence} It was late."), BODY)

    found = credits_of(document)

    assert told(found) == ([(agency, "text", "sentence")] if agency else [])
    for credit in found:
        assert document.text[slice(*credit.covers)] == sentence
        assert quote is None or credit.evidence.quote == quote


@pytest.mark.parametrize(
    "sentence",
    [
        "The Reuters/Ipsos poll gave her a lead of five points.",
        "He told AP Chief Minister Roe about it.",
        "The team is ranked in the AP Top 25 again.",
        "He is a former Reuters reporter.",
        "The campaign said the AP report was wrong.",
        "She called AP’s report a rumour.",
        "According to Thomson Reuters data, shares rose.",
        "Mayor Michael Bloomberg said it was over.",
        "The PA said it would not take part.",
        "PTI said it would march on the capital.",
        "The ap is new.",
        "Write to desk@AP.example or see photo-AP-1.jpg for more.",
    ],
)
def test_a_name_that_credits_nobody_gives_nothing(
    article: Callable[..., Document], sentence: str
) -> None:
    assert credits_of(article(BODY, ("body", sentence), BODY, BODY, BODY, BODY)) == []


def test_an_abbreviation_with_a_point_does_not_end_the_sentence(
    article: Callable[..., Document],
) -> None:
    sentence = "The U.S. envoy, Mr. Roe, told Reuters that he would stay."
    document = article(("body", f"It rained. {sentence} It was late."))

    (credit,) = credits_of(document)

    assert document.text[slice(*credit.covers)] == sentence


@pytest.mark.parametrize(
    ("line", "agency", "quote"),
    [
        ("caption The hall on Monday [Ann Lee/Pool via AFP]", "AFP", "[Ann Lee/Pool via AFP]"),
        ("caption The minister in this file photo. — AFP", "AFP", "— AFP"),
        ("caption The hall on Monday. AP", "AP", "AP"),
        ("body The hall on Monday. (AP Photo/Ann Lee, File)", "AP", "(AP Photo/Ann Lee, File)"),
        ("body The hall on Monday. (Ann Lee - AP)", "AP", "(Ann Lee - AP)"),
        (
            "body The hall on Monday. Photograph: Ann Lee/Reuters",
            "Reuters",
            "Photograph: Ann Lee/Reuters",
        ),
        ("body The minister is seen in this file photo. — AFP", "AFP", "— AFP"),
        ("body AP Photo/Ann Lee", "AP", "AP Photo/Ann Lee"),
        ("body REUTERS/Ann Lee", "Reuters", "REUTERS/Ann Lee"),
        ("body Ann Lee via AP", "AP", "Ann Lee via AP"),
        ("body Shutterstock", "Shutterstock", "Shutterstock"),
        ("credit Ann Lee/Getty Images Plus", "Getty Images", "Ann Lee/Getty Images Plus"),
        ("credit Photo: Reuters", "Reuters", "Photo: Reuters"),
        ("credit AFP", "AFP", "AFP"),
    ],
)
def test_a_picture_credit_is_never_a_credit_for_words(
    article: Callable[..., Document], line: str, agency: str, quote: str
) -> None:
    kind, _, text = line.partition(" ")
    document = article((kind, text), BODY, MORE)

    described, found = describe(document)

    assert told(found) == [(agency, "photo", "passage")]
    assert found[0].evidence.quote == quote
    assert described.agencies == ()
    assert [value.value for value in described.photo_credits] == [agency]


def test_two_picture_agencies_on_one_line_are_both_credited(
    article: Callable[..., Document],
) -> None:
    found = credits_of(article(("credit", "Ann Lee/iStock/Getty Images Plus"), BODY))

    assert {credit.agency for credit in found} == {"iStock", "Getty Images"}


@pytest.mark.parametrize(
    "line",
    [
        ("body", "On Monday the EPA said that the water was clean."),
        ("body", "The Environmental Protection Agency (EPA) took part in the talks on water."),
        (
            "caption",
            "Ann Lee told Reuters in the hall on Monday that she would not leave the talks",
        ),
        ("teaser", "Talks end in the old harbour — AFP"),
        ("repeat", "The hall on Monday [Ann Lee/AFP]"),
    ],
)
def test_what_is_no_credit_line_credits_no_picture(
    article: Callable[..., Document], line: str
) -> None:
    assert credits_of(article(BODY, line, MORE)) == []


def test_a_credit_block_may_credit_words(article: Callable[..., Document]) -> None:
    found = credits_of(article(BODY, MORE, ("credit", "With additional reporting by Reuters")))

    assert told(found) == [("Reuters", "text", "document")]


def test_credits_without_a_body_cover_what_is_kept(article: Callable[..., Document]) -> None:
    document = article(("headline", "Talks open"), ("byline", "By The Associated Press"))

    (credit,) = credits_of(document)

    assert document.text[slice(*credit.covers)] == "Talks open\nBy The Associated Press"


def test_a_notice_in_a_page_without_kept_text_covers_the_page(
    article: Callable[..., Document],
) -> None:
    document = article(("navigation", "© 2021 The Associated Press. All rights reserved."))

    (credit,) = credits_of(document)

    assert credit.covers == (0, len(document.text))


@pytest.mark.parametrize("kind", ["body", "credit"])
def test_a_note_of_many_writers_credits_words_and_no_picture(
    article: Callable[..., Document], kind: str
) -> None:
    writers = (
        "Ann Lee in Harrow, Mo., Karl Meyer, Lena F. Moss, Tom Reed and Ida Holm in Velm, Ga."
    )
    note = f"Associated Press writers {writers}, contributed to this report."

    found = credits_of(article(BODY, MORE, (kind, note)))

    assert told(found) == [("AP", "text", "document")]


def test_a_note_credits_no_agency_of_the_sentence_before(article: Callable[..., Document]) -> None:
    line = "The hall is run by the Associated Press trust. Ann Lee contributed to this report."

    assert credits_of(article(BODY, MORE, ("body", line))) == []


def test_an_elided_article_before_the_word_for_agency_is_no_hindrance(
    article: Callable[..., Document],
) -> None:
    line = "Le pont a cédé, selon l'agence Reuters."

    assert told(credits_of(article(BODY, ("body", line)))) == [("Reuters", "text", "sentence")]
