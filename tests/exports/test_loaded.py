"""Each format is loaded by a library that is not ours, with words that are hard to hold."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import networkx as nx
import pandas as pd
import pytest
import yaml
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.bibtex import BibTeX
from citeproc.source.json import CiteProcJSON
from exported import exported, files, streamed
from ftm_library import ftm_model
from odd import DOCUMENT, FORMULA, MARKUP, NAMES, PLACE, TABBED, TEXT, TITLE, TURNED, fill_odd
from plotted import fill_plotted
from pyld import jsonld
from rocrate.rocrate import ROCrate

from chancery.exports.polecat import COLUMNS

HELD = "\ufffd"  # what a format that has no way to write a character has in its place


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_odd(tmp_path_factory.mktemp("odd") / "odd.dossier")


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every span in plain values."""
    if isinstance(value, dict):
        if value.keys() >= {"document", "start", "end", "quote"} and value["quote"] is not None:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from spans(part)


def slices(one: dict[str, Any]) -> bool:
    return bool(TEXT[one["start"] : one["end"]] == one["quote"])


def test_json_lines_fit_their_schema_and_pandas_reads_them(odd: Path, tmp_path: Path) -> None:
    for name, limit in (("whole", None), ("short", 5)):
        exported(odd, "jsonl", tmp_path / name, limit)
        lines = (tmp_path / name).read_bytes().splitlines()
        schema = json.loads((tmp_path / f"{name}.schema.json").read_bytes())
        check = jsonschema_rs.validator_for(schema)
        for line in lines:
            check.validate(json.loads(line))

    table = pd.read_json(tmp_path / "whole", lines=True)
    (text,) = table[table["kind"] == "document"]["text"]
    assert text == TEXT
    cut = [one for line in lines for one in spans(json.loads(line))]
    assert {len(one["quote"]) < one["end"] - one["start"] for one in cut} == {True, False}
    for one in cut:
        assert one.get("truncated", False) is (one["end"] - one["start"] > 5)
        assert TEXT[one["start"] :].startswith(one["quote"])


def test_pandas_reads_csv_and_parquet_to_the_character(odd: Path, tmp_path: Path) -> None:
    exported(odd, "csv", tmp_path / "csv")
    exported(odd, "parquet", tmp_path / "parquet")

    with (tmp_path / "csv" / "document.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["text"] == TEXT
    names = list(pd.read_csv(tmp_path / "csv" / "entity.csv", keep_default_na=False)["name"])
    assert names == list(pd.read_parquet(tmp_path / "parquet" / "entity.parquet")["name"])
    assert sorted(names) == sorted(NAMES.values())
    (document,) = pd.read_parquet(tmp_path / "parquet" / "document.parquet").to_dict("records")
    assert document["text"] == TEXT
    assert document["title"]["value"] == TITLE


def test_sqlite_is_read_by_its_own_library(odd: Path, tmp_path: Path) -> None:
    exported(odd, "sqlite", tmp_path / "out.sqlite")

    with sqlite3.connect(tmp_path / "out.sqlite") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        query = "SELECT text, json_extract(title, '$.value') FROM document"
        assert connection.execute(query).fetchall() == [(TEXT, TITLE)]
        parties = connection.execute(
            "SELECT json_extract(value, '$.name') FROM meeting, json_each(parties)"
        )
        assert {row[0] for row in parties} == set(NAMES.values())


def test_annotations_are_linked_data_that_finds_its_words(odd: Path) -> None:
    made = json.loads(streamed(odd, "web-annotation"))
    made["@context"] = [LOCAL, made["@context"][1]]

    graph = jsonld.flatten(made)

    kinds = [kind for node in graph for kind in node.get("@type", ())]
    assert kinds.count(f"{OA}Annotation") == len(made["first"]["items"]) > 10
    assert kinds.count(f"{OA}TextPositionSelector") == kinds.count(f"{OA}Annotation")
    for one in made["first"]["items"]:
        position, quote = one["target"]["selector"]
        assert TEXT[position["start"] : position["end"]] == quote["exact"]
        found = TEXT.index(quote["prefix"] + quote["exact"] + quote["suffix"])
        assert found + len(quote["prefix"]) == position["start"]


OA = "http://www.w3.org/ns/oa#"
LOCAL = {"@vocab": OA, "id": "@id", "type": "@type", "source": {"@id": "oa:s", "@type": "@id"}}


def test_plover_has_one_version_in_every_record_and_quotes(odd: Path) -> None:
    events = [json.loads(line) for line in streamed(odd, "plover").splitlines()]

    assert {one["root"] for one in events} == {"ASSAULT"}
    (attack,) = events
    assert (attack["quad"], attack["mapping"]["older"], attack["cameo_root"]) == (
        4,
        "ASSAULT",
        "18",
    )
    assert [one["name"] for one in attack["actor"]] == [TABBED]
    found = list(spans(attack))
    assert len(found) > 3
    assert all(map(slices, found))


def test_pandas_reads_the_forty_columns_of_polecat(odd: Path) -> None:
    text = streamed(odd, "polecat").decode()

    table = pd.read_csv(io.StringIO(text), sep="\t", dtype=str, keep_default_na=False, quoting=3)
    assert tuple(table.columns) == COLUMNS
    assert len(COLUMNS) == 40
    (row,) = table.to_dict("records")
    assert row["Actor Name"] == TABBED.replace("\t", " ")
    assert row["Recipient Name"] == "Al dane"
    assert (row["Event Type"], row["Quad Code"]) == ("ASSAULT", "MATERIAL CONFLICT")
    assert (row["Intensity"], row["Actor COW"], row["Event Date"]) == ("", "", "")


def test_the_library_takes_every_entity_of_followthemoney(odd: Path) -> None:
    model = ftm_model()
    rows = [json.loads(line) for line in streamed(odd, "ftm").splitlines()]

    ids = {row["id"] for row in rows}
    assert len(ids) == len(rows)
    for row in rows:
        proxy = model.get_proxy(row, cleaned=False)
        proxy.schema.validate(row)
        for name, values in row["properties"].items():
            if proxy.schema.get(name).type.name == "entity":
                assert set(values) <= ids
            assert proxy.get(name), (row["schema"], name)
    schemata = {row["schema"] for row in rows}
    assert schemata == {"Article", "Organization", "Event", "Documentation", "Mention"}
    for row in rows:
        if row["schema"] == "Documentation":
            _, start_end = row["id"].rsplit(".", 1)
            start, end = map(int, start_end.split("-"))
            assert row["properties"]["summary"] == [TEXT[start:end]]


def test_slides_have_days_that_are_known_and_no_markup_of_articles(odd: Path) -> None:
    made = json.loads(streamed(odd, "timelinejs"))

    (slide,) = made["events"]
    assert slide["start_date"] == {"year": 2020, "month": 5, "day": 4}
    assert "end_date" not in slide
    assert "2 findings of no known date" in made["title"]["text"]["text"]
    assert MARKUP not in slide["text"]["text"]
    assert f"{DOCUMENT}</p>" in slide["text"]["text"]


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_networkx_reads_the_network(name: str, odd: Path) -> None:
    read = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}[name]
    graph = read(io.BytesIO(streamed(odd, name)))

    labels = {key: node["label"] for key, node in graph.nodes(data=True)}
    assert {labels[key] for key in NAMES} == set(NAMES.values())
    ties = [(labels[a], labels[b], data) for a, b, data in graph.edges(data=True)]
    (attack,) = (data for a, b, data in ties if (a, b) == (TABBED, TURNED))
    assert attack["kind"] == "did"
    assert f"{DOCUMENT}[" in attack["evidence"]
    met = [data for _, _, data in ties if data["kind"] == "met"]
    assert {data["what"] for data in met} == {"took part"}
    assert all(PLACE.replace("\x00", HELD) in data["evidence"] for data in met)


