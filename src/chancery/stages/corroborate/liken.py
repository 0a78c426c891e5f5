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

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import ClassVar, cast

from chancery.model import ClaimPair, Point, Record, make_id
from chancery.ports import PairStage
from chancery.stages.corroborate.apart import apart
from chancery.stages.corroborate.features import ONE, likeness
from chancery.stages.corroborate.ready import Read, read

EACH_PAIR = 64
NEIGHBOURS = 8  # in the order of days, where a key has more
ONCE = 4  # keys of those that two claims share under which they are compared
LEAST = -5 * ONE  # log odds below which neither a thread nor a copy makes two claims one


class Liken(PairStage["Keyed"]):
    """Scores pairs of claims that share a key."""

    name: ClassVar[str] = "liken"
    version: ClassVar[int] = 2
    inputs: ClassVar[tuple[type[Record], ...]] = (Point,)
    outputs: ClassVar[tuple[type[Record], ...]] = (ClaimPair,)
    each_pair: ClassVar[int] = EACH_PAIR
    neighbours: ClassVar[int] = NEIGHBOURS
    ease: ClassVar[int] = 64

    def keys(self, record: Record) -> Sequence[str]:
        """Return the keys of a claim."""
        return cast("Point", record).keys

    def ready(self, record: Record) -> "Keyed":
        """Return a claim with its keys."""
        return Keyed(cast("Point", record))

    def order(self, one: "Keyed") -> tuple[str, ...]:
        """Return the day that a claim speaks of or was told on, and the claim."""
        point = one.point
        days = (point.first_day, point.last_day, point.first_told, point.last_told)
        return next((day for day in days if day), ""), point.claim

    def judge(self, key: str, one: "Keyed", other: "Keyed") -> Iterator[ClaimPair]:
        """Yield the pair of two claims, if they are of two documents and alike at all."""
        if one.document != other.document and is_due(key, one, other):
            a, b = (one, other) if one.point.claim < other.point.claim else (other, one)
            yield from pair(a.read, b.read)


class Keyed:
    """A claim that is compared with many; what only comparing needs is made when it is."""

    def __init__(self, point: Point) -> None:
        """Take a claim."""
        self.point = point
        self.document = point.document
        self.keys = frozenset(point.keys)

    @cached_property
    def read(self) -> Read:
        """Return the claim as it is compared."""
        return read(self.point)


def is_due(key: str, one: Keyed, other: Keyed) -> bool:
    """Say whether a key is one of the first that two claims share."""
    shared = (each for each in one.point.keys if each in other.keys)
    return key in islice(shared, ONCE)


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
