"""Turns the runs of a passage into the two spans it covers and the edits between them."""

from itertools import pairwise
from typing import NamedTuple

from chancery.model import Edit, Evidence, cite
from chancery.stages.reuse.reading import Reading
from chancery.stages.reuse.runs import Run

MOST_MARKS = 6  # as in ...?”)
ENDS = frozenset(".!?…")
CLOSERS = {"”": '"', "“": '"', '"': '"', "»": '"', "’": "'", "'": "'", ")": ")", "]": "]"}
OPENERS = {"“": '"', "„": '"', '"': '"', "«": '"', "‘": "'", "'": "'"}


def quote_sides(a: Reading, b: Reading, runs: list[Run]) -> tuple[Evidence, Evidence]:
    """Return the span of the passage in each document.

    Marks that end a sentence or close a quotation belong to it where both documents have them,
    and so does the mark that opens one.
    """
    first, last = runs[0], runs[-1]
    start_a, start_b = int(a.starts[first.a]), int(b.starts[first.b])
    end_a = int(a.ends[last.a + last.length - 1])
    end_b = int(b.ends[last.b + last.length - 1])
    before = _opening(a.document.text, start_a, b.document.text, start_b)
    after = _closing(
        a.document.text[end_a : end_a + MOST_MARKS], b.document.text[end_b : end_b + MOST_MARKS]
    )
    return (
        cite(a.document.id, a.document.text, start_a - before, end_a + after),
        cite(b.document.id, b.document.text, start_b - before, end_b + after),
    )


def find_edits(a: Reading, b: Reading, runs: list[Run]) -> tuple[Edit, ...]:
    """Return the differences in words between the runs, in order."""
    return tuple(edit(a, b, gap) for gap in find_gaps(runs))


class Gap(NamedTuple):
    """The words between two runs, in each document: from the first to before the last."""

    a: int
    a_end: int
    b: int
    b_end: int


def find_gaps(runs: list[Run]) -> list[Gap]:
    """Return the gaps between the runs, in order."""
    return [
        Gap(before.a + before.length, after.a, before.b + before.length, after.b)
        for before, after in pairwise(runs)
    ]


def edit(a: Reading, b: Reading, gap: Gap) -> Edit:
    """Return the difference that the words of a gap make."""
    a_start, a_end = _place(a, gap.a, gap.a_end)
    b_start, b_end = _place(b, gap.b, gap.b_end)
    return Edit(
        a_start=a_start,
        a_end=a_end,
        a_text=a.document.text[a_start:a_end],
        b_start=b_start,
        b_end=b_end,
        b_text=b.document.text[b_start:b_end],
    )


def _place(reading: Reading, first: int, after: int) -> tuple[int, int]:
    """Return the span of the words `first` to `after`; an empty one stands before `after`."""
    if first == after:
        places = reading.starts[after : after + 1] if after < len(reading.starts) else reading.ends
        place = int(places[-1]) if len(places) else 0
        return place, place
    return int(reading.starts[first]), int(reading.ends[after - 1])


def _closing(a: str, b: str) -> int:
    """Return how many marks after the passage both have: sentence ends, then closing marks."""
    length = 0
    for ours, theirs in zip(a, b, strict=False):
        same_end = ours == theirs and ours in ENDS
        same_closer = ours in CLOSERS and CLOSERS[ours] == CLOSERS.get(theirs)
        if not (same_end or same_closer):
            break
        length += 1
    return length


def _opening(a: str, start_a: int, b: str, start_b: int) -> int:
    if not (start_a and start_b):
        return 0
    ours, theirs = a[start_a - 1], b[start_b - 1]
    return int(ours in OPENERS and OPENERS[ours] == OPENERS.get(theirs))
