"""How sure it is that mentions are a deed with these parties: features with learned weights."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from math import exp, log

from chancery.model import Span
from chancery.stages.events.draft import Draft
from chancery.stages.events.lexicon import root_of
from chancery.text.page import Page
from chancery.text.tables import packaged_rows

LEAST, MOST = 0.01, 0.99  # of a model's confidence: beyond, its odds say too much
PLACES = 3  # of a confidence


def weigh(features: Mapping[str, float]) -> float:
    """Return how likely mentions with these features are a deed with its parties, 0..1."""
    weights = load_weights()
    score = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return round(1 / (1 + exp(-score)), PLACES)


def features(
    page: Page, group: Sequence[Draft], actors: Sequence[Span], recipients: Sequence[Span]
) -> dict[str, float]:
    """Return what speaks for or against a deed, by name; what is missing is 0."""
    best = max(one.trigger.confidence for one in group)
    sure = min(max(best, LEAST), MOST)
    found = {"always": 1.0, "reader": log(sure / (1 - sure))}
    marks = _marks(page, group, (actors, recipients))
    return found | dict.fromkeys(marks, 1.0)


@cache
def load_weights() -> Mapping[str, float]:
    """Return the weights that the package holds, by feature."""
    _, *rows = packaged_rows(__package__ or "", "weights.tsv")
    return {name: float(weight) for name, weight in rows}


def _marks(
    page: Page, group: Sequence[Draft], parties: tuple[Sequence[Span], Sequence[Span]]
) -> Iterator[str]:
    yield from (name for name, holds in _TESTS.items() if any(holds(page, one) for one in group))
    plain = all(parties) and any(_is_known(page, one) for one in group)
    if plain:
        yield "known verb with both sides"
    if not any(parties):
        yield "neither"
    # That a deed was not done, in so many words, is as sure as that it was.
    if not group[0].happened and not (plain and group[0].modality == "negated"):
        yield "not done"


def _is_known(page: Page, one: Draft) -> bool:
    return root_of(page.words(one.span).lower()) is not None


def _has_place(page: Page, one: Draft) -> bool:
    del page
    return bool(one.place)


def _has_time(page: Page, one: Draft) -> bool:
    del page
    return one.time is not None


_TESTS: Mapping[str, Callable[[Page, Draft], bool]] = {
    "known verb": _is_known,
    "place": _has_place,
    "time": _has_time,
}
"""What holds of a deed where it holds of any mention."""
