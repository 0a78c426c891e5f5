"""Finds namesakes that may be one, by several keys, and scores each pair with its reasons.

The law, for a key that `n` namesakes share:

- `n` up to `EACH_PAIR`: every pair is scored.
- more: the key is too common to say anything, as the last name Smith. Pairs come from the
  narrower keys that each namesake has too: the word with an office, or with one of the others
  named beside it; and each is scored against its neighbours in the order of names, so that
  spellings of one name still meet.

So the work is at most `EACH_PAIR / 2` comparisons for each key of a namesake.
A pair's score does not depend on the key that found it.
"""

from collections.abc import Iterator, Sequence
from typing import ClassVar, cast

from chancery.model import Namesake, Record, ReferentPair, make_id
from chancery.ports import PairStage
from chancery.stages.resolve.features import ONE, compare
from chancery.stages.resolve.names import name_sounds
from chancery.stages.resolve.reading import Read, read

EACH_PAIR = 48
NEIGHBOURS = 4  # in the order of names, where a key has more
COMPANY = 6  # others named beside a namesake that narrow its keys
TELLING = 3  # letters of a word that is a key


class Pair(PairStage[Read]):
    """Scores pairs of namesakes that share a key."""

    name: ClassVar[str] = "pair"
    version: ClassVar[int] = 2
    inputs: ClassVar[tuple[type[Record], ...]] = (Namesake,)
    outputs: ClassVar[tuple[type[Record], ...]] = (ReferentPair,)
    each_pair: ClassVar[int] = EACH_PAIR
    neighbours: ClassVar[int] = NEIGHBOURS
    ease: ClassVar[int] = 16

    def keys(self, record: Record) -> Sequence[str]:
        """Return the keys of a namesake, the broad ones and the narrow."""
        return sorted(set(_keys(read(cast("Namesake", record)))))

    def ready(self, record: Record) -> Read:
        """Return a namesake as it is compared."""
        return read(cast("Namesake", record))

    def order(self, one: Read) -> tuple[str, ...]:
        """Return the name, and the namesake."""
        return "\0".join(one.full.words), one.id

    def judge(self, key: str, one: Read, other: Read) -> Iterator[ReferentPair]:
        """Yield the pair of two namesakes that have something in common."""
        del key
        a, b = (one, other) if one.id < other.id else (other, one)
        if compared := compare(a, b):
            yield ReferentPair(
                id=make_id("referent_pair", [a.id, b.id]),
                a=a.id,
                b=b.id,
                score=compared.score / ONE,
                verdict=compared.verdict,
                reasons=compared.reasons,
            )


def _keys(one: Read) -> Iterator[str]:
    yield from (f"known {actor}" for actor in one.certain)
    if one.head:
        yield f"{one.family} word {one.full.words[-1]}"
        yield from (f"{one.family} head {one.head} {other}" for other in _company(one))
        return
    words = _words(one)
    yield from (f"{one.family} word {word}" for word in words)
    narrow = [*one.offices, *_company(one)]
    yield from (f"{one.family} word {word} {other}" for word in words for other in narrow)
    yield from _sounds(one) if one.family == "person" else _acronyms(one)


def _words(one: Read) -> list[str]:
    """Return the words that may find a name: of a person the last, of others the longest two."""
    names = {name.words for name in one.names}
    if one.family == "person":
        return sorted({words[-1] for words in names} | {one.full.first})
    long_ = [word for word in one.full.words if len(word) >= TELLING]
    return sorted(long_, key=lambda word: (-len(word), word))[:2]


def _company(one: Read) -> list[str]:
    return list(one.company)[:COMPANY]


def _sounds(one: Read) -> Iterator[str]:
    """Yield the last name's sound with the first's initial, and the sounds in any order."""
    sounds = name_sounds(one.full)
    if len(sounds) > 1:
        yield f"sound {sounds[-1]} {sounds[0][0]}"
        yield f"sounds {' '.join(sorted(sounds))}"


def _acronyms(one: Read) -> Iterator[str]:
    for name in one.names:
        letters = [name.acronym] if name.acronym else sorted(name.initials)
        yield from (f"{one.family} acronym {one_}" for one_ in letters)
