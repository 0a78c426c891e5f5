"""What people ruled of referents, as it bears on their namesakes."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from chancery.stages.rulings import Agreed


class Word(NamedTuple):
    """What people said, by number of namesake."""

    must: Sequence[frozenset[int]] = ()
    cannot: frozenset[tuple[int, int]] = frozenset()  # a < b
    taken: frozenset[int] = frozenset()  # out of what they were in: they are placed last

    @property
    def joined(self) -> frozenset[int]:
        """Return what is joined to anything: that says where it is placed."""
        return frozenset[int]().union(*self.must)


def read_word(agreed: Agreed, at: Mapping[str, int]) -> Word:
    """Return what people said; `at` has the namesake of each referent.

    What may not be one with a thing may not be one with what that is joined to either.
    """
    must = [frozenset(at[one] for one in some) for some in agreed.must]
    cannot: set[tuple[int, int]] = set()
    taken: set[int] = set()
    for first, others in agreed.cannot:
        ours, theirs = ({at[one] for one in some} for some in (first, others))
        taken |= ours - theirs
        cannot |= {
            (min(a, b), max(a, b))
            for a, b in product(_with(ours, must), _with(theirs, must))
            if a != b
        }
    return Word([one for one in must if len(one) > 1], frozenset(cannot), frozenset(taken))


def unite(groups: Sequence[Sequence[int]], word: Word) -> list[list[int]]:
    """Return the groups, those that hold what people joined as one.

    Where that would bring together what they hold apart, what they joined leaves its groups.
    """
    held = {number: list(group) for number, group in enumerate(groups)}
    home = {node: number for number, group in held.items() for node in group}
    for some in word.must:
        numbers = sorted({home[node] for node in some})
        whole = [node for number in numbers for node in held[number]]
        if _is_barred(whole, word):
            whole = sorted(some)
        for number in numbers:
            held[number] = [node for node in held[number] if node not in set(whole)]
        held[numbers[0]], left = whole, held[numbers[0]]
        if left:
            held[len(held)] = left
        home |= {node: number for number, group in held.items() for node in group}
    return [sorted(group) for group in held.values() if group]


def _is_barred(group: Iterable[int], word: Word) -> bool:
    own = set(group)
    return any(a in own and b in own for a, b in word.cannot)


def _with(nodes: set[int], must: Iterable[frozenset[int]]) -> set[int]:
    """Return namesakes with all that people joined to them."""
    return nodes.union(*(some for some in must if some & nodes))
