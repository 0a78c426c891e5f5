"""Every command answers people in text and programs in JSON, with the exit code it promises."""

import csv
import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from corpus import WIRE
from fakes import Silent, WordReader
from running import Ran, Run

from chancery.pipeline.build import build
from chancery.pipeline.settings import Settings

BUILD = [sys.executable, "-m", "chancery", "build", "--no-annotate"]
READERS = ["status", "brief", "documents", "lineage", "doctor"]


def parsed(ran: Ran) -> Any:
    assert ran.err == ""
    return json.loads(ran.out)


def test_build_counts_and_says_that_inputs_were_rejected(
    run: Run, articles: Path, tmp_path: Path
) -> None:
    ran = run("build", "--no-annotate", articles, "-o", tmp_path / "t.dossier")

    assert ran.code == 4
    assert "15 documents" in ran.out
    assert "1 input" in ran.out
    assert ran.err == ""


def test_build_without_rejections_ends_with_zero(run: Run, articles: Path, tmp_path: Path) -> None:
    report = run(
        "build", "--no-annotate", articles / "001.txt", "-o", tmp_path / "t.dossier", "--json"
    )

    assert report.code == 0
    assert parsed(report)["documents"] == 1


def test_a_dossier_is_built_again_without_a_source(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("The talks went on until the morning.")
    path = tmp_path / "t.dossier"
    run("build", "--no-annotate", tmp_path / "one.txt", "-o", path)

    ran = run("add", path)

    assert (ran.code, ran.err) == (0, "")
    assert "records: 0 added, 0 changed, 0 removed" in " ".join(ran.out.split())


def test_build_reads_standard_input(tmp_path: Path) -> None:
    line = json.dumps({"url": "https://paper.example/1", "title": "Talks", "text": WIRE})

    ended = subprocess.run(
        [*BUILD, "-", "-o", str(tmp_path / "t.dossier")],
        input=line.encode() + b"\n{broken\n",
        capture_output=True,
        check=False,
    )

    assert ended.returncode == 4, ended.stderr
    assert b"1 document" in ended.stdout


@pytest.mark.parametrize("command", READERS)
def test_readers_print_text_and_json(run: Run, dossier: Path, command: str) -> None:
    text = run(command, dossier)
    data = run(command, dossier, "--json")

    assert text.code == data.code == 0
    assert text.out.strip()
    assert parsed(data)


def test_status_says_what_a_build_cost(dossier: Path, run: Run) -> None:
    (cost,) = [one["cost"] for one in parsed(run("status", dossier, "--json"))["runs"]]

    shown = " ".join(run("status", dossier).out.split())

    assert "build 1 took " in shown
    assert f"{cost['articles']} new articles" in shown
    assert cost["peak_all"] >= cost["peak"] > 10**7


def test_an_estimate_warns_of_too_many_processes_and_is_no_failure(
    articles: Path, tmp_path: Path, run: Run
) -> None:
    ran = run(
        *("estimate", articles, "-o", tmp_path / "t.dossier", "--no-annotate"),
        *("--workers", "4000", "--sample", "2", "--json"),
    )

    assert ran.code == 0
    assert json.loads(ran.out)["sample"] == 2
    assert "chancery: 4000 processes share" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_status_says_when_nothing_was_read(
    run: Run, dossier: Path, articles: Path, tmp_path: Path
) -> None:
    read = tmp_path / "read.dossier"
    settings = Settings(workers=1)
    build([str(articles)], read, settings=settings, progress=Silent(), reader=WordReader())

    assert "nothing was read" in run("status", dossier).out
    assert "nothing was read" not in run("status", read).out
    assert parsed(run("status", dossier, "--json"))["read"] is False
    status = parsed(run("status", read, "--json"))
    assert status["read"] is True
    assert status["records"]["annotation"] == status["records"]["document"]
    assert status["runs"][-1]["settings"]["annotate"] is True


def test_the_brief_opens_with_the_coverage(run: Run, dossier: Path) -> None:
    ran = run("brief", dossier)

    body = ran.out.partition("Coverage\n")
    assert ran.out.lstrip().startswith("Brief of talks.dossier\nBuilt ")
    assert body[2].startswith("15 documents read, 1 input rejected: empty 1.")
    assert "Independent sources" in ran.out


def test_the_brief_counts_copies_as_one(run: Run, dossier: Path) -> None:
    brief = parsed(run("brief", dossier, "--json"))

    copies = max(len(shared["documents"]) for shared in brief["shared"])
    assert copies >= 4
    assert brief["independent"] == brief["coverage"]["documents"] - copies + 1


def test_show_finds_a_document_by_path_and_marks_what_it_shares(run: Run, dossier: Path) -> None:
    ran = run("show", dossier, "004.txt")

    assert ran.code == 0
    assert "also in" in ran.out
    assert "published  unknown" in ran.out
    assert WIRE[:60] in " ".join(ran.out.split())


def test_show_gives_the_whole_text_as_json(run: Run, dossier: Path, articles: Path) -> None:
    shown = parsed(run("show", dossier, "004.txt", "--json"))

    assert shown["document"]["text"] == (articles / "004.txt").read_text(encoding="utf-8")
    assert shown["reuse_links"]


def test_lineage_of_one_document_shows_both_sides(run: Run, dossier: Path) -> None:
    ran = run("lineage", dossier, "004.txt")

    assert re.search(r"strong: \d+ words", ran.out)
    assert "origin:" in ran.out


def test_lineage_marks_edits(run: Run, dossier: Path) -> None:
    ran = run("lineage", dossier, "--weak")

    assert "[-" in ran.out
    assert "{+" in ran.out


def test_lineage_without_any_is_nothing_found(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One short note about nothing much at all.\n")
    run("build", "--no-annotate", tmp_path / "a.txt", "-o", tmp_path / "t.dossier")

    ran = run("lineage", tmp_path / "t.dossier")

    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("chancery: ")


def test_search_shows_the_matching_characters(run: Run, dossier: Path) -> None:
    hits = parsed(run("search", dossier, '"handwritten notes"', "--json"))

    assert hits
    for hit in hits:
        match = hit["matches"][0]
        if not hit["uri"].endswith(".txt"):
            continue
        text = Path(hit["uri"]).read_text(encoding="utf-8")
        assert text[match["start"] : match["end"]] == match["quote"]


def test_search_that_finds_nothing_ends_with_three(run: Run, dossier: Path) -> None:
    assert run("search", dossier, "zeppelin").code == 3
    assert run("search", dossier, "talks", "--newest", "--removed", "--limit", "2").code == 0


def test_export_writes_lines_to_standard_output(run: Run, dossier: Path) -> None:
    ran = run("export", dossier)

    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert {row["kind"] for row in rows} >= {"document", "reuse_link", "origin", "rejection"}
    assert [(r["kind"], r["id"]) for r in rows] == sorted((r["kind"], r["id"]) for r in rows)


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_export_writes_folders(run: Run, dossier: Path, tmp_path: Path, name: str) -> None:
    ran = run("export", dossier, "-f", name, "-o", tmp_path / "out", "--json")

    assert parsed(ran)["format"] == name
    assert (tmp_path / "out" / f"document.{name}").is_file()


def test_export_of_one_kind(run: Run, dossier: Path, tmp_path: Path) -> None:
    run("export", dossier, "-f", "csv", "-o", tmp_path, "--kind", "rejection")

    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"rejection.csv", "manifest.json", "methods.md"}
    with (tmp_path / "rejection.csv").open(encoding="utf-8", newline="") as file:
        assert [row["reason"] for row in csv.DictReader(file)] == ["empty"]


def test_export_to_a_file_says_how_many(run: Run, dossier: Path, tmp_path: Path) -> None:
    ran = run("export", dossier, "-o", tmp_path / "all.jsonl")

    count = len((tmp_path / "all.jsonl").read_bytes().splitlines())
    assert f"{count} records" in ran.out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["export", "-f", "csv"], "folder"),
        (["export", "--kind", "nonsense"], "nonsense"),
        (["show"], "document"),
        (["search", "-only"], "nothing to look for"),
        (["status", "one", "two"], "too many"),
    ],
)
def test_usage_errors_end_with_two_and_say_the_remedy(
    run: Run, dossier: Path, arguments: list[str], word: str
) -> None:
    command, *rest = arguments
    position = [] if command == "search" else [dossier]
    ran = run(command, *position, *(["--", dossier, *rest] if command == "search" else rest))

    assert ran.code in (2, 3)
    assert word in ran.err


