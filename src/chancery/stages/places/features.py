"""What speaks for and against a candidate, as numbers."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from chancery.knowledge.places import Place
from chancery.stages.places.candidates import Candidate

UNKNOWN_POPULATION = 500  # of a place whose population no source gives: the smallest listed
NEAR_KM = 300.0  # at this distance nearness has fallen to a third; the middle of a large region
KM_PER_DEGREE = 111.2
KINDS = ("country", "region", "district", "wide")
WIDE = frozenset({"conflict_region", "area", "continent", "water"})

OWN = (
    "population",
    "most_populous",
    *KINDS,
    "own_name",
    "town_inside",
    "kind_said",
    "kind_unlike",
    "people_said",
    "outlet",
    "country_named",
    "people_named",
)
"""What is known without the other toponyms' places."""

OTHERS = ("container", "contained", "same_country", "same_region", "near", "neighbour")
"""What the likely places of the other toponyms add."""

Row = NDArray[np.float64]


@dataclass(frozen=True)
class Group:
    """All toponyms of a document that are written alike: one place is meant by all of them."""

    key: str
    candidates: tuple[Candidate, ...]
    kinds: frozenset[str] = frozenset()  # that words beside them say
    peoples: frozenset[str] = frozenset()  # countries whose people's name stands before one
    inside: frozenset[int] = frozenset()  # groups that follow one as its container
    holds: frozenset[int] = frozenset()  # groups that one follows as their container
    beside: frozenset[int] = frozenset()  # groups that stand next to one


@dataclass(frozen=True)
class Around:
    """What the document says of countries beside its toponyms."""

    outlet: str = ""  # the country of the outlet, empty where it is not known
    peoples: Mapping[str, int] = field(default_factory=dict)  # country → its people's names


def own_features(group: Group, groups: Sequence[Group], around: Around) -> Row:
    """Return a row of `OWN` for each candidate."""
    largest = max(_population(one.place) for one in group.candidates)
    named = _named_countries(groups, group)
    rows = [
        [
            math.log10(_population(one.place)),
            float(_population(one.place) == largest),
            *(float(_is_kind(one.place, kind)) for kind in KINDS),
            float(one.own),
            float(_holds_namesake(one.place, group)),
            float(_agrees(one, group)),
            float(_disagrees(one, group)),
            float(one.place.country in group.peoples),
            float(bool(around.outlet) and one.place.country == around.outlet),
            float(one.place.country in named),
            math.log1p(around.peoples.get(one.place.country, 0)),
        ]
        for one in group.candidates
    ]
    return np.array(rows)


def other_features(at: int, groups: Sequence[Group], shares: Sequence[Row]) -> Row:
    """Return a row of `OTHERS` for each candidate of a group.

    `shares` holds for each group how likely its candidates are by what is known so far.
    """
    group = groups[at]
    others = [number for number in range(len(groups)) if number != at and len(shares[number])]
    country, region = _weights(groups, shares, others)
    near = _nearness(group, groups, shares, others)
    by_country, _ = _weights(groups, shares, sorted(group.beside - {at}))
    many = max(1, len(others))
    rows = [
        [
            _fitting(group.inside - {at}, groups, shares, partial(lies_in, one.place)),
            _fitting(group.holds - {at}, groups, shares, partial(_holds, one.place)),
            country.get(one.place.country, 0.0) / many,
            region.get((one.place.country, one.place.region), 0.0) / many,
            float(near[number]),
            by_country.get(one.place.country, 0.0) / max(1, len(group.beside)),
        ]
        for number, one in enumerate(group.candidates)
    ]
    return np.array(rows)


def _population(place: Place) -> int:
    return max(place.population, UNKNOWN_POPULATION)


def _is_kind(place: Place, kind: str) -> bool:
    return place.kind in WIDE if kind == "wide" else place.kind == kind


