"""Groups what belongs together: correlation clustering by greedy edge contraction.

Keuper et al., "Efficient decomposition of image and mesh graphs by lifted multicuts" (ICCV 2015):
the pair of groups with the largest sum of weights is joined until no sum is positive. What may
not be one group is never joined, whatever the sums say.
"""

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence

Weights = Mapping[tuple[int, int], int]


def cluster(
    count: int, weights: Weights, may_join: Callable[[Sequence[int], Sequence[int]], bool]
) -> list[list[int]]:
    """Return groups of the nodes 0 to `count`, each sorted, in order of their smallest.

    `weights` are of pairs `a < b`, positive for one; `may_join` is asked about two groups.
    """
    members: dict[int, list[int]] = {node: [node] for node in range(count)}
    sums = _neighbours(count, weights)
    heap = [(-weight, a, b) for (a, b), weight in weights.items() if weight > 0]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if a not in members or b not in members or sums[a].get(b) != -negative:
            continue
        if not may_join(members[a], members[b]):
            sums[a][b] = sums[b][a] = -(10**9)
            continue
        _contract(a, b, members, sums, heap)
    return sorted(sorted(group) for group in members.values())


def components(
    count: int, pairs: Iterable[tuple[int, int]], most: int | None = None
) -> list[list[int]]:
    """Return the connected groups of the nodes 0 to `count`, each sorted, in order.

    A pair that would make a group larger than `most` is left out; those that come first count.
    """
    parents = list(range(count))
    sizes = [1] * count
    for a, b in pairs:
        first, second = sorted((_root(parents, a), _root(parents, b)))
        if first == second or (most is not None and sizes[first] + sizes[second] > most):
            continue
        parents[second] = first
        sizes[first] += sizes[second]
    groups: dict[int, list[int]] = {}
    for node in range(count):
        groups.setdefault(_root(parents, node), []).append(node)
    return list(groups.values())


def _neighbours(count: int, weights: Weights) -> list[dict[int, int]]:
    sums: list[dict[int, int]] = [{} for _ in range(count)]
    for (a, b), weight in weights.items():
        sums[a][b] = sums[b][a] = weight
    return sums


def _contract(
    a: int,
    b: int,
    members: dict[int, list[int]],
    sums: list[dict[int, int]],
    heap: list[tuple[int, int, int]],
) -> None:
    """Join the two groups under the one with more neighbours, and put the new sums in the heap."""
    kept, gone = (a, b) if (len(sums[a]), -a) >= (len(sums[b]), -b) else (b, a)
    members[kept] += members.pop(gone)
    sums[kept].pop(gone, None)
    for other, weight in sums[gone].items():
        if other == kept:
            continue
        sums[other].pop(gone, None)
        total = sums[kept].get(other, 0) + weight
        sums[kept][other] = sums[other][kept] = total
        if total > 0:
            heapq.heappush(heap, (-total, min(kept, other), max(kept, other)))
    sums[gone] = {}


def _root(parents: list[int], node: int) -> int:
    while parents[node] != node:
        parents[node] = parents[parents[node]]
        node = parents[node]
    return node
