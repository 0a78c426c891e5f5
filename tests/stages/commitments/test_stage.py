"""Commitments: who is bound to what, from the words of the text, and nothing where none is."""

import time
from typing import Any

import pytest
from finder import Finder
from typed import annotate, typed

from chancery.model import Commitment, codec
from chancery.stages.commitments.stage import FindCommitments, find_commitments
from chancery.stages.dates.stage import find_dates
from chancery.stages.statements.stage import find_statements

NAMES = (
    ("Ida Roth", "person"),
    ("Jan Hale", "person"),
    ("Aldania", "place"),
    ("Corvia", "place"),
    ("the council", "organisation"),
    ("The council", "organisation"),
    ("The mission", "organisation"),
)


def cue(said: str, by: str, what: str, kind: str) -> dict[str, Any]:
    return {"cue": said, "source": [by], "content": [what], "class": kind, "speech": "indirect"}


def commitments(
    text: str, *said: dict[str, Any], mentions: tuple[Any, ...] = (), language: str = "en"
) -> list[Commitment]:
    document = typed(("body", text), language=language)
    named = tuple((name, kind, "name", None) for name, kind in NAMES if name in text)
    annotation = annotate(document, Finder(mentions=(*named, *mentions), attributions=said))
    dates = find_dates(document, annotation)
    statements = list(find_statements(document, annotation, dates))
    found = list(find_commitments(document, annotation, dates, statements))
    assert all(codec.decode(codec.checked(one)) == one for one in found)
    return found


def told(found: list[Commitment]) -> list[tuple[str, list[str], str]]:
    return [
        (one.type, [each.evidence.quote for each in one.by], one.content[0].quote) for one in found
    ]


def test_a_pledge_has_who_gives_what_and_how_much() -> None:
    text = "Aldania pledged $3m in aid to Corvia."
    (found,) = commitments(text, cue("pledged", "Aldania", "$3m in aid to Corvia", "promises"))

    assert told([found]) == [("pledge", ["Aldania"], "$3m in aid to Corvia")]
    assert [one.evidence.quote for one in found.to] == ["Corvia"]
    assert [one.quote for one in found.amount] == ["$3m"]
    assert (found.modality, found.evidence[0].quote) == (
        "asserted",
        "Aldania pledged $3m in aid to Corvia.",
    )


def test_a_demand_has_who_demands_of_whom_and_its_deadline() -> None:
    text = "The council urged Corvia to pull back by 3 June 2019."
    (found,) = commitments(
        text, cue("urged", "The council", "Corvia to pull back by 3 June 2019", "demands")
    )

    assert told([found]) == [("demand", ["The council"], "pull back by 3 June 2019")]
    assert [one.evidence.quote for one in found.to] == ["Corvia"]
    assert found.deadline is not None
    assert (found.deadline.start, found.deadline.end) == ("2019-06-03", "2019-06-03")
    assert found.made_from is not None


def test_what_must_be_done_is_demanded_by_the_speaker_of_the_one_who_must() -> None:
    text = "Ida Roth said Corvia must open the pass."
    (found,) = commitments(text, cue("said", "Ida Roth", "Corvia must open the pass", "says"))

    assert told([found]) == [("demand", ["Ida Roth"], "open the pass")]
    assert [one.evidence.quote for one in found.to] == ["Corvia"]


def test_harm_under_a_condition_is_a_threat_and_the_condition_is_kept() -> None:
    text = "If Corvia does not pull back, Aldania will attack the port."
    (found,) = commitments(text)

    assert told([found]) == [("threat", ["Aldania"], "attack the port")]
    assert [one.quote for one in found.condition] == ["If Corvia does not pull back"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Aldania promised to leave the port.", "promise"),
        ("Aldania agreed to leave the port.", "promise"),
        ("Aldania offered to host the envoys.", "offer"),
        ("Aldania threatened to shell the port.", "threat"),
        ("Aldania plans to leave the port.", "intention"),
    ],
)
def test_each_word_makes_its_type(text: str, kind: str) -> None:
    ((found, by, _),) = told(commitments(text))

    assert (found, by) == (kind, ["Aldania"])


@pytest.mark.parametrize("word", ["demanded", "called for"])
def test_a_thing_is_demanded_where_the_reader_says_so_too(word: str) -> None:
    text = f"Aldania {word} a lasting truce at the port."
    said = cue(word, "Aldania", "a lasting truce at the port", "demands")

    assert told(commitments(text, said)) == [
        ("demand", ["Aldania"], "a lasting truce at the port")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Peace is possible if all sides want it.",
        "The work will cost a lot and will be hard.",
        "The army took the port on Monday.",
        "Aldania fears that war will come.",
        "The talks will be held on Monday.",
        "There must be snow on the pass.",
        "Promises are cheap.",
    ],
)
def test_hopes_the_past_and_what_nobody_undertakes_are_no_commitments(text: str) -> None:
    assert commitments(text) == []


def test_a_promise_that_was_not_made_is_never_told_as_made() -> None:
    found = commitments("Aldania has not promised to leave the port.")

    assert all(one.modality == "negated" for one in found)


def test_we_is_introduced_by_who_speaks() -> None:
    text = "Ida Roth promised: “We will send tents to Corvia.”"
    said = cue("promised", "Ida Roth", "“We will send tents to Corvia.”", "promises")
    by = [one for each in commitments(text, said) for one in each.by]

    assert {one.introduced.quote if one.introduced else one.evidence.quote for one in by} <= {
        "Ida Roth"
    }


def test_what_is_told_twice_is_one_commitment_with_both_places() -> None:
    text = "Aldania promised to leave the port. On Monday Aldania promised to leave the port soon."
    (found,) = commitments(text, mentions=(("Monday Aldania|Aldania", "place", "name", None),))

    assert len(found.evidence) == 2


def test_the_same_promise_of_two_parties_is_two_commitments() -> None:
    found = commitments("Aldania promised to leave the port. Corvia promised to leave the port.")

    assert [by for _, by, _ in told(found)] == [["Aldania"], ["Corvia"]]


def test_a_document_that_was_not_read_has_no_commitments() -> None:
    assert commitments("Aldania promised to leave the port.", language="fr") == []


def test_he_throughout_and_quotations_alone_give_no_invented_party_and_take_little_time() -> None:
    text = "“He will send it,” he said. “He must go.” He promised to leave. " * 400
    started = time.process_time()
    found = commitments(text)

    assert time.process_time() - started < 30
    assert {each.evidence.quote.lower() for one in found for each in one.by} <= {"he"}
    assert all(each.introduced is None for one in found for each in one.by)


def test_a_sentence_without_an_end_takes_little_time() -> None:
    text = "Aldania will send aid and Corvia must open the pass and " * 4000
    started = time.process_time()
    commitments(text)

    assert time.process_time() - started < 30


def test_one_document_is_one_group() -> None:
    stage = FindCommitments()
    document = typed(("body", "Aldania pledged aid."))
    annotation = annotate(document, Finder())

    assert stage.keys(annotation) == stage.refers(annotation) == (document.id,)
