"""Word pieces of a text, each with its place, its case shape and whether it is quoted.

The vocabulary is lower-case. Case shape and quotation state go to the encoder beside each piece.
A separator that covers no characters stands between paragraphs.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from chancery.text.quotation import quote_states

CLS, SEP, PAD = 101, 102, 0  # of the BERT vocabulary
NO_CASE, LOWER, TITLE, UPPER, MIXED, INNER = range(6)  # shapes; INNER: a word's later pieces
# A line, and the lines after it where it was only wrapped: in mid-sentence, at a small letter.
PARAGRAPH = re.compile(r"[^\n]+(?:(?<=[\w,;-])\r?\n(?=[^\W\d_A-Z])[^\n]+)*")

STOPS = (1012, 1029, 999)  # . ? !

SURROGATE = re.compile("[\ud800-\udfff]")
LONGEST_PART = 20_000  # code points of a paragraph that are cut into pieces at once

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Pieces:
    """A text as word pieces, in order; five arrays of one length.

    `starts` and `ends` are code points, half-open; a separator has start == end.
    `shapes` is 0 to 5, `states` 0 outside quotation marks, 1 inside, 2 for a mark.
    """

    ids: Integers
    starts: Integers
    ends: Integers
    shapes: Integers
    states: Integers

    def __len__(self) -> int:
        """Return the number of pieces, separators included."""
        return len(self.ids)

    def cover(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the pieces [first, last) that a span of characters touches; None if none."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        while first < last and self.starts[first] == self.ends[first]:
            first += 1
        while last > first and self.starts[last - 1] == self.ends[last - 1]:
            last -= 1
        return (first, last) if first < last else None


@dataclass(frozen=True)
class Window:
    """Pieces [low, high) to be read at once; outside [core_low, core_high) lies context."""

    low: int
    core_low: int
    core_high: int
    high: int


def cut(tokenizer: Tokenizer, text: str) -> Pieces:
    """Return the word pieces of a text."""
    quoted = quote_states(text)
    tables: list[Integers] = []
    for paragraph in PARAGRAPH.finditer(text):
        found = [
            _table(tokenizer, text, start, end, quoted)
            for start, end in _parts(text, *paragraph.span())
        ]
        found = [table for table in found if len(table)]
        if found and tables:
            at = paragraph.start()
            tables.append(np.array([(SEP, at, at, NO_CASE, 0)], dtype=np.int64))
        tables.extend(found)
    table = np.concatenate(tables) if tables else np.zeros((0, 5), np.int64)
    return Pieces(*(np.ascontiguousarray(column) for column in table.T))


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a paragraph in parts that take little memory, cut at white space where there is."""
    while end - start > LONGEST_PART:
        room = text[start : start + LONGEST_PART]
        blank = max(room.rfind(" "), room.rfind("\n"))
        middle = start + blank + 1 if blank > 0 else start + LONGEST_PART
        yield start, middle
        start = middle
    yield start, end


def _table(tokenizer: Tokenizer, text: str, low: int, high: int, quoted: bytes) -> Integers:
    """Return (pieces, 5): id, start, end, shape and quotation state of a part of the text."""
    plain = SURROGATE.sub("\ufffd", text[low:high])  # the tokenizer takes no lone surrogate
    coded = tokenizer.encode(plain, add_special_tokens=False)
    rows: list[tuple[int, int, int, int, int]] = []
    pieces = zip(coded.word_ids, coded.ids, coded.offsets, strict=True)
    for _, word in itertools.groupby(pieces, key=lambda piece: piece[0]):
        parts = [(piece, start + low, end + low) for _, piece, (start, end) in word]
        shape = _shape(text[parts[0][1] : parts[-1][2]])
        for piece, start, end in parts:
            rows.append((piece, start, end, shape, quoted[start]))
            shape = INNER
    return np.array(rows, dtype=np.int64).reshape(-1, 5)


def _shape(word: str) -> int:
    if word.islower():
        return LOWER
    if word.istitle() or (word[:1].isupper() and word[1:].islower()):
        return TITLE
    if word.isupper():
        return UPPER
    return MIXED if word.lower() != word else NO_CASE


def windows(pieces: Pieces, size: int, core: int, before: int) -> list[Window]:
    """Cut a text into windows of at most `size` pieces, whose cores tile it.

    A core has at most `core` pieces and ends with a paragraph, or else a sentence, where one ends
    in its last quarter. `before` pieces of context go before it; what `size` leaves goes after.
    """
    found = []
    low, count = 0, len(pieces)
    while low < count:
        high = count if count - low <= core else core_end(pieces, low, low + core)
        first = max(0, low - before)
        found.append(Window(first, low, high, min(count, first + size)))
        low = high
    return found


def core_end(pieces: Pieces, low: int, limit: int) -> int:
    """Return where the core that begins at `low` ends: after `low`, at most at `limit`.

    At the last paragraph's end in its last quarter, or else at the last sentence's there.
    """
    first = limit - (limit - low) // 4
    ids = pieces.ids[first:limit]
    for wanted in (ids == SEP, np.isin(ids, STOPS)):
        places = np.flatnonzero(wanted)
        if len(places):
            return first + int(places[-1]) + 1
    return limit
