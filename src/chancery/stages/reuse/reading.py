"""Says what of a document is read for reuse: its words, their places and what they stand in."""

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from chancery.lineage.quotes import quoted_spans
from chancery.model import BlockType, Document, kept_spans
from chancery.stages.reuse.plain_words import plain_words
from chancery.text.shingles import shingle_hashes
from chancery.text.words import Hashes, Points, Positions, code_points, find_words, starts_small

Mask = NDArray[np.bool_]
Spans = list[tuple[int, int]]
Edges = tuple[Positions, Positions]  # the starts of spans, and their ends

READ_TYPES: frozenset[BlockType] = frozenset(
    {"headline", "dek", "body", "caption"}  # a byline or a credit is no passage
)
BLANK = ord(" ")


@dataclass(frozen=True)
class Reading:
    """The words of a document's read spans, in order, by offsets into the document's text.

    `segments` numbers the stretches that no other words interrupt: no passage runs from one
    into the next, so that each can be quoted without text that was not read.
    What is asked of the words of a passage is told of them alone: others are many more.
    """

    document: Document
    points: Points
    starts: Positions
    ends: Positions
    hashes: Hashes
    segments: Positions

    @cached_property
    def shingles(self) -> Hashes:
        """Return the hash of every `SIZE` words in a row."""
        return shingle_hashes(self.hashes)

    @cached_property
    def ranked(self) -> tuple[Positions, Hashes]:
        """Return the shingles from the least to the greatest, behind the place of each."""
        order = np.argsort(self.shingles)
        return order, self.shingles[order]

    @cached_property
    def numbers(self) -> Sequence[int]:
        """Return the hashes as numbers of Python, each made when it is asked for."""
        return array("Q", self.hashes.tobytes())

    def small(self, words: Positions) -> Mask:
        """Say whether each of these words begins with a small letter."""
        return starts_small(self.points[self.starts[words]])

    def spoken(self, words: Positions) -> Mask:
        """Say whether each of these words stands between quotation marks."""
        return self._within(self._quotations, words)

    def pictured(self, words: Positions) -> Mask:
        """Say whether each of these words stands in a caption."""
        return self._within(self._captions, words)

    @cached_property
    def _quotations(self) -> Edges:
        return _edges(quoted_spans(self.document.text))

    @cached_property
    def _captions(self) -> Edges:
        blocks = self.document.blocks
        return _edges([(block.start, block.end) for block in blocks if block.type == "caption"])

    def _within(self, edges: Edges, words: Positions) -> Mask:
        """Say whether each of these words lies in one of the spans, which are in order."""
        starts, ends = edges
        if len(starts) == 0:
            return np.zeros(len(words), dtype=np.bool_)
        places = self.starts[words]
        at = starts.searchsorted(places, side="right") - 1
        inside: Mask = (at >= 0) & (places < ends[at])
        return inside

    def find_shingles(self, wanted: Hashes) -> tuple[Positions, Positions]:
        """Return the places of the wanted shingles, and which of the wanted stands at each."""
        if len(wanted) == 0:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        at = np.minimum(np.searchsorted(wanted, self.shingles), len(wanted) - 1)
        places = np.flatnonzero(wanted[at] == self.shingles)
        return places, at[places]


def read_spans(document: Document) -> Spans:
    """Return the spans that are read, in order, adjacent blocks joined."""
    return kept_spans(document, READ_TYPES)


def read_text(document: Document) -> str:
    """Return the text of the spans that are read, parted by line ends."""
    text = document.text
    return "\n".join(text[start:end] for start, end in read_spans(document))


def read_document(document: Document) -> Reading:
    """Return the document's words with their places."""
    spans = read_spans(document)
    points = code_points(document.text)
    words = find_words(_blank_outside(points, spans))
    breaks = np.array(_breaks(document.text, spans), dtype=np.int64)
    segments = np.searchsorted(breaks, words.starts, side="right")
    return Reading(document, points, words.starts, words.ends, words.hashes, segments)


def both_spoken(a: Reading, at_a: Positions, b: Reading, at_b: Positions) -> Mask:
    """Say of each pair of words whether both stand between quotation marks."""
    ours = a.spoken(at_a)
    return ours & b.spoken(at_b) if ours.any() else ours


def may_tell(hashes: Hashes) -> Mask:
    """Say of each word whether it is none of those that set phrases are made of."""
    plain = _plain_hashes()
    at = np.minimum(plain.searchsorted(hashes), len(plain) - 1)
    return np.not_equal(plain[at], hashes)


class Readings:
    """The readings made last, since a document may stand in many pairs that follow."""

    def __init__(self, most: int) -> None:
        """Keep readings of at most so many code points together, and one whatever its size."""
        self._most = most
        self._size = 0
        self._kept: OrderedDict[str, Reading] = OrderedDict()

    def of(self, document: Document) -> Reading:
        """Return the reading of this very document: one of the same id may have other blocks."""
        kept = self._kept.pop(document.id, None)
        if kept is None or kept.document is not document:
            self._size += len(document.text) - (len(kept.points) if kept else 0)
            kept = read_document(document)
        self._kept[document.id] = kept
        while self._size > self._most and len(self._kept) > 1:
            self._size -= len(self._kept.popitem(last=False)[1].points)
        return kept


def _edges(spans: Spans) -> Edges:
    starts, ends = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    return starts, ends


def _blank_outside(points: Points, spans: Spans) -> Points:
    if spans == [(0, len(points))]:
        return points
    inside = np.full_like(points, BLANK)
    for start, end in spans:
        inside[start:end] = points[start:end]
    return inside


def _breaks(text: str, spans: Spans) -> list[int]:
    """Return the starts of spans that words which are not read part from the span before."""
    pairs = pairwise(spans)
    return [
        after[0] for before, after in pairs if any(map(str.isalnum, text[before[1] : after[0]]))
    ]


@cache
def _plain_hashes() -> Hashes:
    return np.sort(find_words(code_points(" ".join(sorted(plain_words())))).hashes)
