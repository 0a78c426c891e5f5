"""Findings of five real articles: stories 4, 7, 12, 15, 16 and 18 of FACTS.md.

The texts are other people's and are not in this repository: they are read from `../shared`, and
the tests are skipped where that is absent.
"""

import pytest
from five import ARTICLES, dossier, numbers

from chancery.model import Document, Event, Finding, Slot, Statement
from chancery.pipeline.record import chapters
from chancery.store.dossier import Dossier

__all__ = ["dossier", "numbers"]
pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"{ARTICLES} is absent")


def told_by(finding: Finding, numbers: dict[str, str]) -> set[str]:
    return {numbers[one.document] for one in finding.support}


def slots(finding: Finding, name: str) -> list[Slot]:
    return [one for one in finding.slots if one.slot == name]


def name_of(slot: Slot) -> str | None:
    return slot.party.name if slot.party else None


@pytest.fixture(scope="module")
def conference(dossier: Dossier, numbers: dict[str, str]) -> Finding:
    """Return the meeting that the three articles of one day tell of."""
    (found,) = (
        one
        for one in dossier.all(Finding)
        if one.about == "meeting" and {"000", "001", "003"} == told_by(one, numbers) and one.time
    )
    return found


def test_the_conference_has_three_articles_and_two_independent_sources(
    conference: Finding,
) -> None:
    assert (conference.independent, conference.upper_bound) == (2, 3)
    assert conference.strength == "solid"
    assert conference.time is not None
    assert (conference.time.start, conference.time.end) == ("2021-10-20", "2021-10-20")


def test_each_slot_of_the_conference_counts_its_own_sources(
    conference: Finding, numbers: dict[str, str]
) -> None:
    (head,) = slots(conference, "head")
    (host,) = slots(conference, "host")

    assert name_of(head) == "Abdul Salam Hanafi"
    assert [numbers[one] for one in head.backing.documents] == ["001", "003"]
    assert head.backing.independent == 1
    assert name_of(host) == "Russia"
    assert host.backing.independent == 2


def test_the_states_that_are_named_and_the_number_that_is_stated_are_set_side_by_side(
    conference: Finding,
) -> None:
    named = {name_of(one) for one in slots(conference, "state")}

    assert named == {
        "China",
        "India",
        "Iran",
        "Kazakhstan",
        "Kyrgyzstan",
        "Pakistan",
        "Tajikistan",
        "Turkmenistan",
        "Uzbekistan",
    }
    (gap,) = (one for one in conference.discrepancies if one.type == "count_gap")
    assert [one.value for one in gap.versions] == ["10 stated", "9 named"]
    assert [one.quote for one in slots(conference, "absence_reason")[0].evidence] == [
        "due to technical reasons"
    ]


def test_two_absences_of_one_state_are_of_two_meetings(
    dossier: Dossier, numbers: dict[str, str]
) -> None:
    absent = [
        one
        for one in dossier.all(Finding)
        if "United States" in {name_of(slot) for slot in slots(one, "absentee")}
    ]

    assert len({one.id for one in absent}) == 2
    assert not any({"001", "002"} <= told_by(one, numbers) for one in absent)


def test_words_that_stand_in_one_passage_of_two_articles_have_one_source(
    dossier: Dossier, numbers: dict[str, str]
) -> None:
    (listed,) = (
        one
        for one in dossier.all(Finding)
        if one.about == "statement" and "organization in 2003" in one.words.quote
    )

    assert told_by(listed, numbers) == {"000", "004"}
    assert (listed.independent, listed.strength) == (1, "thin")
    assert "AP" in {one.origin.name for one in listed.origins}


def test_two_renderings_of_a_remark_may_be_one_and_are_not_counted_as_one(
    dossier: Dossier, numbers: dict[str, str]
) -> None:
    said = {
        numbers[one.document]: one
        for one in dossier.all(Statement)
        if "ecognition" in one.words[0].quote[:30] and one.style == "direct"
    }
    here, there = said["001"], said["003"]
    (finding,) = (
        one
        for one in dossier.all(Finding)
        if here.id in {support.claim for support in one.support}
    )

    (link,) = (one for one in finding.links if {one.a, one.b} == {here.id, there.id})
    assert link.relation == "possibly_same"
    assert there.id not in {support.claim for support in finding.support}
    assert {one.quote for one in (*link.only_a, *link.only_b)}


def test_the_brief_rests_on_the_characters_that_it_cites(dossier: Dossier) -> None:
    documents = {one.id: one for one in dossier.all(Document)}

    written = chapters(dossier, documents.values())

    lines = [line for one in written for part in one.sections for line in part.lines]
    assert len(written) == 3
    assert len(lines) > 20
    for line in lines:
        assert line.evidence
        for one in line.evidence:
            assert documents[one.document].text[one.start : one.end] == one.quote


def test_the_embassy_that_was_not_evacuated_is_one_finding_of_one_source_and_no_deed(
    dossier: Dossier, numbers: dict[str, str]
) -> None:
    (stayed,) = (
        one
        for one in dossier.all(Finding)
        if one.about == "event" and told_by(one, numbers) == {"000", "001"}
    )

    assert stayed.modality == "negated"
    assert {one.modality for one in stayed.support} == {"negated"}
    assert (stayed.independent, stayed.upper_bound, stayed.strength) == (1, 1, "thin")
    assert [name_of(one) for one in slots(stayed, "actor")] == ["Russia"]
    assert {one.quote for one in slots(stayed, "recipient")[0].evidence} == {"its embassy"}


def test_the_conference_is_one_consultation_of_three_articles(
    conference: Finding, dossier: Dossier
) -> None:
    meetings = {one.claim for one in conference.support}
    acts = [one for one in dossier.all(Event) if one.made_from in meetings]

    assert {one.root for one in acts} == {"CONSULT"}
    assert len(acts) == len(meetings) >= 3
    assert len({one.document for one in acts}) == 3
    assert any(one.time and one.time.start == "2021-10-20" for one in acts)
    named = {party.name for one in acts for party in one.actors}
    assert {"Russia", "Taliban"} <= named


def test_recognition_is_rejected_the_west_accused_and_troops_mobilised(
    dossier: Dossier, numbers: dict[str, str]
) -> None:
    events = list(dossier.all(Event))
    rejected = [one for one in events if one.root == "REJECT" and one.verbal]
    (accused,) = (
        one
        for one in events
        if one.root == "ACCUSE"
        and numbers[one.document] == "004"
        and one.trigger
        and 614 <= one.trigger.start < 664
    )
    (exercise,) = (one for one in events if one.root == "MOBILIZE")

    assert any("recogni" in one.evidence[0].quote.lower() for one in rejected)
    assert all(one.made_from for one in rejected)
    assert [one.evidence.quote for one in accused.recipients] == ["Western nations"]
    assert numbers[exercise.document] == "000"
    assert exercise.trigger is not None
    assert 3337 <= exercise.trigger.start < 3385
    assert exercise.modality == "asserted"
    assert (exercise.actors, exercise.recipients) == ((), ())
    assert [one.name for one in exercise.place] == ["Tajikistan"]
