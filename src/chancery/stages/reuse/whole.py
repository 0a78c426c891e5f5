"""Aligns two versions of one article from the first word to the last, and says what differs."""

from collections.abc import Iterator
from itertools import chain, groupby, pairwise
from typing import NamedTuple

import numpy as np

from chancery.model import Edit, Span
from chancery.stages.reuse.chain import fill, trim
from chancery.stages.reuse.edits import Gap, edit, find_gaps
from chancery.stages.reuse.gaps import words_between
from chancery.stages.reuse.reading import Mask, Reading
from chancery.stages.reuse.runs import Run, Side, exact_runs

MOST_RUNS = 600  # the longest that are chained: some 200,000 steps
MOVED = 12  # words in a row that stand elsewhere in the other version: a sentence was moved
ENDS = frozenset(".!?…\n")


class Whole(NamedTuple):
    """What two versions have in common, and how the words of both differ."""

    alike: int  # words that stand in both, in order
    sizes: tuple[int, int]  # words of each
    edits: tuple[Edit, ...]
    lost: tuple[Span, ...]  # of the first: where the second has other words, or more

    @property
    def similarity(self) -> float:
        """The share of words that stand in both, in order; two empty texts are alike."""
        total = sum(self.sizes)
        return round(2 * self.alike / total, 4) if total else 1.0

    @property
    def contained(self) -> float:
        """The share of the words of the shorter that stand in the longer, in order."""
        return self.alike / max(1, min(self.sizes))


def align_whole(a: Reading, b: Reading) -> Whole:
    """Return what two documents have in common from end to end.

    An edit lies in one stretch of read text on either side, so that nothing is quoted that was
    not read; text that was moved is an edit at both places, and not lost.
    """
    ours, theirs = a.numbers, b.numbers
    found = exact_runs(a, b)
    ends = Run(0, 0, 0), Run(len(ours), len(theirs), 0)
    runs = fill(ours, theirs, [ends[0], *_longest(found), ends[1]], _between)
    gaps = find_gaps(runs)
    moved = np.zeros(len(ours), dtype=np.bool_)
    for run in found:
        if run.length >= MOVED:
            moved[run.a : run.a + run.length] = True
    return Whole(
        alike=sum(run.length for run in runs),
        sizes=(len(ours), len(theirs)),
        edits=tuple(chain.from_iterable(_edits(a, b, gap) for gap in gaps)),
        lost=tuple(sorted(chain.from_iterable(_lost(a, b, gap, moved) for gap in gaps))),
    )


def _longest(found: list[Run]) -> list[Run]:
    """Return the runs, each behind the one before in both documents, that hold most words."""
    most = sorted(found, key=lambda run: (-run.length, run))[:MOST_RUNS]
    best: list[tuple[int, Run, int]] = []  # words, the run, place of the one before or -1
    for run in sorted(most):
        words, kept, before = run.length, run, -1
        for place, (held, other, _) in enumerate(best):
            joined = trim(other, run) if other.a < run.a and other.b < run.b else None
            if joined is not None and held + joined.length > words:
                words, kept, before = held + joined.length, joined, place
        best.append((words, kept, before))
    chained: list[Run] = []
    place = max(range(len(best)), key=lambda at: (best[at][0], -at), default=-1)
    while place >= 0:
        _, run, place = best[place]
        chained.append(run)
    return chained[::-1]


def _between(a: Side, b: Side, before: Run, run: Run) -> list[Run]:
    """Return the words alike in a gap, unless they are few, as in two other sentences."""
    found = words_between(a, b, before, run)
    gaps = (run.a - before.a - before.length, run.b - before.b - before.length)
    return found if 2 * len(found) >= min(gaps) else []


def _edits(a: Reading, b: Reading, gap: Gap) -> Iterator[Edit]:
    """Yield the edit of a gap, or one for each stretch where it runs on over unread text."""
    ours = _stretches(a, gap.a, gap.a_end)
    theirs = _stretches(b, gap.b, gap.b_end)
    if len(ours) <= 1 and len(theirs) <= 1:
        yield edit(a, b, gap)
        return
    for start, end in ours:
        yield edit(a, b, Gap(start, end, gap.b, gap.b))
    for start, end in theirs:
        yield edit(a, b, Gap(gap.a_end, gap.a_end, start, end))


def _stretches(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """Return the words from `start` to `end` in parts, of which each lies in one segment."""
    numbers = reading.segments[start:end].tolist()
    sizes = [len(list(part)) for _, part in groupby(numbers)]
    edges = [start + sum(sizes[:at]) for at in range(len(sizes) + 1)]
    return list(pairwise(edges))


def _lost(a: Reading, b: Reading, gap: Gap, moved: Mask) -> Iterator[Span]:
    """Yield the words of the first that the second lacks, and those beside which it has more."""
    for first, after in _stretches(a, gap.a, gap.a_end):
        for is_moved, part in groupby(range(first, after), lambda place: bool(moved[place])):
            places = list(part)
            if not is_moved:
                yield int(a.starts[places[0]]), int(a.ends[places[-1]])
    if gap.a == gap.a_end:
        if gap.a > 0 and _goes_on(b, gap.b - 1, gap.b):
            yield int(a.ends[gap.a - 1]) - 1, int(a.ends[gap.a - 1])
        if gap.a < len(a.starts) and _goes_on(b, gap.b_end - 1, gap.b_end):
            yield int(a.starts[gap.a]), int(a.starts[gap.a]) + 1


def _goes_on(b: Reading, word: int, following: int) -> bool:
    """Say whether two words that follow one another stand in one sentence."""
    between = b.document.text[int(b.ends[word]) : int(b.starts[following])]
    return ENDS.isdisjoint(between)
