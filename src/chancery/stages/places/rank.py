"""How likely each candidate is: first by itself, then by where the other toponyms are likely."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from chancery.stages.places.features import (
    OTHERS,
    OWN,
    Around,
    Group,
    Row,
    other_features,
    own_features,
)
from chancery.text.tables import packaged_rows

ROUNDS = 2  # after the first: with a third, no place of the corpus changes


@dataclass(frozen=True)
class Weights:
    """What each feature counts: alone, and beside what the other toponyms say."""

    alone: Row  # (own features)
    together: Row  # (own features and those of others)


def rank(groups: Sequence[Group], around: Around, weights: Weights) -> list[Row]:
    """Return for each group the shares of its candidates, which add up to 1."""
    own = [own_features(group, groups, around) for group in groups]
    shares = [softmax(rows @ weights.alone) for rows in own]
    for _ in range(ROUNDS):
        shares = [
            softmax(together(own[at], at, groups, shares) @ weights.together)
            for at in range(len(groups))
        ]
    return shares


def together(own: Row, at: int, groups: Sequence[Group], shares: Sequence[Row]) -> Row:
    """Return the rows of all features of a group's candidates."""
    return np.hstack([own, other_features(at, groups, shares)])


def softmax(scores: Row) -> Row:
    """Return the scores as shares that add up to 1."""
    raised = np.exp(scores - scores.max())
    shares: Row = raised / raised.sum()
    return shares


@cache
def load_weights() -> Weights:
    """Return the weights that the package holds."""
    _, *rows = packaged_rows(__package__ or "", "weights.tsv")
    return make_weights({(use, name): float(value) for use, name, value in rows})


def make_weights(found: Mapping[tuple[str, str], float]) -> Weights:
    """Return weights from a table: (alone or together, feature) → weight."""
    return Weights(
        alone=np.array([found["alone", name] for name in OWN]),
        together=np.array([found["together", name] for name in (*OWN, *OTHERS)]),
    )
