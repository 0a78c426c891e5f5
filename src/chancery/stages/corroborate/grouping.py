"""Groups claims that make one point: by scores, against what keeps them apart, as people ruled."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from chancery.graph import cluster, components
from chancery.stages.corroborate.features import ONE

LARGEST = 1000  # claims of a component; beyond, the weakest pairs are left out
STRANGERS = -ONE  # log odds of two claims that no key brought together

Pair = tuple[int, int]
Places = NDArray[np.int64]


class Weighed(NamedTuple):
    """Pairs of claims by their places, with their log odds, in the order in which they come."""

    a: Places
    b: Places
    weights: Places
    apart: NDArray[np.bool_]


class Word(NamedTuple):
    """What people said of claims, by their places: what is one, and which pairs are not."""

    must: Sequence[Sequence[int]] = ()
    cannot: frozenset[Pair] = frozenset()


class Part(NamedTuple):
    """One component: its claims, and by their places in it what is known of them."""

    claims: list[int]
    weights: dict[Pair, int]
    apart: set[Pair]
    must: list[list[int]]


NOTHING = Word()


def group(
    count: int,
    weights: Mapping[Pair, int],
    kept_apart: set[Pair],
    documents: Sequence[str] | None = None,
) -> list[list[int]]:
    """Return the groups of claims by their places; those that are kept apart share none.

    Nor do two claims of one document, given the document of each: it tells them as two.
    """
    sides = np.array(list(weights), np.int64).reshape(-1, 2)
    weighed = Weighed(
        a=sides[:, 0],
        b=sides[:, 1],
        weights=np.array(list(weights.values()), np.int64),
        apart=np.array([pair in kept_apart for pair in weights], np.bool_),
    )
    return grouped(count, weighed, documents)


def grouped(
    count: int, weighed: Weighed, documents: Sequence[str] | None = None, word: Word = NOTHING
) -> list[list[int]]:
    """Return the same of weighed pairs; what people joined is one, whatever keeps it apart."""
    groups: list[list[int]] = []
    for part in _parts(count, weighed, word):
        groups += _parted(part, documents)
    return sorted(groups)


def _parts(count: int, weighed: Weighed, word: Word) -> Iterator[Part]:
    """Yield the components over what people joined and over positive pairs, the strongest first.

    A pair that would make one larger than `LARGEST` is left out.
    """
    a, b, weights, apart = weighed
    members = _components(count, weighed, word)
    part_of, place = np.empty(count, np.int64), np.empty(count, np.int64)
    for number, claims in enumerate(members):
        part_of[claims], place[claims] = number, np.arange(len(claims))
    own: dict[int, dict[Pair, int]] = defaultdict(dict)
    never: dict[int, set[Pair]] = defaultdict(set)
    for row in np.flatnonzero(part_of[a] == part_of[b]).tolist():
        first, second = sorted((int(place[a[row]]), int(place[b[row]])))
        number = int(part_of[a[row]])
        own[number][first, second] = int(weights[row])
        if apart[row]:
            never[number].add((first, second))
    for one, other in word.cannot:
        first, second = sorted((int(place[one]), int(place[other])))
        if part_of[one] == part_of[other]:
            never[int(part_of[one])].add((first, second))
    must: dict[int, list[list[int]]] = defaultdict(list)
    for some in word.must:
        must[int(part_of[some[0]])].append(place[list(some)].tolist())
    for number, claims in enumerate(members):
        yield Part(claims, own[number], never[number], must[number])


def _components(count: int, weighed: Weighed, word: Word) -> list[list[int]]:
    a, b, weights, apart = weighed
    strong = np.flatnonzero((weights > 0) & ~apart)
    strong = strong[np.lexsort((b[strong], a[strong], -weights[strong]))]
    pairs = zip(a[strong].tolist(), b[strong].tolist(), strict=True)
    given = ((some[0], one) for some in word.must for one in some[1:])
    most = max([LARGEST, *map(len, word.must)])
    return components(count, chain(given, pairs), most)


def _parted(part: Part, documents: Sequence[str] | None) -> list[list[int]]:
    if len(part.claims) == 1:
        return [part.claims]
    own = [documents[one] for one in part.claims] if documents else None

    def may_join(some: Sequence[int], others: Sequence[int]) -> bool:
        if own and not {own[a] for a in some}.isdisjoint(own[b] for b in others):
            return False
        return not any((min(a, b), max(a, b)) in part.apart for a in some for b in others)

    found = cluster(len(part.claims), part.weights, may_join, STRANGERS, part.must)
    return [[part.claims[at] for at in one] for one in found]
