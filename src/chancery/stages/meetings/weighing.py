"""How sure it is that mentions are a meeting with these parties: features with learned weights."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import exp, log

from chancery.model import Span
from chancery.stages.meetings.draft import Draft
from chancery.stages.meetings.lexicon import words_of
from chancery.text.page import Page
from chancery.text.roles import named_in
from chancery.text.tables import packaged_rows

LEAST, MOST = 0.01, 0.99  # of a model's confidence: beyond, its odds say too much
PLACES = 3  # of a confidence
PAIR = 2  # parties without whom there is no meeting, if any are told


def weigh(features: Mapping[str, float]) -> float:
    """Return how likely mentions with these features are a meeting with its parties, 0..1."""
    weights = load_weights()
    score = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return round(1 / (1 + exp(-score)), PLACES)


def features(
    page: Page, group: Sequence[Draft], parties: Sequence[Span], *, host: bool
) -> dict[str, float]:
    """Return what speaks for or against a meeting, by name; what is missing is 0."""
    best = max(one.trigger.confidence for one in group)
    sure = min(max(best, LEAST), MOST)
    found = {"always": 1.0, "reader": log(sure / (1 - sure))}
    marks = [*_marks(page, group, parties), *(["host"] if host else [])]
    return found | dict.fromkeys(marks, 1.0)


@cache
def load_weights() -> Mapping[str, float]:
    """Return the weights that the package holds, by feature."""
    _, *rows = packaged_rows(__package__ or "", "weights.tsv")
    return {name: float(weight) for name, weight in rows}


def _marks(page: Page, group: Sequence[Draft], parties: Sequence[Span]) -> Iterator[str]:
    kinds = {one.kind for one in group}
    if "meets" in kinds:
        yield "verb"
    named = sum(named_in(page, span) for span in parties)
    yield "nobody" if not parties else "one" if len(parties) < PAIR else "several"
    if named >= PAIR:
        yield "named"
    if any(one.time for one in group):
        yield "time"
    if any(one.place for one in group):
        yield "place"
    if not any(one.modality in {"asserted", "background"} for one in group):
        yield "ahead"
    if all(one.definite for one in group):
        yield "definite alone"
    if all(page.words(one.span).lower() in words_of("soft") for one in group):
        yield "soft alone"
