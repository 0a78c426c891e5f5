"""Decides which claims make one point, from scored pairs and from the threads of documents."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from chancery.graph import cluster, components
from chancery.model import (
    ClaimLink,
    ClaimPair,
    Merged,
    Merger,
    Record,
    Relation,
    ReuseLink,
    Span,
    Thread,
    make_id,
)
from chancery.ports import CorpusStage
from chancery.stages.corroborate.features import ONE, packaged_weights

LARGEST = 1000  # claims of a component; beyond, the weakest pairs are left out
STRANGERS = -ONE  # log odds of two claims that no key brought together
DIFFERS = ONE  # log odds from which two claims that are kept apart are of one thing
SHOWN = -3 * ONE // 2  # log odds from which two claims are shown side by side
TELLING = frozenset({"speaker", "number", "denied", "day"})
"""What keeps two claims apart and tells the reader something: a difference, or a series."""

COPIED = 8.0  # log odds of two claims that are told in one passage that stands in both documents
SHIFT = 80  # code points by which edits may shift a passage's words

Pair = tuple[int, int]
Pages = tuple[str, str]  # two documents
Sides = tuple[Span, Span]  # where a passage stands in each
Places = NDArray[np.int64]


class Merge(CorpusStage):
    """Groups the claims that are like others; a claim like no other is not named here."""

    name: ClassVar[str] = "merge"
    version: ClassVar[int] = 2
    inputs: ClassVar[tuple[type[Record], ...]] = (ClaimPair, ReuseLink, Thread)
    outputs: ClassVar[tuple[type[Record], ...]] = (Merged, Merger)

    def run(self, records: Sequence[Record]) -> Iterable[Record]:
        """Yield what goes together."""
        threads: list[Thread] = []
        reused: list[ReuseLink] = []
        for one in records:
            if isinstance(one, Thread):
                threads.append(one)
            elif isinstance(one, ReuseLink):
                reused.append(one)
        yield from merge(_Pairs(records), threads, reused)


class _Pairs(Iterable[ClaimPair]):
    """The pairs among records, found each time they are asked for: they are many."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = records

    def __iter__(self) -> Iterator[ClaimPair]:
        return (one for one in self._records if isinstance(one, ClaimPair))


class Weighed(NamedTuple):
    """Pairs of claims by their places, with their log odds, in the order in which they come."""

    a: Places
    b: Places
    weights: Places
    apart: NDArray[np.bool_]


def merge(
    pairs: Iterable[ClaimPair], threads: Iterable[Thread], reused: Iterable[ReuseLink]
) -> Iterator[Record]:
    """Yield the groups of claims; the same for the same records in any order.

    The pairs are gone through twice, and never all held.
    """
    reused = sorted(reused, key=lambda one: one.id)
    home = {document: one.id for one in threads for document in one.documents}
    document, weighed = _weighed(pairs, home, _between(reused))
    claims = sorted(document)
    groups = _grouped(len(claims), weighed, [document[one] for one in claims])
    of = {claims[one]: number for number, members in enumerate(groups) for one in members}
    links = _links(pairs, weighed.weights.tolist(), of)
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


def _weighed(
    pairs: Iterable[ClaimPair], home: Mapping[str, str], copied: Mapping[Pages, Sequence[Sides]]
) -> tuple[dict[str, str], Weighed]:
    """Return the document of each claim, and the pairs by the places of claims in their order."""
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


def group(
    count: int,
    weights: Mapping[Pair, int],
    kept_apart: set[Pair],
    documents: Sequence[str] | None = None,
) -> list[list[int]]:
    """Return the groups of claims by their places; those that are kept apart share none.

    Nor do two claims of one document, given the document of each: it tells them as two.
    """
    sides = np.array(list(weights), np.int64).reshape(-1, 2)
    weighed = Weighed(
        a=sides[:, 0],
        b=sides[:, 1],
        weights=np.array(list(weights.values()), np.int64),
        apart=np.array([pair in kept_apart for pair in weights], np.bool_),
    )
    return _grouped(count, weighed, documents)


def _grouped(
    count: int, weighed: Weighed, documents: Sequence[str] | None = None
) -> list[list[int]]:
    a, b, weights, apart = weighed
    strong = np.flatnonzero((weights > 0) & ~apart)
    strong = strong[np.lexsort((b[strong], a[strong], -weights[strong]))]
    pairs = zip(a[strong].tolist(), b[strong].tolist(), strict=True)
    parts = components(count, pairs, LARGEST)
    part_of, place = np.empty(count, np.int64), np.empty(count, np.int64)
    for number, part in enumerate(parts):
        part_of[part], place[part] = number, np.arange(len(part))
    own: dict[int, dict[Pair, int]] = defaultdict(dict)
    never: dict[int, set[Pair]] = defaultdict(set)
    for row in np.flatnonzero(part_of[a] == part_of[b]).tolist():
        first, second = sorted((int(place[a[row]]), int(place[b[row]])))
        number = int(part_of[a[row]])
        own[number][first, second] = int(weights[row])
        if apart[row]:
            never[number].add((first, second))
    groups: list[list[int]] = []
    for number, part in enumerate(parts):
        own_documents = [documents[one] for one in part] if documents else None
        groups += _parted(part, own.get(number, {}), never.get(number, set()), own_documents)
    return sorted(groups)


def _parted(
    part: Sequence[int],
    own: Mapping[Pair, int],
    apart: set[Pair],
    documents: Sequence[str] | None,
) -> list[list[int]]:
    if len(part) == 1:
        return [list(part)]

    def may_join(some: Sequence[int], others: Sequence[int]) -> bool:
        if documents and not {documents[a] for a in some}.isdisjoint(documents[b] for b in others):
            return False
        return not any((min(a, b), max(a, b)) in apart for a in some for b in others)

    return [[part[at] for at in one] for one in cluster(len(part), own, may_join, STRANGERS)]


def _links(
    pairs: Iterable[ClaimPair], weights: Iterable[int], of: Mapping[str, int]
) -> dict[int, list[ClaimLink]]:
    """Return the links of each group: inside it, and to what is like it, the likeliest first."""
    found: dict[int, list[tuple[float, ClaimLink]]] = defaultdict(list)
    for one, value in zip(pairs, weights, strict=True):
        relation = _relation(one, value, inside=of[one.a] == of[one.b])
        if relation:
            link = ClaimLink(
                a=one.a,
                b=one.b,
                relation=relation,
                apart=one.apart,
                score=value / ONE,
                reasons=(),  # worded where the finding is made, of few pairs
            )
            for number in {of[one.a], of[one.b]}:
                found[number].append((-one.score, link))
    ordered = {
        number: sorted(some, key=lambda each: (each[0], each[1].a, each[1].b))
        for number, some in found.items()
    }
    return {number: [link for _, link in some] for number, some in ordered.items()}


def _relation(one: ClaimPair, value: int, *, inside: bool) -> Relation | None:
    """Return how two claims stand to each other; None where that is not worth keeping."""
    if inside:
        return "same"
    if one.apart and one.apart != "wording":
        return "apart" if one.apart in TELLING and value > DIFFERS else None
    return "possibly_same" if value > SHOWN else None


def _by_document(reused: Iterable[ReuseLink]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for link in reused:
        found[link.a.document].append(link.id)
        found[link.b.document].append(link.id)
    return found
