"""Builds the example corpus and holds its text, blocks and metadata against the gold."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

Gold = dict[str, Any]
Span = tuple[int, int]
Locate = Callable[..., Span | None]

TYPED = 0.95  # of the spans that have the type that the gold names: chosen, as a floor

DOCUMENTS = [
    *("01", "02", "03", "04", "05", "06-1", "06-2", "06-3"),
    *("07", "08", "09", "10", "11", "12", "13", "14", "15"),
]
each_document = pytest.mark.parametrize("identity", DOCUMENTS)


def words(text: str) -> list[str]:
    found = (word.strip(".,:;!?“”«»()—–-") for word in text.casefold().split())
    return [word for word in found if word]


def test_every_input_becomes_one_document(dossier: Any, documents: dict[str, Gold]) -> None:
    assert len(dossier.of_kind("document")) == len(documents)
    assert list(documents) == DOCUMENTS
    assert dossier.of_kind("rejection") == []


def test_every_quote_is_the_slice_of_its_document(dossier: Any) -> None:
    texts = {one["id"]: one["text"] for one in dossier.of_kind("document")}
    quotes = list(evidence_in(dossier.records))

    assert quotes
    for one in quotes:
        assert texts[one["document"]][one["start"] : one["end"]] == one["quote"]


def evidence_in(value: object) -> Iterator[Gold]:
    if isinstance(value, dict):
        if value.get("quote") and value.get("document"):
            yield value
        for part in value.values():
            yield from evidence_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from evidence_in(part)


@each_document
def test_the_article_is_kept(
    dossier: Any, documents: dict[str, Gold], locate: Locate, identity: str
) -> None:
    kept = dossier.kept_text(identity)
    lost = [span for span in documents[identity]["kept"] if locate(kept, span) is None]

    assert lost == []


@each_document
def test_what_is_not_the_article_is_removed(
    dossier: Any, documents: dict[str, Gold], locate: Locate, identity: str
) -> None:
    gold = documents[identity]
    rest = dossier.kept_text(identity)
    for span in (*gold["kept"], *gold.get("optional", [])):
        found = locate(rest, span)
        if found:
            rest = rest[: found[0]] + "\n" + rest[found[1] :]

    assert words(rest) == []


@pytest.mark.parametrize("side", ["kept", "removed"])
def test_blocks_have_their_types(
    dossier: Any, documents: dict[str, Gold], locate: Locate, side: str
) -> None:
    spans = [(identity, span) for identity, gold in documents.items() for span in gold[side]]
    wrong = []
    for identity, span in spans:
        document = dossier.documents[identity]
        places = all_places(document["text"], span, locate)
        types = {block["type"] for place in places for block in blocks_at(document, place)}
        if types.isdisjoint(span.get("types", [span.get("type")])):
            wrong.append((identity, span.get("quote", span.get("first")), sorted(types)))

    assert len(wrong) <= len(spans) * (1 - TYPED), wrong


def all_places(text: str, span: Gold, locate: Locate) -> Iterator[Span]:
    found = locate(text, span)
    while found:
        yield found
        found = locate(text, span, found[1])


def blocks_at(document: Gold, place: Span) -> list[Gold]:
    return [
        block
        for block in document["blocks"]
        if block["start"] < place[1] and place[0] < block["end"]
    ]


@each_document
def test_the_title_is_the_headline_without_the_name_of_the_site(
    dossier: Any, documents: dict[str, Gold], identity: str
) -> None:
    title = dossier.documents[identity]["title"]

    assert title is not None
    assert title["value"] == documents[identity]["title"]


@each_document
def test_dates_are_those_that_the_article_or_its_page_states(
    dossier: Any, documents: dict[str, Gold], identity: str
) -> None:
    for field in ("published", "modified"):
        gold = documents[identity][field]
        value = dossier.documents[identity][field]
        if gold is None:
            assert value is None or value["precision"] in {"after", "before", "between"}, field
        else:
            assert value is not None, field
            assert (value["start"][:10], value["end"][:10]) == (gold["day"], gold["day"])
            assert value["basis"] in gold["basis"]


@each_document
def test_outlet_and_author_are_those_that_the_article_or_its_page_names(
    dossier: Any, documents: dict[str, Gold], identity: str
) -> None:
    outlet, byline = (dossier.documents[identity][field] for field in ("outlet", "byline"))
    gold = documents[identity]

    if gold["outlet"] is None:
        assert outlet is None
    else:
        assert outlet is not None
        assert outlet["value"].casefold() == gold["outlet"]["value"].casefold()
        assert outlet["basis"] in gold["outlet"]["basis"]
    if gold["byline"] is None:
        assert byline is None
    else:
        assert byline is not None
        assert gold["byline"]["value"] in byline["value"]


@each_document
def test_the_language_is_told(dossier: Any, documents: dict[str, Gold], identity: str) -> None:
    assert dossier.documents[identity]["language"]["value"][:2] == documents[identity]["language"]


@each_document
def test_agencies_are_credited_for_text_or_for_pictures_and_never_confused(
    dossier: Any, documents: dict[str, Gold], identity: str
) -> None:
    gold, document = documents[identity], dossier.documents[identity]
    for field in ("agencies", "photo_credits"):
        found = {one["value"] for one in document[field]}
        expected = [set(one["names"]) for one in gold[field]]
        assert all(names & found for names in expected), (field, found)
        if field == "agencies":
            assert len(found) == len(expected), found


def test_the_second_body_is_a_repeat_of_the_first(dossier: Any) -> None:
    document = dossier.documents["10"]
    repeats = [block for block in document["blocks"] if block["type"] == "repeat"]
    longest = max(repeats, key=lambda block: block["end"] - block["start"])
    again = document["text"][longest["start"] : longest["end"]]
    first = document["text"][slice(*longest["repeats"])]

    assert len(words(again)) > 100
    assert words(again) == words(first)


def test_nothing_of_later_years_is_kept(dossier: Any) -> None:
    kept = " ".join(dossier.kept_text(identity) for identity in DOCUMENTS)

    assert re.findall(r"\b202[4-9]\b", kept) == []
