"""Meetings: who met whom, where and when, who led, who stayed away and why; nothing invented."""

import time
from typing import Any

import pytest
from finder import Finder
from typed import annotate, typed

from chancery.model import Meeting, codec
from chancery.stages.dates.stage import find_dates
from chancery.stages.meetings.stage import FindMeetings, find_meetings

PLACES = ("Aldane", "Corvia", "Tarn", "Marenth", "Luvane", "Sorrel")
PERSONS = ("Ida Roth", "Jan Hale", "Edda Lind")
BODIES = ("the Harbour League", "the Upland Front")


def met(words: str, *who: str, **more: Any) -> dict[str, Any]:
    return {
        "words": words,
        "root": "CONSULT",
        "actor": list(who[:1]),
        "recipient": list(who[1:]),
    } | more


def meetings(
    text: str, *triggers: dict[str, Any], said: tuple[dict[str, Any], ...] = (), least: float = 0.0
) -> list[Meeting]:
    document = typed(("body", text), language="en")
    mentions: list[tuple[str, str, str, int | None]] = []
    for names, kind in ((PLACES, "place"), (PERSONS, "person"), (BODIES, "organisation")):
        for name in names:
            at = text.find(name)
            while at >= 0:
                context = text[at : at + len(name) + 14]
                mentions.append((f"{context}|{name}", kind, "name", None))
                at = text.find(name, at + 1)
    reader = Finder(mentions=tuple(dict.fromkeys(mentions)), triggers=triggers, attributions=said)
    annotation = annotate(document, reader)
    found = list(find_meetings(document, annotation, find_dates(document, annotation), least))
    assert all(codec.decode(codec.checked(one)) == one for one in found)
    return found


def quotes(found: Any) -> list[str]:
    return [getattr(one, "evidence", one).quote for one in found]


def test_a_meeting_has_its_parties_place_and_day() -> None:
    text = "Ida Roth met Jan Hale in Tarn on 3 May 2021 to discuss the ferry tolls."
    (found,) = meetings(
        text, met("met", "Ida Roth", "Jan Hale", where=["Tarn"], time=["3 May 2021"])
    )

    assert quotes(found.parties) == ["Ida Roth", "Jan Hale"]
    assert quotes(found.place) == ["Tarn"]
    assert found.time is not None
    assert (found.time.start, found.time.end) == ("2021-05-03", "2021-05-03")
    assert quotes(found.agenda) == ["the ferry tolls"]
    assert (found.modality, found.host, found.heads, found.absentees) == ("asserted", (), (), ())


def test_those_who_were_gathering_do_not_meet() -> None:
    assert meetings("Ida Roth warned that troops were gathering in Tarn.", met("gathering")) == []


def test_talks_that_are_hosted_are_of_what_stands_before_them() -> None:
    (found,) = meetings("Aldane hosts Corvia talks on Friday.", met("hosts", "Aldane", "Corvia"))

    assert "Corvia" not in quotes(found.parties)


def test_the_day_in_a_meetings_own_phrase_goes_before_one_beside_it() -> None:
    text = "On 3 May 2021 Ida Roth left the 9 June 2021 talks with Jan Hale to others."
    (found,) = meetings(text, met("talks", "Ida Roth", "Jan Hale", time=["3 May 2021"]))

    assert found.time is not None
    assert (found.time.start, found.time.end) == ("2021-06-09", "2021-06-09")


def test_what_the_text_does_not_say_stays_unknown() -> None:
    (found,) = meetings("The talks ended late.", met("talks"))

    assert (found.parties, found.place, found.host, found.agenda) == ((), (), (), ())
    assert (found.time, found.number_stated) == (None, None)


def test_mentions_of_one_meeting_are_one_with_all_their_evidence() -> None:
    text = (
        "Aldane hosts Corvia for talks in Tarn on 3 May 2021. "
        "The talks are the first since the war. "
        "Rain fell on the harbour. "
        "Jan Hale opened the meeting with a long speech."
    )
    (found,) = meetings(
        text,
        met("talks in|talks", "Aldane", "Corvia", where=["Tarn"], time=["3 May 2021"]),
        met("The talks|talks"),
        met("meeting"),
    )

    assert len(found.evidence) == 3
    assert quotes(found.host) == ["Aldane"]
    assert quotes(found.parties) == ["Aldane", "Corvia"]


