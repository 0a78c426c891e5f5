"""Holds what grouping needs of pairs of claims as columns, for there are a hundred an article."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import get_args

import numpy as np

from chancery.model import ClaimKind, ClaimPair, Span
from chancery.stages.corroborate.features import ONE, packaged_weights
from chancery.stages.corroborate.grouping import Places, Weighed

COPIED = 8.0  # log odds of two claims that are told in one passage that stands in both documents
SHIFT = 80  # code points by which edits may shift a passage's words
KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)

Pages = tuple[str, str]  # two documents
Sides = tuple[Span, Span]  # where a passage stands in each


class Pairs:
    """The pairs of claims of a corpus by where they were read, 40 bytes each."""

    def __init__(self, read: Callable[[int], ClaimPair]) -> None:
        """Take what reads a pair again, by the place at which it was added."""
        self.document: dict[str, str] = {}  # of each claim
        self._read = read
        self._met: dict[str, int] = {}  # claim: how many were met before
        self._sides: tuple[array[int], array[int]] = (array("l"), array("l"))
        self._places, self._scores = array("l"), array("d")
        self._about, self._apart = bytearray(), bytearray()

    def add(self, place: int, pair: ClaimPair) -> None:
        """Take a pair."""
        met = self._met
        for side, claim, its in (
            (self._sides[0], pair.a, pair.a_document),
            (self._sides[1], pair.b, pair.b_document),
        ):
            number = met.get(claim)
            if number is None:
                number = met[claim] = len(met)
                self.document[claim] = its
            side.append(number)
        self._places.append(place)
        self._scores.append(pair.score)
        self._about.append(KINDS.index(pair.about))
        self._apart.append(pair.apart is not None)

    def add_claim(self, claim: str, document: str) -> None:
        """Take a claim that no pair need name."""
        self._met.setdefault(claim, len(self._met))
        self.document.setdefault(claim, document)

    def __getitem__(self, at: int) -> ClaimPair:
        """Return one pair, the first that was added at 0."""
        return self._read(self._places[at])

    def weighed(self, home: Mapping[str, str], copied: Mapping[Pages, Sequence[Sides]]) -> Weighed:
        """Return the pairs by the places of claims in their order, with their log odds.

        To these comes what threads and copies say: `home` has the thread of each document,
        `copied` the passages that stand in two of them, either way round.
        """
        a, b = (np.asarray(side, np.int64) for side in self._sides)
        documents = {name: at for at, name in enumerate(dict.fromkeys(self.document.values()))}
        own = np.array([documents[self.document[one]] for one in self._met], np.int64)
        more = np.maximum(
            self._together(own[a], own[b], [home.get(one) for one in documents]),
            self._reused(own[a] * len(documents) + own[b], documents, copied),
        )
        places = np.empty(len(self._met), np.int64)
        places[[self._met[claim] for claim in sorted(self._met)]] = np.arange(len(self._met))
        return Weighed(
            a=places[a],
            b=places[b],
            weights=np.rint(ONE * (np.asarray(self._scores) + more)).astype(np.int64),
            apart=np.frombuffer(self._apart, np.bool_),
        )

    def _together(self, a: Places, b: Places, threads: Sequence[str | None]) -> np.ndarray:
        """Return the log odds for being told in documents of one thread."""
        numbers: dict[str | None, int] = {None: -1}
        thread = np.array([numbers.setdefault(one, len(numbers)) for one in threads], np.int64)
        weights = np.array([packaged_weights()[kind]["thread"] for kind in KINDS])
        says = weights[np.frombuffer(self._about, np.uint8)]
        return np.where((thread[a] == thread[b]) & (thread[a] >= 0), says, 0.0)

    def _reused(
        self,
        pages: Places,
        documents: Mapping[str, int],
        copied: Mapping[Pages, Sequence[Sides]],
    ) -> np.ndarray:
        """Return the log odds for being told in a passage that stands in both documents."""
        known = [
            documents[one] * len(documents) + documents[other]
            for one, other in copied
            if one in documents and other in documents
        ]
        found = np.zeros(len(pages))
        for at in np.flatnonzero(np.isin(pages, np.array(known, np.int64))).tolist():
            pair = self[at]
            passages = copied[pair.a_document, pair.b_document]
            found[at] = COPIED if any(_stands_in(pair, sides) for sides in passages) else 0.0
        return found


def _stands_in(one: ClaimPair, sides: Sides) -> bool:
    """Say whether both claims are told in one passage, at about the same place of it."""
    apart = (one.a_span[0] - sides[0][0]) - (one.b_span[0] - sides[1][0])
    inside = [
        min(span[1], side[1]) - max(span[0], side[0]) >= (span[1] - span[0]) / 2
        for span, side in zip((one.a_span, one.b_span), sides, strict=True)
    ]
    return all(inside) and abs(apart) <= SHIFT
