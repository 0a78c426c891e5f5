"""Finds the words of an extracted body in the lines of the page, in order."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from heapq import heappop, heappush
from typing import NamedTuple

SEED = 4  # words that must agree for a run to begin; the size of the scorer's shingles as well
MAX_OVERLAP = 16  # choice: longer overlaps are repeats, of which only one belongs to the body
MAX_PLACES = 12  # choice: a seed that stands at more places (a menu) says nothing about place

_STRETCH = 32  # choice


class _Run(NamedTuple):
    body: int  # word positions, half-open by length
    page: int
    length: int


def cover_words(body: Sequence[str], page: Sequence[str]) -> bytearray:
    """Return a byte for each word of the page: 1 where it belongs to the body.

    Runs of equal words are chained so that both sides go forward and most words are covered, as in
    patience alignment; words that stand only in one of the two are skipped.
    """
    covered = bytearray(len(page))
    for run in _best_chain(_find_runs(body, page)):
        covered[run.page : run.page + run.length] = b"\x01" * run.length
    return covered


def _find_runs(body: Sequence[str], page: Sequence[str]) -> list[_Run]:
    size = min(SEED, len(body))
    wanted = set(_seeds(body, size))
    places: dict[tuple[str, ...], list[int]] = {}
    for position, seed in enumerate(_seeds(page, size)):
        if seed in wanted:
            places.setdefault(seed, []).append(position)
    runs: list[_Run] = []
    reached: dict[int, int] = {}  # diagonal to the body position that its last run came to
    for position, seed in enumerate(_seeds(body, size)):
        found = places.get(seed, ())
        for place in found if len(found) <= MAX_PLACES else ():
            if reached.get(place - position, -1) < position + size:
                length = _extend(body, page, position, place)
                reached[place - position] = position + length
                runs.append(_Run(position, place, length))
    return runs


def _seeds(words: Sequence[str], size: int) -> "zip[tuple[str, ...]]":
    return zip(*(words[offset:] for offset in range(size)), strict=False)


def _extend(body: Sequence[str], page: Sequence[str], start: int, place: int) -> int:
    """Return how many words from here on are equal, compared stretch by stretch for speed."""
    limit = min(len(body) - start, len(page) - place)
    length = 0
    while length < limit:
        ours = body[start + length : start + length + _STRETCH]
        theirs = page[place + length : place + length + _STRETCH]
        if ours != theirs:
            break
        length += len(ours)
    while length < limit and body[start + length] == page[place + length]:
        length += 1
    return length


def _best_chain(runs: list[_Run]) -> list[_Run]:
    """Return the runs of the heaviest chain in which each begins after the one before ended.

    Neighbours may overlap a little, where two runs meet in the same few words.
    """
    front = _Front()
    weights: list[int] = []
    before: list[int] = []
    ended: list[tuple[int, int]] = []  # a heap of (end in the body, run) not yet in the front
    for number, run in enumerate(runs):
        while ended and ended[0][0] <= run.body:
            _, done = heappop(ended)
            front.add(runs[done].page + _trimmed(runs[done]), weights[done], done)
        weight, previous = front.best(run.page)
        weights.append(weight + _gain(run, runs[previous] if previous >= 0 else None))
        before.append(previous)
        heappush(ended, (run.body + _trimmed(run), number))
    chain: list[_Run] = []
    last = max(range(len(runs)), key=weights.__getitem__, default=-1)
    while last >= 0:
        chain.append(runs[last])
        last = before[last]
    return chain


def _trimmed(run: _Run) -> int:
    """Return the words after which the next run may begin."""
    return run.length - max(SEED - 1, min(MAX_OVERLAP, run.length // 4))


def _gain(run: _Run, previous: _Run | None) -> int:
    """Return how many words of the body the run adds to those of the run before it."""
    if previous is None:
        return run.length
    return max(0, run.length - max(0, previous.body + previous.length - run.body))


class _Front:
    """The best chains so far by where they end on the page; places and weights both rise."""

    def __init__(self) -> None:
        self._places: list[int] = []
        self._weights: list[int] = []
        self._runs: list[int] = []

    def best(self, place: int) -> tuple[int, int]:
        """Return weight and last run of the heaviest chain that ends at or before the place."""
        at = bisect_right(self._places, place) - 1
        return (self._weights[at], self._runs[at]) if at >= 0 else (0, -1)

    def add(self, place: int, weight: int, run: int) -> None:
        """Enter a chain, unless one that ends no later weighs as much."""
        if self.best(place)[0] >= weight:
            return
        at = stop = bisect_left(self._places, place)
        while stop < len(self._places) and self._weights[stop] <= weight:
            stop += 1
        self._places[at:stop] = [place]
        self._weights[at:stop] = [weight]
        self._runs[at:stop] = [run]
