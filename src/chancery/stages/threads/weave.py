"""Decides which documents are of one episode, from scored pairs and passages that are shared."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from chancery.graph import cluster, components, root
from chancery.model import (
    DocumentPair,
    Portrait,
    Record,
    ReuseLink,
    Thread,
    ThreadLink,
    make_id,
)
from chancery.ports import CorpusStage
from chancery.stages.threads.features import ONE

LARGEST = 3000  # documents of a component; beyond, the weakest pairs are left out
STRANGERS = -ONE  # log odds of a pair that is not scored: no less than that of the least scored
CONTAINED = 0.3  # of the shorter: of ECB+'s 209 pairs that share so much none tells of two events
REUSED = 6 * ONE  # log odds of such a pair: no likeness says more
NAMES = 8  # by which a thread is known

Pair = tuple[int, int]


class Weave(CorpusStage):
    """Makes the threads of the corpus; a document that is like no other is a thread of its own."""

    name: ClassVar[str] = "weave"
    version: ClassVar[int] = 2
    inputs: ClassVar[tuple[type[Record], ...]] = (Portrait, DocumentPair, ReuseLink)
    outputs: ClassVar[tuple[type[Record], ...]] = (Thread,)

    def run(self, records: Sequence[Record]) -> Iterable[Record]:
        """Yield the threads in order of their smallest document."""
        portraits: list[Portrait] = []
        pairs: list[DocumentPair] = []
        reused: list[ReuseLink] = []
        for one in records:  # which are read anew by each walk
            if isinstance(one, Portrait):
                portraits.append(one.outline())
            elif isinstance(one, DocumentPair):
                pairs.append(one)
            elif isinstance(one, ReuseLink):
                reused.append(one)
        portraits.sort(key=lambda one: one.document)
        yield from weave(portraits, pairs, reused)


def weave(
    portraits: Sequence[Portrait],
    pairs: Iterable[DocumentPair],
    reused: Iterable[ReuseLink],
) -> Iterator[Thread]:
    """Yield the threads of documents; the same for the same records in any order."""
    at = {one.document: place for place, one in enumerate(portraits)}
    links = _links(at, portraits, pairs, reused)
    weights = {pair: _weight(link) for pair, link in links.items()}
    ordered = sorted(weights, key=lambda pair: (-weights[pair], pair))
    strong = [pair for pair in ordered if weights[pair] > 0]
    threads: list[list[int]] = []
    parts = components(len(portraits), strong, LARGEST)
    for part, own in zip(parts, _own(parts, weights), strict=True):
        threads += _parted(part, own)
    inside = _inside(threads, ordered)
    for members in sorted(threads):
        strongest = [links[pair] for pair in inside[members[0]]]
        yield _thread([portraits[one] for one in members], strongest)


def _links(
    at: Mapping[str, int],
    portraits: Sequence[Portrait],
    pairs: Iterable[DocumentPair],
    reused: Iterable[ReuseLink],
) -> dict[Pair, ThreadLink]:
    """Return the link of each pair of documents by their places; reuse says more than likeness."""
    found: dict[Pair, ThreadLink] = {}
    for pair in pairs:
        a, b = sorted((at[pair.a], at[pair.b]))
        found[a, b] = ThreadLink(
            a=pair.a, b=pair.b, basis="likeness", score=pair.score, reasons=pair.reasons
        )
    for (a, b), words in _shared(at, reused).items():
        share = words / max(1, min(portraits[a].size, portraits[b].size))
        if share >= CONTAINED:
            reason = (
                f"{words} words of one stand in the other, {min(1.0, share):.0%} of the shorter"
            )
            found[a, b] = ThreadLink(
                a=portraits[a].document,
                b=portraits[b].document,
                basis="reuse",
                score=None,
                reasons=(reason,),
            )
    return found


def _shared(at: Mapping[str, int], reused: Iterable[ReuseLink]) -> Counter[Pair]:
    """Return how many words stand in both of two documents, in passages that prove reuse."""
    found: Counter[Pair] = Counter()
    for link in reused:
        a, b = at.get(link.a.document), at.get(link.b.document)
        if link.strength == "strong" and a is not None and b is not None:
            found[min(a, b), max(a, b)] += link.length
    return found


def _weight(link: ThreadLink) -> int:
    return REUSED if link.score is None else round(link.score * ONE)


def _own(parts: Sequence[Sequence[int]], weights: Mapping[Pair, int]) -> list[dict[Pair, int]]:
    """Return the weights inside each component, by places in it."""
    found: list[dict[Pair, int]] = [{} for _ in parts]
    place = {node: (at, n) for at, part in enumerate(parts) for n, node in enumerate(part)}
    for (a, b), weight in weights.items():
        if place[a][0] == place[b][0]:
            found[place[a][0]][place[a][1], place[b][1]] = weight
    return found


def _parted(part: Sequence[int], own: Mapping[Pair, int]) -> list[list[int]]:
    """Return the threads of one component."""
    groups = cluster(len(part), own, lambda _a, _b: True, absent=STRANGERS)
    return [[part[at] for at in group] for group in groups]


def _inside(threads: Sequence[Sequence[int]], ordered: Iterable[Pair]) -> dict[int, list[Pair]]:
    """Return for each thread, by its first document, the strongest pairs that hold it together."""
    home = {node: members[0] for members in threads for node in members}
    parents = {node: node for node in home}
    found: dict[int, list[Pair]] = {first: [] for first in home.values()}
    for a, b in ordered:
        if home[a] == home[b] and root(parents, a) != root(parents, b):
            parents[root(parents, b)] = root(parents, a)
            found[home[a]].append((a, b))
    return found


def _thread(members: Sequence[Portrait], links: Sequence[ThreadLink]) -> Thread:
    beside = Counter(one for link in links for one in (link.a, link.b))
    central = min((one.document for one in members), key=lambda one: (-beside[one], one))
    days = [(one.first_day, one.last_day) for one in members if one.first_day and one.last_day]
    named = Counter(word for one in members for word, _ in one.names)
    most = [word for word, count in named.items() if 2 * count > len(members)]
    return Thread(
        id=make_id("thread", [members[0].document]),
        documents=tuple(one.document for one in members),
        central=central,
        names=tuple(sorted(most, key=lambda word: (-named[word], word))[:NAMES]),
        first_day=min((first for first, _ in days), default=None),
        last_day=max((last for _, last in days), default=None),
        links=tuple(links),
        parties=tuple(_in_most([one.parties for one in members if one.parties])),
        series=tuple(sorted({name for one in members for name in one.series})),
    )


def _in_most(found: Sequence[Sequence[str]]) -> list[str]:
    """Return what at least half of the lists have, what most have first."""
    counted = Counter(one for each in found for one in each)
    most = [one for one, count in counted.items() if 2 * count >= len(found)]
    return sorted(most, key=lambda one: (-counted[one], one))
