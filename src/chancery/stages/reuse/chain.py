"""Joins runs of equal words into passages, over small edits, by local alignment.

A word in both counts 1; what stands between two runs costs: see `_cost`.
Text that is not read parts nothing here: a passage may run on behind it.
Chaining as in local alignment (Smith and Waterman 1981), with runs in place of letters.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from chancery.stages.reuse.gaps import words_between
from chancery.stages.reuse.runs import Run, Side

MOST_GAP = 24  # words of one document that a passage may skip: a sentence; chosen
LOOK_BACK = 8  # runs before that may be joined to: what lies between is noise
CLOSE = 3.0  # cost of a gap so small that no other run before can be nearer: two words replaced
REPLACED = 1.5  # cost of a word that another replaces: one run of 2 words pays for one
ADDED = 0.5  # cost of a word that one document has more
MOST_STEP = 3  # words that the ends of a passage may step over
LEAST_STEP_RUN = 2  # words alike that such a step must win

Stretch = tuple[int, int, int, int]
"""From where to where a chain runs in either document: words, half-open."""

Between = Callable[[Side, Side, Run, Run], list[Run]]
"""Finds the words alike between two runs."""


class Link(NamedTuple):
    """A run and the best chain that ends in it: its score, and the run before, or -1."""

    run: Run
    score: float
    before: int


def chain_runs(a: Side, b: Side, runs: list[Run]) -> list[list[Run]]:
    """Return passages as lists of runs in order, best first; no two hold mostly the same words.

    The gaps between the runs of one passage hold no word that both have in order.
    """
    links: list[Link] = []
    for run in runs:
        links.append(_best_link(a, b, links, run))
    return [fill(a, b, _stretch(a, b, chain)) for chain in _pick(links)]


def _best_link(a: Side, b: Side, links: list[Link], run: Run) -> Link:
    best = Link(run, float(run.length), -1)
    for place in range(len(links) - 1, max(-1, len(links) - 1 - LOOK_BACK), -1):
        before = links[place]
        joined = trim(before.run, run)
        if joined is None or not _near(a, b, before.run, joined):
            continue
        if before.score + joined.length + _most_won(before.run, joined) <= best.score:
            continue
        cost = _cost(a, b, before.run, joined)
        score = before.score + joined.length - cost
        if score > best.score and score > before.score:
            best = Link(joined, score, place)
            if cost <= CLOSE:
                break
    return best


def trim(before: Run, run: Run) -> Run | None:
    """Return the run without the words that the run before holds already."""
    over = max(before.a + before.length - run.a, before.b + before.length - run.b, 0)
    if over >= run.length:
        return None
    return Run(run.a + over, run.b + over, run.length - over)


def _near(a: Side, b: Side, before: Run, run: Run) -> bool:
    end_a, end_b = before.a + before.length, before.b + before.length
    return (
        run.a - end_a <= MOST_GAP
        and run.b - end_b <= MOST_GAP
        and min(a[end_a : run.a], default=0) >= 0
        and min(b[end_b : run.b], default=0) >= 0
    )


def _most_won(before: Run, run: Run) -> float:
    """Return what the gap can add to a score at best, all its words alike."""
    gap_a = run.a - before.a - before.length
    gap_b = run.b - before.b - before.length
    return min(gap_a, gap_b) - ADDED * abs(gap_a - gap_b)


def _cost(a: Side, b: Side, before: Run, run: Run) -> float:
    """Return the cost of the gap: its words alike are won, the others lost."""
    gap_a = run.a - before.a - before.length
    gap_b = run.b - before.b - before.length
    alike = 0
    if min(gap_a, gap_b) > 1:
        alike = sum(part.length for part in words_between(a, b, before, run))
    replaced = min(gap_a, gap_b) - alike
    return REPLACED * replaced + ADDED * abs(gap_a - gap_b) - alike


def _pick(links: list[Link]) -> list[list[Run]]:
    """Return the chains, best first, each run in one; chains that repeat another's words go."""
    chains: list[list[Run]] = []
    taken: list[Stretch] = []
    used: set[int] = set()
    for place in sorted(range(len(links)), key=lambda one: (-links[one].score, one)):
        if place in used:
            continue
        chain: list[Run] = []
        while place >= 0 and place not in used:
            used.add(place)
            chain.append(links[place].run)
            place = links[place].before  # noqa: PLW2901 - walks back along the chain
        chain.reverse()
        stretch = _stretch_of(chain)
        if not _repeats(stretch, taken):
            chains.append(chain)
            taken.append(stretch)
    return chains


