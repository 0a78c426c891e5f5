"""How sure it is that a draft is a commitment: features with weights that were learned."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from math import exp, log

from chancery.model import CommitmentType, CueClass
from chancery.stages.commitments.draft import Draft
from chancery.stages.commitments.lexicon import words_of
from chancery.stages.commitments.parties import outermost
from chancery.stages.commitments.whose import find_side, is_own
from chancery.text.page import Page, overlap
from chancery.text.tables import packaged_rows

LEAST, MOST = 0.01, 0.99  # of a model's confidence: beyond, its odds say too much
SHORT = 2  # words
HOPED = 40  # characters before who acts
READ: Mapping[CueClass, CommitmentType] = {
    "promises": "promise",
    "offers": "offer",
    "demands": "demand",
    "threatens": "threat",
    "refuses": "refusal",
}
"""What the reader's class of a cue makes."""
MOST_DEEDS = 20  # from the beginning of a content on
PLACES = 3  # of a confidence


def weigh(page: Page, one: Draft) -> float:
    """Return how likely a draft is a commitment of this type, by this party, with this content."""
    weights = load_weights()
    score = sum(weights.get(name, 0.0) * value for name, value in features(page, one).items())
    return round(1 / (1 + exp(-score)), PLACES)


def features(page: Page, one: Draft) -> dict[str, float]:
    """Return what speaks for or against a draft, by name; what is missing is 0."""
    found = {"always": 1.0} | dict.fromkeys(_marks(page, one), 1.0)
    if one.said:
        sure = min(max(one.said.confidence, LEAST), MOST)
        found["reader"] = log(sure / (1 - sure))
    return found


@cache
def load_weights() -> Mapping[str, float]:
    """Return the weights that the package holds, by feature."""
    _, *rows = packaged_rows(__package__ or "", "weights.tsv")
    return {name: float(weight) for name, weight in rows}


def _marks(page: Page, one: Draft) -> Iterator[str]:
    yield f"type {one.type}"
    yield one.strength
    yield f"takes {one.takes}"
    if one.said:
        yield "read so" if READ.get(one.said.cue_class) == one.type else "read otherwise"
    if one.own:
        yield "statement"
    if one.carrier:
        yield "believed" if one.carrier.statement.cue_class == "believes" else "said"
        if page.quotation_at(one.cue[0]):
            yield "quoted"
    else:
        yield "narrated"
    if one.condition:
        yield "condition"
    if one.negated:
        yield "negated"
    if one.inside:
        yield "inside"
    yield from _content(page, one)
    yield from _parties(page, one)


def _content(page: Page, one: Draft) -> Iterator[str]:
    words = [word for span in one.content for word in page.words(span).lower().split()]
    if len(words) <= SHORT:
        yield "short"
    if words[0] == "be":
        yield "be"
    if words[0] in words_of("give") or words[0] in words_of("harm"):
        yield "deed"
    if words[0] in words_of("idle"):
        yield "idle"
    triggers = page.annotation.triggers
    at = bisect_left(triggers, one.content[0][0], key=lambda each: each.end)
    for trigger in triggers[at : at + MOST_DEEDS]:
        if any(overlap((trigger.start, trigger.end), span) for span in one.content):
            yield f"deed {trigger.modality}"


def _parties(page: Page, one: Draft) -> Iterator[str]:
    if one.type == "demand" and one.takes == "bare":
        yield from _audience(page, one)
    if one.speaking:
        yield "speaks"
        return
    if one.takes == "told":
        yield "agent" if one.by else "no agent"
        return
    if not one.by:
        yield "no actor"
        return
    if one.far:
        yield "far"
    yield from _clause(page, one)
    held = outermost(page, one.by[0])
    yield f"form {held[0].form}" if held else "form nominal"
    if held:
        yield f"actor {held[0].type}"


def _audience(page: Page, one: Draft) -> Iterator[str]:
    """Yield of whom a duty is told: of the speaker's own side, of a party, or of nobody."""
    if any(page.words(span).lower() in words_of("self") for span in one.to):
        yield "duty self"
    else:
        yield "duty party" if one.to else "duty nobody"


def _clause(page: Page, one: Draft) -> Iterator[str]:
    """Yield how the clause of who acts stands, and whether he is the one who speaks."""
    start = min(span[0] for span in one.by)
    before = [
        word.strip(",;:“\"'’‘").lower()
        for word in page.text[max(0, start - HOPED) : start].split()
    ]
    if before and before[-1] in words_of("opener"):
        yield "subordinate"
    if (before and before[-1] in words_of("relative") - {"that"}) or page.words(
        one.by[0]
    ).lower() in words_of("relative"):
        yield "relative"
    if any(word in words_of("hoped") for word in before[-3:]):
        yield "hoped"
    told = one.carrier or find_side(page, one)
    if told and one.takes in {"bare", "to"} and one.type != "expected_outcome":
        yield "own" if is_own(page, one) else "other"
