"""What people decided is laid over findings: alone, together, and when they disagree."""

from pathlib import Path

import pytest
from record import thread, told
from review import decided, finding_of, shifted, state
from served import fill_served, records

from chancery.model import Commitment, Document, Finding, Record, Statement, Thread
from chancery.pipeline.brief import make_brief
from chancery.pipeline.query import Query, choose
from chancery.pipeline.record import Line
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.rows import PublishedIn, read_claims
from chancery.store import shelves
from chancery.store.dossier import open_dossier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "t.dossier"
    fill_served(made, whole())
    return made


def whole() -> list[Record]:
    """Return the record with its three articles in one thread, as a brief needs them."""
    return [thread(*told()) if isinstance(one, Thread) else one for one in records()]


def claims_of(finding: Finding) -> list[str]:
    return [one.claim for one in finding.support]


def lines(path: Path) -> dict[str, Line]:
    """Return the lines of the brief by their findings."""
    with open_dossier(path) as dossier:
        brief = make_brief(dossier, list(dossier.all(Document)))
    return {
        line.finding: line
        for chapter in brief.chapters
        for section in chapter.sections
        for line in section.lines
    }


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([], "unreviewed"),
        ([("accept", "Ada")], "accepted"),
        ([("reject", "Ada")], "rejected"),
        ([("reject", "Ada"), ("accept", "Ada")], "accepted"),
        ([("accept", "Ada"), ("accept", "Ben")], "accepted"),
        ([("accept", "Ada"), ("reject", "Ben")], "disputed"),
    ],
)
def test_the_last_word_of_each_reviewer_holds(
    path: Path, decisions: list[tuple[str, str]], expected: str
) -> None:
    finding = finding_of(path, "meeting").id

    for action, who in decisions:
        decided(path, action, finding, who)

    assert state(path, finding) == expected


def test_one_right_claim_makes_a_finding_right_and_all_wrong_ones_wrong(path: Path) -> None:
    finding = finding_of(path, "statement", "the ferry would sail")
    first, second = claims_of(finding)

    decided(path, "reject", first)
    assert state(path, finding.id) == "unreviewed"
    decided(path, "accept", second)
    assert state(path, finding.id) == "accepted"
    decided(path, "reject", second)
    assert state(path, finding.id) == "rejected"
    decided(path, "accept", second, "Ben")
    assert state(path, finding.id) == "disputed"


def test_corrections_of_several_slots_hold_together_until_the_claim_is_rejected(
    path: Path,
) -> None:
    claim = claims_of(finding_of(path, "statement", "the ferry would sail"))[0]
    decided(path, "correct", claim, slot="speaker", words=["Veldt"])
    decided(path, "correct", claim, slot="sort", value="promises")
    decided(path, "accept", claim)

    with open_dossier(path) as dossier:
        built = dossier.get(Statement, claim)
        read = Overlay(dossier).read(built)
    assert isinstance(read, Statement)
    assert [one.evidence.quote for one in read.speaker] == ["Veldt"]
    assert read.cue_class == "promises"

    decided(path, "reject", claim)
    with open_dossier(path) as dossier:
        assert Overlay(dossier).read(built) == built
        assert Overlay(dossier).of_claim(built).verdicts[0].corrections == ()


def test_two_that_fill_one_slot_otherwise_are_in_dispute_and_neither_is_believed(
    path: Path,
) -> None:
    claim = claims_of(finding_of(path, "statement", "the ferry would sail"))[0]
    decided(path, "correct", claim, "Ada", slot="sort", value="promises")
    decided(path, "correct", claim, "Ben", slot="sort", value="denies")

    with open_dossier(path) as dossier:
        built = dossier.get(Statement, claim)
        assert Overlay(dossier).of_claim(built).state == "disputed"
        assert Overlay(dossier).read(built) == built

    decided(path, "correct", claim, "Ben", slot="sort", value="promises")
    with open_dossier(path) as dossier:
        assert Overlay(dossier).of_claim(built).state == "corrected"