def test_a_tie_in_time_has_a_spell_and_one_of_no_known_day_has_none(odd: Path) -> None:
    graph = nx.read_gexf(io.BytesIO(streamed(odd, "gexf")))

    spells = {data["kind"]: data.get("spells") for _, _, data in graph.edges(data=True)}
    assert spells == {"met": [("2020-05-04", "2020-05-04")], "did": None}


@pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported")
def test_citeproc_renders_the_references(odd: Path) -> None:
    items = json.loads(streamed(odd, "csl-json"))

    (one,) = items
    assert one["title"] == TITLE
    for each in one["custom"]["evidence"]:
        quote = " ".join(TEXT[each["start"] : each["end"]].split())
        assert each["quote"] == quote
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    told = CitationStylesBibliography(style, CiteProcJSON(items), formatters.plain)
    told.register(Citation([CitationItem(DOCUMENT)]))
    assert "Weir" in str(told.bibliography()[0])


@pytest.mark.filterwarnings("ignore:Unsupported BibTeX field")
def test_citeproc_reads_every_entry_of_bibtex(tmp_path: Path) -> None:
    fill_plotted(tmp_path / "talks.dossier")
    exported(tmp_path / "talks.dossier", "bibtex", tmp_path / "out.bib")

    read = BibTeX(str(tmp_path / "out.bib"), encoding="utf-8")

    assert {str(one["title"]) for one in read.values()} == {"a.txt", "b.txt", "c.txt"}
    assert {str(read[key].get("container_title")) for key in ("a", "c")} == {"The Weir", "None"}


def test_braces_of_bibtex_match_however_words_have_them(odd: Path) -> None:
    depths = [0]
    for sign in streamed(odd, "bibtex").decode():
        depths.append(depths[-1] + {"{": 1, "}": -1}.get(sign, 0))

    assert min(depths) == depths[-1] == 0
    assert streamed(odd, "bibtex").count(b"\n") > 5


def test_front_matter_is_yaml_and_links_lead_to_notes(odd: Path, tmp_path: Path) -> None:
    exported(odd, "markdown", tmp_path / "vault")

    notes = {path: data.decode() for path, data in files(tmp_path / "vault").items()}
    fronts = {
        path: yaml.safe_load(text.split("---\n")[1])
        for path, text in notes.items()
        if text.startswith("---\n")
    }
    assert {one["title"] for one in fronts.values()} >= {TITLE, FORMULA, TURNED, TABBED}
    links = [
        part.partition("|")[0]
        for text in notes.values()
        for part in text.split("[[")[1:]
        if not part.startswith(("a|", r"a\|"))
    ]
    assert links
    assert {f"{one}.md" for one in links} <= notes.keys()


def test_the_crate_is_read_and_its_provenance_leads_to_characters(
    odd: Path, tmp_path: Path
) -> None:
    exported(odd, "ro-crate", tmp_path / "crate")

    crate = ROCrate(tmp_path / "crate")
    described = {one.id for one in crate.data_entities}
    assert described == files(tmp_path / "crate").keys() - {"ro-crate-metadata.json"}
    article = crate.dereference(f"#{DOCUMENT}")
    assert article.properties()["sha256"] == "0" * 64
    graph = jsonld.flatten(json.loads((tmp_path / "crate" / "provenance.jsonld").read_bytes()))
    nodes = {node["@id"]: node for node in graph}
    named = [one for one in nodes if "#char=" in one]
    assert named
    for one in named:
        start, end = map(int, one.partition("#char=")[2].split(","))
        (value,) = nodes[one]["http://www.w3.org/ns/prov#value"]
        assert value["@value"] == TEXT[start:end]
