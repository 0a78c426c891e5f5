"""Exports hold every record, whole, in a fixed order."""

import csv
import io
import json
from base64 import b64decode
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest
from listed import Listed
from stored import figure, records

from chancery.exports.csv import Csv
from chancery.exports.files import replacing
from chancery.exports.jsonl import JsonLines
from chancery.exports.parquet import Parquet
from chancery.exports.schema import json_schema
from chancery.model import Annotation, Document, Figure, Record, ReuseLink, kind_of, record_kinds
from chancery.ports.export import PathExport


def test_json_lines_are_sorted_by_kind_and_id_and_begin_with_them() -> None:
    stream = io.BytesIO()

    count = JsonLines().write(Listed(records()), stream).records

    rows = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert count == len(rows) == len(records())
    assert [(row["kind"], row["id"]) for row in rows] == sorted(
        (row["kind"], row["id"]) for row in rows
    )
    assert all(list(row)[:2] == ["kind", "id"] for row in rows)


@pytest.mark.parametrize("export", [Csv(), Parquet()], ids=lambda one: one.name)
def test_folders_hold_one_file_for_each_kind(export: PathExport, tmp_path: Path) -> None:
    count = export.write(Listed(records()), tmp_path).records

    assert count == len(records())
    names = {path.stem for path in tmp_path.iterdir()}
    assert names == {kind_of(kind) for kind in record_kinds()}


@pytest.mark.parametrize("kind", [ReuseLink, Annotation], ids=kind_of)
def test_parquet_gives_the_records_back(kind: type[Record], tmp_path: Path) -> None:
    Parquet().write(Listed(records()), tmp_path)

    found = pq.ParquetFile(tmp_path / f"{kind_of(kind)}.parquet").read().to_pylist()

    expected = sorted((r for r in records() if type(r) is kind), key=lambda r: r.id)
    assert [msgspec.convert(row, kind) for row in found] == expected


def test_exact_numbers_are_written_as_they_are(tmp_path: Path) -> None:
    one = figure(next(r for r in records() if isinstance(r, Document)))
    for export in (Csv(), Parquet()):
        export.write(Listed([one], Figure), tmp_path)

    (row,) = csv.DictReader((tmp_path / "figure.csv").read_text("utf-8").splitlines())
    (found,) = pq.ParquetFile(tmp_path / "figure.parquet").read().to_pylist()
    assert (row["low"], row["high"], row["divisor"]) == ("2", "", "3")
    assert msgspec.convert(found, Figure) == one


def test_bytes_are_base64_in_json_and_csv(tmp_path: Path) -> None:
    stream = io.BytesIO()
    JsonLines().write(Listed(records()), stream)
    Csv().write(Listed(records()), tmp_path)

    lines = map(json.loads, stream.getvalue().splitlines())
    rows = {line["id"]: line["vectors"] for line in lines if line["kind"] == "annotation"}
    with (tmp_path / "annotation.csv").open(encoding="utf-8", newline="") as file:
        cells = {row["id"]: row["vectors"] for row in csv.DictReader(file)}
    made = {one.id: one.vectors for one in records() if isinstance(one, Annotation)}
    assert any(made.values())
    assert {one: b64decode(text) for one, text in rows.items()} == made
    assert cells == rows


def test_parts_in_parts_come_back_from_json_lines() -> None:
    stream = io.BytesIO()
    JsonLines().write(Listed(records()), stream)

    found = [
        msgspec.json.decode(line, type=Annotation)
        for line in stream.getvalue().splitlines()
        if b'"kind":"annotation"' in line
    ]

    made = sorted((r for r in records() if isinstance(r, Annotation)), key=lambda r: r.id)
    assert found == made
    assert any(one.attributions and one.chains for one in found)


def test_csv_keeps_line_breaks_and_writes_parts_as_json(tmp_path: Path) -> None:
    Csv().write(Listed(records()), tmp_path)

    with (tmp_path / "document.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    by_path = {row["path"]: row for row in rows}
    first = next(r for r in records() if getattr(r, "path", "") == "first.txt")
    assert by_path["first.txt"]["text"] == first.text  # type: ignore[attr-defined]
    assert json.loads(by_path["first.txt"]["title"])["value"] == "Old talks"
    assert by_path["first.txt"]["published"] == ""


def test_a_file_that_fails_is_not_there(tmp_path: Path) -> None:
    def fail_halfway() -> None:
        with replacing(tmp_path / "a.csv") as path:
            path.write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()

    assert list(tmp_path.iterdir()) == []


def test_the_schema_names_every_kind() -> None:
    schema = json.loads(json_schema())

    tags = {
        schema["$defs"][ref["$ref"].rpartition("/")[2]]["properties"]["kind"]["enum"][0]
        for ref in schema["oneOf"]
    }
    assert tags == {kind_of(kind) for kind in record_kinds()}


def test_the_schema_says_how_bytes_and_spans_are_written() -> None:
    definitions = json.loads(json_schema())["$defs"]

    vectors = definitions["Annotation"]["properties"]["vectors"]
    assert vectors == {"contentEncoding": "base64", "type": "string"}
    span = definitions["Annotation"]["properties"]["sentences"]["items"]
    assert (span["minItems"], span["maxItems"]) == (2, 2)