def _stretch_of(chain: list[Run]) -> Stretch:
    first, last = chain[0], chain[-1]
    return first.a, last.a + last.length, first.b, last.b + last.length


def _repeats(stretch: Stretch, others: Sequence[Stretch]) -> bool:
    """Say whether another holds most of the words of a stretch, in either document.

    It holds their middle then, and has more than half as many.
    """
    a, a_end, b, b_end = stretch
    for low, high, low_b, high_b in others:
        if 2 * low < a + a_end < 2 * high and 2 * (high - low) > a_end - a:
            return True
        if 2 * low_b < b + b_end < 2 * high_b and 2 * (high_b - low_b) > b_end - b:
            return True
    return False


def _stretch(a: Side, b: Side, chain: list[Run]) -> list[Run]:
    """Return the chain with the short runs that follow each end over a small edit."""
    chain = list(chain)
    while (step := _step(a, b, chain[-1], 1)) is not None:
        chain.append(step)
    while (step := _step(a, b, chain[0], -1)) is not None:
        chain.insert(0, step)
    return chain


STEPS = sorted(
    ((x, y) for x in range(MOST_STEP + 1) for y in range(MOST_STEP + 1) if x or y),
    key=lambda step: (max(step), sum(step), step),
)


def _step(a: Side, b: Side, run: Run, way: int) -> Run | None:
    """Return the run beyond the end in this direction that pays for the words stepped over."""
    at_a = run.a + run.length if way > 0 else run.a - 1
    at_b = run.b + run.length if way > 0 else run.b - 1
    if _reach(a, at_a, way).isdisjoint(_reach(b, at_b, way)):
        return None
    for over_a, over_b in STEPS:
        start_a, start_b = at_a + way * over_a, at_b + way * over_b
        if not (0 <= start_a < len(a) and 0 <= start_b < len(b)):
            continue
        if a[start_a] != b[start_b]:
            continue
        length = _alike(a, b, start_a, start_b, way)
        if length >= max(LEAST_STEP_RUN, over_a, over_b):
            back = 0 if way > 0 else length - 1
            return Run(start_a - back, start_b - back, length)
    return None


def _reach(side: Side, at: int, way: int) -> frozenset[int]:
    """Return the words that the first of a run beyond the end may be."""
    start, end = (at, at + MOST_STEP + 1) if way > 0 else (max(0, at - MOST_STEP), at + 1)
    return frozenset(side[start:end])


def _alike(a: Side, b: Side, at_a: int, at_b: int, way: int) -> int:
    length = 0
    while 0 <= at_a < len(a) and 0 <= at_b < len(b) and a[at_a] == b[at_b]:
        at_a, at_b, length = at_a + way, at_b + way, length + 1
    return length


def fill(a: Side, b: Side, chain: list[Run], between: Between = words_between) -> list[Run]:
    """Return the chain with the words alike that stand in its gaps, touching runs joined."""
    filled = [chain[0]]
    for run in chain[1:]:
        for part in (*between(a, b, filled[-1], run), run):
            last = filled[-1]
            if last.a + last.length == part.a and last.b + last.length == part.b:
                filled[-1] = Run(last.a, last.b, last.length + part.length)
            else:
                filled.append(part)
    return filled
