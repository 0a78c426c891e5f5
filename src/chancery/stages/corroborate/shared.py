"""How much of the words of two claims is in both: what takes long to compare."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from chancery.stages.corroborate.ready import Read, weight_of
from chancery.text.kinship import kin_of

LONG_RUN = 6  # telling words in a row that two quotations share: more says no more
FEW = 3  # telling words: where there are fewer, that another has them too says less


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    both = weight_of(a & b)
    return both / weight_of(a | b) if both else 0.0


def _in_both(a: Read, b: Read) -> float:
    return enough(a, b) * _overlap(a.words, b.words)


def _contained(a: Read, b: Read) -> float:
    both = weight_of(a.words & b.words)
    return enough(a, b) * both / min(a.weight, b.weight) if both else 0.0


def _in_quotes(a: Read, b: Read) -> float:
    if a.quoted.isdisjoint(b.quoted):
        return 0.0
    return min(longest_run(a.point.quoted, b.point.quoted), LONG_RUN) / LONG_RUN


def enough(a: Read, b: Read) -> float:
    """Return how much it says that both have a word, by how many telling words there are."""
    return min(1.0, min(len(a.words), len(b.words)) / FEW)


def _kin(a: Read, b: Read) -> float:
    """Return how much of the lighter set of words, by rarity, means what words of the other do."""
    lighter, other = sorted((a, b), key=lambda one: one.weight)
    theirs = other.words
    both = weight_of(
        word for word in lighter.words if word in theirs or not theirs.isdisjoint(kin_of(word))
    )
    return min(1.0, len(lighter.words) / FEW) * both / lighter.weight if both else 0.0


def longest_run(a: Sequence[str], b: Sequence[str]) -> int:
    """Return the most words in a row that stand in both."""
    best, before = 0, [0] * (len(b) + 1)
    for one in a:
        row = [0] * (len(b) + 1)
        for at, other in enumerate(b):
            if one == other:
                row[at + 1] = before[at] + 1
        best, before = max(best, *row), row
    return best


WORDED: Final[Mapping[str, Callable[[Read, Read], float]]] = {
    "words": _in_both,
    "contained": _contained,
    "kin": _kin,
    "near": lambda a, b: _overlap(a.near, b.near),
    "quoted": _in_quotes,
    "names": lambda a, b: _overlap(a.names, b.names),
}
"""What weighs word by word, which takes long."""