def test_a_place_in_the_words_of_a_speaker_is_not_where_the_meeting_is() -> None:
    text = "Ida Roth met Jan Hale, “a man to be feared in Tarn”."
    (found,) = meetings(text, met("met", "Ida Roth", "Jan Hale", where=["Tarn"]))

    assert found.place == ()


def test_meetings_that_time_or_place_tells_apart_stay_apart() -> None:
    text = (
        "Ida Roth met Jan Hale in Tarn on 3 May 2021. "
        "Ida Roth met Jan Hale in Luvane on 9 June 2021."
    )
    found = meetings(
        text,
        met("Roth met Jan Hale in Tarn|met", "Ida Roth", "Jan Hale", time=["3 May 2021"]),
        met(
            "Roth met Jan Hale in Luvane|met",
            "2021. Ida Roth|Ida Roth",
            "Jan Hale in Luvane|Jan Hale",
            time=["9 June 2021"],
        ),
    )

    assert [one.time and one.time.start for one in found] == ["2021-05-03", "2021-06-09"]


def test_two_dates_for_one_meeting_are_two_claims_and_neither_is_chosen() -> None:
    text = (
        "Ida Roth met Jan Hale on 3 May 2021. "
        "The meeting of Ida Roth and Jan Hale on 4 May 2021 was short."
    )
    found = meetings(
        text,
        met("met", "Ida Roth", "Jan Hale", time=["3 May 2021"]),
        met("meeting", "of Ida Roth|Ida Roth", "and Jan Hale|Jan Hale", time=["4 May 2021"]),
    )

    assert [one.time and one.time.start for one in found] == ["2021-05-03", "2021-05-04"]


def test_how_a_meeting_is_told_is_kept() -> None:
    for text, modality in (
        ("Ida Roth will meet Jan Hale.", "intended"),
        ("The talks of Ida Roth and Jan Hale will be held in Tarn.", "expected"),
        ("Ida Roth called for talks with Jan Hale.", "requested"),
        ("Ida Roth could meet Jan Hale.", "hypothetical"),
        ("Ida Roth refused to meet Jan Hale.", "negated"),
        ("Ida Roth met Jan Hale.", "asserted"),
    ):
        word = next(w for w in ("meet", "talks", "met") if f" {w} " in text)
        (found,) = meetings(text, met(word, "Ida Roth", "Jan Hale"))
        assert found.modality == modality, text


def test_a_meeting_that_is_denied_is_none() -> None:
    text = "Ida Roth denied that she held talks with Jan Hale."
    said = {
        "cue": "denied",
        "source": ["Ida Roth"],
        "content": ["she held talks with Jan Hale"],
        "class": "denies",
        "speech": "indirect",
    }

    assert meetings(text.replace("denied", "said"), met("talks", "Ida Roth", "Jan Hale"))
    assert meetings(text, met("talks", "Ida Roth", "Jan Hale")) == []
    text = text.replace("denied", "rejected")
    said |= {"cue": "rejected"}
    assert meetings(text, met("talks", "Ida Roth", "Jan Hale"), said=(said,)) == []


def test_who_stays_away_is_an_absentee_with_the_reason_given() -> None:
    for sentence, reason in (
        ("Marenth stayed away from the summit over the ferry tolls.", "the ferry tolls"),
        ("Marenth did not attend the summit because its envoy was ill.", "its envoy was ill"),
        ("Marenth declined the invitation to the summit, citing bad roads.", "bad roads"),
        ("Marenth was not invited to the summit.", None),
        ("Marenth was absent from the summit due to storms.", "due to storms"),
        ("The summit was boycotted by Marenth.", None),
        ("Ida Roth regretted the absence of Marenth at the summit.", None),
    ):
        text = f"Aldane and Corvia held a summit in Tarn. {sentence}"
        (found,) = meetings(text, met("a summit|summit", "Aldane", "Corvia"))
        (absentee,) = found.absentees
        assert absentee.party.evidence.quote == "Marenth", sentence
        assert quotes(absentee.reason) == ([reason] if reason else []), sentence
        assert quotes(found.parties) == ["Aldane", "Corvia"], sentence


