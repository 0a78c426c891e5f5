"""What kind of text a document is stands beside what it says, wherever that matters."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from record import records, thread, told, write
from running import Run

from chancery.model import Document, Label

OPINION = Label(label="opinion", basis="stated", words="Opinion")
STATE = Label(
    label="state_media", basis="knowledge", words="BelTA: its owner", source="https://a.example/"
)


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """Return a dossier whose third article is opinion, and whose second is a state outlet's."""
    of = {"b.txt": (STATE,), "c.txt": (OPINION,)}
    made = [
        replace(one, labels=of.get(one.uri, ())) if isinstance(one, Document) else one
        for one in records()
    ]
    return write(tmp_path / "t.dossier", [*made, thread(told()[2])])


def test_the_list_of_documents_and_a_document_give_kinds_with_their_basis(
    run: Run, labelled: Path
) -> None:
    rows = json.loads(run("documents", labelled, "--json").out)

    assert [len(row["labels"]) for row in rows] == [0, 1, 1]
    assert "state media" in run("documents", labelled).out
    assert "kind       opinion: Opinion  [stated]" in run("show", labelled, "c.txt").out
    assert "state media: BelTA: its owner  [knowledge]" in run("show", labelled, "b.txt").out


def test_a_dossier_of_reports_has_no_column_of_kinds(run: Run, tmp_path: Path) -> None:
    assert "kind" not in run("documents", write(tmp_path / "t.dossier")).out


def test_citations_of_a_brief_name_the_kind(run: Run, labelled: Path) -> None:
    shown = " ".join(run("brief", labelled).out.split())

    assert "b.txt (state media)[" in shown
    assert "a.txt[" in shown


def test_a_finding_that_opinion_alone_tells_says_so(run: Run, labelled: Path) -> None:
    listed = run("statements", labelled).out

    assert listed.count("told only in: opinion") == 2
    assert "told only in: state media" not in listed
    points = json.loads(run("statements", labelled, "--json").out)
    solid = next(one["finding"]["id"] for one in points if len(one["documents"]) > 1)
    assert "state media, confidence" in run("show", labelled, solid).out
