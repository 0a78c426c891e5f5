"""Groups what belongs together: correlation clustering by greedy edge contraction.

Keuper et al., "Efficient decomposition of image and mesh graphs by lifted multicuts" (ICCV 2015):
the pair of groups with the largest sum of weights is joined until no sum is positive. What may
not be one group is never joined, whatever the sums say.
"""

import heapq
from collections.abc import (
    Callable,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    MutableSequence,
    Sequence,
)
from itertools import combinations
from typing import TypeVar

Node = TypeVar("Node")
Weights = Mapping[tuple[int, int], int]

NEVER = -(10**9)  # of groups that may not be one: no sum is as large


def cluster(
    count: int,
    weights: Weights,
    may_join: Callable[[Sequence[int], Sequence[int]], bool],
    absent: int = 0,
    given: Iterable[Sequence[int]] = (),
) -> list[list[int]]:
    """Return groups of the nodes 0 to `count`, each sorted, in order of their smallest.

    `weights` are of pairs `a < b`, positive for one; a pair without one counts `absent`, which is
    not above 0. `may_join` is asked about two groups. The nodes of each of `given`, which share
    none, are one from the start, whatever the weights and `may_join` say.
    """
    state = _Groups(count, weights, absent)
    heap = [(-weight, a, b) for (a, b), weight in weights.items() if weight > 0]
    heap += [(-total, a, b) for nodes in given for total, a, b in state.unite(nodes)]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if state.total(a, b) != -negative:
            continue
        if not may_join(state.members[a], state.members[b]):
            state.part(a, b)
            continue
        for total, kept, other in state.contract(a, b):
            heapq.heappush(heap, (-total, min(kept, other), max(kept, other)))
    return sorted(sorted(group) for group in state.members.values())


def components(
    count: int, pairs: Iterable[tuple[int, int]], most: int | None = None
) -> list[list[int]]:
    """Return the connected groups of the nodes 0 to `count`, each sorted, in order.

    A pair that would make a group larger than `most` is left out; those that come first count.
    """
    parents = list(range(count))
    sizes = [1] * count
    for a, b in pairs:
        first, second = sorted((root(parents, a), root(parents, b)))
        if first == second or (most is not None and sizes[first] + sizes[second] > most):
            continue
        parents[second] = first
        sizes[first] += sizes[second]
    groups: dict[int, list[int]] = {}
    for node in range(count):
        groups.setdefault(root(parents, node), []).append(node)
    return list(groups.values())


class _Groups:
    """Groups of nodes with the sums of weights between them, each less what its pairs lack."""

    def __init__(self, count: int, weights: Weights, absent: int) -> None:
        """Take every node as a group of its own."""
        self.members: dict[int, list[int]] = {node: [node] for node in range(count)}
        self._absent = absent
        self._sums: list[dict[int, int]] = [{} for _ in range(count)]
        for (a, b), weight in weights.items():
            self._sums[a][b] = self._sums[b][a] = weight - absent

    def total(self, a: int, b: int) -> int | None:
        """Return the sum of weights between two groups; None where one is gone or none is."""
        if a not in self.members or b not in self.members:
            return None
        found = self._sums[a].get(b)
        return None if found is None else found + self._all_absent(a, b)

    def part(self, a: int, b: int) -> None:
        """Note that two groups may never be one."""
        self._sums[a][b] = self._sums[b][a] = NEVER

    def unite(self, nodes: Sequence[int]) -> list[tuple[int, int, int]]:
        """Join single nodes into one group; return the positive sums that it has with others."""
        kept = nodes[0]
        found: list[tuple[int, int, int]] = []
        for other in nodes[1:]:
            both = (kept, other)
            found += self.contract(*both)
            kept = next(one for one in both if one in self.members)
        return [(total, min(one, other), max(one, other)) for total, one, other in found]

    def contract(self, a: int, b: int) -> Iterator[tuple[int, int, int]]:
        """Join two groups under the one with more neighbours; yield the positive sums it has."""
        kept, gone = (a, b) if (len(self._sums[a]), -a) >= (len(self._sums[b]), -b) else (b, a)
        self.members[kept] += self.members.pop(gone)
        mine, theirs = self._sums[kept], self._sums[gone]
        mine.pop(gone, None)
        for other, weight in theirs.items():
            if other != kept:
                self._sums[other].pop(gone, None)
                mine[other] = self._sums[other][kept] = mine.get(other, 0) + weight
        self._sums[gone] = {}
        for other in mine if self._absent else theirs:
            total = self.total(kept, other) if other != kept else None
            if total is not None and total > 0:
                yield total, kept, other

    def _all_absent(self, a: int, b: int) -> int:
        return self._absent * len(self.members[a]) * len(self.members[b])


def root(parents: MutableSequence[int] | MutableMapping[int, int], node: int) -> int:
    """Return the node that stands for the group of one, and shorten the way to it."""
    while parents[node] != node:
        parents[node] = parents[parents[node]]
        node = parents[node]
    return node


def near_pairs(ordered: Sequence[Node], most: int, neighbours: int) -> Iterator[tuple[Node, Node]]:
    """Yield every pair of up to `most` nodes; of more, each with those that follow it next."""
    if len(ordered) <= most:
        yield from combinations(ordered, 2)
        return
    for at, one in enumerate(ordered):
        yield from ((one, other) for other in ordered[at + 1 : at + 1 + neighbours])