def test_a_persons_status_of_a_commitment_stands_beside_what_documents_tell(path: Path) -> None:
    finding = finding_of(path, "commitment")
    decided(path, "status", finding.id, status="delivered", reason="seen at the dam")
    decided(path, "status", finding.id, "Ben", status="withdrawn", reason="told so")
    decided(path, "status", finding.id, status="contested", reason="half open")

    with open_dossier(path) as dossier:
        claims = read_claims(dossier, finding)
        review = Overlay(dossier).of_finding(claims)

    assert [(one.who, one.status) for one in review.statuses] == [
        ("Ada", "contested"),
        ("Ben", "withdrawn"),
    ]
    assert review.state == "unreviewed"
    assert all(isinstance(one, Commitment) and not one.follow_up for one in claims)
    line = lines(path).get(finding.id)
    assert line is None or line.statuses == review.statuses


def test_the_brief_leaves_out_what_was_rejected_and_takes_in_what_was_accepted(
    path: Path,
) -> None:
    kept = finding_of(path, "statement", "the ferry would sail")
    unsure = finding_of(path, "commitment")
    assert kept.id in lines(path)

    decided(path, "reject", kept.id)
    decided(path, "accept", unsure.id)

    found = lines(path)
    assert kept.id not in found
    assert found[unsure.id].review == "accepted"


def test_a_finding_of_which_one_claim_is_rejected_rests_on_the_others(path: Path) -> None:
    finding = finding_of(path, "statement", "the ferry would sail")
    first, second = claims_of(finding)
    assert lines(path)[finding.id].documents == 2

    decided(path, "reject", first)
    decided(path, "accept", second)

    line = lines(path)[finding.id]
    assert (line.documents, line.independent) == (1, 1)
    assert {one.document for one in line.evidence} == {"document-b"}


def test_a_corrected_speaker_is_the_one_that_the_brief_names(path: Path) -> None:
    finding = finding_of(path, "statement", "the ferry would never sail")
    decided(path, "correct", finding.id, slot="speaker", words=["a spokesman for Corvia"])

    line = lines(path)[finding.id]

    assert "spokesman" in line.text
    assert "Veldt" not in line.text
    assert line.review == "corrected"


@pytest.mark.parametrize("read", ["shelved", "whole"])
@pytest.mark.parametrize(
    "wanted", ["any", "unreviewed", "accepted", "corrected", "rejected", "disputed"]
)
def test_lists_choose_by_what_was_decided(
    path: Path, wanted: str, read: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if read == "whole":
        monkeypatch.setattr(shelves, "is_current", lambda _: False)
    sails = finding_of(path, "statement", "the ferry would sail")
    never = finding_of(path, "statement", "never sail")
    decided(path, "accept", sails.id)
    decided(path, "accept", never.id, "Ada")
    decided(path, "reject", never.id, "Ben")
    expected = {
        "any": 3,
        "unreviewed": 1,
        "accepted": [sails.id],
        "corrected": [],
        "rejected": [],
        "disputed": [never.id],
    }[wanted]

    with open_dossier(path) as dossier:
        query = Query(about="statement", review=wanted)  # type: ignore[arg-type]
        rows = choose(dossier, query, PublishedIn(dossier))

    found = [row.finding.id for row in rows]
    assert (len(found) if isinstance(expected, int) else found) == expected
    assert all(row.review and wanted in {"any", row.review.state} for row in rows)


def test_a_decision_finds_its_claim_when_the_text_has_shifted(path: Path) -> None:
    claim = claims_of(finding_of(path, "statement", "the ferry would sail"))[0]
    decided(path, "reject", claim)

    fill_served(path, shifted(whole()))

    with open_dossier(path) as dossier:
        overlay = Overlay(dossier)
        (new,) = dossier.where(Statement, "document = 'document-new'")
        assert new.id != claim
        assert overlay.of_claim(new).state == "rejected"
        assert overlay.documents == {"document-new"}