def test_who_is_told_to_attend_is_no_absentee() -> None:
    text = "Aldane and Corvia held a summit in Tarn. Marenth did not win the match in Sorrel."

    (found,) = meetings(text, met("summit", "Aldane", "Corvia"))

    assert found.absentees == ()


def test_a_gap_between_the_number_stated_and_the_names_is_shown_not_filled() -> None:
    text = (
        "Envoys from 10 countries, including Aldane and Corvia, attended the conference in Tarn. "
        "Officials from Marenth, Luvane and Sorrel are also attending."
    )
    (found,) = meetings(text, met("conference", where=["Tarn"]))

    assert found.number_stated == 10
    assert quotes(found.states_named) == ["Aldane", "Corvia", "Marenth", "Luvane", "Sorrel"]


def test_who_led_a_delegation_is_its_head() -> None:
    text = (
        "Aldane and Corvia held talks in Tarn. "
        "The Corvia delegation was headed by Jan Hale, who said little."
    )
    (found,) = meetings(text, met("talks", "Aldane", "Corvia"))

    (head,) = found.heads
    assert head.person.evidence.quote == "Jan Hale"
    assert head.party is not None
    assert head.party.evidence.quote == "Corvia"


def test_one_who_asks_for_talks_between_others_does_not_take_part() -> None:
    text = "Ida Roth called for talks between the Harbour League and the Upland Front."
    said = {
        "cue": "called for",
        "source": ["Ida Roth"],
        "content": ["talks between the Harbour League and the Upland Front"],
        "class": "demands",
        "speech": "indirect",
    }
    (found,) = meetings(
        text, met("talks", "Ida Roth", "the Harbour League and the Upland Front"), said=(said,)
    )

    assert quotes(found.parties) == ["the Harbour League", "the Upland Front"]
    assert (found.host, found.modality) == ((), "requested")


def test_contacts_in_general_and_visits_to_places_are_no_meetings() -> None:
    for text, word in (
        ("Ida Roth frequently meets with Jan Hale.", "meets"),
        ("Ida Roth visited Tarn.", "visited"),
        ("Ida Roth spoke to reporters.", "spoke"),
    ):
        assert meetings(text, met(word, "Ida Roth")) == [], text


@pytest.mark.untraced
def test_a_list_of_400_participants_is_read_in_time_and_gives_no_slot_twice() -> None:
    names = [f"Port{number:03}" for number in range(400)]
    text = f"A conference was attended by {', '.join(names[:-1])} and {names[-1]}. " * 3
    document = typed(("body", text), language="en")
    reader = Finder(
        mentions=tuple((name, "place", "name", None) for name in names),
        triggers=(met("conference", names[0]),),
    )
    annotation = annotate(document, reader)

    begun = time.process_time()
    (found,) = find_meetings(document, annotation, find_dates(document, annotation), 0.0)

    assert time.process_time() - begun < 20
    assert quotes(found.states_named) == names
    assert found.number_stated is None


def test_the_stage_gives_the_meetings_of_each_document() -> None:
    document = typed(("body", "Ida Roth met Jan Hale in Tarn."), language="en")
    named = (("Ida Roth", "person", "name", None), ("Jan Hale", "person", "name", None))
    reader = Finder(mentions=named, triggers=(met("met", "Ida Roth", "Jan Hale", where=["Tarn"]),))
    annotation = annotate(document, reader)
    dates = find_dates(document, annotation)
    stage = FindMeetings()

    keys = {key for one in (annotation, dates) for key in stage.keys(one)}
    found = list(stage.run(document.id, [annotation, dates], {document.id: document}))

    assert keys == {document.id} == set(stage.refers(annotation))
    assert len(found) == 1
    assert 0 < found[0].confidence < 1  # type: ignore[attr-defined]


