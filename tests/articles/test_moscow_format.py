"""Five real articles become a dossier that shows its sources: stories 1, 2, 3 and 5 of FACTS.md.

The texts are other people's and are not in this repository: they are read from `../shared`, and
the tests are skipped where that is absent. Spans are given by number, so no text is copied.
"""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from fakes import Silent
from unread import unread

from chancery.exports.jsonl import JsonLines
from chancery.lineage.independence import independent_sources
from chancery.model import Evidence
from chancery.pipeline.build import build
from chancery.pipeline.exporting.content import DossierContent
from chancery.store.dossier import open_dossier

ARTICLES = Path(__file__).parents[3] / "shared" / "articles" / "moscow-format"
pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"{ARTICLES} is absent")

Rows = dict[str, list[dict[str, Any]]]
ALLOWED = {("000", "004"), ("000", "001"), ("001", "003")}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("moscow") / "m.dossier"
    build([str(ARTICLES)], path, settings=unread(), progress=Silent())
    return path


@pytest.fixture(scope="module")
def rows(dossier: Path, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    file = tmp_path_factory.mktemp("export") / "m.jsonl"
    with open_dossier(dossier) as opened, file.open("wb") as stream:
        JsonLines().write(DossierContent(opened), stream)
    made: Rows = {}
    for line in file.read_bytes().splitlines():
        row = json.loads(line)
        made.setdefault(row["kind"], []).append(row)
    return made


@pytest.fixture(scope="module")
def documents(rows: Rows) -> dict[str, dict[str, Any]]:
    return {row["path"][:3]: row for row in rows["document"]}


@pytest.fixture(scope="module")
def numbers(documents: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {row["id"]: number for number, row in documents.items()}


def evidence_in(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if {"document", "start", "end", "quote"} <= value.keys() else []
        return own + [found for part in value.values() for found in evidence_in(part)]
    if isinstance(value, list):
        return [found for part in value for found in evidence_in(part)]
    return []


def kept(document: dict[str, Any]) -> str:
    spans = [document["text"][b["start"] : b["end"]] for b in document["blocks"] if b["kept"]]
    return "".join(spans)


def blocks_over(document: dict[str, Any], start: int, end: int) -> list[dict[str, Any]]:
    return [b for b in document["blocks"] if b["start"] < end and start < b["end"]]


def test_every_citation_slices(rows: Rows, documents: dict[str, dict[str, Any]]) -> None:
    texts = {row["id"]: row["text"] for row in documents.values()}
    for number, row in documents.items():
        raw = next(ARTICLES.glob(f"{number}_*")).read_bytes().decode("utf-8")
        assert row["text"] == raw
    cited = [one for found in rows.values() for row in found for one in evidence_in(row)]

    assert len(cited) > 30
    for one in cited:
        assert texts[one["document"]][one["start"] : one["end"]] == one["quote"]
    assert len(documents["001"]["text"]) == 4345


def test_blocks_tile_each_file_exactly(documents: dict[str, dict[str, Any]]) -> None:
    for row in documents.values():
        edges = [0, *(b["end"] for b in row["blocks"])]
        assert [b["start"] for b in row["blocks"]] == edges[:-1]
        assert edges[-1] == len(row["text"])


def test_boilerplate_is_removed_and_nothing_else(
    documents: dict[str, dict[str, Any]],
) -> None:
    first = documents["000"]
    assert {b["type"] for b in blocks_over(first, 217, 1150)} == {"appeal"}
    assert any(b["start"] == 1150 and b["kept"] for b in first["blocks"])
    assert "Elon Musk" not in kept(first)
    assert "paywalls" not in kept(first)
    assert max(b["end"] for b in documents["003"]["blocks"] if b["kept"]) <= 3209
    assert max(b["end"] for b in documents["004"]["blocks"] if b["kept"]) <= 3809
    body = {"000": [(1150, 3480)], "001": [(56, 4328)], "002": [(96, 1370), (1424, 1517)]}
    body |= {"003": [(313, 3207)], "004": [(121, 3807)]}
    for number, spans in body.items():
        for start, end in spans:
            assert all(b["kept"] for b in blocks_over(documents[number], start, end)), number


@pytest.mark.parametrize(
    ("number", "start", "end", "kind"),
    [
        ("000", 0, 57, "headline"),
        ("000", 58, 216, "dek"),
        ("000", 217, 1150, "appeal"),
        ("001", 0, 54, "headline"),
        ("001", 1186, 1390, "caption"),
        ("001", 1873, 1897, "body"),  # a subheading
        ("001", 4130, 4328, "caption"),
        ("001", 4330, 4345, "navigation"),  # names a source that does not follow
        ("002", 0, 42, "navigation"),
        ("002", 44, 96, "headline"),
        ("002", 1370, 1422, "repeat"),
        ("002", 1424, 1517, "dek"),
        ("002", 1520, 1529, "navigation"),
        ("002", 2803, 2818, "share"),
        ("003", 0, 69, "headline"),
        ("003", 71, 97, "dateline"),
        ("003", 98, 204, "caption"),
        ("003", 205, 311, "repeat"),
        ("003", 1830, 1859, "body"),  # a subheading
        ("003", 3209, 4266, "teaser"),
        ("004", 0, 75, "headline"),
        ("004", 78, 119, "credit"),
        ("004", 1704, 1743, "body"),  # credits the passage below to an agency
        ("004", 3809, 3832, "navigation"),  # the outlet's name, which speaks as metadata alone
        ("004", 3834, 3890, "form"),
        ("004", 3892, 4029, "consent"),
    ],
)
def test_blocks_are_typed(
    documents: dict[str, dict[str, Any]], number: str, start: int, end: int, kind: str
) -> None:
    assert {b["type"] for b in blocks_over(documents[number], start, end)} == {kind}


def test_a_body_that_stands_twice_is_one_body(documents: dict[str, dict[str, Any]]) -> None:
    row = documents["002"]

    assert {b["type"] for b in blocks_over(row, 1531, 2802)} == {"repeat"}
    assert {b["type"] for b in blocks_over(row, 1370, 1422)} == {"repeat"}
    assert kept(row).count("ready to provide") == 1
    for block in row["blocks"]:
        if block["type"] == "repeat":
            start, end = block["repeats"]
            same = row["text"][block["start"] : block["end"]].strip()
            assert row["text"][start:end].strip() == same


def test_the_agency_block_is_one_link_with_its_four_edits(
    rows: Rows, numbers: dict[str, str]
) -> None:
    sides = {}
    for link in rows["reuse_link"]:
        pair = {numbers[link["a"]["document"]]: "a", numbers[link["b"]["document"]]: "b"}
        if set(pair) == {"000", "004"}:
            sides[link["length"]] = (link, pair)
    assert len(sides) == 1
    link, pair = next(iter(sides.values()))
    first, fourth = link[pair["000"]], link[pair["004"]]

    assert (first["start"], fourth["start"]) == (1589, 1745)
    assert abs(first["end"] - 2104) <= 2
    assert abs(fourth["end"] - 2250) <= 2
    edits = {(e[f"{pair['000']}_text"], e[f"{pair['004']}_text"]) for e in link["edits"]}
    assert edits == {("has", ""), ("terrorist", "terror"), ("of", "off"), ("that", "")}
    assert link["direction"] == "unknown"
    assert link["strength"] == "strong"


def test_the_agency_is_stated_in_one_and_inferred_for_the_other(
    rows: Rows, documents: dict[str, dict[str, Any]], numbers: dict[str, str]
) -> None:
    agency = [one for one in rows["origin"] if one["name"] == "AP"]
    stated = [one for one in agency if one["basis"] == "stated"]
    inferred = [one for one in agency if one["basis"] == "inferred"]

    assert {numbers[d] for one in stated for d in one["documents"]} == {"004"}
    assert [numbers[d] for one in inferred for d in one["documents"]] == ["000"]
    assert (1704, 1743) in {(e["start"], e["end"]) for one in stated for e in one["evidence"]}
    assert [row["agencies"] for n, row in sorted(documents.items()) if n != "004"] == [[]] * 4


def test_photo_credits_are_no_text_credits(rows: Rows, numbers: dict[str, str]) -> None:
    photos = {numbers[c["document"]] for c in rows["credit"] if c["medium"] == "photo"}

    assert photos == {"001", "003", "004"}
    assert not any(one["name"] == "AFP" for one in rows["origin"])


def test_no_lineage_that_the_facts_rule_out(rows: Rows, numbers: dict[str, str]) -> None:
    found: dict[tuple[str, str], set[str]] = {}
    for link in rows["reuse_link"]:
        a, b = sorted((numbers[link["a"]["document"]], numbers[link["b"]["document"]]))
        found.setdefault((a, b), set()).add(link["strength"])

    assert set(found) == ALLOWED
    assert all("strong" in strengths for strengths in found.values())
    for pair in combinations(sorted(numbers.values()), 2):
        assert (pair in found) == (pair in ALLOWED)


@pytest.mark.parametrize(
    ("spans", "lower", "upper"),
    [
        ({"001": (1603, 1680), "003": (981, 1057)}, 1, 1),  # head of the delegation
        ({"000": (2332, 2455), "001": (3969, 4093)}, 1, 1),  # embassy not evacuated
        ({"000": (1676, 1729), "004": (1829, 1880)}, 1, 1),  # designation
        ({"000": (1150, 1197), "001": (266, 298), "003": (313, 370)}, 2, 3),  # conference
        ({"000": (2572, 2638), "001": (504, 575)}, 1, 2),  # efforts commended
        (
            {
                "000": (2003, 2040),
                "001": (3676, 3693),
                "002": (1187, 1210),
                "003": (2997, 3053),
                "004": (2149, 2186),
            },
            3,
            4,
        ),  # Soviet war
    ],
)
def test_independent_sources_are_counted_as_the_facts_do(
    dossier: Path,
    documents: dict[str, dict[str, Any]],
    spans: dict[str, tuple[int, int]],
    lower: int,
    upper: int,
) -> None:
    supports = [
        Evidence(document=documents[n]["id"], start=s, end=e, quote=documents[n]["text"][s:e])
        for n, (s, e) in spans.items()
    ]
    with open_dossier(dossier) as opened:
        found = independent_sources(supports, opened.links())

    assert (found.lower, found.upper) == (lower, upper)


def test_dates_and_outlets_stand_only_where_the_text_says_so(
    documents: dict[str, dict[str, Any]],
) -> None:
    published = {n: row["published"] for n, row in documents.items()}
    assert {n for n, value in published.items() if value} == {"003"}
    assert (published["003"]["start"], published["003"]["end"]) == ("2021-10-20", "2021-10-20")
    assert published["003"]["basis"] == "stated"
    assert documents["003"]["captured"]["start"] == "2024-10-13"
    assert documents["003"]["captured"]["basis"] == "page_furniture"
    for number in ("001", "002", "003"):
        assert documents[number]["outlet"] is None
    for number in ("000", "004"):
        assert documents[number]["outlet"]["basis"] == "page_furniture"
    assert {row["language"]["value"] for row in documents.values()} == {"en"}
