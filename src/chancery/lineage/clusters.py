"""Groups the passages that descend from one text: linked, or overlapping in one document."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from chancery.model import Evidence, ReuseLink

OVERLAP = 100  # code points, some 16 words: a set phrase that two passages share is shorter


class End(NamedTuple):
    """One side of a link: a span of a document."""

    document: str
    start: int
    end: int


def end_of(side: Evidence) -> End:
    """Return the span of a document that the evidence quotes."""
    return End(side.document, side.start, side.end)


def strong_ends(links: Iterable[ReuseLink]) -> list[tuple[End, End]]:
    """Return both sides of each strong link, and those of parts of one passage in a row.

    The pairs are sorted and distinct.
    """
    pairs: set[tuple[End, End]] = set()
    parts: dict[str, list[tuple[End, End]]] = defaultdict(list)
    for link in links:
        if link.strength != "strong":
            continue
        sides = (end_of(link.a), end_of(link.b))
        pairs.add(sides)
        if link.passage is not None:
            parts[link.passage].append(sides)
    for passage in parts.values():
        firsts = sorted(a for a, _ in passage)
        pairs.update(pairwise(firsts))
    return sorted(pairs)


def group_ends(pairs: Sequence[tuple[End, End]]) -> list[list[End]]:
    """Return the ends that hang together, each group and the groups sorted.

    The two ends of a pair hang together, and so do spans of one document that `meet`; nothing
    hangs together because it stands in one document.
    """
    parents = {end: end for pair in pairs for end in pair}
    for a, b in pairs:
        _join(parents, a, b)
    by_document: dict[str, list[End]] = defaultdict(list)
    for end in sorted(parents):
        by_document[end.document].append(end)
    for ends in by_document.values():
        _join_meeting(parents, ends)
    groups: dict[End, list[End]] = defaultdict(list)
    for end in sorted(parents):
        groups[_root(parents, end)].append(end)
    return sorted(groups.values())


def meet(a: End, b: End) -> bool:
    """Say whether two spans of one document overlap by a sentence, or half of the shorter."""
    overlap = min(a.end, b.end) - max(a.start, b.start)
    shorter = min(a.end - a.start, b.end - b.start)
    return a.document == b.document and overlap > 0 and overlap >= min(OVERLAP, shorter / 2)


def _join_meeting(parents: dict[End, End], ends: list[End]) -> None:
    """Join the spans that meet; of those before, the longest-reaching and the short ones tell."""
    reach = ends[0]
    short: list[End] = []
    for end in ends:
        short = [other for other in short if other.end > end.start]
        for other in (reach, *short):
            if other != end and meet(other, end):
                _join(parents, other, end)
        if end.end - end.start < 2 * OVERLAP:
            short.append(end)
        reach = max(reach, end, key=lambda one: one.end)


def _join(parents: dict[End, End], a: End, b: End) -> None:
    first, second = sorted((_root(parents, a), _root(parents, b)))
    parents[second] = first


def _root(parents: dict[End, End], end: End) -> End:
    while parents[end] != end:
        parents[end] = parents[parents[end]]
        end = parents[end]
    return end
