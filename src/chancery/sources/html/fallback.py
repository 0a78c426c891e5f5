"""Finds the body of a page by our own rule, where trafilatura finds none or little."""

from collections.abc import Sequence

from chancery.sources.html.walk import Line

# Choice, after Finn's body text extraction (2001): text gains, tags and links lose.
LINE_COST = 10  # words that a line must have to be worth its break
LINK_COST = 2  # each linked word takes away so many


def dense_run(lines: Sequence[Line], sizes: Sequence[int]) -> range:
    """Return the run of lines with the most words over its cost; never empty if lines are not.

    `sizes` are the words of each line. A line is worth its words less `LINE_COST`, and less its
    linked words twice over; lines in navigation, forms and the like are worth only their cost.
    """
    best, best_run = float("-inf"), range(0)
    total, start = 0.0, 0
    for number, (line, words) in enumerate(zip(lines, sizes, strict=True)):
        if total < 0:
            total, start = 0.0, number
        total += _worth(line, words)
        if total > best:
            best, best_run = total, range(start, number + 1)
    return best_run


def _worth(line: Line, words: int) -> float:
    if line.zone is not None:
        return -LINE_COST
    return words - LINE_COST - LINK_COST * words * line.linked / len(line.text)
