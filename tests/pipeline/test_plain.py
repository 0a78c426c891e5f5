"""A brief tells what was plainly said, made or done by somebody, and leaves the rest to lists."""

import pytest
from msgspec.structs import replace
from told import Told

from chancery.model import ClaimLink, Evidence, Figure, Finding
from chancery.pipeline.plain import is_plain, is_sure, surely_one
from chancery.stages.corroborate.stage import make_finding


def said(text: str, words: str, speaker: str, cue: str = "said") -> bool:
    told = Told("a", f"Ice melted. {text} It said so.")
    claim = told.statement(words, speaker, speaker)
    return is_plain(replace(claim, cue=told.cite(cue)))


@pytest.mark.parametrize(
    ("text", "words", "speaker", "cue"),
    [
        ("Growers know what a dry ditch is.", "what a dry ditch is", "Growers", "know"),
        ("Many said the port is shut.", "the port is shut", "Many", "said"),
        ("The terms of it said the port is shut.", "the port is shut", "The terms of", "said"),
        ("The sides were told the port is shut.", "the port is shut", "The sides", "were told"),
        ("Ida Roth said the port is shut to ships.", "the port is shut to", "Ida Roth", "said"),
        ("Ida Roth said the port is shut.", "port is shut", "Ida Roth", "said"),
        ("“It is not a safe port,” Ida Roth said.", "It is not a safe", "Ida Roth", "said"),
    ],
)
def test_what_nobody_need_have_said_and_words_that_are_cut_are_left_out(
    text: str, words: str, speaker: str, cue: str
) -> None:
    assert not said(text, words, speaker, cue)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ida Roth said that the port is shut on Monday.", "the port is shut"),
        ("“The port is shut,” Ida Roth said.", "The port is shut"),
        ("The port is shut, Ida Roth said.", "The port is shut"),
        ("Ida Roth said the port is shut.", "the port is shut"),
    ],
)
def test_whole_words_of_somebody_stand(text: str, words: str) -> None:
    assert said(text, words, "Ida Roth")


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Roth said the port is shut.", True),
        ("Port shut for winter Port of Tarn shut all winter, Roth said the port is shut.", False),
        ("Monday 3 May 17.20 GMT Roth said the port is shut.", False),
    ],
)
def test_a_first_sentence_that_a_headline_runs_into_is_left_out(
    text: str, *, stands: bool
) -> None:
    told = Told("a", text)

    assert is_plain(told.statement("the port is shut", "Roth", "Roth")) is stands


def test_a_question_and_what_is_denied_bind_nobody() -> None:
    told = Told("a", "Ice melted. Why did Vale pledge 200 new tents? Vale pledged 90 new beds.")
    asked = told.commitment("pledge", "200 new tents", "Vale")
    made = told.commitment("pledge", "90 new beds", "Vale")

    assert not is_plain(asked)
    assert is_plain(made)
    assert not is_plain(replace(made, modality="negated"))
    assert not is_plain(replace(made, modality="hypothetical"))


def test_what_one_believes_that_others_will_do_is_left_out() -> None:
    told = Told("a", "Ice melted. Ida Roth said Vale will send 90 new boats.")
    view = told.statement("Vale will send 90 new boats", "Ida Roth", "Ida Roth")
    plan = replace(
        told.commitment("intention", "send 90 new boats", "Vale"),
        reported_by=(told.party("Ida Roth", "Ida Roth"),),
        made_from=view.id,
    )
    finding = make_finding([plan], (), {}, (), [told.point(plan)])

    assert is_sure(finding, {plan.id: plan, view.id: replace(view, cue_class="says")})
    assert not is_sure(finding, {plan.id: plan, view.id: replace(view, cue_class="believes")})


@pytest.mark.parametrize(
    ("actor", "stands"), [("the raids", False), ("A", False), ("the rebels", True)]
)
def test_a_deed_does_nothing_itself(actor: str, *, stands: bool) -> None:
    told = Told("a", f"Ice melted. Then {actor} killed ten people.")
    claim = told.event("killed", actor)

    unnamed = tuple(replace(one, name=None, entity=None) for one in claim.actors)
    assert is_plain(replace(claim, actors=unnamed)) is stands


@pytest.mark.parametrize(
    ("counts", "behind", "stands"),
    [
        ("Halden miners", "came", True),
        ("Haldeners", "came", True),
        ("Orrin", "500 firms came", False),
        ("men", "and women came", False),
        ("men", "and two women came", True),
    ],
)
def test_a_number_counts_whole_nouns_and_no_name(
    counts: str, behind: str, *, stands: bool
) -> None:
    told = Told("a", f"Some 58 {counts} {behind}.")

    assert is_plain(told.figure("58", 58, counts, None)) is stands


def two_figures(score: float, number: int = 25) -> tuple[Finding, tuple[Figure, Figure]]:
    one, other = (Told(name, f"Some {number} cases were told.") for name in "ab")
    claims = tuple(told.figure(str(number), number, "cases", None) for told in (one, other))
    points = [one.point(claims[0]), other.point(claims[1])]
    link = ClaimLink(a=claims[0].id, b=claims[1].id, relation="same", score=score, reasons=())
    return make_finding(claims, (link,), {c.id: c for c in claims}, (), points), claims


def test_sources_agree_only_where_their_claims_are_surely_one() -> None:
    sure, _ = two_figures(4.0)
    unsure, claims = two_figures(1.0)

    by_id = {one.id: one for one in claims}
    assert surely_one(sure, by_id) == sure
    kept = surely_one(unsure, by_id)
    assert (kept.independent, kept.upper_bound, kept.strength) == (1, 1, "thin")
    (support,) = kept.support
    shown: Evidence = next(c for c in claims if c.id == support.claim).evidence[0]
    assert shown == kept.words


def test_a_small_number_needs_more_to_be_one() -> None:
    small, claims = two_figures(4.0, number=3)

    assert surely_one(small, {one.id: one for one in claims}).strength == "thin"


def test_words_that_another_sentence_runs_into_are_left_out() -> None:
    told = Told("a", "Ice melted. Ida Roth said the port is shut It was a long day.")
    words = "the port is shut It was a long day"

    assert not is_plain(told.statement(words, "Ida Roth", "Ida Roth"))