def _holds_namesake(place: Place, group: Group) -> bool:
    """Say whether a town of this name lies in the division of this name."""
    towns = (one.place for one in group.candidates if one.place.kind == "city")
    return place.kind != "country" and any(lies_in(town, place) for town in towns)


def _said(one: Candidate, group: Group) -> frozenset[str]:
    return group.kinds | {one.kind} if one.kind else group.kinds


def _agrees(one: Candidate, group: Group) -> bool:
    return one.place.kind in _said(one, group)


def _disagrees(one: Candidate, group: Group) -> bool:
    said = _said(one, group)
    return bool(said) and one.place.kind not in said


def _named_countries(groups: Iterable[Group], but: Group) -> frozenset[str]:
    """Return the countries that other toponyms name, each by its own or another name."""
    return frozenset(
        one.place.country
        for group in groups
        if group is not but
        for one in group.candidates
        if one.place.kind == "country"
    )


Mass = tuple[dict[str, float], dict[tuple[str, str], float]]


def _weights(groups: Sequence[Group], shares: Sequence[Row], others: Iterable[int]) -> Mass:
    """Return how much of the other groups lies in each country, and in each division."""
    country: dict[str, float] = {}
    region: dict[tuple[str, str], float] = {}
    for number in others:
        for one, share in zip(groups[number].candidates, shares[number], strict=False):
            place = one.place
            if place.country:
                country[place.country] = country.get(place.country, 0.0) + share
            if place.region:
                code = (place.country, place.region)
                region[code] = region.get(code, 0.0) + share
    return country, region


def _nearness(
    group: Group, groups: Sequence[Group], shares: Sequence[Row], others: Sequence[int]
) -> Row:
    """Return for each candidate how near the likeliest place of another group is, 0 to 1."""
    best = [(groups[one].candidates[int(shares[one].argmax())].place, one) for one in others]
    anchors = [(place, shares[one].max()) for place, one in best if place.kind not in WIDE]
    anchors = [(place, share) for place, share in anchors if place.kind != "country"]
    if not anchors:
        return np.zeros(len(group.candidates))
    there = np.array([(place.latitude, place.longitude) for place, _ in anchors])
    here = np.array([(one.place.latitude, one.place.longitude) for one in group.candidates])
    weights = np.array([share for _, share in anchors])
    nearness: Row = (np.exp(-distances(here, there) / NEAR_KM) * weights).max(axis=1)
    return nearness


def distances(here: Row, there: Row) -> Row:
    """Return the distances in kilometres between all positions, `(here, there)`.

    On a flat map: near enough where distances matter.
    """
    north = here[:, None, 0] - there[None, :, 0]
    east = np.abs(here[:, None, 1] - there[None, :, 1])
    east = np.minimum(east, 360 - east)
    east = east * np.cos(np.radians((here[:, None, 0] + there[None, :, 0]) / 2))
    found: Row = np.hypot(north, east) * KM_PER_DEGREE
    return found


def _fitting(
    numbers: Iterable[int],
    groups: Sequence[Group],
    shares: Sequence[Row],
    fits: Callable[[Place], bool],
) -> float:
    """Return how likely one of these toponyms is a place that fits, of the likeliest."""
    return max(
        (
            sum(
                float(share)
                for one, share in zip(groups[number].candidates, shares[number], strict=False)
                if fits(one.place)
            )
            for number in numbers
        ),
        default=0.0,
    )


def _holds(outer: Place, inner: Place) -> bool:
    return lies_in(inner, outer)


def lies_in(inner: Place, outer: Place) -> bool:
    """Say whether the outer place is a country or division that holds the inner one."""
    if inner.id == outer.id or inner.country != outer.country or not inner.country:
        return False
    if outer.kind == "country":
        return True
    if outer.kind == "region":
        return inner.region == outer.region and inner.kind in {"district", "city"}
    return outer.kind == "district" and inner.kind == "city" and inner.region == outer.region
