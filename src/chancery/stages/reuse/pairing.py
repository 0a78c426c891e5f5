"""Finds which documents share fingerprints, and how rare what they share is.

The law, for a hash that `n` documents hold:

- `n` up to `EACH_PAIR`: every pair of the documents is compared.
- more: each document is compared with the first of them alone, so a story that 300 outlets copy
  costs 299 comparisons, and two copies are related through the passages they share with it;
  here the fingerprints on both sides must agree, as in a sentence, not in a set phrase.
- `OUTLET_HABIT` or more articles, nearly all of one outlet: the outlet's own boilerplate, left
  out. Versions of one article count once.
- in any case the two must agree in a neighbouring fingerprint: a lone one is a set phrase.

The work is at most `EACH_PAIR / 2` pairs for each fingerprint of a document.
Each hash is judged by itself, so how the hash space is cut into buckets changes nothing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chancery.text.words import Hashes, Positions

EACH_PAIR = 16  # at most 120 pairs a hash
OUTLET_HABIT = 8  # an outlet's updates of one story are fewer, its footers more
NEARLY_ALL = 0.9
RARITY_STEPS = 16  # rarities are sixteenths, so that their sums are exact in any order
LOW_BYTE = np.uint16(0xFF)
HIGH_BYTE = np.uint16(0xFF00)

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Holdings:
    """Which document holds which hash: one row for each, by number of document and outlet.

    Documents are numbered in the order of their ids; outlets from 0, -1 where it is not known.
    """

    hashes: Hashes
    documents: Positions
    neighbours: NDArray[np.uint16]
    outlets: Positions  # by document
    articles: Positions  # by document, numbered from 0: versions of one article share a number


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of documents `a < b`, sorted; pair `i` shares `hashes[edges[i]:edges[i + 1]]`."""

    a: Positions
    b: Positions
    edges: Positions
    hashes: Hashes
    rarities: NDArray[np.uint8]  # of each hash, in sixteenths
    cut: dict[str, int]  # hashes that the law treats apart, by reason


def pair_documents(held: Holdings) -> Pairs:
    """Return the pairs of documents that share fingerprints, under the law of this module."""
    order = np.argsort(held.hashes, kind="stable")
    order, starts, counts = _shared_runs(held, order)
    own = _outlet_habits(held, order, starts, counts)
    starts, counts = starts[~own], counts[~own]
    found = [
        _pairs_of(held, order, starts[counts == count], int(count))
        for count in np.unique(counts[counts <= EACH_PAIR])
    ]
    many = counts > EACH_PAIR
    found.append(_pairs_with_first(held, order, starts[many], counts[many]))
    cut = {"outlet_habit": int(own.sum()), "in_many_documents": int(many.sum())}
    return _gather(found, len(held.outlets), cut)


def rarity(count: NDArray[np.int64] | int) -> NDArray[np.int64]:
    """Return the rarity, in sixteenths, of a hash that so many documents hold: 16 for two."""
    steps = np.rint(RARITY_STEPS / (1 + np.log2(np.asarray(count) - 1)))
    rarities: Positions = np.maximum(1, steps).astype(np.int64)
    return rarities


Found = tuple[Positions, Positions, Hashes, Positions]  # a, b, hash, rarity in sixteenths


def _shared_runs(held: Holdings, order: Positions) -> tuple[Positions, Positions, Positions]:
    """Return the rows by hash, and where each hash that two or more hold starts and how often."""
    hashes = held.hashes[order]
    changed = np.ones(len(hashes) + 1, dtype=np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=changed[1:-1])
    edges = np.flatnonzero(changed)
    starts, counts = edges[:-1], np.diff(edges)
    shared = counts > 1
    return order, starts[shared], counts[shared]


def _outlet_habits(held: Holdings, order: Positions, starts: Positions, counts: Positions) -> Mask:
    """Return for each hash whether it is one outlet's own boilerplate."""
    habits = np.zeros(len(starts), dtype=np.bool_)
    for place in np.flatnonzero(counts >= OUTLET_HABIT):
        rows = order[starts[place] : starts[place] + counts[place]]
        _, firsts = np.unique(held.articles[held.documents[rows]], return_index=True)
        outlets = held.outlets[held.documents[rows[firsts]]]
        known = outlets[outlets >= 0]
        most = int(np.bincount(known).max()) if len(known) else 0
        habits[place] = len(firsts) >= OUTLET_HABIT and most >= NEARLY_ALL * len(firsts)
    return habits


def _pairs_of(held: Holdings, order: Positions, starts: Positions, count: int) -> Found:
    left, right = np.triu_indices(count, 1)
    rows = order[starts[:, None] + np.arange(count)]
    rarities = np.full(len(starts) * len(left), int(rarity(count)))
    left, right = rows[:, left].ravel(), rows[:, right].ravel()
    before, after = _same_neighbours(held, left, right)
    return _found(held, left, right, rarities, before | after)


def _pairs_with_first(
    held: Holdings, order: Positions, starts: Positions, counts: Positions
) -> Found:
    others = counts - 1
    ends = np.cumsum(others)
    within = np.arange(int(others.sum())) - np.repeat(ends - others, others)
    left = order[np.repeat(starts, others)]
    right = order[np.repeat(starts, others) + 1 + within]
    before, after = _same_neighbours(held, left, right)
    return _found(held, left, right, np.repeat(rarity(counts), others), before & after)


def _same_neighbours(held: Holdings, left: Positions, right: Positions) -> tuple[Mask, Mask]:
    """Say whether the fingerprints before, and those after, are the same in both rows."""
    ours, theirs = held.neighbours[left], held.neighbours[right]
    differ = ours ^ theirs
    before = ((differ & HIGH_BYTE) == 0) & ((ours & HIGH_BYTE) != 0)
    after = ((differ & LOW_BYTE) == 0) & ((ours & LOW_BYTE) != 0)
    return before, after


def _found(
    held: Holdings, left: Positions, right: Positions, rarities: Positions, kept: Mask
) -> Found:
    left, right = left[kept], right[kept]
    return held.documents[left], held.documents[right], held.hashes[left], rarities[kept]


def _gather(found: list[Found], documents: int, cut: dict[str, int]) -> Pairs:
    a, b, hashes, rarities = (np.concatenate(parts) for parts in zip(*found, strict=True))
    keys = a * max(documents, 1) + b
    order = np.lexsort((hashes, keys))
    keys = keys[order]
    firsts = np.flatnonzero(np.diff(keys, prepend=-1))
    return Pairs(
        a=keys[firsts] // max(documents, 1),
        b=keys[firsts] % max(documents, 1),
        edges=np.append(firsts, len(keys)),
        hashes=hashes[order],
        rarities=rarities[order].astype(np.uint8),
        cut=cut,
    )
