"""Joins the time expressions that rules find with those that a reader of the text proposes."""

from collections.abc import Iterable, Sequence

from chancery.text.timex.forms import Broken
from chancery.text.timex.phrases import read_phrase

Span = tuple[int, int]


def join_times(text: str, ruled: Sequence[Span], proposed: Iterable[Span]) -> list[Span]:
    """Return the spans of both, in order, none overlapping another.

    A proposed span that the grammar does not read to a value is left out. One that meets a ruled
    span takes its place where it holds it whole and no other, as the rules see too little more
    often than a reader sees too much; else the ruled span stays, as its edges are the better.
    """
    found = set(ruled)
    for span in sorted(set(proposed)):
        met = [one for one in found if one[0] < span[1] and span[0] < one[1]]
        holds = len(met) == 1 and span[0] <= met[0][0] and met[0][1] <= span[1]
        if (not met or holds) and _has_value(text, span):
            found.difference_update(met)
            found.add(span)
    return sorted(found)


def _has_value(text: str, span: Span) -> bool:
    return not isinstance(read_phrase(text[slice(*span)]).form, Broken)
