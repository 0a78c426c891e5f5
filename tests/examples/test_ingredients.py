"""Checks that the example corpus holds each trap and ingredient that it was made for."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

Gold = dict[str, Any]

WEDNESDAY = 2  # as date.weekday counts


def test_the_corpus_holds_pages_text_and_lines_of_news_length(
    documents: dict[str, Gold], kept: dict[str, str], examples: Path
) -> None:
    kinds = Counter(path.suffix for path in (examples / "corpus").iterdir())
    in_gold = {document["path"] for document in documents.values()}
    lengths = {identity: len(text.split()) for identity, text in kept.items()}

    assert len(documents) >= 14
    assert kinds[".html"] >= 5
    assert kinds[".txt"] >= 5
    assert kinds[".jsonl"] == 1
    assert in_gold == {path.name for path in (examples / "corpus").iterdir()}
    assert all(150 <= length <= 600 for length in lengths.values()), lengths


def test_two_agencies_stand_behind_copies_with_edits_of_five_kinds(
    documents: dict[str, Gold], reuse: Gold
) -> None:
    copies = {
        name for origin in reuse["origins"] for name in (*origin["stated"], *origin["inferred"])
    }
    kinds = {pair["kind"] for pair in reuse["reuse"]}
    credits_ = [one for document in documents.values() for one in document["agencies"]]

    assert len({one["name"] for one in credits_}) == 2
    assert len(copies) >= 4
    assert {"edited without credit", "cut short", "new lead"} <= kinds
    assert any("embedded" in kind for kind in kinds)
    assert any(re.search(r"\(\w+\) [-—]$", one["quote"]) for one in credits_)
    assert any(one["quote"].endswith("reports:") for one in credits_)


def test_a_photo_credit_stands_where_no_text_is_credited(documents: dict[str, Gold]) -> None:
    pictures = [one for one in documents.values() if one["photo_credits"]]

    assert pictures
    assert all(not one["agencies"] for one in pictures)


def test_an_appeal_is_glued_to_the_lead(documents: dict[str, Gold], texts: dict[str, str]) -> None:
    glued = [
        identity
        for identity, document in documents.items()
        for span in removed_of(document, "appeal")
        if "end" in span and re.match(r"[A-Z]", texts[identity][span["end"] :])
    ]

    assert glued == ["02"]


def removed_of(document: Gold, type_: str) -> list[Gold]:
    return [span for span in document["removed"] if span["types"][0] == type_]


def test_a_body_stands_twice(documents: dict[str, Gold], texts: dict[str, str]) -> None:
    text = texts["10"]
    repeat = max(removed_of(documents["10"], "repeat"), key=lambda one: one["end"] - one["start"])
    again = text[repeat["start"] : repeat["end"]]

    assert len(again.split()) > 100
    assert text.count(again) == 2
    assert text.index(again) < repeat["start"]


def test_teasers_are_dated_years_after_the_article(
    documents: dict[str, Gold], texts: dict[str, str]
) -> None:
    teasers = removed_of(documents["05"], "teaser")
    text = " ".join(texts["05"][one["start"] : one["end"]] for one in teasers)

    assert {int(year) for year in re.findall(r"\b20\d\d\b", text)} == {2026}
    assert documents["05"]["published"]["day"].startswith("2023")


def test_two_wednesdays_and_an_unknown_one_stay_apart(record: Gold) -> None:
    days = {one["day"] for one in record["dates"] if one["quote"] == "on Wednesday"}
    known = [date.fromisoformat(day) for day in days if day]

    assert None in days
    assert {day.year for day in known} == {2022, 2023}
    assert all(day.weekday() == WEDNESDAY for day in known)


def test_sources_differ_on_a_toll_that_rises_and_on_an_amount(record: Gold) -> None:
    figures = record["figures"]
    marenth = {(one["day"], one["value"]) for one in figures if one.get("by") == "Marenth"}
    kelvaria = {one["value"] for one in figures if one.get("by") == "Kelvaria"}
    pledge = {one["value"] for one in figures if one["what"] == "Norvine’s pledge"}

    assert [value for _, value in sorted(marenth)] == [11, 14, 19, 19]
    assert kelvaria == {9}
    assert len(pledge) == 2


def test_one_title_stands_above_two_independent_articles(
    documents: dict[str, Gold], reuse: Gold
) -> None:
    titles = Counter(document["title"] for document in documents.values())
    twice = [title for title, count in titles.items() if count > 1]
    pair = {one["id"] for one in documents.values() if one["title"] in twice}

    assert len(twice) == 1
    assert pair in [{one["a"], one["b"]} for one in reuse["none"]]


def test_there_is_opinion_another_language_and_an_undated_article(
    documents: dict[str, Gold],
) -> None:
    genres = [document["genre"] for document in documents.values()]
    languages = Counter(document["language"] for document in documents.values())

    assert genres.count("opinion") == 1
    assert languages["fr"] == 1
    assert documents["10"]["published"] is None


def test_one_article_holds_curly_quotes_hard_spaces_and_a_zero_width_character(
    texts: dict[str, str],
) -> None:
    assert {"“", "’", "\u00a0", "\u200b"} <= set(texts["15"])


@pytest.mark.parametrize("name", ["claims", "statements", "meetings", "commitments", "figures"])
def test_the_gold_is_large_enough_to_mean_something(
    name: str, claims: list[Gold], record: Gold
) -> None:
    least = {"claims": 8, "statements": 20, "meetings": 2, "commitments": 8, "figures": 15}
    found = claims if name == "claims" else record[name]

    assert len(found) >= least[name]


def test_lines_of_the_jsonl_file_have_the_fields_that_are_documented(examples: Path) -> None:
    lines = (examples / "corpus" / "06-riverline.jsonl").read_text(encoding="utf-8").splitlines()
    rows: Iterable[Gold] = [json.loads(line) for line in lines]

    assert 2 <= len(lines) <= 3
    assert all({"url", "title", "text", "published", "outlet"} <= row.keys() for row in rows)
