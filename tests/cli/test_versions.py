"""Versions of articles, what changed and what rests on them are shown wherever it matters."""

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from record import VELDT, documents, entity, thread, write
from running import Run
from told import Told

from chancery.model import AnyClaim, ClaimLink, Document, Finding, Record
from chancery.sources.dates import read_date
from chancery.stages.corroborate.stage import make_finding
from chancery.stages.corroborate.standing import standing_of
from chancery.stages.reuse.versions import Versions

SAILS = "Jonas Veldt said the ferry would sail in May to the islands of the north."
HURT = "Nine people were hurt when the rope at the old gate of the quay broke on Monday."
OTHER = "On the quay Jonas Veldt said the ferry would sail in May to the islands of the north."
WORDS = "the ferry would sail in May to the islands of the north"
RETRACTED = "This article has been retracted."


def at(document: Document, day: int) -> Document:
    when = read_date(f"2021-03-{day:02}T08:00:00Z", "capture", None)
    return replace(document, address="http://post.example/ferry", captured=when)


def findings(versions: dict[str, Any], *groups: Sequence[tuple[Told, AnyClaim]]) -> list[Finding]:
    made = []
    for group in groups:
        points = []
        for of, claim in group:
            version = versions.get(of.id)
            its = standing_of(claim, version) if version else None
            points.append(replace(of.point(claim), standing=its))
        claims = [claim for _, claim in group]
        links = [
            ClaimLink(a=a.id, b=b.id, relation="same", score=9.0, reasons=())
            for a, b in pairwise(claims)
        ]
        made.append(make_finding(claims, links, {one.id: one for one in claims}, (), points))
    return made


def records(later: str | None) -> list[Record]:
    """Return an article, another one that says the same, and a later version of the first."""
    first, other = Told("a", f"{SAILS}\n{HURT}\n"), Told("b", f"{OTHER}\n")
    told = [first, other, *([Told("c", later)] if later else [])]
    held = documents(told)
    pages = [one for one in held if isinstance(one, Document)]
    pages = [at(one, 4 + n) if n != 1 else one for n, one in enumerate(pages)]
    captured = [one for one in pages if one.address]
    made = list(Versions().run("post.example/ferry", captured, {}))
    versions = {getattr(one, "document", ""): one for one in made}
    said = [(of, of.statement(WORDS, "Jonas Veldt", VELDT)) for of in (first, other)]
    hurt = first.figure("Nine", 9, "people", None)
    return [
        *pages,
        *(one for one in held if not isinstance(one, Document)),
        *made,
        entity(VELDT, "Jonas Veldt", "Veldt"),
        thread(*told),
        *(claim for _, claim in said),
        hurt,
        *findings(versions, said, [(first, hurt)]),
    ]


@pytest.fixture
def silent(tmp_path: Path) -> Path:
    """Return a dossier whose second build brought a version that lacks a sentence."""
    return write(write(tmp_path / "t.dossier", records(None)), records(f"{HURT}\n"))


@pytest.fixture
def retracted(tmp_path: Path) -> Path:
    return write(write(tmp_path / "t.dossier", records(None)), records(f"{RETRACTED}\n"))


def test_the_list_of_documents_gives_each_its_place(run: Run, silent: Path) -> None:
    rows = json.loads(run("documents", silent, "--json").out)

    assert [row["version"] and row["version"]["place"] for row in rows] == [1, None, 2]
    shown = run("documents", silent).out
    assert "1 of 2" in shown
    assert "2 of 2" in shown


def test_a_list_without_versions_has_no_column_for_them(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "t.dossier", records(None))
    assert "version" not in run("documents", path).out


def test_a_document_is_shown_with_what_changed_before_and_after(run: Run, silent: Path) -> None:
    first, last = run("show", silent, "a.txt").out, run("show", silent, "c.txt").out

    assert "version    1 of 2, of post.example/ferry" in first
    assert "changed to c.txt" in first
    assert "c.txt captured 2021-03-06T08:00:00Z: edited, and no notice says so, 1 edit" in first
    assert f"[0:72] “{SAILS[:59]}" in first
    assert "→ [0:0] nothing" in first
    assert "changed from a.txt" in last


def test_a_claim_that_the_later_version_lacks_says_so(run: Run, silent: Path) -> None:
    lacks = "a.txt: no longer in the later version c.txt"
    listed = run("statements", silent).out

    assert "2 independent of 2 documents, solid" in listed
    assert lacks in listed
    assert lacks in " ".join(run("brief", silent).out.split())
    assert "no longer in the later version c.txt" in run("statements", silent, "--claims").out
    (point,) = json.loads(run("statements", silent, "--json").out)
    assert (
        "no longer in the later version c.txt" in run("show", silent, point["finding"]["id"]).out
    )
    assert lacks not in run("figures", silent).out


def test_a_retraction_makes_what_rests_on_it_thin(run: Run, retracted: Path) -> None:
    listed = run("statements", retracted).out

    assert "1 independent of 2 documents, thin" in listed
    assert "a.txt: the article was retracted, no longer in the later version c.txt" in listed
    brief = " ".join(run("brief", retracted).out.split())
    assert "Withdrawn: said by nobody but articles that were retracted" in brief
    assert brief.index("Withdrawn: said") < brief.index("‹Nine")


def test_what_is_new_since_a_build_tells_of_versions(run: Run, retracted: Path) -> None:
    news = json.loads(run("since", retracted, "1", "--json").out)

    assert [one["type"] for one in news["revisions"]] == ["retracted"]
    assert [one["independent_before"] for one in news["weakened"]] == [2, 1]
    assert [len(one["unsettled"]) for one in news["weakened"]] == [1, 1]
    shown = run("since", retracted, "1").out
    assert "Resting on less than before: 2 findings, 1 now thin" in shown
    assert "c.txt captured 2021-03-06T08:00:00Z: retracted" in shown
    assert run("since", retracted, "2").code == 3


def test_what_is_new_since_a_day_goes_by_the_capture_of_versions(run: Run, silent: Path) -> None:
    news = json.loads(run("since", silent, "2021-03-05", "--json").out)

    assert [one["type"] for one in news["revisions"]] == ["silent_edit"]
    assert [len(one["unsettled"]) for one in news["weakened"]] == [1]
    assert run("since", silent, "2021-03-07").code == 3


def test_versions_are_checked_and_exported(run: Run, silent: Path, tmp_path: Path) -> None:
    assert run("doctor", silent).code == 0
    assert run("export", silent, "-o", tmp_path / "out.jsonl").code == 0
    kinds = {json.loads(one)["kind"] for one in (tmp_path / "out.jsonl").read_text().splitlines()}
    assert {"version", "revision"} <= kinds
