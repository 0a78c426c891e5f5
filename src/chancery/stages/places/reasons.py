"""Says in words what speaks for a candidate, from what its features count against a rival's."""

from collections.abc import Sequence

from chancery.stages.places.features import OTHERS, OWN, Group, Row

MOST_REASONS = 2
ENOUGH = 0.1  # of a logit: what counts less says nothing
WORDS = {
    "population": "more people live there than at others of this name",
    "most_populous": "the most populous of this name",
    "country": "a country",
    "region": "a first-level division",
    "district": "a second-level division",
    "wide": "a wider region",
    "own_name": "its own name",
    "town_inside": "a division with a town of this name",
    "kind_said": "the text says what kind of place it is",
    "kind_unlike": "not of the kind that the text says",
    "people_said": "its country's people are named before it",
    "outlet": "in the outlet's country",
    "country_named": "its country is named in the text",
    "people_named": "its country's people are named in the text",
    "container": "in the place that follows it",
    "contained": "holds the place before it",
    "same_country": "other places of the text lie in its country",
    "same_region": "other places of the text lie in its division",
    "near": "near another place of the text",
    "neighbour": "the places named beside it lie in its country",
}


def find_reason(group: Group, at: int, rows: Row, weights: Row, order: Sequence[int]) -> str:
    """Return what speaks most for a candidate against its first rival; the order is by share."""
    one = group.candidates[at]
    begins = "a part of it: " if one.part else ""
    if len(order) == 1:
        return f"{begins}the only place of this name that is known"
    rival = order[1] if at == order[0] else order[0]
    gains = (rows[at] - rows[rival]) * weights
    names = (*OWN, *OTHERS)
    best = sorted(range(len(names)), key=lambda number: (-gains[number], number))[:MOST_REASONS]
    said = [WORDS[names[number]] for number in best if gains[number] >= ENOUGH]
    return begins + ("; ".join(said) or "nothing but the name")
