"""How sure it is that an attribution is a statement: features with weights that were learned."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from math import exp, log

from chancery.stages.statements.draft import Draft
from chancery.stages.statements.lexicon import words_of
from chancery.text.page import Page
from chancery.text.tables import packaged_rows

LEAST, MOST = 0.01, 0.99  # of a model's confidence: beyond, its odds say too much
LONG_CUE, SHORT = 4, 2  # words
PLACES = 3  # of a confidence
_WORD = re.compile(r"[\w'’]+")
_BESIDE = re.compile(r"\s(?:in|on|at|during|late|early)\s")  # "said in a statement"
_THAT = re.compile(r"\bthat\s*$", re.IGNORECASE)


def weigh(page: Page, one: Draft) -> float:
    """Return how likely a draft is a statement with these words, 0..1."""
    weights = load_weights()
    score = sum(weights.get(name, 0.0) * value for name, value in features(page, one).items())
    return round(1 / (1 + exp(-score)), PLACES)


def features(page: Page, one: Draft) -> dict[str, float]:
    """Return what speaks for or against a draft, by name; what is missing is 0."""
    sure = min(max(one.attribution.confidence, LEAST), MOST)
    found = {"always": 1.0, "reader": log(sure / (1 - sure))}
    return found | dict.fromkeys(_marks(page, one), 1.0)


@cache
def load_weights() -> Mapping[str, float]:
    """Return the weights that the package holds, by feature."""
    _, *rows = packaged_rows(__package__ or "", "weights.tsv")
    return {name: float(weight) for name, weight in rows}


def _marks(page: Page, one: Draft) -> Iterator[str]:
    said = one.attribution
    yield f"class {said.cue_class}"
    yield f"speech {said.speech}"
    if not one.speaker:
        yield "no speaker"
    if any(page.words(piece).lower() in words_of("relative") for piece in said.source):
        yield "relative"
    if said.speech == "indirect":
        yield from _clause(page, one)
    cue = _WORD.findall(_BESIDE.split(page.words(said.cue).lower())[0])
    if len(cue) >= LONG_CUE:
        yield "long cue"
    if cue and cue[-1] in words_of("forward"):
        yield "forward"


def _clause(page: Page, one: Draft) -> Iterator[str]:
    """Yield whether what is said reads as a clause, an infinitive, or a thing alone."""
    first = one.words[0]
    words = _WORD.findall(page.words(first).lower())
    before = page.text[max(0, first[0] - len("that  ")) : first[0]]
    if _THAT.search(before):
        yield "that"
    elif before.rstrip().lower().endswith(" to"):
        yield "infinitive"
    elif not any(word in words_of("finite") for word in words):
        yield "no clause"
    if len(words) <= SHORT:
        yield "short"
