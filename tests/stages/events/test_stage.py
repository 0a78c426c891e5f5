"""Events: deeds with who did what to whom; what nobody says was done is never asserted."""

import time
from typing import Any

import pytest
from finder import Finder
from typed import annotate, typed

from chancery.model import Event, Meeting, Statement, codec
from chancery.stages.dates.stage import find_dates
from chancery.stages.events.lexicon import cameo_code
from chancery.stages.events.stage import LEAST, FindEvents, find_events
from chancery.stages.meetings.stage import find_meetings
from chancery.stages.statements.stage import find_statements

NAMES = ("Ida Roth", "Jan Hale", "Harbour League", "Upland Front", "Tarn", "Sorrel")
KINDS = ("person", "person", "organisation", "organisation", "place", "place")


def deed(words: str, root: str, **more: Any) -> dict[str, Any]:
    return {"words": words, "root": root, "confidence": 0.95} | more


def said(cue: str, by: str, what: str, **more: Any) -> dict[str, Any]:
    return {"cue": cue, "source": [by], "content": [what], "class": "says"} | {
        "speech": "indirect",
        "confidence": 0.95,
        **more,
    }


def read(
    text: str, *triggers: dict[str, Any], attributions: tuple[dict[str, Any], ...] = ()
) -> list[Event]:
    document = typed(("body", text), language="en")
    mentions = tuple(
        (name, kind, "name", None) for name, kind in zip(NAMES, KINDS, strict=True) if name in text
    )
    reader = Finder(mentions=mentions, triggers=triggers, attributions=attributions)
    annotation = annotate(document, reader)
    dates = find_dates(document, annotation)
    claims: list[Statement | Meeting] = [
        *find_statements(document, annotation, dates),
        *find_meetings(document, annotation, dates),
    ]
    found = list(find_events(document, annotation, dates, claims, 0.0))
    assert all(codec.decode(codec.checked(one)) == one for one in found)
    return found


def quotes(found: Any) -> list[str]:
    return [getattr(one, "evidence", one).quote for one in found]


def test_a_known_deed_that_was_not_done_is_told_as_not_done() -> None:
    (found,) = read("The Upland Front hasn’t released the Harbour League.")

    assert (found.root, found.modality) == ("CONCEDE", "negated")
    assert quotes(found.actors) == ["Upland Front"]
    assert quotes(found.recipients) == ["the Harbour League"]


def test_one_end_of_a_span_of_time_is_no_time_of_a_deed() -> None:
    (found,) = read("The Upland Front attacked the Harbour League from 1979 to 1989.")

    assert found.time is None


def test_a_deed_has_its_root_sides_and_day() -> None:
    (found,) = read(
        "The Upland Front attacked the Harbour League on 3 May 2021.",
        deed(
            "attacked",
            "ASSAULT",
            actor=["Upland Front"],
            recipient=["Harbour League"],
            time=["3 May 2021"],
            mode="firearms",
        ),
    )

    assert (found.root, found.cameo, found.scheme) == ("ASSAULT", "193", "PLOVER draft 0.8")
    assert quotes(found.actors) == ["Upland Front"]
    assert quotes(found.recipients) == ["the Harbour League"]
    assert found.time is not None
    assert found.time.start == "2021-05-03"
    assert (found.modality, found.verbal, found.made_from) == ("asserted", False, None)


def test_a_passive_turns_the_sides_and_an_agent_that_is_not_told_stays_unknown() -> None:
    (found,) = read("Ida Roth was arrested in Tarn.", deed("arrested", "COERCE"))
    (by,) = read("Ida Roth was arrested by the Upland Front.", deed("arrested", "COERCE"))

    assert (quotes(found.actors), quotes(found.recipients)) == ([], ["Ida Roth"])
    assert (quotes(by.actors), quotes(by.recipients)) == (["the Upland Front"], ["Ida Roth"])


