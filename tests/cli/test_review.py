"""`chancery review` decides by name, prints JSON where asked, and says what cannot be."""

import json
from pathlib import Path
from typing import Any

import pytest
from record import thread, told
from review import finding_of, named
from running import Run
from served import fill_served, records

from chancery.cli import review
from chancery.model import Thread


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "t.dossier"
    whole = [thread(*told()) if isinstance(one, Thread) else one for one in named(records())]
    fill_served(made, whole)
    return made


def loaded(run: Run, *arguments: object) -> Any:
    ran = run("review", *arguments, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_every_command_prints_json(run: Run, path: Path) -> None:
    meeting = finding_of(path, "meeting").id
    commitment = finding_of(path, "commitment").id

    queued = loaded(run, "list", path, "--limit", "2", "--kind", "meeting")
    assert [one["point"]["finding"]["id"] for one in queued] == [meeting]
    assert queued[0]["point"]["review"]["state"] == "unreviewed"
    made = loaded(run, "accept", path, meeting, "--who", "Ada")
    assert (made["number"], made["who"], made["action"]) == (1, "Ada", "accept")
    loaded(run, "reject", path, meeting, "--who", "Ben", "--reason", "no")
    corrected = loaded(
        run, "correct", path, commitment, "--slot", "to", "--words", "Port Tarn", "--who", "Ada"
    )
    assert corrected["correction"]["after"][0]["quote"] == "Port Tarn"
    status = loaded(
        run, "status", path, commitment, "withdrawn", "--reason", "heard", "--who", "Ada"
    )
    assert status["status"] == "withdrawn"
    loaded(run, "undo", path, "2", "--who", "Ben")
    log = loaded(run, "log", path)
    assert [one["stands"] for one in log] == [True, False, True, True, True]
    blind = run("review", "log", path, "--blind", "--who", "Cleo")
    assert (blind.code, "that one who codes blind may see" in blind.err) == (3, True)
    assert loaded(run, "lost", path) == []
    loaded(run, "reject", path, meeting, "--who", "Ben")
    assert loaded(run, "agreement", path)[0]["items"] == 1
    out = path.with_name("out.jsonl")
    assert loaded(run, "export", path, "-o", out)["examples"] == 3
    lines = [json.loads(one) for one in out.read_text().splitlines()]
    assert run("review", "export", path).out.splitlines() == out.read_text().splitlines()
    assert {one["schema"] for one in lines} == {"chancery.review/1"}


def test_lists_and_briefs_show_what_was_decided(run: Run, path: Path) -> None:
    commitment = finding_of(path, "commitment").id
    run("review", "accept", path, commitment, "--who", "Ada")
    run("review", "status", path, commitment, "delivered", "--reason", "seen", "--who", "Ada")

    listed = json.loads(run("commitments", path, "--review", "accepted", "--json").out)
    assert listed[0]["review"]["statuses"][0]["status"] == "delivered"
    assert run("commitments", path, "--review", "rejected", "--json").out == "[]\n"
    for command in (["brief"], ["timeline", "--all"], ["show"]):
        more = [commitment] if command == ["show"] else []
        printed = " ".join(run(*command, path, *more).out.split())
        assert "accepted" in printed, command
        assert "delivered, Ada says" in printed, command


def test_who_decides_is_named_or_known_from_the_system(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = finding_of(path, "meeting").id
    monkeypatch.setattr("getpass.getuser", lambda: "the user")
    assert loaded(run, "accept", path, meeting)["who"] == "the user"
    monkeypatch.setenv(review.VARIABLE, "Cleo")
    assert loaded(run, "accept", path, meeting)["who"] == "Cleo"

    def nobody() -> str:
        raise OSError

    monkeypatch.delenv(review.VARIABLE)
    monkeypatch.setattr("getpass.getuser", nobody)
    ran = run("review", "accept", path, meeting)
    assert (ran.code, "--who NAME" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("accept", "{path}", "nothing"), 3, "no finding and no claim"),
        (("accept", "{path}"), 2, "name what to decide on"),
        (("status", "{path}", "x", "kept", "--reason", "seen"), 2, "a status is one of"),
        (("undo", "{path}", "7"), 3, "no decision"),
        (("log", "{path}"), 3, "nothing was decided"),
        (("agreement", "{path}"), 3, "no two people"),
        (("export", "{path}"), 3, "nothing was accepted"),
        (("list", "{path}", "--thread", "none"), 3, "no document"),
        (("merge", "{path}", "{meeting}", "{figure}"), 2, "claims are of one kind"),
        (("merge", "{path}", "{figure}", "{figure}"), 2, "one finding already"),
        (("merge", "{path}", "entity-veldt", "entity-veldt"), 2, "one actor already"),
        (("merge", "{path}", "entity-veldt", "{figure}"), 2, "merge two of a sort"),
        (("merge", "{path}", "{figure}"), 2, "name what"),
        (("merge", "{path}", "{figure}", "nothing"), 3, "no claim and no actor"),
        (("split", "{path}", "{meeting}"), 2, "alone in its finding"),
        (("split", "{path}", "entity-veldt", "--name", "Orsk"), 3, "is not called 'Orsk'"),
    ],
)
def test_what_cannot_be_is_said(
    run: Run, path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    names = {about: finding_of(path, about).id for about in ("meeting", "figure")}
    ran = run("review", *(one.format(path=path, **names) for one in arguments))

    assert (ran.code, message in ran.err) == (code, True), ran.err


def test_what_is_all_decided_says_so(run: Run, path: Path) -> None:
    for one in loaded(run, "list", path):
        run("review", "accept", path, one["point"]["finding"]["id"], "--who", "Ada")

    ran = run("review", "list", path)

    assert (ran.code, "waits for review" in ran.err) == (3, True)


def test_lost_decisions_are_printed_with_why(run: Run, path: Path) -> None:
    run("review", "accept", path, finding_of(path, "meeting").id, "--who", "Ada")
    fill_served(path, [])

    assert "the words are gone" in run("review", "lost", path).out


def test_merges_and_splits_say_that_they_wait_for_a_build(run: Run, path: Path) -> None:
    nine, twelve = (finding_of(path, "figure", words).id for words in ("Nine", "12"))
    remedy = f"waits for the next build: `chancery add {path}` makes one"

    merged = run(
        "review", "merge", path, nine, twelve[:20], "--who", "Ada", "--reason", "one night"
    )
    taken = run("review", "split", path, "Jonas Veldt", "--name", "Veldt", "--who", "Ada")

    assert remedy in " ".join(merged.out.split())
    assert remedy in " ".join(taken.out.split())
    assert "takes ‹Veldt› in b.txt out of the actor ‹Jonas Veldt›" in " ".join(taken.out.split())
    listed = " ".join(run("review", "list", path).out.split())
    assert "2 merges and splits wait for the next build" in listed
    run("review", "undo", path, "2", "--who", "Ada")
    log = loaded(run, "log", path)
    assert [one["join"] for one in log] == [{"state": "waits", "against": []}, None, None]
    assert "one night" in run("review", "log", path).out
    lines = [json.loads(one) for one in run("review", "export", path).out.splitlines()]
    assert [(one["schema"], one["label"]) for one in lines] == [("chancery.review.pair/1", "one")]