def test_what_an_old_picture_shows_is_background() -> None:
    document = typed(
        ("body", "Ida Roth meets Jan Hale in Tarn, in this file photo."), language="en"
    )
    named = (("Ida Roth", "person", "name", None), ("Jan Hale", "person", "name", None))
    reader = Finder(
        mentions=named, triggers=(met("meets", "Ida Roth", "Jan Hale", where=["Tarn"]),)
    )
    annotation = annotate(document, reader)

    (found,) = find_meetings(document, annotation, find_dates(document, annotation), 0.0)

    assert found.modality == "background"


def test_what_says_more_of_a_party_is_no_other_party() -> None:
    text = "Ida Roth, a minister in the Corvia cabinet who led talks with Aldane, left for Tarn."
    (found,) = meetings(
        text, met("talks", "Ida Roth", "a minister in the Corvia cabinet", where=["Tarn"])
    )

    assert quotes(found.parties) == ["Ida Roth", "Aldane"]


def test_a_name_before_talks_says_of_what_they_are_unless_it_is_said_to_take_part() -> None:
    topic = "Aldane hosts the Harbour League for Marenth peace talks."
    (found,) = meetings(topic, met("talks", "Aldane", "Marenth"))
    assert "Marenth" not in quotes(found.parties)

    both = "The Aldane-Corvia talks ended in Tarn."
    document = typed(("body", both), language="en")
    named = tuple((name, "organisation", "name", None) for name in ("Aldane", "Corvia"))
    reader = Finder(mentions=named, triggers=(met("talks", "Aldane", "Corvia"),))
    annotation = annotate(document, reader)
    (found,) = find_meetings(document, annotation, find_dates(document, annotation), 0.0)
    assert quotes(found.parties) == ["Aldane", "Corvia"]


def test_a_list_of_parties_is_read_to_its_end() -> None:
    for words in (
        "Aldane organised talks in Tarn that included Corvia as well as Marenth and Luvane.",
        "Aldane held talks with Corvia, Marenth and Luvane.",
        "Aldane held talks with Corvia along with Marenth and also Luvane.",
        "Aldane organised talks involving Corvia, Marenth, and Luvane.",
        "Aldane held talks with Corvia, as well as with Marenth and Luvane.",
    ):
        (found,) = meetings(words, met("talks", "Aldane", "Corvia"))
        told = set(quotes(found.parties)) - {"Aldane"}
        assert told == {"Corvia", "Marenth", "Luvane"}, words


def test_a_list_may_name_who_comes_for_whom() -> None:
    text = "Aldane held talks with Corvia, as well as with envoys from Marenth, Luvane and Sorrel."
    (found,) = meetings(text, met("talks", "Aldane", "Corvia"))

    told = [(one.introduced or one.evidence).quote for one in found.parties]
    assert told == ["Aldane", "Corvia", "Marenth", "Luvane", "Sorrel"]


def test_a_list_ends_where_the_next_clause_begins() -> None:
    text = "Ida Roth met Jan Hale in Tarn, and Edda Lind said that she was glad."
    said = {
        "cue": "said",
        "source": ["Edda Lind"],
        "content": ["she was glad"],
        "class": "says",
        "speech": "indirect",
    }
    (found,) = meetings(text, met("met", "Ida Roth", "Jan Hale"), said=(said,))

    assert quotes(found.parties) == ["Ida Roth", "Jan Hale"]


def test_those_who_come_for_a_body_are_that_body_and_are_told_once() -> None:
    text = (
        "Aldane hosted the Upland Front for talks. "
        "The talks with senior representatives of the Upland Front ended late."
    )
    (found,) = meetings(
        text,
        met("for talks|talks", "Aldane", "the Upland Front"),
        met("The talks|talks", "senior representatives of the Upland Front"),
    )
    (guest,) = (one for one in found.parties if one.evidence.quote != "Aldane")

    assert guest.evidence.quote == "senior representatives of the Upland Front"
    assert guest.introduced is not None
    assert guest.introduced.quote == "the Upland Front"


