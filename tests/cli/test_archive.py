"""The commands over an archive print what it holds, and write what it is asked for."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from archived import fill
from corpus import article, write_corpus
from running import Run

from chancery.model import record_kinds


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    fill(folder / "desk.archive", write_corpus(folder / "first", 5))
    return folder / "desk.archive"


def test_a_build_says_what_came_in_and_what_was_rejected_now(run: Run, tmp_path: Path) -> None:
    first, second = write_corpus(tmp_path / "first", 3), tmp_path / "second"
    second.mkdir()
    (second / "later.txt").write_text(article(9), encoding="utf-8")
    desk = str(tmp_path / "desk.archive")
    begun = run("archive", "build", desk, str(first), "--no-annotate", "--workers", "1")
    assert begun.code == 4
    assert "4 documents, 4 of them new" in " ".join(begun.out.split())
    assert "1 inputs were rejected, 1 now" in " ".join(begun.out.split())
    grown = run("archive", "build", desk, str(second), "--workers", "1", "--json", "-q")
    assert grown.code == 0, "what was rejected before is no news"
    said = json.loads(grown.out)
    assert (said["documents"], said["new"], said["rejected"], said["newly_rejected"]) == (
        5,
        1,
        1,
        0,
    )


def test_status_tells_kinds_months_and_builds(run: Run, place: Path) -> None:
    shown = run("archive", "status", str(place))
    assert shown.code == 0
    assert all(kind.__struct_config__.tag in shown.out for kind in record_kinds())
    said = json.loads(run("archive", "status", str(place), "--json").out)
    assert said["kinds"]["document"]["records"] == 6
    assert sum(said["months"].values()) == 6
    assert [one["documents"] for one in said["runs"]] == [6]


def test_a_query_is_printed_or_written(run: Run, place: Path, tmp_path: Path) -> None:
    query = "SELECT path, len(text) AS size FROM document ORDER BY path"
    shown = run("archive", "query", str(place), query, "--limit", "2")
    assert "000.txt" in shown.out
    assert "… and 4 more rows" in shown.out
    rows = json.loads(run("archive", "query", str(place), query, "--json").out)
    assert len(rows) == 6
    for ending in ("csv", "jsonl", "parquet"):
        out = tmp_path / f"out.{ending}"
        assert run("archive", "query", str(place), query, "-o", str(out)).code == 0
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == rows
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == rows
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        assert [int(row["size"]) for row in csv.DictReader(stream)] == [
            row["size"] for row in rows
        ]


@pytest.mark.parametrize(
    ("query", "output", "words"),
    [
        ("SELECT blocks FROM document", "out.csv", "a .csv holds no lists"),
        ("SELECT id FROM document", "out.xlsx", "must end in .parquet, .csv, .jsonl"),
        ("SELECT id FROM document", "none/out.csv", "cannot write"),
        ("SELECT x FROM document", "out.csv", "cannot answer"),
    ],
)
def test_what_cannot_be_written_is_said_and_leaves_nothing(  # noqa: PLR0913, PLR0917
    run: Run, place: Path, tmp_path: Path, query: str, output: str, words: str
) -> None:
    ran = run("archive", "query", str(place), query, "-o", str(tmp_path / output))
    assert ran.code
    assert words in " ".join(ran.err.split())
    assert not list(tmp_path.iterdir())


def test_a_place_without_an_archive_is_said(run: Run, tmp_path: Path) -> None:
    ran = run("archive", "status", str(tmp_path))
    assert ran.code == 1
    assert "is no archive" in ran.err
