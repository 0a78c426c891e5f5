"""Finds claims that may make the same point, by several keys, and scores each pair.

The law, for a key that `n` claims share:

- `n` up to `EACH_PAIR`: every pair of different documents is scored.
- more: what they share says little. Each is scored against its neighbours in the order of the
  days that they speak of; pairs come besides from the narrower keys that each claim has too.

So the work is at most `EACH_PAIR / 2` comparisons for each key of a claim. A pair's score does
not depend on the key that found it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import ClassVar, cast

from chancery.graph import near_pairs
from chancery.model import ClaimPair, Point, Record, make_id
from chancery.ports import GroupStage
from chancery.stages.corroborate.features import ONE, Read, explain, read, weigh
from chancery.text.rarity import rarity

EACH_PAIR = 64
NEIGHBOURS = 8  # in the order of days, where a key has more
WORDS, NAMES, PARTIES = 5, 4, 6  # of a claim that make keys: the rarest, and the first
WITH_PARTY = 16  # words that make keys with a party: who speaks says much at few words
LEAST = -5 * ONE  # log odds below which neither a thread nor a copy makes two claims one


class Liken(GroupStage):
    """Scores pairs of claims that share a key."""

    name: ClassVar[str] = "liken"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (Point,)
    outputs: ClassVar[tuple[type[Record], ...]] = (ClaimPair,)
    lookups: ClassVar[tuple[type[Record], ...]] = ()
    smallest: ClassVar[int] = 2

    def keys(self, record: Record) -> Sequence[str]:
        """Return the keys of a claim; none of an act by words, which goes with its claim."""
        point = cast("Point", record)
        return () if point.made_from else sorted({f"{point.about}|{one}" for one in _keys(point)})

    def refers(self, record: Record) -> Sequence[str]:
        """Return nothing."""
        del record
        return ()

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the pairs that may make one point."""
        del key, found
        reads = [read(one) for one in sorted(cast("Sequence[Point]", group), key=_by_day)]
        for one, other in near_pairs(reads, EACH_PAIR, NEIGHBOURS):
            if one.point.document != other.point.document:
                a, b = sorted((one, other), key=lambda each: each.point.claim)
                yield from pair(a, b)


def pair(one: Read, other: Read) -> Iterator[ClaimPair]:
    """Yield the pair of two claims, if they are alike at all."""
    lines = weigh(one, other)
    if sum(lines.values()) > LEAST:
        a, b, compared = one.point, other.point, explain(one, other, lines)
        yield ClaimPair(
            id=make_id("claim_pair", [a.claim, b.claim]),
            a=a.claim,
            b=b.claim,
            a_document=a.document,
            b_document=b.document,
            a_span=a.spans[0],
            b_span=b.spans[0],
            about=a.about,
            score=compared.score / ONE,
            apart=compared.apart,
            reasons=compared.reasons,
        )


def _by_day(point: Point) -> tuple[str, str]:
    days = (point.first_day, point.last_day, point.first_told, point.last_told)
    return next((day for day in days if day), ""), point.claim


def _keys(point: Point) -> Iterator[str]:
    """Yield what claims of one point are likely to share, two things at a time."""
    ordered = sorted(point.words, key=lambda word: (-rarity(word), word))
    words = ordered[:WORDS]
    names = sorted(point.names, key=lambda word: (-rarity(word), word))[:NAMES]
    parties = (*point.who, *point.whom, *point.place)[:PARTIES]
    for one, other in combinations(words, 2):
        yield f"{min(one, other)} {max(one, other)}"
    for one in parties:
        yield from (f"{one} {word}" for word in (*point.head, *ordered[:WITH_PARTY]))
    for one in (*names, *point.numbers, *filter(None, (point.first_day,))):
        yield from (f"{one} {word}" for word in (*point.head, *words))
    if point.about == "meeting":
        yield from (" ".join(two) for two in combinations(sorted(parties), 2))
    yield from (f"{number} {point.sort}" for number in point.numbers)
    yield from point.head if point.about == "event" else ()
