"""Decides which threads are the rounds of one process, from scored pairs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from chancery.graph import cluster, components, root
from chancery.model import Process, ProcessLink, Record, Thread, ThreadPair, make_id
from chancery.ports import CorpusStage
from chancery.stages.threads.features import ONE

LARGEST = 3000  # threads of a component; beyond, the weakest pairs are left out

Pair = tuple[int, int]


class FindProcesses(CorpusStage):
    """Makes the processes of the corpus; a thread that is like no other is of none."""

    name: ClassVar[str] = "processes"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (Thread, ThreadPair)
    outputs: ClassVar[tuple[type[Record], ...]] = (Process,)

    def run(self, records: Sequence[Record]) -> Iterable[Record]:
        """Yield the processes in order of their smallest thread."""
        threads = [one for one in records if isinstance(one, Thread)]
        pairs = [one for one in records if isinstance(one, ThreadPair)]
        yield from find_processes(threads, pairs)


def find_processes(threads: Sequence[Thread], pairs: Iterable[ThreadPair]) -> Iterator[Process]:
    """Yield the processes of threads; the same for the same records in any order.

    Two that were not compared say nothing: rounds of a long process are compared with those near.
    """
    ordered = sorted(threads, key=lambda one: one.id)
    at = {one.id: place for place, one in enumerate(ordered)}
    links = {(at[one.a], at[one.b]): one for one in pairs}
    weights = {pair: round(link.score * ONE) for pair, link in links.items()}
    strongest = sorted(weights, key=lambda pair: (-weights[pair], pair))
    strong = [pair for pair in strongest if weights[pair] > 0]
    parts = components(len(ordered), strong, LARGEST)
    for part, inside in zip(parts, _inside(parts, strongest), strict=True):
        place = {node: n for n, node in enumerate(part)}
        own = {(place[a], place[b]): weights[a, b] for a, b in inside}
        for group in cluster(len(part), own, lambda _a, _b: True):
            members = [part[n] for n in group]
            if len(members) > 1:
                held = _holding(members, [pair for pair in inside if weights[pair] > 0])
                yield _process([ordered[n] for n in members], [links[pair] for pair in held])


def _inside(parts: Sequence[Sequence[int]], pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Return the pairs that lie in each part, in their order."""
    home = {node: number for number, part in enumerate(parts) for node in part}
    found: list[list[Pair]] = [[] for _ in parts]
    for a, b in pairs:
        if home[a] == home[b]:
            found[home[a]].append((a, b))
    return found


def _holding(members: Sequence[int], ordered: Iterable[Pair]) -> list[Pair]:
    """Return the strongest pairs that hold the members together, strongest first."""
    parents = {node: node for node in members}
    found: list[Pair] = []
    for a, b in ordered:
        if a in parents and b in parents and root(parents, a) != root(parents, b):
            parents[root(parents, b)] = root(parents, a)
            found.append((a, b))
    return found


def _process(members: Sequence[Thread], pairs: Sequence[ThreadPair]) -> Process:
    firsts = [one.first_day for one in members if one.first_day]
    lasts = [one.last_day for one in members if one.last_day]
    return Process(
        id=make_id("process", [members[0].id]),
        threads=tuple(one.id for one in members),
        documents=tuple(sorted(document for one in members for document in one.documents)),
        parties=_in_most([one.parties for one in members]),
        series=_in_most([one.series for one in members]),
        first_day=min(firsts, default=None),
        last_day=max(lasts, default=None),
        links=tuple(
            ProcessLink(a=one.a, b=one.b, basis=one.basis, score=one.score, reasons=one.reasons)
            for one in pairs
        ),
    )


def _in_most(found: Sequence[Sequence[str]]) -> tuple[str, ...]:
    counted = Counter(one for each in found for one in each)
    most = [one for one, count in counted.items() if 2 * count > len(found)]
    return tuple(sorted(most, key=lambda one: (-counted[one], one)))
