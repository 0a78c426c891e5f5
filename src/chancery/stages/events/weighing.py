"""How sure it is that mentions are a deed with these parties: features with learned weights."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from math import exp, log

from chancery.model import Span
from chancery.stages.events.draft import UNMARKED, Draft
from chancery.stages.events.lexicon import words_of
from chancery.stages.events.nouns import is_noun, known_noun, light_verb
from chancery.stages.events.order import is_passive, known_verb
from chancery.stages.events.sides import has_party
from chancery.stages.events.telling import is_past, is_plainly_not
from chancery.text.page import Page
from chancery.text.tables import packaged_rows

LEAST, MOST = 0.01, 0.99  # of a model's confidence: beyond, its odds say too much
OWNING = frozenset({"its", "their", "his", "her", "our"})
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
    if first.by_verb and first.trigger.confidence != UNMARKED:
        yield "read as another root"
    if not recipients and any(_is_passive(page, one) for one in group):
        yield "suffered by nobody"
    if actors and recipients and any(_is_known(page, one) for one in group):
        yield "known verb with both"
    if first.happened and first.trigger.modality not in {"asserted", "background"}:
        yield "read otherwise"
    if not first.happened:
        yield "plainly not" if _is_plainly_not(page, first) else "not done"
    if len(group) > 1:
        yield "told again"
    if any(not _is_party(page, span) for span in (*actors, *recipients)):
        yield "no party"


def _is_party(page: Page, span: Span) -> bool:
    """Say whether a phrase holds a party, or what is a party's: "its troops"."""
    return has_party(page, span) or page.words(span).lower().split()[0] in OWNING


def _is_plainly_not(page: Page, one: Draft) -> bool:
    return one.modality == "negated" and is_plainly_not(page, one.trigger)


def _is_known(page: Page, one: Draft) -> bool:
    return known_verb(page, one.span) is not None


def _is_named(page: Page, one: Draft) -> bool:
    return not _is_known(page, one) and known_noun(page, one.span) is not None


def _is_noun(page: Page, one: Draft) -> bool:
    return not _is_known(page, one) and is_noun(page, one.span)


def _has_light_verb(page: Page, one: Draft) -> bool:
    return _is_named(page, one) and light_verb(page, one.span) is not None


def _is_passive(page: Page, one: Draft) -> bool:
    return is_passive(page, one.span)


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


def _tells_harm(page: Page, one: Draft) -> bool:
    words = page.words(page.sentence_of(one.span[0])).lower().split()
    return one.root == "ASSAULT" and bool(words_of("nature") & set(words))


def _is_in_other_words(page: Page, one: Draft) -> bool:
    del page
    return any(said.cue_class != "says" for said in one.around)


_TESTS: Mapping[str, Callable[[Page, Draft], bool]] = {
    "known verb": _is_known,
    "known noun": _is_named,
    "noun": _is_noun,
    "light verb": _has_light_verb,
    "passive": _is_passive,
    "unmarked": _is_unmarked,
    "past verb": _is_past,
    "place": _has_place,
    "time": _has_time,
    "harm of nature": _tells_harm,
    "in other words than said": _is_in_other_words,
}
"""What holds of a deed where it holds of any mention."""