def test_a_noun_has_the_sides_that_stand_around_it() -> None:
    (found,) = read(
        "The attack on the Harbour League by the Upland Front went on.",
        deed("attack", "ASSAULT", actor=["Harbour League"]),
    )

    assert quotes(found.actors) == ["the Upland Front"]
    assert quotes(found.recipients) == ["the Harbour League"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The Harbour League will send aid to Tarn.", "intended"),
        ("The Harbour League did not send aid to Tarn.", "negated"),
        ("Ida Roth urged the Harbour League to send aid to Tarn.", "requested"),
        ("The Harbour League could send aid to Tarn.", "hypothetical"),
    ],
)
def test_what_was_not_done_is_never_asserted(text: str, modality: str) -> None:
    (found,) = [one for one in read(text, deed("send aid", "AID")) if not one.verbal]

    assert found.modality == modality


def test_a_deed_that_somebody_denies_is_none_and_one_that_he_reports_has_him() -> None:
    text = "Ida Roth {} that the Upland Front attacked Tarn."
    attack = deed("attacked", "ASSAULT", actor=["Upland Front"], recipient=["Tarn"])
    what = "the Upland Front attacked Tarn"

    denied = read(
        text.format("denied"),
        attack,
        attributions=(said("denied", "Ida Roth", what, **{"class": "denies"}),),
    )
    (told,) = [
        one
        for one in read(
            text.format("said"), attack, attributions=(said("said", "Ida Roth", what),)
        )
        if not one.verbal
    ]

    assert [one for one in denied if not one.verbal] == []
    assert quotes(told.reported_by) == ["Ida Roth"]
    assert told.modality == "asserted"


def test_nouns_for_a_state_are_no_deeds() -> None:
    assert read("The war in Tarn went on.", deed("war", "ASSAULT", where=["Tarn"])) == []


def test_a_deed_that_is_told_twice_is_one_with_both_places() -> None:
    text = "The Upland Front attacked Tarn. Rain fell. It was the Upland Front that attacked Tarn."
    (found,) = read(
        text,
        deed("attacked", "ASSAULT", actor=["Upland Front"], recipient=["attacked Tarn|Tarn"]),
        deed(
            "that attacked|attacked",
            "ASSAULT",
            actor=["It was the Upland Front|Upland Front"],
            recipient=["that attacked Tarn|Tarn"],
        ),
    )

    assert len(found.evidence) == 2


def test_deeds_on_others_or_at_other_times_are_apart() -> None:
    text = "The Upland Front attacked Tarn in 2019. The Upland Front attacked Sorrel in 2021."
    found = read(
        text,
        deed("attacked", "ASSAULT", actor=["Upland Front"], time=["2019"]),
        deed("attacked Sorrel|attacked", "ASSAULT", time=["2021"]),
    )

    assert [one.time and one.time.start for one in found] == ["2019-01-01", "2021-01-01"]


def test_a_verb_that_the_reader_does_not_mark_counts_where_its_order_is_plain() -> None:
    found = read("The Upland Front kidnapped Jan Hale.")

    assert [(one.root, quotes(one.actors), quotes(one.recipients)) for one in found] == [
        ("ASSAULT", ["The Upland Front"], ["Jan Hale"])
    ] or [(one.root, quotes(one.actors), quotes(one.recipients)) for one in found] == [
        ("ASSAULT", ["Upland Front"], ["Jan Hale"])
    ]
    assert read("It was kidnapped of all sense.") != found


def test_acts_by_words_point_to_the_claim_they_are_made_from() -> None:
    text = "Ida Roth accused Jan Hale of theft. Ida Roth met Jan Hale in Tarn."
    found = read(
        text,
        deed(
            "met",
            "CONSULT",
            actor=["theft. Ida Roth|Ida Roth"],
            recipient=["met Jan Hale|Jan Hale"],
        ),
        attributions=(said("accused", "Ida Roth", "Jan Hale of theft", **{"class": "accuses"}),),
    )

    assert [(one.root, one.verbal) for one in found] == [("ACCUSE", True), ("CONSULT", True)]
    assert all(one.made_from for one in found)
    assert found[0].made_from is not None
    assert found[0].made_from.startswith("statement")
    assert found[1].made_from is not None
    assert found[1].made_from.startswith("meeting")
    assert (quotes(found[1].actors), found[1].recipients) == (["Ida Roth", "Jan Hale"], ())


