"""A decision holds for the claim as it read, and says so where its words are gone."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from record import told
from review import decided, moved, shifted, state
from served import fill_served, records

from chancery.model import Document, Figure, Finding, Record, Statement, TimelineEntry
from chancery.pipeline.review.anchors import Found
from chancery.pipeline.review.log import find_lost
from chancery.pipeline.review.overlay import Overlay
from chancery.store.dossier import open_dossier

SAILS = told()[0].statement("the ferry would sail in May", "Jonas Veldt", "entity-veldt")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "t.dossier"
    fill_served(made)
    return made


def lost(path: Path) -> list[tuple[int, tuple[Found, ...]]]:
    with open_dossier(path) as dossier:
        return [(one.decision.number, one.found) for one in find_lost(dossier)]


def without_findings(change: Statement | None) -> list[Record]:
    """Return the records of a build that gives one claim otherwise, or not at all."""
    made: list[Record] = []
    for one in records():
        if one.id == SAILS.id:
            made += [change] if change else []
        elif not isinstance(one, Finding | TimelineEntry):
            made.append(one)
    return made


def test_nothing_is_lost_in_the_same_build_or_where_text_has_shifted(path: Path) -> None:
    decided(path, "accept", SAILS.id)
    assert lost(path) == []

    fill_served(path, shifted(records()))
    assert lost(path) == []


def test_a_claim_that_keeps_its_id_and_reads_otherwise_is_not_taken_for_decided(
    path: Path,
) -> None:
    decided(path, "reject", SAILS.id)
    other = replace(SAILS, speaker=(told()[0].party("Corvia"),))

    fill_served(path, without_findings(other))

    assert lost(path) == [(1, ("changed",))]
    with open_dossier(path) as dossier:
        assert Overlay(dossier).of_claim(other).state == "unreviewed"


def test_confidence_and_names_of_actors_are_no_part_of_how_a_claim_reads(path: Path) -> None:
    decided(path, "reject", SAILS.id)
    party = replace(SAILS.speaker[0], entity="entity-other", name="Another Veldt")
    other = replace(SAILS, confidence=0.1, producer="a later model", speaker=(party,))

    fill_served(path, without_findings(other))

    assert lost(path) == []


def test_the_claim_that_its_sentence_makes_now_is_named(path: Path) -> None:
    decided(path, "accept", SAILS.id)
    other = replace(SAILS, id="statement-zz", speaker=(told()[0].party("Corvia"),))

    fill_served(path, without_findings(other))

    with open_dossier(path) as dossier:
        (found,) = find_lost(dossier)
    assert (found.found, found.claims) == (("changed",), ("statement-zz",))


def test_words_that_are_nowhere_are_lost_until_a_build_brings_them_back(path: Path) -> None:
    decided(path, "accept", SAILS.id)

    fill_served(path, without_findings(None))
    assert lost(path) == [(1, ("lost",))]

    fill_served(path)
    assert lost(path) == []


def test_a_document_that_is_gone_takes_its_claims_with_it_and_not_the_decision(
    path: Path,
) -> None:
    decided(path, "accept", SAILS.id)
    gone = [
        one
        for one in without_findings(None)
        if not (isinstance(one, Document) and one.id == "document-a")
        and getattr(one, "document", None) != "document-a"
    ]

    fill_served(path, gone)

    assert lost(path) == [(1, ("lost",))]
    fill_served(path)
    with open_dossier(path) as dossier:
        finding = next(
            one for one in dossier.all(Finding) if SAILS.id in {each.claim for each in one.support}
        )
    assert state(path, finding.id) == "accepted"


def test_of_two_places_with_the_same_words_the_nearer_is_meant(path: Path) -> None:
    decided(path, "accept", SAILS.id)
    far, near = (replace(moved(SAILS, by), id=f"statement-{by}") for by in (9, 3))
    others = [one for one in shifted(records()) if not isinstance(one, Statement)]

    fill_served(path, [*others, far, near])

    with open_dossier(path) as dossier:
        overlay = Overlay(dossier)
    assert overlay.has_claim("statement-3")
    assert not overlay.has_claim("statement-9")


def test_the_words_for_a_time_are_part_of_how_a_claim_reads(path: Path) -> None:
    decided(path, "accept", SAILS.id)
    dated = replace(SAILS, time=told()[0].day("in May", None))
    fill_served(path, without_findings(dated))
    assert lost(path) == [(1, ("changed",))]

    made = decided(path, "accept", SAILS.id, "Ben")
    assert ("time", "in May") in {(one.slot, one.evidence.quote) for one in made.anchors[0].slots}
    assert lost(path) == [(1, ("changed",))]


def test_all_claims_of_a_document_that_shifted_are_found(path: Path) -> None:
    with open_dossier(path) as dossier:
        figures = [one.id for one in dossier.where(Figure, "document = 'document-a'")]
    twin = replace(SAILS, id="statement-twin", modality="expected")
    fill_served(path, [*records(), twin])
    decided(path, "accept", SAILS.id)
    decided(path, "accept", twin.id)
    decided(path, "reject", *figures)

    fill_served(path, shifted([*records(), twin]))

    assert lost(path) == []
