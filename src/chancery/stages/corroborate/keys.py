"""Names the keys of a claim: two things at a time that claims of one point are likely to share."""

from collections.abc import Iterator
from itertools import combinations
from zlib import crc32

from msgspec.structs import replace

from chancery.model import Point
from chancery.text.rarity import rarity

WORDS, NAMES, PARTIES = 5, 4, 6  # of a claim that make keys: the rarest, and the first
WITH_PARTY = 16  # words that make keys with a party: who speaks says much at few words


def with_keys(point: Point) -> Point:
    """Return a claim with its keys; an act by words has none, for it goes with its claim.

    They are in an order that has nothing to do with what they say, the same for all claims.
    """
    named = set() if point.made_from else {f"{point.about}|{one}" for one in _keys(point)}
    return replace(point, keys=tuple(sorted(named, key=lambda one: (crc32(one.encode()), one))))


def _keys(point: Point) -> Iterator[str]:
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
