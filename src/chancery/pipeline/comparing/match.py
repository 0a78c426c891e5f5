"""Finds which rows of theirs are which of ours: one to one the best first, then the others."""

from collections.abc import Iterable, Iterator, Sequence

from chancery.model.base import Value
from chancery.pipeline.comparing.ours import Ours
from chancery.pipeline.comparing.score import Limits, Parts, fit
from chancery.pipeline.comparing.theirs import Theirs

OWN_SYSTEM = "POLECAT"  # the format that `chancery export` writes with the ids of ours


class Edge(Value, frozen=True, kw_only=True):
    """A row and one of ours that fit; by id where the row is an export of ours itself."""

    theirs: int  # place in the sequences that were given
    ours: int
    parts: Parts | None  # null: by id alone
    by_id: bool = False

    @property
    def score(self) -> float:
        """How well they fit, 0..1."""
        return 1.0 if self.parts is None else self.parts.total


class Matched(Value, frozen=True, kw_only=True):
    """Which are one; what is in none has no counterpart."""

    pairs: tuple[Edge, ...]  # each row and each of ours at most once, the best first
    also_theirs: tuple[Edge, ...]  # other rows that fit one of the pairs, each once
    also_ours: tuple[Edge, ...]  # others of ours that fit a row of one of the pairs, each once


class Index:
    """Ours by day and by whoever takes part."""

    def __init__(self, ours: Sequence[Ours], limits: Limits) -> None:
        """Enter ours that have a day to be compared by."""
        self._ours = ours
        self._limits = limits
        self._places: dict[tuple[int, str], list[int]] = {}
        self._by_id = {one.event.id: place for place, one in enumerate(ours)}
        for place, one in enumerate(ours):
            keys = frozenset(key for who in one.everyone for key in who.blocks)
            for day in range(one.first, one.last + 1) if one.first else ():
                for key in keys:
                    self._places.setdefault((day, key), []).append(place)

    def edges(self, at: int, theirs: Theirs) -> Iterator[Edge]:
        """Yield what of ours a row fits."""
        same = self._by_id.get(theirs.record.id) if theirs.record.system == OWN_SYSTEM else None
        for place in sorted(self._near(theirs) | ({same} if same is not None else set())):
            parts = fit(theirs, self._ours[place], self._limits)
            if parts or place == same:
                yield Edge(theirs=at, ours=place, parts=parts, by_id=place == same)

    def _near(self, theirs: Theirs) -> set[int]:
        if not theirs.first:
            return set()
        gap = self._limits.gap_days
        keys = {key for who in theirs.everyone for key in who.blocks}
        return {
            place
            for day in range(theirs.first - gap, theirs.last + gap + 1)
            for key in keys
            for place in self._places.get((day, key), ())
        }


def match(theirs: Sequence[Theirs], ours: Sequence[Ours], limits: Limits) -> Matched:
    """Return which rows are which of ours, the same each time.

    The best fit of all is taken first, then the best of what is left: so no row and no finding
    that are left would both rather have each other.
    """
    index = Index(ours, limits)
    edges = [edge for at, one in enumerate(theirs) for edge in index.edges(at, one)]
    edges.sort(
        key=lambda one: (
            not one.by_id,
            -one.score,
            ours[one.ours].event.id,
            theirs[one.theirs].rank,
        )
    )
    pairs = _one_to_one(edges)
    rows, own = {one.theirs for one in pairs}, {one.ours for one in pairs}
    return Matched(
        pairs=tuple(pairs),
        also_theirs=tuple(_first(edges, "theirs", rows)),
        also_ours=tuple(_first(edges, "ours", own)),
    )


def _one_to_one(edges: Iterable[Edge]) -> list[Edge]:
    rows: set[int] = set()
    own: set[int] = set()
    pairs: list[Edge] = []
    for one in edges:
        if one.theirs not in rows and one.ours not in own:
            pairs.append(one)
            rows.add(one.theirs)
            own.add(one.ours)
    return pairs


def _first(edges: Iterable[Edge], side: str, done: set[int]) -> Iterator[Edge]:
    """Yield the best edge of each that is in no pair; its other end is in one."""
    seen = set(done)
    for one in edges:
        place = one.theirs if side == "theirs" else one.ours
        if place not in seen:
            seen.add(place)
            yield one
