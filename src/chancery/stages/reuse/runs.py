"""Finds the runs of words that two documents hold alike, word for word."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from chancery.stages.reuse.reading import Reading
from chancery.text.shingles import SIZE
from chancery.text.words import Hashes, Positions

MOST_REPEATS = 4  # a shingle that stands more often in one document is a refrain, no landmark
ROW = 1 << 32  # more than any document has words


class Run(NamedTuple):
    """`length` words that are alike, from word `a` of one document and word `b` of the other."""

    a: int
    b: int
    length: int


class Side(NamedTuple):
    """One document for alignment: its words, as numbers, and the segment of each."""

    words: list[int]
    segments: list[int]


def exact_runs(a: Reading, b: Reading) -> list[Run]:
    """Return the maximal runs of at least `SIZE` words, sorted by their place in a, then in b."""
    if not (len(a.shingles) and len(b.shingles)):
        return []
    left, right = _matches(a.shingles, b.shingles)
    if len(left) == 0:
        return []
    keys = np.sort((right - left + len(a.hashes)) * ROW + left)
    cuts = np.flatnonzero(np.diff(keys) != 1) + 1
    firsts = keys[np.concatenate([[0], cuts])]
    lasts = keys[np.concatenate([cuts, [len(keys)]]) - 1]
    starts, diagonals = firsts % ROW, firsts // ROW - len(a.hashes)
    columns = zip(starts.tolist(), diagonals.tolist(), (lasts - firsts).tolist(), strict=True)
    runs = [Run(start, start + diagonal, more + SIZE) for start, diagonal, more in columns]
    return sorted(_cut_at_segments(runs, a, b))


def _matches(a: Hashes, b: Hashes) -> tuple[Positions, Positions]:
    """Return the places of equal shingles, as two arrays of one length."""
    order = np.argsort(a, kind="stable")
    ranked = a[order]
    firsts = np.flatnonzero(np.concatenate([[True], ranked[1:] != ranked[:-1]]))
    distinct, repeats = ranked[firsts], np.diff(firsts, append=len(ranked))
    at = np.minimum(np.searchsorted(distinct, b), len(distinct) - 1)
    hits = np.flatnonzero((distinct[at] == b) & (repeats[at] <= MOST_REPEATS))
    theirs = np.bincount(at[hits], minlength=len(distinct))
    hits = hits[theirs[at[hits]] <= MOST_REPEATS]
    lows, counts = firsts[at[hits]], repeats[at[hits]]
    ends = np.cumsum(counts)
    within = np.arange(int(counts.sum())) - np.repeat(ends - counts, counts)
    return order[np.repeat(lows, counts) + within], np.repeat(hits, counts)


def _cut_at_segments(runs: list[Run], a: Reading, b: Reading) -> list[Run]:
    if a.segments[-1] == a.segments[0] and b.segments[-1] == b.segments[0]:
        return runs
    return [part for run in runs for part in _cut(run, a, b)]


def _cut(run: Run, a: Reading, b: Reading) -> list[Run]:
    ours = a.segments[run.a : run.a + run.length]
    theirs = b.segments[run.b : run.b + run.length]
    changed = np.flatnonzero((np.diff(ours) != 0) | (np.diff(theirs) != 0)) + 1
    edges = [0, *changed.tolist(), run.length]
    return [Run(run.a + start, run.b + start, end - start) for start, end in pairwise(edges)]
