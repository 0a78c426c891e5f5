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

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import ClassVar, cast

from chancery.graph import near_pairs
from chancery.model import ClaimPair, Point, Record, make_id
from chancery.ports import Member, PairStage
from chancery.stages.corroborate.apart import apart
from chancery.stages.corroborate.features import ONE, Read, likeness, read

EACH_PAIR = 64
NEIGHBOURS = 8  # in the order of days, where a key has more
ONCE = 4  # keys of those that two claims share under which they are compared
LEAST = -5 * ONE  # log odds below which neither a thread nor a copy makes two claims one


class Liken(PairStage):
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

    def order(self, record: Record) -> tuple[str, ...]:
        """Return the day that a claim speaks of or was told on, and the claim."""
        point = cast("Point", record)
        days = (point.first_day, point.last_day, point.first_told, point.last_told)
        return next((day for day in days if day), ""), point.claim

    def near(self, ordered: Sequence[Member]) -> Iterator[tuple[Member, Member]]:
        """Yield every pair, or where they are many each claim with those next to it."""
        return near_pairs(ordered, EACH_PAIR, NEIGHBOURS)

    def name_of(self, record: Record) -> str:
        """Return the claim."""
        return cast("Point", record).claim

    def ends(self, made: Record) -> tuple[str, str]:
        """Return the two claims."""
        pair = cast("ClaimPair", made)
        return pair.a, pair.b

    def judging(self, key: str) -> Callable[[Record, Record], Iterator[ClaimPair]]:
        """Return what yields the pair of two claims that may make one point."""
        return _Ready(key).judge


class _Ready:
    """Claims of one group made ready to be compared, once and only where they are."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._reads: dict[str, Read] = {}
        self._keys: dict[str, frozenset[str]] = {}

    def judge(self, first: Record, second: Record) -> Iterator[ClaimPair]:
        """Yield the pair of two claims, if they are of two documents and alike at all."""
        one, other = cast("Point", first), cast("Point", second)
        if one.document != other.document and self._is_due(one, other):
            a, b = sorted((one, other), key=lambda each: each.claim)
            yield from pair(self._read(a), self._read(b))

    def _read(self, point: Point) -> Read:
        """Return a claim as it is compared."""
        if point.claim not in self._reads:
            self._reads[point.claim] = read(point)
        return self._reads[point.claim]

    def _is_due(self, one: Point, other: Point) -> bool:
        """Say whether the key is one of the first that two claims share."""
        if other.claim not in self._keys:
            self._keys[other.claim] = frozenset(other.keys)
        theirs = self._keys[other.claim]
        return self._key in islice((each for each in one.keys if each in theirs), ONCE)


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
