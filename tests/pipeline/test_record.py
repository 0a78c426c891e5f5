"""The record of a dossier tells findings in sentences that their slots hold, and no more."""

import pytest
from msgspec.structs import replace
from told import Told

from chancery.model import Claim, Finding, Modality
from chancery.pipeline.plain import is_plain
from chancery.pipeline.record import weight
from chancery.pipeline.telling import tell, when
from chancery.stages.corroborate.stage import make_finding

DOCUMENT = Told(
    "a",
    "Ida Roth said the crossing would reopen. Roth met Omar Vale in Halden on Monday. "
    "Vale pledged 200 tents. About 40 soldiers were missing.",
)


def found(claim: Claim, told: Told = DOCUMENT) -> Finding:
    return make_finding([claim], (), {claim.id: claim}, (), [told.point(claim)])  # type: ignore[arg-type]


def test_a_statement_is_told_with_its_speaker_and_very_words() -> None:
    claim = DOCUMENT.statement("the crossing would reopen", "Ida Roth", "Ida Roth")

    told = tell(found(claim), claim)

    assert told.text == "Ida Roth ‹said›: ‹the crossing would reopen›"
    assert all(one.quote == DOCUMENT.text[one.start : one.end] for one in told.evidence)


def test_a_speaker_who_is_but_described_is_told_so() -> None:
    told = Told("b", "The envoy said the crossing would reopen. The president said so.")
    claim = told.statement("the crossing would reopen", "The envoy", "Ida Roth")
    known = told.statement("the crossing would reopen", "The president", "Jan Hale")

    assert tell(found(claim, told), claim).text.startswith("‹The envoy› (taken for Ida Roth) ")
    assert tell(found(known, told), known).text.startswith("Jan Hale ‹said›")


def test_a_thought_is_told_as_the_articles_account() -> None:
    told = Told("b", "Ida Roth is convinced the crossing would reopen. Nobody said so.")
    claim = told.statement("the crossing would reopen", "Ida Roth", "Ida Roth")
    thought = replace(claim, cue=told.cite("is convinced"))

    assert tell(found(thought, told), thought).text.startswith(
        "Ida Roth ‹is convinced› (by the article's account): "
    )


def test_a_speaker_who_is_not_known_is_given_in_the_words_of_the_article() -> None:
    claim = DOCUMENT.statement("the crossing would reopen", "Ida Roth")

    assert tell(found(claim), claim).text.startswith("‹Ida Roth› ‹said›")


@pytest.mark.parametrize(
    ("modality", "words"),
    [
        ("asserted", "Roth and Omar Vale met"),
        ("expected", "Roth and Omar Vale are expected to meet"),
        ("requested", "Roth and Omar Vale were asked to meet"),
        ("negated", "Roth and Omar Vale did not meet"),
    ],
)
def test_a_meeting_is_told_as_what_it_is(modality: Modality, words: str) -> None:
    claim = DOCUMENT.meeting(
        "met",
        [("Roth", "Roth"), ("Omar Vale", "Omar Vale")],
        modality=modality,
        time=DOCUMENT.day("Monday", "2031-03-03"),
    )

    assert tell(found(claim), claim).text == f"{words} (2031-03-03)"


def test_a_day_that_is_not_known_is_not_given() -> None:
    assert when(DOCUMENT.day("Monday", None)) == "‹Monday›, day unknown"
    assert when(None) == ""


def test_a_commitment_and_a_figure_keep_their_words() -> None:
    pledge = DOCUMENT.commitment("pledge", "200 tents", "Vale")
    figure = DOCUMENT.figure("40", 40, "soldiers", None)

    assert tell(found(pledge), pledge).text == "Pledge by Vale: ‹200 tents›"
    assert tell(found(figure), figure).text.startswith("‹40› ‹soldiers›: ‹About 40")


def test_what_is_told_first_matters_more() -> None:
    first = DOCUMENT.statement("the crossing would reopen", "Ida Roth")
    last = DOCUMENT.statement("About 40 soldiers were missing", "Ida Roth")
    documents = {DOCUMENT.id: DOCUMENT.page.document}
    claims = {first.id: first, last.id: last}

    assert weight(found(first), claims, documents) > weight(found(last), claims, documents)


@pytest.mark.parametrize(
    ("text", "speaker", "stands"),
    [
        ("Ida Roth said the crossing would reopen.", "Ida Roth", True),
        ("She said the crossing would reopen.", "She", False),
        ("Ida Roth might have said the crossing would reopen.", "Ida Roth", False),
        ("Ida Roth said Roth would reopen the crossing.", "Ida Roth", False),
        ("-RRB- said the crossing would reopen.", "-RRB-", False),
        ("Ida Roth said was a crossing of note.", "Ida Roth", False),
    ],
)
def test_a_brief_takes_what_somebody_said_who_is_named(
    text: str, speaker: str, *, stands: bool
) -> None:
    told = Told("b", text)
    start = text.index("said ") + len("said ")
    claim = told.statement(text[start:-1], speaker, speaker)
    modality: Modality = "hypothetical" if "might have said" in text else "asserted"

    assert is_plain(replace(claim, modality=modality)) is stands


def test_what_somebody_comes_to_say_may_not_be_said() -> None:
    told = Told("b", "Ida Roth came to say the crossing would reopen. She said little.")
    claim = told.statement("the crossing would reopen", "Ida Roth", "Ida Roth")

    assert not is_plain(replace(claim, cue=told.cite("to say")))
