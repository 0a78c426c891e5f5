"""How sure it is that mentions are a deed with these parties: features with learned weights."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from math import exp, log

from chancery.model import Span
from chancery.stages.events.draft import UNMARKED, Draft, has_party
from chancery.stages.events.lexicon import root_of
from chancery.stages.events.telling import is_past
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
    first = group[0]
    actors, recipients = parties
    yield f"root {first.root}"
    yield from (name for name, holds in _TESTS.items() if any(holds(page, one) for one in group))
    if bool(actors) == bool(recipients):
        yield "both" if actors else "neither"
    if first.happened and first.trigger.modality not in {"asserted", "background"}:
        yield "read otherwise"
    if not first.happened:
        yield "not done"
    if any(not has_party(page, span) for span in (*actors, *recipients)):
        yield "no party"


def _is_known(page: Page, one: Draft) -> bool:
    return root_of(page.words(one.span).lower()) is not None


def _is_past(page: Page, one: Draft) -> bool:
    return is_past(page, one.trigger)


def _is_unmarked(page: Page, one: Draft) -> bool:
    del page
    return one.trigger.confidence == UNMARKED


def _has_place(page: Page, one: Draft) -> bool:
    del page
    return bool(one.place)


def _has_time(page: Page, one: Draft) -> bool:
    del page
    return one.time is not None


def _is_in_other_words(page: Page, one: Draft) -> bool:
    del page
    return any(said.cue_class != "says" for said in one.around)


_TESTS: Mapping[str, Callable[[Page, Draft], bool]] = {
    "known verb": _is_known,
    "unmarked": _is_unmarked,
    "past verb": _is_past,
    "place": _has_place,
    "time": _has_time,
    "in other words than said": _is_in_other_words,
}
"""What holds of a deed where it holds of any mention."""
