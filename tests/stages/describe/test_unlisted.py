from collections.abc import Callable

import pytest

from chancery.model import Credit, Document, TextValue
from chancery.stages.describe.stage import describe

Article = Callable[..., Document]

BODY = (
    "body",
    "The two delegations met for three hours and agreed to meet again within the month.",
)
MORE = ("body", "Neither side would say what had been discussed, and the hosts gave no statement.")
SPOKEN_FRENCH = (
    "Les deux délégations ont parlé pendant trois heures et se sont mises d'accord pour une autre "
    "rencontre dans le mois, mais pas sur la suite, et les hôtes n'ont rien dit à la presse qui "
    "les attendait devant la porte."
)
FRENCH = ("body", SPOKEN_FRENCH)


def credits_of(document: Document) -> list[Credit]:
    return describe(document)[1]


def told(found: list[Credit]) -> list[tuple[str, str, str]]:
    return [(credit.agency, credit.medium, credit.scope) for credit in found]


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("HARROW, Moorland (OMP) — ", "OMP"),
        ("HARROW (OMP) - ", "OMP"),
        ("HARROW, Moorland (Bellwire) - ", "Bellwire"),
        ("Harrow, 4 May (OMP) -- ", "OMP"),
        ("HARROW (Over-Moor Press) — ", "Over-Moor Press"),
        ("HARROW, 4 May /OMP/ - ", "OMP"),
    ],
)
def test_the_bracket_before_the_dash_names_an_agency_that_no_table_lists(
    article: Article, opening: str, agency: str
) -> None:
    (credit,) = credits_of(article(("body", opening + BODY[1]), MORE))

    assert told([credit]) == [(agency, "text", "document")]
    assert not credit.known
    assert credit.evidence.quote.startswith(opening.rstrip()[:6])


@pytest.mark.parametrize(
    "opening",
    [
        "HARROW (Anna Lee) — ",
        "HARROW (Texas) — ",
        "HARROW (Frankreich) — ",
        "HARROW (USA) — ",
        "HARROW (NYSE: OMP) — ",
        "HARROW (4 May) — ",
        "HARROW (UPDATE) — ",
        "HARROW (CNN) — ",
        "HARROW, Calif. (KQRX) — ",
        "HARROW (Herald) — ",
        "HARROW (Moorland Free Press) — ",
        "Harrow (Moorland) — ",
        "HARROW (OP) — ",
    ],
)
def test_a_person_a_place_a_share_a_station_and_a_paper_in_the_bracket_are_no_agency(
    article: Article, opening: str
) -> None:
    assert credits_of(article(("body", opening + BODY[1]), MORE)) == []


@pytest.mark.parametrize(
    "line",
    [
        "The OMP has ruled the valley since the war.",
        "The Office for Moorland Peace (OMP) opened the talks.",
        "Voters of the OMP stayed at home.",
    ],
)
def test_an_acronym_that_acts_in_the_text_or_is_explained_there_is_no_agency(
    article: Article, line: str
) -> None:
    document = article(("body", f"HARROW (OMP) — {BODY[1]}"), ("body", line))

    assert credits_of(document) == []


def test_an_authors_surname_in_the_bracket_is_no_agency(article: Article) -> None:
    document = article(("byline", "By Anna Bellwire"), ("body", f"HARROW (Bellwire) — {BODY[1]}"))

    assert credits_of(document) == []


@pytest.mark.parametrize(
    "line",
    ["The shelling stopped, a mayor told OMP.", "An OMP reporter saw OMP photographers leave."],
)
def test_an_agency_may_be_credited_and_its_people_named_in_its_own_report(
    article: Article, line: str
) -> None:
    found = credits_of(article(("body", f"HARROW (OMP) — {BODY[1]}"), ("body", line)))

    assert ("OMP", "text", "document") in told(found)


