"""From scores to spans: the best tags of a chain, and the typed spans that do not cross."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chancery.inference.labels import tags

NEVER = -1e4

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class ChainWeights:
    """What a linear chain adds to the scores of its tags: from, to; at the start; at the end."""

    steps: Floats
    begin: Floats
    final: Floats

    @classmethod
    def of(cls, steps: Floats, begin: Floats, final: Floats) -> "ChainWeights":
        """Return the weights with steps that cannot be barred: inside without a beginning."""
        steps, begin = steps.copy(), begin.copy()
        for role in range((len(begin) - 1) // 2):
            first, inside = 1 + 2 * role, 2 + 2 * role
            begin[inside] = NEVER
            barred = [tag for tag in range(len(begin)) if tag not in (first, inside)]
            steps[barred, inside] = NEVER
        return cls(steps, begin, final)


@dataclass(frozen=True)
class Tagged:
    """The spans of each role, in pieces, half-open, and how sure each is, 0 to 1."""

    spans: dict[str, list[tuple[int, int]]]
    sure: dict[str, float]


def best_tags(scores: Floats, weights: ChainWeights) -> Integers:
    """Return the most likely tags (N, L) of scores (N, L, T) by Viterbi's algorithm."""
    count, size, _ = scores.shape
    total = weights.begin + scores[:, 0]
    back = np.zeros((count, size, scores.shape[2]), np.int64)
    for place in range(1, size):
        moves = total[:, :, None] + weights.steps
        back[:, place] = moves.argmax(1)
        total = moves.max(1) + scores[:, place]
    path = np.zeros((count, size), np.int64)
    path[:, -1] = (total + weights.final).argmax(1)
    rows = np.arange(count)
    for place in range(size - 1, 0, -1):
        path[:, place - 1] = back[rows, place, path[:, place]]
    return path


def tagged(scores: Floats, weights: ChainWeights, roles: tuple[str, ...]) -> list[Tagged]:
    """Return, for each question, the spans of its roles; scores are (N, L, T)."""
    if scores.shape[2] != tags(roles):
        message = f"{scores.shape[2]} scores for the {tags(roles)} tags of {roles}"
        raise ValueError(message)
    if not len(scores):
        return []
    path = best_tags(scores, weights)
    top = scores.max(-1, keepdims=True)
    odds = np.exp(scores - top)
    odds /= odds.sum(-1, keepdims=True)
    return [_roles(path[row], odds[row], roles) for row in range(len(path))]


def _roles(path: Integers, odds: Floats, roles: tuple[str, ...]) -> Tagged:
    spans: dict[str, list[tuple[int, int]]] = {}
    sure: dict[str, float] = {}
    for number, role in enumerate(roles):
        inside = (path == 1 + 2 * number) | (path == 2 + 2 * number)
        first = np.flatnonzero(
            inside & ((path == 1 + 2 * number) | ~np.concatenate([[False], inside[:-1]]))
        )
        if not len(first):
            sure[role] = float(odds[:, [1 + 2 * number, 2 + 2 * number]].sum(-1).max())
            continue
        stops = np.append(np.flatnonzero(path != 2 + 2 * number), len(path))
        last = stops[np.searchsorted(stops, first, side="right")]
        spans[role] = list(zip(first.tolist(), last.tolist(), strict=True))
        sure[role] = float(odds[inside, path[inside]].mean())
    return Tagged(spans, sure)


@dataclass(frozen=True)
class Scored:
    """A typed span in pieces, half-open, with the score of its type."""

    first: int
    last: int
    type: int
    score: float


def pick(scores: Floats, threshold: float, *, nested: bool) -> list[Scored]:
    """Return the spans whose best type scores above the threshold, best first, then in order.

    scores is (L, widest, T). One of two that cross is left out, and, unless `nested`, one of two
    that overlap.
    """
    best = scores.max(-1)
    first, width = np.nonzero(best > threshold)
    order = np.argsort(-best[first, width], kind="stable")
    kept: list[Scored] = []
    taken = _Taken(len(scores) + int(width.max(initial=0)) + 1, nested=nested)
    lows, highs = first[order].tolist(), (first + width + 1)[order].tolist()
    for low, high in zip(lows, highs, strict=True):
        if taken.admits(low, high):
            taken.add(low, high)
            row = scores[low, high - low - 1]
            kept.append(Scored(low, high, int(row.argmax()), float(row.max())))
    return sorted(kept, key=lambda one: (one.first, -one.last))


class _Taken:
    """The spans chosen so far: which pieces they cover, and how far those at each piece reach."""

    def __init__(self, size: int, *, nested: bool) -> None:
        self.nested = nested
        self.covered = bytearray(size)
        self.ends = [0] * size  # by first piece, the last end
        self.starts = [size] * size  # by end, the first piece

    def admits(self, low: int, high: int) -> bool:
        """Say whether [low, high) crosses none of them or, unless nested, overlaps none."""
        if not self.nested:
            return not any(self.covered[low:high])
        inside = slice(low + 1, high)
        return (
            max(self.ends[inside], default=0) <= high
            and min(self.starts[inside], default=low) >= low
        )

    def add(self, low: int, high: int) -> None:
        """Add [low, high)."""
        self.covered[low:high] = bytes([1]) * (high - low)
        self.ends[low] = max(self.ends[low], high)
        self.starts[high] = min(self.starts[high], low)
