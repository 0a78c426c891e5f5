"""Finds claims that may make the same point, by several keys, and scores each pair.

The law, for a key that `n` claims share:

- `n` up to `EACH_PAIR`: every pair of different documents is scored.
- more: what they share says little. Each is scored against its neighbours in the order of the
  days that they speak of; pairs come besides from the narrower keys that each claim has too.

So the work is at most `EACH_PAIR / 2` comparisons for each key of a claim. Copies share dozens of
keys: two claims are compared under the first `ONCE` of those that they share, in an order that
has nothing to do with what keys say. So two claims are missed only where each of these has more
than `EACH_PAIR` claims and they are no neighbours. A pair's score does not depend on the key that
found it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import ClassVar, cast

from chancery.graph import near_pairs
from chancery.model import ClaimPair, Point, Record, make_id
from chancery.ports import GroupStage
from chancery.stages.corroborate.apart import apart
from chancery.stages.corroborate.features import ONE, Read, likeness, read

EACH_PAIR = 64
NEIGHBOURS = 8  # in the order of days, where a key has more
ONCE = 4  # keys of those that two claims share under which they are compared
LEAST = -5 * ONE  # log odds below which neither a thread nor a copy makes two claims one


class Liken(GroupStage):
    """Scores pairs of claims that share a key."""

    name: ClassVar[str] = "liken"
    version: ClassVar[int] = 2
    inputs: ClassVar[tuple[type[Record], ...]] = (Point,)
    outputs: ClassVar[tuple[type[Record], ...]] = (ClaimPair,)
    lookups: ClassVar[tuple[type[Record], ...]] = ()
    smallest: ClassVar[int] = 2

    def keys(self, record: Record) -> Sequence[str]:
        """Return the keys of a claim."""
        return cast("Point", record).keys

    def refers(self, record: Record) -> Sequence[str]:
        """Return nothing."""
        del record
        return ()

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the pairs that may make one point."""
        del found
        ready = _Ready()
        points = sorted(cast("Sequence[Point]", group), key=_by_day)
        for one, other in near_pairs(points, EACH_PAIR, NEIGHBOURS):
            if one.document != other.document and ready.is_due(key, one, other):
                a, b = sorted((one, other), key=lambda each: each.claim)
                yield from pair(ready.read(a), ready.read(b))


class _Ready:
    """Claims of one group made ready to be compared, once and only where they are."""

    def __init__(self) -> None:
        self._reads: dict[str, Read] = {}
        self._keys: dict[str, frozenset[str]] = {}

    def read(self, point: Point) -> Read:
        """Return a claim as it is compared."""
        if point.claim not in self._reads:
            self._reads[point.claim] = read(point)
        return self._reads[point.claim]

    def is_due(self, key: str, one: Point, other: Point) -> bool:
        """Say whether a key is one of the first that two claims share."""
        if other.claim not in self._keys:
            self._keys[other.claim] = frozenset(other.keys)
        theirs = self._keys[other.claim]
        return key in islice((each for each in one.keys if each in theirs), ONCE)


def pair(one: Read, other: Read) -> Iterator[ClaimPair]:
    """Yield the pair of two claims, if they are alike at all."""
    score = likeness(one, other, LEAST)
    if score is not None:
        a, b = one.point, other.point
        yield ClaimPair(
            id=make_id("claim_pair", [a.claim, b.claim]),
            a=a.claim,
            b=b.claim,
            a_document=a.document,
            b_document=b.document,
            a_span=a.spans[0],
            b_span=b.spans[0],
            about=a.about,
            score=score / ONE,
            apart=apart(a, b),
        )


def _by_day(point: Point) -> tuple[str, str]:
    days = (point.first_day, point.last_day, point.first_told, point.last_told)
    return next((day for day in days if day), ""), point.claim
