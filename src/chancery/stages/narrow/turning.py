"""Bounds a document by a turning point that it tells of as past and that others date."""

from collections.abc import Iterator, Sequence

from chancery.model import DayBound, Portrait, Turn


def by_turning_point(own: Portrait, others: Sequence[Portrait]) -> DayBound | None:
    """Return the day before which the latest such turning point was not; None if it says nothing.

    All that date it must agree: one that came about twice bounds nothing.
    """
    found = (
        bound
        for turn in own.turns
        if turn.first is None and (bound := _bound(turn, _dated(turn, others)))
    )
    last = max(found, key=lambda one: one.day, default=None)
    if last is None or last.day <= (own.first_day or "") or last.day > (own.last_day or "9"):
        return None
    return last


def _dated(turn: Turn, others: Sequence[Portrait]) -> Iterator[Turn]:
    """Yield where others date what is told here: the same kind, of a name in the sentence."""
    for portrait in others:
        for one in portrait.turns:
            if one.first and one.about == turn.about and set(turn.names) <= set(one.names):
                yield one


def _bound(turn: Turn, dated: Iterator[Turn]) -> DayBound | None:
    told = list(dated)
    firsts = [one.first for one in told if one.first]
    lasts = [one.last for one in told if one.last]
    if not firsts or max(firsts) > min(lasts):
        return None
    evidence = (turn.evidence, *(one.evidence for one in told))
    return DayBound(day=max(firsts), basis="linked", evidence=evidence)
