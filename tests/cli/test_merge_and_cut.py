"""What `merge` and `cut` print, and how they end."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from running import Run

from chancery.cli import merge as printing
from chancery.model import ActorSought, Watch
from chancery.sources.feeds.store import FeedState, Store
from chancery.store.watches import write_watch

WATCH = Watch(name="gate", added="2031-01-01T00:00:00+00:00", sought=ActorSought(actor="Reyd"))


@pytest.fixture
def part(run: Run, dossier: Path, tmp_path: Path) -> Path:
    made = tmp_path / "part.dossier"
    ran = run("cut", dossier, "--document", "000.txt", "--document", "001.txt", "-o", made)
    assert ran.code == 0, ran.err
    assert "2 of 15 documents of" in ran.out
    assert ": document 000.txt or document 001.txt" in ran.out
    assert "1 input that" in ran.out
    return made


def follow(dossier: Path) -> None:
    folder = dossier.with_name(f"{dossier.name}.work") / "followed"
    folder.mkdir(parents=True)
    store = Store(folder)
    store.state.feeds["https://post.example/feed"] = FeedState()
    store.save()


def test_a_merge_says_what_each_brought_and_where_they_differ(
    run: Run, part: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.dossier"
    shutil.copy(part, other)
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("UPDATE document SET uri = 'there/' || path, digest = x'00'")
        connection.execute("UPDATE run SET finished = '2999-01-01T00:00:00+00:00'")
    write_watch(part, WATCH)
    write_watch(other, Watch(name="gate", added="2032", sought=ActorSought(actor="Lorn")))
    follow(other)
    monkeypatch.setattr(printing, "SHOWN", 1)

    ran = run("merge", part, other, "-o", tmp_path / "both.dossier")

    assert ran.code == 0
    assert f"{other} has 2 documents, 1 watch" in ran.out
    assert "2 documents in more than one of them, held once" in ran.out
    assert "2 documents with other records in each; those of the newest build stand:" in ran.out
    assert f".txt: {other} stands, {part} has other uri" in ran.out
    assert "… and 1 more; --json has them all" in ran.out
    assert f"watch gate of {other} is called gate-2 now" in ran.out
    assert f"{other} follows 1 feed; {tmp_path / 'both.dossier'} follows none until" in ran.out
    assert "watches" not in ran.err
    listed = run("watch", "list", tmp_path / "both.dossier", "--json")
    assert [one["name"] for one in json.loads(listed.out)] == ["gate", "gate-2"]
    status = run("status", tmp_path / "both.dossier")
    assert "documents of" in status.out


def test_reports_are_given_as_json(run: Run, part: Path, tmp_path: Path) -> None:
    joined = run("merge", part, part, "-o", tmp_path / "both.dossier", "--json")
    cut = run("cut", part, "--document", "000.txt", "-o", tmp_path / "one.dossier", "--json")

    made, left = json.loads(joined.out), json.loads(cut.out)
    assert made["build"]["documents"] == 2
    assert (made["texts"], made["conflicts"], made["read_anew"]) == ([], [], 0)
    assert (left["documents"], left["left"], left["by"]) == (1, 1, "document 000.txt")


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        ([], 2, "say what to cut out: --document"),
        (["--since", "tomorrow"], 2, "is no date"),
        (["--document", "nothing.txt"], 3, "no document is called"),
        (["--since", "2999-01-01"], 3, "meets all of: since 2999-01-01"),
        (["--actor", "Nobody"], 3, "built without reading"),
    ],
)
def test_a_cut_of_nothing_says_so_and_writes_nothing(  # noqa: PLR0913, PLR0917 - fixtures
    run: Run, dossier: Path, tmp_path: Path, options: list[str], code: int, message: str
) -> None:
    ran = run("cut", dossier, *options, "-o", tmp_path / "c.dossier")

    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_dossier_or_there_already_is_told(
    run: Run, dossier: Path, tmp_path: Path
) -> None:
    (tmp_path / "no.dossier").write_text("no", encoding="utf-8")

    ran = run("merge", dossier, tmp_path / "no.dossier", "-o", tmp_path / "c.dossier")
    assert (ran.code, "no.dossier is not a dossier" in ran.err) == (1, True)
    ran = run("merge", dossier, dossier, "-o", tmp_path / "no.dossier")
    assert (ran.code, "nothing is written over" in ran.err) == (2, True)
    ran = run("merge", dossier, "-o", tmp_path / "c.dossier")
    assert (ran.code, "name two dossiers or more" in ran.err) == (2, True)
    assert not (tmp_path / "c.dossier").exists()