def test_a_document_that_is_not_there_is_nothing_found(run: Run, dossier: Path) -> None:
    ran = run("show", dossier, "nowhere.txt")

    assert ran.code == 3
    assert "nowhere.txt" in ran.err


def test_a_source_that_is_not_there_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    ran = run("build", "--no-annotate", tmp_path / "nowhere", "-o", tmp_path / "t.dossier")

    assert ran.code == 2
    assert "nowhere" in ran.err


def test_a_file_that_is_no_dossier_fails_and_is_named(run: Run, articles: Path) -> None:
    ran = run("status", articles / "001.txt")

    assert ran.code == 1
    assert "001.txt" in ran.err


def test_the_only_dossier_here_need_not_be_named(
    run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(dossier.parent)
    assert run("show", "001.txt").code == 0
    monkeypatch.chdir(tmp_path)
    assert "name the dossier" in run("status").err
    monkeypatch.setenv("CHANCERY_DOSSIER", str(dossier))
    assert run("search", "talks").code == 0


def test_doctor_finds_a_changed_character(run: Run, dossier: Path, tmp_path: Path) -> None:
    broken = tmp_path / "b.dossier"
    shutil.copy(dossier, broken)
    connection = sqlite3.connect(broken)
    connection.execute("UPDATE document SET text = replace(text, 'barrier', 'Barrier')")
    connection.commit()
    connection.close()

    ran = run("doctor", broken)

    assert ran.code == 1
    assert "quote differs" in ran.out


def test_version_and_help_answer(run: Run) -> None:
    assert run("--version").out.startswith("chancery ")
    assert "Exit codes" in run("--help").out


def test_a_closed_pipe_is_no_error(dossier: Path) -> None:
    command = f"{sys.executable} -m chancery export {dossier} | head -c 10"

    ended = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False)

    assert ended.stderr == b""


def test_a_terminal_sees_progress_and_a_pipe_does_not(articles: Path, tmp_path: Path) -> None:
    command = [*BUILD, str(articles), "-o"]
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [*command, str(tmp_path / "t.dossier")], stderr=follower, stdout=subprocess.DEVNULL
    )
    os.close(follower)
    seen = b""
    while True:
        try:
            part = os.read(leader, 4096)
        except OSError:
            break
        seen += part
    process.wait()
    os.close(leader)

    assert b"clean" in seen
    assert process.returncode == 4
