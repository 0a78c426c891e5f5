"""What each of five real articles alone says of meetings and deeds: stories 7, 15 and 18.

The texts are other people's and are not in this repository: they are read from `../shared`, and
the tests are skipped where that is absent. Spans are given by number, so no text is copied.
"""

from pathlib import Path

import pytest

from chancery.model import Event, Meeting
from chancery.pipeline.one import date_one, read_one
from chancery.pipeline.settings import Settings
from chancery.stages.events.stage import find_events
from chancery.stages.meetings.stage import find_meetings
from chancery.stages.statements.stage import find_statements

ARTICLES = Path(__file__).parents[3] / "shared" / "articles" / "moscow-format"
pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"{ARTICLES} is absent")

Found = dict[str, tuple[list[Meeting], list[Event]]]


@pytest.fixture(scope="module")
def found() -> Found:
    made: Found = {}
    for path in sorted(ARTICLES.iterdir()):
        read = read_one(str(path), Settings())
        assert isinstance(read, tuple)
        document, annotation = read
        dates = date_one(*read)
        meetings = list(find_meetings(document, annotation, dates))
        told = [*find_statements(document, annotation, dates), *meetings]
        events = list(find_events(document, annotation, dates, told))
        assert all(
            document.text[one.start : one.end] == one.quote
            for claim in (*meetings, *events)
            for one in claim.evidence
        )
        made[path.name[:3]] = (meetings, events)
    return made


def meeting_at(found: Found, number: str, place: int) -> Meeting:
    """Return the meeting that the sentence at a place is evidence of."""
    (one,) = (
        one for one in found[number][0] if any(e.start <= place < e.end for e in one.evidence)
    )
    return one


def words(parties: object) -> list[str]:
    return [one.evidence.quote for one in parties]  # type: ignore[attr-defined]


def test_001_tells_one_conference_with_its_gap_of_states_its_head_and_its_absentee(
    found: Found,
) -> None:
    one = meeting_at(found, "001", 266)

    assert words(one.place) == ["Moscow"]
    assert one.time is not None
    assert (one.time.start, one.time.end) == ("2021-10-20", "2021-10-20")
    assert one.number_stated == 10
    assert len(one.states_named) == 9
    assert {(863, 868), (941, 946)} <= {
        (p.evidence.start, p.evidence.end) for p in one.states_named
    }
    (head,) = one.heads
    assert head.person.evidence.start <= 1660 < head.person.evidence.end
    reasons = {(why.start, why.end) for two in one.absentees for why in two.reason}
    assert reasons == {(1535, 1559)}
    assert any(two.party.evidence.start == 1436 for two in one.absentees)


def test_003_has_host_place_day_and_agenda_and_another_meeting_before_it(found: Found) -> None:
    one = meeting_at(found, "003", 313)

    assert words(one.host) == ["Russia"]
    assert words(one.place) == ["Moscow"]
    assert one.time is not None
    assert one.time.start == "2021-10-20"
    assert any(why.start <= 1586 and why.end >= 1608 for why in one.agenda)
    assert meeting_at(found, "003", 1176).id != one.id
    assert words(meeting_at(found, "003", 1176).place) == ["Ankara"]


def test_002_has_the_absence_of_an_earlier_year_without_a_day_and_without_a_reason(
    found: Found,
) -> None:
    one = meeting_at(found, "002", 1089)

    (absentee,) = one.absentees
    assert absentee.reason == ()
    assert one.time is None or (one.time.start, one.time.end) == (None, None)
    assert not any(
        claim.time and claim.time.precision == "day" and claim.time.start
        for claim in (*found["002"][0], *found["002"][1])
    )


def test_a_party_is_told_once_and_neither_an_apposition_nor_a_topic_nor_a_count_is_one(
    found: Found,
) -> None:
    assert not any(
        party.evidence.start == 1682 for one in found["001"][0] for party in one.parties
    )
    (led,) = (one for one in found["001"][0] if one.trigger.start == 1735)
    assert {one.evidence.start for one in led.parties} == {1640, 1746, 1769}
    for number, place in (("001", 266), ("003", 313)):
        one = meeting_at(found, number, place)
        assert not any("10" in quote for quote in words(one.parties))
        assert sum("Taliban" in quote for quote in words(one.parties)) == 1
    hosted = meeting_at(found, "000", 20)
    assert 13 not in {one.evidence.start for one in hosted.parties}


def test_lists_are_whole_and_what_a_meeting_is_about_is_no_other_verbs_object(
    found: Found,
) -> None:
    parties = {one.evidence.start for one in meeting_at(found, "002", 979).parties}
    assert {1073, 1083} <= parties
    (agenda,) = meeting_at(found, "003", 313).agenda
    assert agenda.start <= 1586
    assert {one.quote for one in meeting_at(found, "000", 2203).agenda} == {"Afghanistan"}


def test_no_intention_to_help_is_coded_as_help_and_a_meeting_is_one_consultation(
    found: Found,
) -> None:
    for meetings, events in found.values():
        assert not any(one.root == "AID" and one.modality == "asserted" for one in events)
        made = [one.made_from for one in events if one.root == "CONSULT"]
        assert sorted(filter(None, made)) == sorted(one.id for one in meetings)
        assert all(one.verbal for one in events if one.made_from)
        parties = {one.id: one.parties for one in meetings}
        consulted = [one for one in events if one.root == "CONSULT" and one.made_from]
        assert all(one.actors == parties[str(one.made_from)] for one in consulted)


def test_nothing_of_2024_is_a_claim(found: Found) -> None:
    for meetings, events in found.values():
        for claim in (*meetings, *events):
            assert claim.time is None or not (claim.time.start or "").startswith("2024")
