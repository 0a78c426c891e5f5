"""Finds documents that may tell of one episode, by several keys, and scores each pair.

The law, for a key that `n` documents share:

- `n` up to `EACH_PAIR`: every pair is scored.
- more: the word is too common to say anything, as the name of a country at war. Pairs come from
  the narrower keys that each document has too, two of its words at once; and each is scored
  against its neighbours in the order of publication.

So the work is at most `EACH_PAIR / 2` comparisons for each key of a document.
A pair's score does not depend on the key that found it.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import ClassVar, cast

from chancery.model import DocumentPair, Portrait, Record, make_id
from chancery.ports import PairStage
from chancery.stages.threads.features import ONE, Read, explain, read, weigh

EACH_PAIR = 64
NEIGHBOURS = 8  # in the order of publication, where a key has more
NAMES, WORDS = 6, 8  # of a document that are keys, the heaviest
NARROW = 6  # of these that make keys two by two
LEAST = -ONE  # log odds below which a pair says nothing that the lack of one does not


class Match(PairStage[Read]):
    """Scores pairs of documents that share a key."""

    name: ClassVar[str] = "match"
    version: ClassVar[int] = 2
    inputs: ClassVar[tuple[type[Record], ...]] = (Portrait,)
    outputs: ClassVar[tuple[type[Record], ...]] = (DocumentPair,)
    each_pair: ClassVar[int] = EACH_PAIR
    neighbours: ClassVar[int] = NEIGHBOURS
    ease: ClassVar[int] = 32

    def keys(self, record: Record) -> Sequence[str]:
        """Return the keys of a document, the broad ones and the narrow."""
        return sorted(set(_keys(cast("Portrait", record))))

    def ready(self, record: Record) -> Read:
        """Return a document as it is compared."""
        return read(cast("Portrait", record))

    def order(self, one: Read) -> tuple[str, ...]:
        """Return the day of publication, and the document."""
        day = one.first or one.last
        return day.isoformat() if day else "", one.document

    def judge(self, key: str, one: Read, other: Read) -> Iterator[DocumentPair]:
        """Yield the pair of two documents that may be of one episode."""
        del key
        a, b = (one, other) if one.document < other.document else (other, one)
        lines = weigh(a, b)
        if sum(lines.values()) > LEAST:
            compared = explain(lines)
            yield DocumentPair(
                id=make_id("document_pair", [a.document, b.document]),
                a=a.document,
                b=b.document,
                score=compared.score / ONE,
                reasons=compared.reasons,
            )


def _keys(portrait: Portrait) -> Iterator[str]:
    names = [word for word, _ in portrait.names[:NAMES]]
    words = [word for word, _ in portrait.words[:WORDS]]
    broad = list(dict.fromkeys([*names, *words]))
    yield from broad
    for one, other in combinations(broad[:NARROW], 2):
        yield " ".join(sorted((one, other)))
