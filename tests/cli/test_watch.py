"""Watches are added, listed, asked and removed, and what is wrong with one is said."""

import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
from record import write_grown
from running import Run


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    return write_grown(tmp_path / "t.dossier")


def hits(run: Run, path: Path, *arguments: str) -> Any:
    return json.loads(run("watch", "hits", path, *arguments, "--json").out)


def test_a_watch_is_kept_listed_and_removed(run: Run, grown: Path) -> None:
    added = run("watch", "add", grown, "ferry", "--list", "statements", "--speaker", "Veldt")

    assert (added.code, added.err) == (0, "")
    assert "watches ferry: statements, speaker Veldt" in added.out
    assert "statements, speaker Veldt" in run("watch", "list", grown).out
    assert "no longer watches ferry" in run("watch", "remove", grown, "ferry").out
    gone = run("watch", "list", grown)
    assert (gone.code, "keeps no watch" in gone.err) == (3, True)


def test_hits_are_printed_with_build_and_place_and_what_is_new(run: Run, grown: Path) -> None:
    run("watch", "add", grown, "ferry", "--list", "statements", "--speaker", "Veldt")

    ran = run("watch", "hits", grown, "ferry", "--since", "1")

    assert (ran.code, ran.err) == (0, "")
    first, where, second, more = ran.out.splitlines()
    assert first.startswith("Jonas Veldt")
    assert where.strip().startswith("new · build 2 · c.txt[0:44] · ")
    assert second.startswith("Jonas Veldt")
    assert more.strip().startswith("grown · build 1 · ")
    short = run("watch", "hits", grown, "ferry", "--limit", "1").out
    assert "--limit shows them" in short
    assert [one["build"] for one in hits(run, grown, "ferry")] == [2, 1]


def test_each_thing_can_be_watched(run: Run, grown: Path) -> None:
    for name, arguments in (
        ("dam", ["--words", "dam"]),
        ("veldt", ["--actor", "Veldt"]),
        ("due", ["--deadline", "-30", "--day", "2020-05-01", "--party", "Corvia", "--open"]),
    ):
        assert run("watch", "add", grown, name, *arguments).code == 0

    assert len(hits(run, grown, "dam")) == 3
    assert "dam" in run("watch", "hits", grown, "dam").out
    assert len(hits(run, grown, "veldt")) == 3
    ran = run("watch", "hits", grown, "due")
    assert (ran.code, "due has no hit" in ran.err) == (3, True)


def test_json_says_what_the_text_says(run: Run, grown: Path) -> None:
    added = json.loads(run("watch", "add", grown, "dam", "--words", "dam", "--json").out)

    assert added["sought"] == {"kind": "words", "query": "dam"}
    assert json.loads(run("watch", "list", grown, "--json").out) == [added]
    assert json.loads(run("watch", "remove", grown, "dam", "--json").out) == {"removed": "dam"}


def test_the_feed_goes_to_a_file_or_to_the_output(run: Run, grown: Path, tmp_path: Path) -> None:
    run("watch", "add", grown, "dam", "--words", "dam")
    file = tmp_path / "dam.atom"

    wrote = run("watch", "feed", grown, "dam", "-o", str(file), "--base", "https://desk.example/")
    shown = run("watch", "feed", grown, "dam")

    assert f"{file}: 3 entries" in wrote.out
    (link, *_) = feedparser.parse(file.read_bytes()).entries[0].links
    assert link.href.startswith("https://desk.example/documents/document-")
    found = feedparser.parse(shown.out.encode())
    assert (found.bozo, len(found.entries)) == (False, 3)
    assert found.entries[0].link.startswith("http://127.0.0.1:8765/documents/")
    written = json.loads(run("watch", "feed", grown, "dam", "-o", str(file), "--json").out)
    assert written == {"file": str(file), "entries": 3}


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["add", "x"], 2, "name one thing to watch"),
        (["add", "x", "--words", "a", "--actor", "b"], 2, "name one thing to watch"),
        (["add", "x", "--words", "a", "--about", "b"], 2, "--about does not go with"),
        (["add", "x", "--actor", "a", "--min-origins", "2"], 2, "--min-origins does not go"),
        (["add", "x", "--list", "events", "--day", "2020-01-01"], 2, "--day does not go with"),
        (["add", "X", "--words", "a"], 2, "small letters"),
        (["hits", "none"], 3, "no watch is called 'none'"),
        (["feed", "none"], 3, "no watch is called 'none'"),
        (["remove", "none"], 3, "no watch is called 'none'"),
        (["hits"], 2, "NAME"),
        (["feed", "none", "--json"], 2, "name it with -o"),
    ],
)
def test_what_cannot_be_met_says_why(
    run: Run, grown: Path, arguments: list[str], code: int, says: str
) -> None:
    command, *rest = arguments
    given = [grown, *rest] if rest else []

    ran = run("watch", command, *given)

    assert ran.code == code
    assert says in ran.err


def test_a_watch_must_be_named(run: Run, grown: Path) -> None:
    ran = run("watch", "hits", grown)

    assert (ran.code, "name the watch" in ran.err) == (2, True)


def test_a_file_that_cannot_be_written_is_named(run: Run, grown: Path, tmp_path: Path) -> None:
    run("watch", "add", grown, "dam", "--words", "dam")

    ran = run("watch", "feed", grown, "dam", "-o", str(tmp_path / "none" / "x.atom"))

    assert (ran.code, "cannot write" in ran.err) == (1, True)