def test_codes_of_cameo_are_those_of_the_conversion_or_none() -> None:
    assert cameo_code("COERCE", "arrest") == "173"
    assert cameo_code("AID", None) == "070"
    assert cameo_code("ASSAULT", "no such mode") is None


@pytest.mark.untraced
def test_a_thousand_deeds_are_read_in_time() -> None:
    text = "".join(f"Jan Hale{number} was arrested in Tarn. " for number in range(1000))

    begun = time.process_time()
    found = read(text)

    assert time.process_time() - begun < 20
    assert len(found) <= 1000


def test_the_stage_gives_the_events_of_each_document() -> None:
    document = typed(("body", "Ida Roth was arrested in Tarn."), language="en")
    named = (("Ida Roth", "person", "name", None),)
    annotation = annotate(document, Finder(mentions=named, triggers=(deed("arrested", "COERCE"),)))
    dates = find_dates(document, annotation)
    stage = FindEvents()

    keys = {key for one in (annotation, dates) for key in stage.keys(one)}
    found = list(stage.run(document.id, [annotation, dates], {document.id: document}))

    assert keys == {document.id} == set(stage.refers(annotation))
    assert all(isinstance(one, Event) for one in found)


def test_a_deed_that_is_plainly_denied_is_sure_enough_to_be_told_as_not_done() -> None:
    denied = "The Upland Front has not evacuated Tarn."

    (found,) = read(denied)

    assert (found.root, found.modality) == ("RETREAT", "negated")
    assert found.confidence >= LEAST
    assert read(denied.replace(".", ", if one may ask."))[0].confidence < LEAST
    assert all(one.confidence < LEAST for one in read("The Upland Front has not attacked Tarn."))


def test_a_verb_that_only_carries_its_noun_tells_who_did_it() -> None:
    (found,) = read(
        "The Upland Front launched a new offensive against the Harbour League.",
        deed("offensive", "ASSAULT", modality="hypothetical"),
    )

    assert quotes(found.actors) == ["Upland Front"]
    assert quotes(found.recipients) == ["the Harbour League"]
    assert found.modality == "asserted"


def test_exercises_are_a_show_of_force_or_joint_and_need_no_other_side() -> None:
    text = "A naval exercise off Sorrel has begun on 3 May 2021."
    (alone,) = read(text, deed("exercise", "COOPERATE", where=["Sorrel"]))
    (joint,) = read(
        "The Upland Front held army drills with the Harbour League.", deed("drills", "MOBILIZE")
    )

    assert (alone.root, alone.actors, alone.recipients) == ("MOBILIZE", (), ())
    assert alone.time is not None
    assert alone.time.start == "2021-05-03"
    assert joint.root == "COOPERATE"
    assert quotes(joint.actors) == ["Upland Front", "the Harbour League"]


@pytest.mark.parametrize(
    "text",
    [
        "Ida Roth shot and wounded herself.",
        "The Upland Front deployed the League’s argument.",
        "The Harbour League released a statement.",
        "The Upland Front attacked the Harbour League for its plans.",
        "A flood killed Jan Hale.",
    ],
)
def test_words_that_only_sound_like_deeds_are_none(text: str) -> None:
    assert [one for one in read(text) if one.confidence >= LEAST] == []


def test_who_suffers_a_deed_may_stand_before_a_bare_form_and_the_agent_far_behind() -> None:
    (held,) = read("Jan Hale, detained in Tarn since 2019, was silent.")
    (shot,) = read("Jan Hale was shot in Tarn by the Upland Front.")

    assert (quotes(held.actors), quotes(held.recipients)) == ([], ["Jan Hale"])
    assert (quotes(shot.actors), quotes(shot.recipients)) == (["the Upland Front"], ["Jan Hale"])


def test_an_accusation_that_no_statement_tells_is_an_act_by_words() -> None:
    (found,) = read("The Upland Front was accused of theft.", deed("accused", "ACCUSE"))

    assert (found.root, found.verbal, found.made_from) == ("ACCUSE", True, None)
    assert quotes(found.recipients) == ["Upland Front"]
