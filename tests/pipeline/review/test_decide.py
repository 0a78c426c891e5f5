"""A decision is added only if it can stand: what it is on exists, and its words are the text's."""

import sqlite3
from pathlib import Path

import pytest
from record import FIRST
from review import decided, finding_of, state, ticking
from served import fill_served

from chancery.errors import NotFoundError, UsageError
from chancery.model import Decision, Statement
from chancery.pipeline.review.decide import decide
from chancery.pipeline.review.wanted import Wanted, read_fields
from chancery.store.decisions import read_decisions
from chancery.store.dossier import open_dossier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "t.dossier"
    fill_served(made)
    return made


def claim_of(path: Path, document: str, words: str) -> str:
    with open_dossier(path) as dossier:
        found = dossier.where(Statement, "document = ?", document)
        return next(one.id for one in found if words in one.words[0].quote)


def log(path: Path) -> list[Decision]:
    with open_dossier(path) as dossier:
        return read_decisions(dossier)


def test_a_finding_is_decided_on_by_all_its_claims_and_their_words(path: Path) -> None:
    finding = finding_of(path, "statement", "the ferry would sail")
    clock = ticking()

    made = decide(
        path,
        Wanted(action="accept", id=finding.id[:14], who="Ada", reason=" read twice "),
        lambda: next(clock),
    )

    assert {one.claim for one in made.anchors} == {one.claim for one in finding.support}
    assert made.at == "2031-05-01T09:00:00+00:00"
    assert made.reason == "read twice"
    first = made.anchors[0]
    assert (first.path, first.sort, first.modality) == ("a.txt", "says", "asserted")
    assert {(one.slot, one.evidence.quote) for one in first.slots} == {
        ("speaker", "Jonas Veldt"),
        ("words", "the ferry would sail in May"),
    }
    assert log(path) == [made]


def test_one_claim_is_decided_on_by_its_id(path: Path) -> None:
    claim = claim_of(path, "document-a", "sail")

    made = decided(path, "reject", claim)

    assert [one.claim for one in made.anchors] == [claim]


def test_a_slot_is_corrected_by_words_or_by_a_span(path: Path) -> None:
    claim = claim_of(path, "document-a", "sail")
    start = FIRST.index("Veldt said")

    by_words = decided(path, "correct", claim, slot="speaker", words=["Veldt"])
    by_span = decided(
        path, "correct", claim, "Ben", slot="speaker", spans=[f"{start}:{start + 5}"]
    )
    nobody = decided(path, "correct", claim, slot="speaker", empty=True)

    assert by_words.correction == by_span.correction
    assert by_words.correction is not None
    assert [one.quote for one in by_words.correction.before] == ["Jonas Veldt"]
    assert [one.quote for one in by_words.correction.after] == ["Veldt"]
    assert nobody.correction is not None
    assert nobody.correction.after == ()


