"""From a text and the spans of its toponyms to the places that they may mean."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from chancery.knowledge.places import Gazetteer
from chancery.model import PlaceGuess, Span
from chancery.stages.places.candidates import Candidate
from chancery.stages.places.features import Around, Group, Row, own_features
from chancery.stages.places.groups import group_toponyms
from chancery.stages.places.rank import Weights, rank, together
from chancery.stages.places.reasons import find_reason
from chancery.stages.places.setting import find_peoples

MOST_GUESSES = 5
LEAST_SHARE = 0.02  # a candidate below it is not shown, unless it is the first
CERTAIN_FROM = 0.9  # by folds of GeoVirus, see docs/explanation/stages/places.md
DIGITS = 3


def resolve_toponyms(
    text: str,
    spans: Sequence[Span],
    gazetteer: Gazetteer,
    weights: Weights,
    outlet: str = "",
) -> list[tuple[PlaceGuess, ...]]:
    """Return for each toponym, given in text order, its guesses, the likeliest first.

    `outlet` is the country of the outlet, empty where it is not known. Toponyms that are written
    alike get the same guesses. Where the gazetteer knows no such place there are none.
    """
    grouped = group_toponyms(text, spans, gazetteer)
    peoples = Counter(find_peoples(text, gazetteer))
    around = Around(outlet=outlet, peoples=peoples)
    shares = rank(grouped.groups, around, weights)
    guesses = [
        _guesses(at, grouped.groups, shares, around, weights) for at in range(len(grouped.groups))
    ]
    return [guesses[number] if number >= 0 else () for number in grouped.number]


def _guesses(
    at: int, groups: Sequence[Group], shares: Sequence[Row], around: Around, weights: Weights
) -> tuple[PlaceGuess, ...]:
    group, share = groups[at], shares[at]
    rows = together(own_features(group, groups, around), at, groups, shares)
    order = [int(one) for one in np.argsort(-share, kind="stable")]
    shown = [one for one in order[:MOST_GUESSES] if share[one] >= LEAST_SHARE] or order[:1]
    return tuple(
        _guess(
            group, one, float(share[one]), find_reason(group, one, rows, weights.together, order)
        )
        for one in shown
    )


def _guess(group: Group, at: int, share: float, reason: str) -> PlaceGuess:
    one = group.candidates[at]
    place = one.place
    return PlaceGuess(
        place=place.id,
        geonames=place.geonames,
        name=place.name,
        kind=place.kind,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        confidence=round(share, DIGITS),
        certain=is_certain(one, share),
        reason=reason,
    )


def is_certain(candidate: Candidate, share: float) -> bool:
    """Say whether a candidate may be taken without a second look.

    Its share must be high, and the toponym the whole of its own name or the name of a country.
    """
    named = candidate.own or candidate.place.kind == "country"
    return named and not candidate.part and share >= CERTAIN_FROM
