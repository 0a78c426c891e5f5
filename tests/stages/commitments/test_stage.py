"""Commitments: who is bound to what, from the words of the text, and nothing where none is."""

import time
from typing import Any

import pytest
from finder import Finder
from typed import annotate, typed

from chancery.model import Commitment, codec
from chancery.stages.commitments.find import draft_all
from chancery.stages.commitments.stage import (
    FindCommitments,
    find_commitments,
    make_commitment,
)
from chancery.stages.dates.stage import find_dates
from chancery.stages.statements.stage import find_statements
from chancery.text.page import Page

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


def drafted(text: str, *said: dict[str, Any]) -> list[Commitment]:
    """Return every draft as a commitment, however unsure."""
    document = typed(("body", text), language="en")
    named = tuple((name, kind, "name", None) for name, kind in NAMES if name in text)
    annotation = annotate(document, Finder(mentions=named, attributions=said))
    dates = find_dates(document, annotation)
    page = Page(document, annotation, dates)
    drafts = draft_all(page, list(find_statements(document, annotation, dates)))
    return [make_commitment(page, [one]) for one in drafts]


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Aldania is demanding a truce at the port.",
            ("demand", ["Aldania"], "a truce at the port"),
        ),
        (
            "Aldania announced plans to leave the port.",
            ("intention", ["Aldania"], "leave the port"),
        ),
        (
            "Corvia was urged by Aldania to open the pass.",
            ("demand", ["Aldania"], "open the pass"),
        ),
        ("The truce was proposed by Aldania.", ("offer", ["Aldania"], "The truce")),
        ("Aldania promised on Monday to leave.", ("promise", ["Aldania"], "leave")),
    ],
)
def test_progressive_forms_nouns_and_passives_have_who_is_bound(
    text: str, expected: tuple[str, list[str], str]
) -> None:
    assert told(drafted(text)) == [expected]


def test_what_waits_for_something_makes_a_condition_of_it() -> None:
    text = "Aldania will not open the pass until Corvia pulls back."

    assert told(drafted(text)) == [("condition", ["Aldania"], "Corvia pulls back")]


def test_what_a_speaker_expects_of_others_is_demanded() -> None:
    text = "“We expect Corvia to open the pass,” Ida Roth said."
    said = cue("said", "Ida Roth", "“We expect Corvia to open the pass,”", "says")
    (found,) = drafted(text, said)

    assert told([found]) == [("demand", ["Ida Roth"], "open the pass")]
    assert [one.evidence.quote for one in found.to] == ["Corvia"]


def test_a_thing_that_threatens_is_no_threat_by_the_speaker() -> None:
    text = "Aldania claims that a flood could threaten its own security."
    said = cue("threaten", "Aldania", "its own security", "threatens")

    assert drafted(text, said) == []


def test_trade_with_a_country_is_not_that_country() -> None:
    assert all(not by for _, by, _ in told(drafted("Smuggling from Corvia will go on.")))


def test_we_outside_of_quotations_is_the_body_of_the_sentence_before() -> None:
    text = "The council is glad of it. We will send tents to Corvia."
    (found,) = drafted(text)

    assert [one.introduced.quote for one in found.by if one.introduced] == ["The council"]


def test_a_block_under_a_colon_is_its_speakers_as_long_as_he_says_i() -> None:
    text = "Ida Roth said:\n\nI am glad.\n\nCorvia must open the pass. We thank them.\n"
    said = cue("said:", "Ida Roth", "I am glad", "says")

    assert ("demand", ["Ida Roth"], "open the pass") in told(drafted(text, said))


def test_a_headline_and_the_sentence_that_tells_it_are_one_demand() -> None:
    text = "Aldania calls for inclusive council. Aldania called for a council that includes all."

    assert len(commitments(text, cue("calls for", "Aldania", "inclusive council", "demands"))) <= 1


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


@pytest.mark.untraced
def test_he_throughout_and_quotations_alone_give_no_invented_party_and_take_little_time() -> None:
    text = "“He will send it,” he said. “He must go.” He promised to leave. " * 400
    started = time.process_time()
    found = commitments(text)

    assert time.process_time() - started < 30
    assert {each.evidence.quote.lower() for one in found for each in one.by} <= {"he"}
    assert all(each.introduced is None for one in found for each in one.by)


@pytest.mark.untraced
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


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Aldania urged Corvia not to fire on the port.", "not to fire on the port"),
        ("Aldania promised not to leave the port.", "not to leave the port"),
        ("Ida Roth said Corvia must not open the pass.", "not open the pass"),
    ],
)
def test_what_is_not_to_be_done_keeps_the_word_that_says_so(text: str, content: str) -> None:
    (found,) = drafted(text)

    assert (found.modality, found.content[0].quote) == ("asserted", content)


@pytest.mark.parametrize(
    ("text", "content", "condition"),
    [
        ("Aldania will open the port if the truce holds.", "open the port", "if the truce holds"),
        ("If the truce holds, Aldania will open the port.", "open the port", "If the truce holds"),
        (
            "Aldania will open the port, provided the truce holds.",
            "open the port",
            "provided the truce holds",
        ),
        ("Aldania will pay the sum provided by law.", "pay the sum provided by law", ""),
        (
            "Aldania will open part, if not all, of the port.",
            "open part, if not all, of the port",
            "",
        ),
        ("Aldania will open the port even if it snows.", "open the port", ""),
        ("Aldania will keep the port until May.", "keep the port until May", ""),
        ("If it snows, or rains, Aldania will open the port.", "open the port", ""),
        ("Aldania will ask if the port is open.", "ask if the port is open", ""),
    ],
)
def test_only_a_clause_beside_it_is_a_condition(text: str, content: str, condition: str) -> None:
    (found,) = drafted(text)

    assert found.content[0].quote == content
    assert [one.quote for one in found.condition] == ([condition] if condition else [])


@pytest.mark.parametrize(
    "text",
    [
        "Aldania demanded urgent talks as its concern over the dam grows.",
        "Aldania demanded urgent talks, but it has also closed the port.",
        "Aldania demanded urgent talks and the council is to meet.",
        "Why has Aldania demanded urgent talks?",
    ],
)
def test_content_ends_before_another_clause(text: str) -> None:
    found = drafted(text)

    assert found[0].content[0].quote == "urgent talks"


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Aldania will open the port and the pass by 3 June 2019.", "3 June 2019"),
        ("Aldania will hold the vote that was put off until 3 June 2019.", None),
        ("Aldania will keep the truce for 72 hours.", None),
    ],
)
def test_a_time_is_a_deadline_only_of_its_own_clause(text: str, deadline: str | None) -> None:
    (found,) = drafted(text)

    due = found.deadline.evidence if found.deadline else None
    assert (due.quote if due else None) == deadline


def test_the_us_is_not_us() -> None:
    text = "Ida Roth said the US plans to leave the port."
    (found,) = drafted(text, cue("said", "Ida Roth", "the US plans to leave the port", "says"))

    assert [one.evidence.quote for one in found.reported_by] == ["Ida Roth"]


def test_content_keeps_both_marks_of_a_quotation() -> None:
    text = 'Aldania demanded a truce and "talks, talks," but it has also closed the port.'
    found = drafted(text)

    assert found[0].content[0].quote == 'a truce and "talks, talks,"'
