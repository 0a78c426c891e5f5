"""The namesakes of one component while they are settled: what joins them and what may not."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

from chancery.graph import cluster, components
from chancery.stages.resolve.likeness import first_names_differ
from chancery.stages.resolve.reading import Read


class Scores(NamedTuple):
    """Pairs by number of namesake, `a < b`: weights above or below zero, and what is given."""

    weights: dict[tuple[int, int], int]
    must: list[tuple[int, int]]
    cannot: set[tuple[int, int]]
    beside: dict[int, set[int]]  # the others of each weight


class Board:
    """Groups namesakes by number; `units` are those that must-links make one from the start."""

    def __init__(self, reads: Mapping[int, Read], scores: Scores) -> None:
        """Take the namesakes of one component."""
        self.reads = reads
        self.scores = scores
        self.units = self._units()
        self._documents = {node: frozenset(one.namesake.documents) for node, one in reads.items()}

    def is_bare(self, unit: Sequence[int]) -> bool:
        """Say whether the unit has no name of more than one word."""
        return all(self.reads[node].single for node in unit)

    def join(self, units: Sequence[Sequence[int]]) -> list[list[int]]:
        """Return the units that belong together as groups of namesakes."""
        place = {node: at for at, unit in enumerate(units) for node in unit}
        weights: dict[tuple[int, int], int] = {}
        for node, at in place.items():
            for other in self.scores.beside.get(node, ()):
                to = place.get(other)
                if to is not None and at < to:
                    weights[at, to] = weights.get((at, to), 0) + self._weight(node, other)
        groups = cluster(len(units), weights, lambda a, b: self._may_join(units, a, b))
        return [[node for at in group for node in units[at]] for group in groups]

    def fits(self, unit: Sequence[int], groups: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
        """Return (weight, place) of the groups that the unit may join, the best first."""
        beside = {other for node in unit for other in self.scores.beside.get(node, ())}
        found: list[tuple[int, int]] = []
        for place, group in enumerate(groups):
            near = [self._weight(a, b) for a in unit for b in beside.intersection(group)]
            if near and max(near) > 0 and self._are_free(unit, group):
                found.append((max(near), place))
        return sorted(found, key=lambda one: (-one[0], one[1]))

    def _units(self) -> list[list[int]]:
        nodes = sorted(self.reads)
        place = {node: at for at, node in enumerate(nodes)}
        must = [(place[a], place[b]) for a, b in self.scores.must if a in place and b in place]
        return [[nodes[at] for at in unit] for unit in components(len(nodes), must)]

    def _weight(self, a: int, b: int) -> int:
        return self.scores.weights.get((min(a, b), max(a, b)), 0)

    def _may_join(
        self, units: Sequence[Sequence[int]], a: Sequence[int], b: Sequence[int]
    ) -> bool:
        ours = [node for at in a for node in units[at]]
        theirs = [node for at in b for node in units[at]]
        return self._are_free(ours, theirs)

    def _are_free(self, ours: Sequence[int], theirs: Sequence[int]) -> bool:
        """Say whether nothing bars any of ours from any of theirs."""
        return not any(self._barred(a, b) for a, b in product(ours, theirs))

    def _barred(self, a: int, b: int) -> bool:
        ours, theirs = self.reads[a], self.reads[b]
        if (min(a, b), max(a, b)) in self.scores.cannot:
            return True
        if ours.certain and theirs.certain:
            return not ours.certain & theirs.certain
        if ours.family == "person" and first_names_differ(ours.full, theirs.full):
            return True
        return ours.full.words != theirs.full.words and self._share_document(a, b)

    def _share_document(self, a: int, b: int) -> bool:
        """Say whether a document speaks of both, and so keeps them apart."""
        return not self._documents[a].isdisjoint(self._documents[b])
