"""Decides which claims make one point: from scored pairs, threads, and what people ruled."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import ClassVar

import numpy as np

from chancery.model import (
    ClaimPair,
    Merged,
    Merger,
    Record,
    ReuseLink,
    Ruling,
    Span,
    Thread,
    make_id,
)
from chancery.ports import CorpusStage
from chancery.stages.corroborate.features import ONE, packaged_weights
from chancery.stages.corroborate.grouping import Weighed, Word, grouped
from chancery.stages.corroborate.linking import make_links
from chancery.stages.rulings import Agreed, agree

COPIED = 8.0  # log odds of two claims that are told in one passage that stands in both documents
SHIFT = 80  # code points by which edits may shift a passage's words

Pages = tuple[str, str]  # two documents
Sides = tuple[Span, Span]  # where a passage stands in each


class Merge(CorpusStage):
    """Groups the claims that are like others; a claim like no other is not named here."""

    name: ClassVar[str] = "merge"
    version: ClassVar[int] = 2
    inputs: ClassVar[tuple[type[Record], ...]] = (ClaimPair, ReuseLink, Thread, Ruling)
    outputs: ClassVar[tuple[type[Record], ...]] = (Merged, Merger)

    def run(self, records: Sequence[Record]) -> Iterable[Record]:
        """Yield what goes together."""
        threads: list[Thread] = []
        reused: list[ReuseLink] = []
        rulings: list[Ruling] = []
        for one in records:
            if isinstance(one, Thread):
                threads.append(one)
            elif isinstance(one, ReuseLink):
                reused.append(one)
            elif isinstance(one, Ruling):
                rulings.append(one)
        yield from merge(_Pairs(records), threads, reused, rulings)


class _Pairs(Iterable[ClaimPair]):
    """The pairs among records, found each time they are asked for: they are many."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = records

    def __iter__(self) -> Iterator[ClaimPair]:
        return (one for one in self._records if isinstance(one, ClaimPair))


def merge(
    pairs: Iterable[ClaimPair],
    threads: Iterable[Thread],
    reused: Iterable[ReuseLink],
    rulings: Iterable[Ruling] = (),
) -> Iterator[Record]:
    """Yield the groups of claims; the same for the same records in any order.

    What people joined is one before anything else is grouped, and what they parted shares no
    group. The pairs are gone through twice, and never all held.
    """
    rulings = list(rulings)
    agreed = agree(rulings)
    reused = sorted(reused, key=lambda one: one.id)
    home = {document: one.id for one in threads for document in one.documents}
    ruled = {one.id: one.document for each in rulings for one in (*each.first, *each.others)}
    document, weighed = _weighed(pairs, home, _between(reused), ruled)
    claims = sorted(document)
    word = _word(agreed, {one: at for at, one in enumerate(claims)})
    groups = grouped(len(claims), weighed, [document[one] for one in claims], word)
    of = {claims[one]: number for number, members in enumerate(groups) for one in members}
    links = make_links(pairs, weighed.weights.tolist(), of, agreed)
    passages = _by_document(reused)
    for number, members in enumerate(groups):
        if len(members) > 1 or number in links:
            own = [claims[one] for one in members]
            documents = {document[one] for one in own} if len(own) > 1 else set[str]()
            yield Merger(
                id=make_id("merger", own),
                claims=tuple(own),
                links=tuple(links.get(number, ())),
                reused=tuple(sorted({link for one in documents for link in passages[one]})),
            )
            for one in own[1:]:
                yield Merged(id=make_id("merged", [one]), claim=one, first=own[0])


def _word(agreed: Agreed, place: Mapping[str, int]) -> Word:
    return Word(
        must=[sorted(place[one] for one in some) for some in agreed.must],
        cannot=frozenset(
            (min(place[a], place[b]), max(place[a], place[b]))
            for first, others in agreed.cannot
            for a, b in product(first, others)
        ),
    )


def _weighed(
    pairs: Iterable[ClaimPair],
    home: Mapping[str, str],
    copied: Mapping[Pages, Sequence[Sides]],
    ruled: Mapping[str, str],
) -> tuple[dict[str, str], Weighed]:
    """Return the document of each claim, and the pairs by the places of claims in their order.

    `ruled` are the documents of claims that people ruled on, which no pair need name.
    """
    document: dict[str, str] = {}
    met: dict[str, int] = {}  # claim: how many were met before
    sides: tuple[array[int], array[int]] = (array("l"), array("l"))
    weights, apart = array("l"), bytearray()
    for one in pairs:
        for side, claim, its in zip(
            sides, (one.a, one.b), (one.a_document, one.b_document), strict=True
        ):
            side.append(met.setdefault(claim, len(met)))
            document.setdefault(claim, its)
        weights.append(weight(one, home, copied))
        apart.append(one.apart is not None)
    for claim, its in sorted(ruled.items()):
        met.setdefault(claim, len(met))
        document.setdefault(claim, its)
    places = np.empty(len(met), np.int64)
    places[[met[claim] for claim in sorted(met)]] = np.arange(len(met))
    a, b = (places[np.asarray(side, np.int64)] for side in sides)
    held = Weighed(a, b, np.asarray(weights, np.int64), np.array(apart, np.bool_))
    return document, held


def weight(
    one: ClaimPair, home: Mapping[str, str], copied: Mapping[Pages, Sequence[Sides]]
) -> int:
    """Return the log odds of a pair in thousandths, with what threads and copies say.

    `home` has the thread of each document, `copied` the passages that stand in two of them.
    """
    mine, theirs = home.get(one.a_document), home.get(one.b_document)
    together = mine is not None and mine == theirs
    thread = packaged_weights()[one.about]["thread"] if together else 0.0
    passages = copied.get((one.a_document, one.b_document), ())
    reused = COPIED if any(_stands_in(one, sides) for sides in passages) else 0.0
    return round(ONE * (one.score + max(thread, reused)))


def _stands_in(one: ClaimPair, sides: Sides) -> bool:
    """Say whether both claims are told in one passage, at about the same place of it."""
    apart = (one.a_span[0] - sides[0][0]) - (one.b_span[0] - sides[1][0])
    inside = [
        min(span[1], side[1]) - max(span[0], side[0]) >= (span[1] - span[0]) / 2
        for span, side in zip((one.a_span, one.b_span), sides, strict=True)
    ]
    return all(inside) and abs(apart) <= SHIFT


def _between(reused: Iterable[ReuseLink]) -> dict[Pages, list[Sides]]:
    """Return the passages that prove copying, by the two documents in either order."""
    found: dict[Pages, list[Sides]] = defaultdict(list)
    for link in reused:
        if link.strength == "strong":
            a, b = (link.a.start, link.a.end), (link.b.start, link.b.end)
            found[link.a.document, link.b.document].append((a, b))
            found[link.b.document, link.a.document].append((b, a))
    return found


def _by_document(reused: Iterable[ReuseLink]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for link in reused:
        found[link.a.document].append(link.id)
        found[link.b.document].append(link.id)
    return found