def test_a_count_of_states_is_a_number_and_no_party_beside_others() -> None:
    text = "Envoys from 10 countries, including Aldane and Corvia, joined Ida Roth for talks."
    counted = met("talks", "Envoys from 10 countries", "Ida Roth")
    (found,) = meetings(text, counted)
    assert found.number_stated == 10
    assert quotes(found.parties) == ["Ida Roth"]

    (found,) = meetings(
        "Aldane hosted envoys from 10 countries for talks.",
        met("talks", "Aldane", "envoys from 10 countries"),
    )
    assert quotes(found.parties) == ["Aldane", "envoys from 10 countries"]

    (found,) = meetings(
        "The 4 countries sent envoys to the talks.", met("talks", "The 4 countries")
    )
    assert found.number_stated is None


def test_an_account_of_a_meeting_and_a_later_clause_name_no_parties() -> None:
    text = "Edda Lind printed a transcript of the meeting of Ida Roth and Jan Hale."
    (found,) = meetings(text, met("meeting", "Edda Lind", "Ida Roth"))
    assert "Edda Lind" not in quotes(found.parties)

    text = "Ida Roth met Jan Hale in Tarn after Edda Lind left."
    (found,) = meetings(text, met("met", "Ida Roth", "Jan Hale", "Edda Lind"))
    assert quotes(found.parties) == ["Ida Roth", "Jan Hale"]


def test_a_meeting_is_about_what_its_own_words_name_and_no_other_verbs_object() -> None:
    for words, agenda in (
        ("Aldane hosts Corvia for talks in Tarn, seeking to keep its hold on Marenth.", []),
        ("Aldane and Corvia held talks on the ferry tolls.", ["the ferry tolls"]),
        ("Aldane held talks with Corvia in Tarn on the ferry tolls.", ["the ferry tolls"]),
        ("Aldane and Corvia held talks on the tolls and pressed for action.", ["the tolls"]),
        ("Aldane and Corvia held talks on Marenth, hosting the envoys for a dinner.", ["Marenth"]),
        ("Aldane and Corvia held talks on the tolls in Tarn.", ["the tolls"]),
        ("Aldane and Corvia discussed the talks.", []),
        ("The talks of Aldane and Corvia, set to end soon, were cold.", []),
    ):
        where = ["Tarn"] if "Tarn" in words else []
        (found, *_) = meetings(words, met("talks", "Aldane", "Corvia", where=where))
        assert quotes(found.agenda) == agenda, words


def test_who_stays_away_or_will_not_speak_of_it_calls_no_meeting_off() -> None:
    for sentence, modality in (
        ("Aldane will not hold talks with Corvia.", "negated"),
        ("Aldane refused to start talks with Corvia.", "negated"),
        ("There were no direct talks of Aldane with Corvia.", "negated"),
        ("Aldane declined to speak of the talks with Corvia.", "asserted"),
        ("Aldane did not join the talks of Corvia with Marenth.", "asserted"),
        ("Aldane will not join the talks of Corvia with Marenth.", "expected"),
        ("Aldane to skip the talks of Corvia with Marenth.", "expected"),
    ):
        (found,) = meetings(sentence, met("talks", "Aldane", "Corvia"))
        assert found.modality == modality, sentence


def test_what_is_wished_for_or_called_is_not_told_as_held() -> None:
    for sentence, modality in (
        ("Aldane supported an early start to talks with Corvia.", "hypothetical"),
        ("The deal paved the way for talks of Aldane with Corvia.", "hypothetical"),
        ("Aldane has called a summit with Corvia for May.", "intended"),
        ("At the next summit with Corvia, Aldane will offer a deal.", "expected"),
        ("Ida Roth flew to Tarn to meet Jan Hale.", "intended"),
        ("Ida Roth was able to meet Jan Hale.", "asserted"),
        ("Aldane sent help after talks with Corvia.", "asserted"),
        ("Aldane will send help after talks with Corvia.", "asserted"),
        ("Aldane welcomed Corvia to the hall for talks.", "asserted"),
    ):
        word = next(one for one in ("summit", "meet", "talks") if f" {one}" in sentence)
        who = [one for one in ("Aldane", "Corvia", "Ida Roth", "Jan Hale") if one in sentence]
        (found,) = meetings(sentence.replace(".", " ."), met(word, *who))
        assert found.modality == modality, sentence


