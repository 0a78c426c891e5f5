"""Fills the slots of a figure: what it counts, as of when, and whose figure it is."""

import re
from collections.abc import Iterable

from chancery.model import Party, Span, Statement, TimeExpression
from chancery.stages.figures.draft import Draft
from chancery.text.page import Page

_TIED = re.compile(
    r"\s*(?:(?!(?:and|but|or|who|which|that|when|while|from)\b)[^\s,;:.()]+\s+){0,6}",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\s*,?\s*(?:just|only|alone|some)?\s*", re.IGNORECASE)
_OWNS = re.compile(r"\s?['’]s\b")
# Shares of figures right on the tune half of the gold: with a noun of the number's own, with one
# sought elsewhere (83 % there, set lower, for that half made the rules), and with none.
OWN, SOUGHT, UNCOUNTED = 0.92, 0.7, 0.15
NOT_TIMES = frozenset({"now", "already", "currently", "today"})  # they say no more than the tense


class Spoken:
    """The statements of a document by the words that they hold."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        """Take the statements in any order."""
        self._pieces = sorted(
            (piece.start, piece.end, number, place)
            for number, one in enumerate(sorted(statements, key=lambda one: one.id))
            for place, told in enumerate(one.occurrences)
            for piece in told.words
        )
        self._told = [
            [told.speaker for told in one.occurrences]
            for one in sorted(statements, key=lambda one: one.id)
        ]

    def speaker_at(self, span: Span) -> tuple[Party, ...]:
        """Return who says the words around a span, the innermost; empty: the writer does."""
        held = [one for one in self._pieces if one[0] <= span[0] and span[1] <= one[1]]
        for _, _, number, place in sorted(held, key=lambda one: one[1] - one[0]):
            if self._told[number][place]:
                return self._told[number][place]
        return ()


def as_of(page: Page, one: Draft) -> TimeExpression | None:
    """Return the time for which a figure holds, where the text ties it to the number."""
    quantity = one.quantity
    counted = one.counted[1] if one.counted and one.counted[0] >= quantity.end else 0
    end = max(quantity.end, counted)
    times = [
        time for time in page.times_in(page.sentence_of(quantity.number[0])) if _tells(page, time)
    ]
    for time in times:
        if time.start >= end and _TIED.fullmatch(page.text, end, time.start):
            return time
    before = (time for time in times if time.end <= quantity.start)
    return next(
        (time for time in before if _BEFORE.fullmatch(page.text, time.end, quantity.start)), None
    )


def _tells(page: Page, time: TimeExpression) -> bool:
    """Say whether an expression is a time of its own: no one's ("yesterday's"), and not "now"."""
    words = page.words((time.start, time.end)).lower()
    owns = _OWNS.match(page.text, time.end) or _OWNS.search(words)
    return time.type in {"DATE", "TIME"} and words not in NOT_TIMES and not owns


def confidence(one: Draft) -> float:
    """Return how likely a figure is right, by how it was found what it counts."""
    if one.counted is None:
        return UNCOUNTED
    return OWN if one.counted == one.quantity.counted else SOUGHT
