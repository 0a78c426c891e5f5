"""Decisions become examples whose spans are the very words of their text, right and found."""

from pathlib import Path

import msgspec
import pytest
from record import told
from review import decided, finding_of, shifted
from served import fill_served, records

from chancery.model import Statement
from chancery.pipeline.review.log import find_lost
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.review.training import Example, examples
from chancery.store.dossier import open_dossier

SAILS = told()[0].statement("the ferry would sail in May", "Jonas Veldt").id


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "t.dossier"
    fill_served(made)
    return made


def made_of(path: Path) -> list[Example]:
    with open_dossier(path) as dossier:
        return list(examples(dossier, Overlay(dossier)))


def check(one: Example) -> None:
    """Every span of an example quotes its text."""
    for reading in (one.found, one.right):
        for span in reading.spans if reading else ():
            assert one.text[span.start : span.end] == span.quote
    assert one.sentences
    assert all(one.text[start:end].strip() for start, end in one.sentences)


def test_an_example_tells_what_was_found_and_what_is_right(path: Path) -> None:
    decided(path, "accept", finding_of(path, "meeting").id)
    decided(path, "reject", finding_of(path, "figure").id, reason="of another day")
    decided(path, "correct", SAILS, slot="speaker", words=["Veldt"])
    decided(path, "correct", SAILS, slot="sort", value="promises")
    decided(path, "correct", SAILS, slot="modality", value="expected")

    accepted, rejected, corrected = made_of(path)

    for one in (accepted, rejected, corrected):
        check(one)
        assert one.who == "Ada"
        assert not one.disputed
    assert (accepted.label, accepted.right) == ("accepted", accepted.found)
    assert (rejected.label, rejected.right) == ("rejected", None)
    assert rejected.reason == "of another day"
    assert corrected.label == "corrected"
    assert corrected.right is not None
    assert (corrected.found.sort, corrected.right.sort) == ("says", "promises")
    assert corrected.right.modality == "expected"
    assert [one.quote for one in corrected.right.spans if one.slot == "speaker"] == ["Veldt"]


def test_each_reviewer_gives_an_example_and_the_undone_give_none(path: Path) -> None:
    decided(path, "accept", SAILS, "Ada")
    decided(path, "reject", SAILS, "Ben")
    decided(path, "reject", finding_of(path, "meeting").id, "Ben")
    decided(path, "undo", "3", "Ben")

    found = made_of(path)

    assert [(one.who, one.label, one.disputed) for one in found] == [
        ("Ada", "accepted", True),
        ("Ben", "rejected", True),
    ]


def test_a_status_alone_is_no_example(path: Path) -> None:
    decided(path, "status", finding_of(path, "commitment").id, status="delivered", reason="seen")

    assert made_of(path) == []


def test_corrections_move_with_their_claim(path: Path) -> None:
    decided(path, "correct", SAILS, slot="speaker", words=["Veldt"])

    fill_served(path, shifted(records()))

    (one,) = made_of(path)
    check(one)
    assert one.document == "document-new"
    assert one.right is not None
    assert "Veldt" in {each.quote for each in one.right.spans}
    with open_dossier(path) as dossier:
        (new,) = dossier.where(Statement, "document = 'document-new'")
        read = Overlay(dossier).read(new)
    assert isinstance(read, Statement)
    assert read.speaker[0].evidence.document == "document-new"


def test_a_correction_whose_words_did_not_move_is_lost(path: Path) -> None:
    decided(path, "correct", SAILS, slot="venue", words=["Port Tarn"])
    moved = [
        msgspec.structs.replace(one, text=one.text.replace("Port Tarn", "Fort Tarn"))
        if getattr(one, "id", "") == "document-new"
        else one
        for one in shifted(records())
    ]

    fill_served(path, moved)  # type: ignore[arg-type]

    with open_dossier(path) as dossier:
        (lost,) = find_lost(dossier)
        (new,) = dossier.where(Statement, "document = 'document-new'")
        assert Overlay(dossier).of_claim(new).state == "unreviewed"
    assert lost.found == ("changed",)
    assert made_of(path) == []


def test_what_stands_in_a_document_that_is_gone_is_left_out(path: Path) -> None:
    decided(path, "accept", SAILS)

    fill_served(path, [])

    assert made_of(path) == []