def test_a_meeting_that_is_over_is_not_one_that_is_to_come() -> None:
    text = "Ida Roth met Jan Hale in Tarn. Ida Roth will meet Jan Hale in Tarn."
    found = meetings(
        text,
        met("Roth met Jan|met", "Ida Roth", "Jan Hale"),
        met("will meet|meet", "Tarn. Ida Roth|Ida Roth", "meet Jan Hale|Jan Hale"),
    )

    assert [one.modality for one in found] == ["asserted", "intended"]


def test_asking_again_makes_no_meeting_of_what_was_asked_for() -> None:
    text = (
        "Aldane called for talks with Corvia. The talks with Corvia are long due, Ida Roth thinks."
    )
    (found,) = meetings(
        text, met("for talks|talks", "Aldane", "Corvia"), met("The talks|talks", "Corvia")
    )

    assert found.modality == "requested"


def test_whoever_brings_others_together_makes_a_meeting_that_the_reader_need_not_mark() -> None:
    (found,) = meetings("In May Aldane will bring together Ida Roth and Jan Hale in Tarn.")
    assert quotes(found.host) == ["Aldane"]
    assert {"Ida Roth", "Jan Hale"} <= set(quotes(found.parties))
    assert (quotes(found.place), found.modality) == (["Tarn"], "intended")

    (found,) = meetings("Aldane held long talks with Corvia in Tarn.")
    assert found.trigger.quote == "talks"

    assert (
        meetings("Ida Roth held a news conference in Tarn.", met("conference", "Ida Roth")) == []
    )
    assert meetings("Ida Roth held a news conference in Tarn.") == []


def test_what_is_said_of_a_meeting_itself_says_whether_it_is_to_come() -> None:
    for text, modality in (
        (
            "Aldane was cool about the summit of envoys. The summit will open a new era.",
            "expected",
        ),
        ("Aldane held a summit with Corvia. The summit will open a new era.", "asserted"),
        ("Aldane asked for a summit with Corvia, which took place in Tarn.", "asserted"),
        ("The summit of Aldane with Corvia is set to end in May.", "asserted"),
    ):
        marks = [met("summit", "Aldane")]
        marks += [met("The summit will|summit")] if "The summit will" in text else []
        (found, *_) = meetings(text, *marks)
        assert found.modality == modality, text


def test_who_did_not_come_and_what_the_main_clause_tells_are_no_parties() -> None:
    text = "Ida Roth, a fierce critic who did not attend the summit of Aldane, was in Sorrel."
    (found,) = meetings(text, met("summit", "Ida Roth"))
    assert "Ida Roth" not in quotes(found.parties)
    assert found.modality == "asserted"

    text = "As Ida Roth met Jan Hale in Tarn, Edda Lind was in Sorrel."
    (found,) = meetings(text, met("met", "Ida Roth", "Jan Hale", "Edda Lind"))
    assert quotes(found.parties) == ["Ida Roth", "Jan Hale"]


def test_what_a_meeting_will_not_do_and_where_it_is_are_no_absence_and_no_matter() -> None:
    text = "Aldane and Corvia held a summit in Tarn. Marenth is not going to like the summit."
    (found,) = meetings(text, met("summit", "Aldane", "Corvia"))
    assert found.absentees == ()

    text = "Aldane held talks with Corvia on Sorrel."
    (found,) = meetings(text, met("talks", "Aldane", "Corvia", where=["Sorrel"]))
    assert quotes(found.agenda) == ["Sorrel"]
