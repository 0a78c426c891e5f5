"""Finds the runs of words that two documents hold alike, word for word."""

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np

from chancery.stages.reuse.reading import Reading
from chancery.text.shingles import SIZE
from chancery.text.words import Positions

MOST_REPEATS = 4  # a shingle that stands more often in one document is a refrain, no landmark
ROW = 1 << 32  # more than any document has words


class Run(NamedTuple):
    """`length` words that are alike, from word `a` of one document and word `b` of the other."""

    a: int
    b: int
    length: int


Side = Sequence[int]
"""One document for alignment: its words, as numbers; below 0 those that no passage runs over."""


def exact_runs(a: Reading, b: Reading) -> list[Run]:
    """Return the maximal runs of at least `SIZE` words, sorted by their place in a, then in b."""
    if not (len(a.shingles) and len(b.shingles)):
        return []
    left, right = _matches(a, b)
    if len(left) == 0:
        return []
    keys = np.sort((right - left + len(a.hashes)) * ROW + left)
    cuts = np.flatnonzero(np.diff(keys) != 1) + 1
    firsts = keys[np.concatenate([[0], cuts])]
    lasts = keys[np.concatenate([cuts, [len(keys)]]) - 1]
    starts, diagonals = firsts % ROW, firsts // ROW - len(a.hashes)
    columns = zip(starts.tolist(), diagonals.tolist(), (lasts - firsts).tolist(), strict=True)
    return sorted(Run(start, start + diagonal, more + SIZE) for start, diagonal, more in columns)


def word_places(runs: Sequence[Run]) -> tuple[Positions, Positions]:
    """Return the places of the words of a passage in both documents."""
    if len(runs) == 1:  # most passages
        ((a, b, length),) = runs
        return np.arange(a, a + length), np.arange(b, b + length)
    starts, others, lengths = np.array(runs, dtype=np.int64).T
    ends = np.cumsum(lengths)
    within = np.arange(int(ends[-1])) - np.repeat(ends - lengths, lengths)
    return np.repeat(starts, lengths) + within, np.repeat(others, lengths) + within


def cut_at_segments(runs: list[Run], a: Reading, b: Reading) -> list[list[Run]]:
    """Return the runs of a passage in parts, of which none spans text that is not read.

    A part of fewer than `SIZE` words holds no landmark and is left out.
    """
    if _in_one_segment(runs, a, b):
        return [runs]
    pieces = [piece for run in runs for piece in _cut(run, a, b)]
    parts = groupby(pieces, lambda piece: (a.segments[piece.a], b.segments[piece.b]))
    trimmed = [_without_crumbs(list(part)) for _, part in parts]
    return [part for part in trimmed if sum(run.length for run in part) >= SIZE]


def _in_one_segment(runs: list[Run], a: Reading, b: Reading) -> bool:
    first, last = runs[0], runs[-1]
    return bool(
        a.segments[first.a] == a.segments[last.a + last.length - 1]
        and b.segments[first.b] == b.segments[last.b + last.length - 1]
    )


def _cut(run: Run, a: Reading, b: Reading) -> list[Run]:
    ours = a.segments[run.a : run.a + run.length]
    theirs = b.segments[run.b : run.b + run.length]
    changed = np.flatnonzero((np.diff(ours) != 0) | (np.diff(theirs) != 0)) + 1
    edges = [0, *changed.tolist(), run.length]
    return [Run(run.a + start, run.b + start, end - start) for start, end in pairwise(edges)]


def _without_crumbs(part: list[Run]) -> list[Run]:
    """Return the part without short runs at its ends that a longer gap parts from the rest."""
    while len(part) > 1 and part[0].length < _gap(part[0], part[1]):
        part = part[1:]
    while len(part) > 1 and part[-1].length < _gap(part[-2], part[-1]):
        part = part[:-1]
    return part


def _gap(before: Run, run: Run) -> int:
    """Return the words between two runs, in the document that has more."""
    return max(run.a - before.a, run.b - before.b) - before.length


def _matches(a: Reading, b: Reading) -> tuple[Positions, Positions]:
    """Return the places of equal shingles, as two arrays of one length."""
    (order, ranked), (others, sought) = a.ranked, b.ranked
    lows = ranked.searchsorted(sought)
    hits = np.flatnonzero(ranked[np.minimum(lows, len(ranked) - 1)] == sought)
    lows = lows[hits]
    ours = ranked.searchsorted(sought[hits], side="right") - lows
    theirs = np.bincount(lows)[lows]
    kept = (ours <= MOST_REPEATS) & (theirs <= MOST_REPEATS)
    hits, lows, ours = hits[kept], lows[kept], ours[kept]
    within = np.arange(int(ours.sum())) - np.repeat(np.cumsum(ours) - ours, ours)
    return order[np.repeat(lows, ours) + within], others[np.repeat(hits, ours)]