def test_kind_and_modality_are_corrected_by_their_values(path: Path) -> None:
    claim = claim_of(path, "document-a", "sail")

    sort = decided(path, "correct", claim, slot="sort", value="promises").correction
    modality = decided(path, "correct", claim, slot="modality", value="expected").correction

    assert sort is not None
    assert (sort.value_before, sort.value_after) == ("says", "promises")
    assert modality is not None
    assert modality.value_before == "asserted"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"slot": "host", "words": ["Veldt"]}, "no slot 'host'.*speaker, addressee"),
        ({"words": ["Veldt"]}, "no slot None"),
        ({"slot": "speaker", "words": ["veldt"]}, "does not stand in"),
        ({"slot": "speaker", "words": [""]}, "does not stand in"),
        ({"slot": "speaker", "words": ["Corvia"]}, r"stands 2 times.*spans 78:84, "),
        ({"slot": "speaker", "spans": ["4"]}, "no span"),
        ({"slot": "speaker", "spans": ["4:4"]}, "no span"),
        ({"slot": "speaker", "spans": ["5:9999"]}, "no span"),
        ({"slot": "speaker"}, "say what fills speaker"),
        ({"slot": "speaker", "empty": True, "words": ["Veldt"]}, "say what fills speaker"),
        ({"slot": "speaker", "value": "Veldt"}, "and not with a value"),
        ({"slot": "speaker", "words": ["Jonas Veldt"]}, "already"),
        ({"slot": "words", "empty": True}, "says nothing"),
        ({"slot": "venue", "words": ["Port Tarn", "May"]}, "one run of words"),
        ({"slot": "sort", "value": "sings"}, "one of says, believes"),
        ({"slot": "sort", "value": "says"}, "is says already"),
        ({"slot": "modality", "words": ["Veldt"]}, "has a value"),
    ],
)
def test_a_correction_that_the_text_does_not_bear_out_is_refused(
    path: Path, fields: dict[str, object], message: str
) -> None:
    claim = claim_of(path, "document-a", "sail")

    with pytest.raises(UsageError, match=message):
        decided(path, "correct", claim, **fields)

    assert log(path) == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"action": "accept", "who": " "}, "names nobody"),
        ({"action": "accept", "who": "Ada\nBen"}, "names nobody"),
        ({"action": "accept", "reason": "x" * 2001}, "at most 2,000"),
        ({"action": "accept", "slot": "speaker"}, "takes no slot"),
        ({"action": "reject", "status": "delivered"}, "takes no status"),
        ({"action": "status", "status": "delivered"}, "say why"),
        ({"action": "status", "reason": "seen"}, "name the status"),
        ({"action": "status", "status": "delivered", "reason": "seen"}, "is no commitment"),
        ({"action": "correct", "slot": "speaker", "words": ["Veldt"]}, "several claims"),
    ],
)
def test_too_little_or_too_much_is_refused(
    path: Path, fields: dict[str, object], message: str
) -> None:
    finding = finding_of(path, "statement", "the ferry would sail")

    with pytest.raises(UsageError, match=message):
        decide(path, read_fields({"id": finding.id, "who": "Ada", **fields}))

    assert log(path) == []


@pytest.mark.parametrize("name", ["", "nothing", "finding-", "statement-"])
def test_what_is_not_there_or_not_one_thing_is_refused(path: Path, name: str) -> None:
    with pytest.raises(NotFoundError):
        decided(path, "accept", name)


def test_only_ones_own_open_decision_is_undone(path: Path) -> None:
    finding = finding_of(path, "meeting").id
    made = decided(path, "accept", finding)

    with pytest.raises(UsageError, match="only Ada undoes it"):
        decided(path, "undo", "1", "Ben")
    with pytest.raises(NotFoundError, match="no decision"):
        decided(path, "undo", "9")
    undone = decided(path, "undo", made.id[:18])

    assert undone.undoes == made.id
    with pytest.raises(UsageError, match="undone already"):
        decided(path, "undo", "1")
    assert state(path, finding) == "unreviewed"


def test_an_undoing_that_is_undone_gives_the_decision_back(path: Path) -> None:
    finding = finding_of(path, "meeting").id
    decided(path, "accept", finding)
    decided(path, "undo", "1")

    decided(path, "undo", "2")
    assert state(path, finding) == "accepted"

    decided(path, "undo", "3")
    assert state(path, finding) == "unreviewed"


def test_deciding_the_same_again_adds_nothing(path: Path) -> None:
    finding = finding_of(path, "meeting").id
    made = decided(path, "accept", finding)

    assert decided(path, "accept", finding) == made
    decided(path, "reject", finding)
    again = decided(path, "accept", finding)

    assert again.number == 3
    assert len(log(path)) == 3


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "no decision"),
        ({"action": "burn", "id": "a", "who": "A"}, "no decision"),
        ({"action": "accept", "id": "a", "who": "A", "more": 1}, "no decision"),
        ({"action": "status", "id": "a", "who": "A", "status": "kept"}, "one of reaff"),
    ],
)
def test_fields_that_ask_for_none_are_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_fields(fields)


def test_two_that_undo_one_decision_at_once_are_not_both_believed(path: Path) -> None:
    """The draft is checked in the transaction that adds it."""
    decided(path, "accept", finding_of(path, "meeting").id)
    decided(path, "undo", "1")

    with pytest.raises(UsageError, match="undone already"):
        decided(path, "undo", "1")
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM decision").fetchone() == (2,)
