"""Story 19: the five articles are taken elsewhere, and their words are found again there."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from exported import NAMES, exported, files, streamed
from five import ARTICLES, five_built
from ftm_library import ftm_model
from rocrate.rocrate import ROCrate

pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"{ARTICLES} is absent")

TALKS = "2021-10-20"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return five_built(tmp_path_factory)


@pytest.fixture(scope="module")
def raw() -> dict[str, str]:
    """Give the text of each file, as it is."""
    return {one.name: one.read_bytes().decode() for one in ARTICLES.iterdir()}


def lines(data: bytes) -> list[Any]:
    return [json.loads(one) for one in data.splitlines()]


@pytest.mark.parametrize("name", NAMES)
def test_running_twice_gives_identical_bytes(name: str, built: Path, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        assert exported(built, name, tmp_path / folder / "out").records > 0

    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_each_annotation_anchors_by_position_and_by_quote(
    built: Path, raw: dict[str, str]
) -> None:
    items = json.loads(streamed(built, "web-annotation"))["first"]["items"]

    assert len(items) > 1000
    for one in items:
        text = raw[one["target"]["chancery:path"]]
        position, quote = one["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text.index(around) + len(quote["prefix"]) <= position["start"]
        assert around == text[position["start"] - len(quote["prefix"]) :][: len(around)]


def test_the_library_takes_every_entity(built: Path, raw: dict[str, str]) -> None:
    model = ftm_model()
    rows = lines(streamed(built, "ftm"))
    ids = {row["id"] for row in rows}
    paths = {
        row["id"]: row["properties"]["fileName"][0] for row in rows if row["schema"] == "Article"
    }

    for row in rows:
        proxy = model.get_proxy(row, cleaned=False)
        proxy.schema.validate(row)
        for name, values in row["properties"].items():
            assert len(proxy.get(name)) == len(values)
            if proxy.schema.get(name).type.name == "entity":
                assert set(values) <= ids
        if row["schema"] == "Documentation":
            start, end = map(int, row["id"].rsplit(".", 1)[1].split("-"))
            (document,) = row["properties"]["document"]
            assert row["properties"]["summary"] == [raw[paths[document]][start:end]]
    (talks,) = (
        row
        for row in rows
        if row["schema"] == "Event" and TALKS in row["properties"].get("date", ())
    )
    names = {
        row["id"]: row["properties"]["name"][0] for row in rows if "name" in row["properties"]
    }
    assert "Russia" in {names[one] for one in talks["properties"]["organizer"]}
    assert len(talks["properties"]["proof"]) == 3


def test_polecat_has_forty_columns_and_no_intention_as_a_deed(built: Path) -> None:
    text = streamed(built, "polecat").decode()
    rows = list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))

    assert all(len(row) == 40 and None not in row for row in rows)
    assert not [row for row in rows if row["Event Type"] == "AID"]
    (talks,) = (row for row in rows if row["Event Date"] == TALKS)
    assert talks["Event Type"] == "CONSULT"
    assert talks["Actor Country"] == "RUS"
    assert "Taliban" in talks["Recipient Name"]
    assert {row["Event Date"] for row in rows} <= {"", TALKS, "2021-10-19"}


def test_the_talks_are_one_event_of_plover_with_three_mentions(built: Path) -> None:
    events = lines(streamed(built, "plover"))

    (talks,) = (one for one in events if one["date"] == TALKS)
    assert (talks["root"], len(talks["mentions"])) == ("CONSULT", 3)
    assert {one["version"] for one in events} == {"PLOVER draft 0.8"}
    accused = [one for one in events if one["root"] == "ACCUSE"]
    assert {one["mapping"]["older"] for one in accused} == {"DISAPPROVE"}
    assert [one for one in events if one["root"] == "REJECT"]


def test_no_slide_rests_on_the_article_of_unknown_day(built: Path) -> None:
    slides = json.loads(streamed(built, "timelinejs"))["events"]

    assert [one for one in slides if one["start_date"] == {"year": 2021, "month": 10, "day": 20}]
    assert not [one for one in slides if "002_" in one["text"]["text"]]
    assert {one["start_date"]["year"] for one in slides} == {2021}


def test_the_network_and_the_crate_are_read(built: Path, tmp_path: Path) -> None:
    graph = nx.read_gexf(io.BytesIO(streamed(built, "gexf")))
    labels = {node["label"] for _, node in graph.nodes(data=True)}
    assert {"Russia", "Taliban", "China"} <= labels
    assert all(data["finding"] and data["evidence"] for _, _, data in graph.edges(data=True))

    exported(built, "ro-crate", tmp_path / "crate")
    crate = ROCrate(tmp_path / "crate")
    articles = [one for one in crate.contextual_entities if one.type == "NewsArticle"]
    assert len(articles) == len(list(ARTICLES.iterdir()))


def test_references_have_no_day_that_is_not_known(built: Path) -> None:
    items = json.loads(streamed(built, "csl-json"))

    dated = {one["source"][:3] for one in items if "issued" in one}
    assert dated == {"003"}
    assert len(items) == 5
