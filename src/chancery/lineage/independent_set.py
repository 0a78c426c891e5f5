"""Finds a largest set of nodes of a graph of which no two are joined."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

EXACT_SIZE = 40  # nodes of a component that branch and bound takes: at most some 1.38^40 steps


class FoundSet(NamedTuple):
    """The members, sorted, and whether no larger set can exist."""

    members: tuple[str, ...]
    exact: bool


def largest_set(nodes: Sequence[str], edges: Iterable[tuple[str, str]]) -> FoundSet:
    """Return a largest independent set of the graph, the same one for the same graph.

    A component of more than `EXACT_SIZE` nodes is searched greedily, fewest neighbours first;
    the set found is independent but may be smaller than the largest.
    """
    ordered = sorted(set(nodes))
    number = {node: place for place, node in enumerate(ordered)}
    joined = [0] * len(ordered)  # a bit set of neighbours for each node
    for a, b in edges:
        joined[number[a]] |= 1 << number[b]
        joined[number[b]] |= 1 << number[a]
    chosen, exact = 0, True
    for component in _components(joined):
        found = _greedy(joined, component)
        if component.bit_count() <= EXACT_SIZE:
            found = _search(joined, component)
        elif found.bit_count() < _clique_cover(joined, component):
            exact = False
        chosen |= found
    return FoundSet(tuple(ordered[place] for place in _places(chosen)), exact)


def _components(joined: list[int]) -> list[int]:
    left = (1 << len(joined)) - 1
    components: list[int] = []
    while left:
        component, waiting = 0, left & -left
        while waiting:
            component |= waiting
            reached = 0
            for place in _places(waiting):
                reached |= joined[place]
            waiting = reached & ~component
        components.append(component)
        left &= ~component
    return components


def _search(joined: list[int], nodes: int) -> int:
    """Return a largest independent set among the nodes, by branching on the busiest."""
    chosen = 0
    while nodes:
        fewest = min(
            _places(nodes), key=lambda place: ((joined[place] & nodes).bit_count(), place)
        )
        if (joined[fewest] & nodes).bit_count() > 1:
            break
        chosen |= 1 << fewest
        nodes &= ~(joined[fewest] | 1 << fewest)
    if not nodes:
        return chosen
    busiest = max(_places(nodes), key=lambda place: ((joined[place] & nodes).bit_count(), -place))
    with_it = 1 << busiest | _search(joined, nodes & ~(joined[busiest] | 1 << busiest))
    without = nodes & ~(1 << busiest)
    if with_it.bit_count() >= _clique_cover(joined, without):
        return chosen | with_it
    return chosen | max(with_it, _search(joined, without), key=int.bit_count)


def _greedy(joined: list[int], nodes: int) -> int:
    chosen = 0
    while nodes:
        fewest = min(
            _places(nodes), key=lambda place: ((joined[place] & nodes).bit_count(), place)
        )
        chosen |= 1 << fewest
        nodes &= ~(joined[fewest] | 1 << fewest)
    return chosen


def _clique_cover(joined: list[int], nodes: int) -> int:
    """Return how many cliques cover the nodes: no independent set is larger."""
    count = 0
    while nodes:
        place = (nodes & -nodes).bit_length() - 1
        clique, common = 1 << place, joined[place] & nodes
        while common:
            place = (common & -common).bit_length() - 1
            clique |= 1 << place
            common &= joined[place]
        nodes &= ~clique
        count += 1
    return count


def _places(bits: int) -> list[int]:
    places: list[int] = []
    while bits:
        low = bits & -bits
        places.append(low.bit_length() - 1)
        bits ^= low
    return places
