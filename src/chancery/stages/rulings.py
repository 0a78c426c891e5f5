"""What of people's rulings holds together: which things must be one, and which may not be.

The last word of each person counts. Where what people say of the same things cannot all hold, no
side is taken: none of the rulings that contradict each other is applied.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from chancery.graph import components
from chancery.model import Ruling

Pair = tuple[frozenset[str], frozenset[str]]


class Agreed(NamedTuple):
    """What holds, by ids of claims or of referents, and which rulings contradict which."""

    must: list[frozenset[str]]  # of each all are one; no two have anything in common
    cannot: list[Pair]  # none of the first is one with any of the second
    against: Mapping[int, frozenset[int]]  # by number of decision: those that it contradicts


class _Said(NamedTuple):
    """A part of a ruling that still counts: of a merge all in `first`, and none in `others`."""

    decision: int
    first: frozenset[str]
    others: frozenset[str] = frozenset()


def agree(rulings: Iterable[Ruling]) -> Agreed:
    """Return what holds of rulings; the same for the same rulings in any order."""
    said = _last_words(sorted(rulings, key=lambda one: one.decision))
    merges = [one for one in said if not one.others]
    splits = [one for one in said if one.others]
    against: dict[int, set[int]] = {}
    for one in splits:
        clash = _joining(one, merges)
        for number in clash:
            against.setdefault(number, set()).update((clash | {one.decision}) - {number})
        if clash:
            against.setdefault(one.decision, set()).update(clash)
    return Agreed(
        must=_united([one.first for one in merges if one.decision not in against]),
        cannot=[(one.first, one.others) for one in splits if one.decision not in against],
        against={number: frozenset(others) for number, others in sorted(against.items())},
    )


def _last_words(rulings: Sequence[Ruling]) -> list[_Said]:
    """Return what each person says, of which later words take the place of earlier ones."""
    by_who: dict[str, list[_Said]] = {}
    for one in rulings:
        first = frozenset(each.id for each in one.first)
        others = frozenset(each.id for each in one.others)
        held = by_who.get(one.who, [])
        if one.verdict == "must":
            new = _Said(one.decision, first | others)
            kept = [part for each in held for part in _without_pairs(each, new.first)]
        else:
            new = _Said(one.decision, first - others, others)
            kept = [part for each in held for part in _parted(each, new)]
        by_who[one.who] = [*kept, new] if _says_something(new) else kept
    return [one for _, held in sorted(by_who.items()) for one in held]


def _without_pairs(one: _Said, joined: frozenset[str]) -> list[_Said]:
    """Return what is left of a split once some of what it parts was joined."""
    if not one.others or not (one.first & joined and one.others & joined):
        return [one]
    left = [
        one._replace(first=one.first - joined),
        one._replace(first=one.first & joined, others=one.others - joined),
    ]
    return [each for each in left if each.first and each.others]


def _parted(one: _Said, split: _Said) -> list[_Said]:
    """Return what is left of a merge once some of what it joins was taken out."""
    if one.others or not (one.first & split.first and one.first & split.others):
        return [one]
    left = [one.first - split.first, one.first & split.first]
    return [one._replace(first=each) for each in left if len(each) > 1]


def _says_something(one: _Said) -> bool:
    return len(one.first) + len(one.others) > 1 and bool(one.first)


def _joining(split: _Said, merges: Sequence[_Said]) -> set[int]:
    """Return the merges by which what a split parts would be one, over however many steps."""
    found: set[int] = set()
    while path := _path(split, [one for one in merges if one.decision not in found]):
        found |= path
    return found


def _path(split: _Said, merges: Sequence[_Said]) -> set[int]:
    """Return the merges on a shortest way from one side of a split to the other; empty: none."""
    holding: dict[str, list[int]] = {}
    for place, one in enumerate(merges):
        for each in one.first:
            holding.setdefault(each, []).append(place)
    before: dict[int, int | None] = {}
    waiting: deque[int] = deque()

    def reach(items: Iterable[str], by: int | None) -> None:
        for place in sorted({at for each in items for at in holding.get(each, ())}):
            if place not in before:
                before[place] = by
                waiting.append(place)

    reach(split.first, None)
    while waiting:
        place = waiting.popleft()
        if merges[place].first & split.others:
            return {merges[at].decision for at in _way(place, before)}
        reach(merges[place].first, place)
    return set()


def _way(place: int, before: Mapping[int, int | None]) -> Iterable[int]:
    at: int | None = place
    while at is not None:
        yield at
        at = before[at]


def _united(sets: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Return the sets, those that have anything in common as one."""
    first: dict[str, int] = {}
    pairs = [(first.setdefault(each, at), at) for at, one in enumerate(sets) for each in one]
    groups = components(len(sets), pairs)
    return [frozenset[str]().union(*(sets[at] for at in group)) for group in groups]