@pytest.mark.parametrize("outlet", ["Over-Moor Press", "OMP", "The OMP"])
def test_the_name_of_the_documents_own_outlet_is_no_agency(article: Article, outlet: str) -> None:
    named = TextValue(value=outlet, basis="stated")

    assert credits_of(article(("body", f"HARROW (OMP) — {BODY[1]}"), MORE, outlet=named)) == []


def test_an_outlet_counts_in_the_dateline_of_another_outlets_page(article: Article) -> None:
    other = TextValue(value="The Harbour Gazette", basis="stated")

    found = credits_of(article(("body", f"HARROW (CNN) — {BODY[1]}"), MORE, outlet=other))

    assert told(found) == [("CNN", "text", "document")]


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("The bridge fell, Harrow News Agency reported on Monday.", "Harrow News Agency"),
        ("The bridge fell, according to the Harrow news agency.", "Harrow"),
        ("The bridge fell, a guard told the Moorish Harrow news agency.", "Moorish Harrow"),
        ("A guard told the German Harrow news agency that it fell.", "Harrow"),
        ("The bridge fell, according to the state news agency Harrow.", "Harrow"),
        ("Citing Harrow News Agency, the mayor said that the bridge fell.", "Harrow News Agency"),
        ("A guard told NM Newswire that the bridge fell.", "NM Newswire"),
        ("The bridge fell, Moorland's Harrow News Agency said.", "Harrow News Agency"),
    ],
)
def test_words_for_an_agency_beside_a_name_make_it_one_where_it_is_credited(
    article: Article, sentence: str, agency: str
) -> None:
    found = credits_of(article(BODY, ("body", sentence), MORE))

    assert told(found) == [(agency, "text", "sentence")]
    assert not found[0].known


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("Le pont a cédé, selon l'agence de presse Harrow.", "Harrow"),
        ("Selon l'Agence de presse Harrow, le pont a cédé.", "Agence de presse Harrow"),
    ],
)
def test_other_languages_have_words_for_agencies_too(
    article: Article, sentence: str, agency: str
) -> None:
    assert told(credits_of(article(FRENCH, ("body", sentence)))) == [(agency, "text", "sentence")]


@pytest.mark.parametrize(
    "sentence",
    [
        "A guard told the German news agency that the bridge fell.",
        "A guard told the news agency Monday that the bridge fell.",
        "Another news agency reported that the bridge fell.",
        "State News Agency reported that the bridge fell.",
        "China's news agency reported that the bridge fell.",
        "Shells hit the office of Harrow News Agency.",
        "He had worked at Harrow News Agency for years.",
        "Die Brücke fiel, sagte er der Nachrichtenagentur Anfang der Woche.",
    ],
)
def test_an_agency_without_a_name_or_without_a_credit_gives_none(
    article: Article, sentence: str
) -> None:
    assert credits_of(article(BODY, ("body", sentence), MORE)) == []


def test_an_introduction_covers_the_passage_behind_it(article: Article) -> None:
    document = article(BODY, ("body", "Harrow News Agency reports:"), MORE)

    assert told(credits_of(document)) == [("Harrow News Agency", "text", "passage")]


def test_a_name_once_introduced_may_be_short_later_in_the_same_document(article: Article) -> None:
    first = ("body", "The bridge fell, Harrow News Agency reported.")
    later = ("body", "Nobody was hurt, a guard told Harrow.")

    both = credits_of(article(BODY, first, later))
    alone = credits_of(article(BODY, later))

    assert [credit.agency for credit in both] == ["Harrow News Agency"] * 2
    assert alone == []


def test_initials_and_full_name_are_one_agency_of_one_document(article: Article) -> None:
    opening = ("body", f"HARROW (OMP) — {BODY[1]}")
    note = ("body", "Over-Moor Press contributed to this report.")
    spelled = ("body", "Over-Moor Press (OMP) contributed to this report.")

    both = credits_of(article(opening, MORE, note))
    bracketed = credits_of(article(BODY, spelled, ("caption", "Guards at the bridge. — OMP")))

    assert {credit.agency for credit in both} == {"OMP"}
    assert {credit.agency for credit in bracketed} == {"Over-Moor Press"}
    assert {credit.medium for credit in bracketed} == {"text", "photo"}


