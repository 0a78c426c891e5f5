"""Looks up in which statements of a document a place stands, and which a cue makes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from chancery.model import Attribution, Party, Span, Statement
from chancery.text.page import Page, overlap

_OPENS = re.compile(r":\s*\n")
_FIRST = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b")


class Place(NamedTuple):
    """A statement at one of its places: who says it there, and the words that hold a cue."""

    statement: Statement
    speaker: tuple[Party, ...]
    words: Span


class Carriers:
    """The statements and attributions of one document by their places."""

    def __init__(self, page: Page, statements: Sequence[Statement]) -> None:
        """Take the statements that were made of the page."""
        self._places = [
            (one, place.speaker or one.speaker) for one in statements for place in one.occurrences
        ]
        given = [place for one in statements for place in one.occurrences]
        pieces = [
            (words.start, words.end, at) for at, place in enumerate(given) for words in place.words
        ]
        self._pieces = sorted(pieces)
        self._starts = [start for start, _, _ in self._pieces]
        self._reach: list[int] = []  # how far the pieces up to each one go
        for _, end, _ in self._pieces:
            self._reach.append(max(end, self._reach[-1]) if self._reach else end)
        self._cues = sorted(
            (place.cue.start, place.cue.end, at) for at, place in enumerate(given) if place.cue
        )
        self._page = page
        self._said = sorted(page.annotation.attributions, key=lambda one: one.cue)
        self._said_starts = [one.cue[0] for one in self._said]

    def holding(self, cue: Span) -> Place | None:
        """Return the innermost statement whose words hold a place, or under whose colon it is.

        In a press release the words of a speaker run on behind a colon, sentence by sentence.
        """
        return self._around(cue) or self._led(cue) or self._in_block(cue)

    def _led(self, cue: Span) -> Place | None:
        at = bisect_left(self._cues, (cue[0],)) - 1
        if at < 0:
            return None
        start, end, number = self._cues[at]
        colon = self._page.text[start : end + 2].rstrip().endswith(":")
        return Place(*self._places[number], self._page.sentence_of(cue[0])) if colon else None

    def _in_block(self, cue: Span) -> Place | None:
        """Return the statement that opens a text of its own: a colon, and on the next line "I"."""
        for start, end, number in self._blocks:
            if end <= cue[0] < start and not self._page.quotation_at(cue[0]):
                return Place(*self._places[number], self._page.sentence_of(cue[0]))
        return None

    @cached_property
    def _blocks(self) -> list[tuple[int, int, int]]:
        """Return the end and the beginning of each block with the number of its statement.

        A block goes as far as the speaker says "I" or "we", at most to the next one.
        """
        opened = [
            (end, number)
            for start, end, number in self._cues
            if _OPENS.search(self._page.text, start, end + 4)
        ]
        found: list[tuple[int, int, int]] = []
        for (end, number), after in zip_longest(opened, opened[1:]):
            limit = after[0] if after else len(self._page.text)
            spoken = [one.start() for one in _FIRST.finditer(self._page.text, end, limit)]
            if spoken:
                found.append((self._page.sentence_of(spoken[-1])[1], end, number))
        return found

    def _around(self, cue: Span) -> Place | None:
        best: tuple[int, int, int] | None = None
        at = bisect_right(self._starts, cue[0]) - 1
        while at >= 0 and self._reach[at] >= cue[1]:
            piece = self._pieces[at]
            if piece[1] >= cue[1] and (best is None or piece[1] - piece[0] < best[1] - best[0]):
                best = piece
            at -= 1
        return Place(*self._places[best[2]], (best[0], best[1])) if best else None

    def made_by(self, cue: Span) -> Place | None:
        """Return the statement whose cue shares words with a cue."""
        at = bisect_left(self._cues, (cue[1],)) - 1
        for start, end, number in self._cues[max(0, at - 1) : at + 1]:
            if overlap((start, end), cue):
                return Place(*self._places[number], (start, end))
        return None

    def said_by(self, cue: Span) -> Attribution | None:
        """Return the attribution whose cue shares words with a cue."""
        at = bisect_left(self._said_starts, cue[1])
        near = self._said[max(0, at - 2) : at]
        return next((one for one in reversed(near) if overlap(one.cue, cue)), None)