@pytest.mark.parametrize(
    "line",
    [
        "Over-Moor Press contributed to this report.",
        "Ann Lee and Over-Moor Press also contributed to this report.",
    ],
)
def test_an_end_note_names_an_agency_by_a_word_of_its_name(article: Article, line: str) -> None:
    found = credits_of(article(BODY, MORE, ("body", line)))

    assert told(found) == [("Over-Moor Press", "text", "document")]


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee contributed to this report.",
        "Harbour News contributed to this report.",
        "Moorland Free Press contributed to this report.",
        "Daily Press contributed to this report.",
        "Over-Moor Press contributed five pounds to the fund.",
    ],
)
def test_a_person_and_a_paper_in_an_end_note_are_no_agency(article: Article, line: str) -> None:
    assert credits_of(article(BODY, MORE, ("body", line))) == []


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Photo: Ann Lee/Harrow", "Harrow"),
        ("Guards at the bridge. (Photo by Ann Lee/OMP)", "OMP"),
        ("Guards at the bridge. [Photo: Ann Lee / Moorhen Images]", "Moorhen Images"),
    ],
)
def test_a_name_behind_the_photographers_is_credited_with_the_picture_alone(
    article: Article, line: str, agency: str
) -> None:
    described, found = describe(article(BODY, ("caption", line), MORE))

    assert told(found) == [(agency, "photo", "passage")]
    assert described.agencies == ()
    assert [value.value for value in described.photo_credits] == [agency]


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Ann Lee",
        "Photo: Ann Lee/File",
        "Photo: Ann Lee/Facebook",
        "Photo: Ann Lee/Karl Meyer",
        "Photo: Ann Lee/Guardian",
        "Photo: Ann Lee/The Harbour Gazette",
        "Photo: Ann Lee/Germany",
        "Guards and soldiers at the bridge. — Ann Lee",
        "Guards and soldiers at the bridge. — FILE",
        "GUARDS AND SOLDIERS AT THE BRIDGE — OMP",
        "Guards and soldiers at the bridge - OMP",
    ],
)
def test_people_papers_platforms_and_places_in_picture_credits_are_no_agency(
    article: Article, line: str
) -> None:
    assert credits_of(article(BODY, ("caption", line), MORE)) == []


def test_an_acronym_behind_the_dash_of_a_caption_is_credited_with_the_picture(
    article: Article,
) -> None:
    (credit,) = credits_of(article(("caption", "Guards at the bridge. — OMP"), BODY, MORE))

    assert told([credit]) == [("OMP", "photo", "passage")]
    assert credit.evidence.quote == "— OMP"


def test_a_picture_from_those_whom_the_text_is_about_is_no_agencys(article: Article) -> None:
    caption = ("caption", "Photo: Ann Lee/Harrow")
    document = article(caption, BODY, ("body", "Volunteers of Harrow cleaned the beach."))

    assert credits_of(document) == []


def test_a_picture_credit_licenses_no_credit_for_words(article: Article) -> None:
    document = article(
        ("caption", "Photo: Ann Lee/Harrow"), BODY, ("body", "A guard told Harrow that it fell.")
    )

    assert told(credits_of(document)) == [("Harrow", "photo", "passage")]


def test_a_line_of_the_name_alone_and_a_copyright_notice_credit_no_unlisted_agency(
    article: Article,
) -> None:
    document = article(
        BODY, MORE, ("body", "Harrow News Service"), ("navigation", "© 2019 Harrow News Service")
    )

    assert credits_of(document) == []


def test_an_agency_of_the_table_is_known(article: Article) -> None:
    (credit,) = credits_of(article(("body", f"HARROW (Reuters) - {BODY[1]}"), MORE))

    assert credit.known
