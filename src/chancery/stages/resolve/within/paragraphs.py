"""The paragraphs of a document, and which of them ask somebody something."""

import re
from dataclasses import dataclass

from chancery.model import Span
from chancery.stages.resolve.within.reading import Reading
from chancery.stages.resolve.within.speakers import Speakers
from chancery.text.lines import split_lines

LONGEST_QUESTION = 100  # words: a longer paragraph that ends with a question answers one; chosen
LONGEST_REMARK = 45  # words with which somebody is asked something without a question mark; chosen

_I = re.compile(r"\b(?:I|(?i:me|my|myself|mine))\b")
_YOU = re.compile(r"\b[Yy]ou(?:r|rs|rself)?\b")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with how often it speaks of "I" and "you" outside quotation marks."""

    start: int
    end: int
    mine: int
    yours: int
    words: int
    asks: bool  # it ends with a question

    @property
    def is_question(self) -> bool:
        """Say whether it asks whom it calls "you"."""
        return self.asks and self.yours > 0 and self.words <= LONGEST_QUESTION

    @property
    def is_remark(self) -> bool:
        """Say whether it is put to whom it calls "you", though it may ask nothing."""
        return 0 < self.yours >= self.mine and self.words <= LONGEST_REMARK


def find_paragraphs(reading: Reading, speakers: Speakers) -> list[Paragraph]:
    """Return the paragraphs that are read, in order."""
    first, last = reading.sentences[0][0], reading.sentences[-1][1]
    lines = [(one.start, one.end) for one in split_lines(reading.text)]
    return [_paragraph(reading.text, one, speakers) for one in lines if first <= one[0] < last]


def outside(text: str, pattern: re.Pattern[str], span: Span, speakers: Speakers) -> int:
    """Return how often a pattern stands in a span outside quotation marks."""
    found = (one.start() for one in pattern.finditer(text, *span))
    return sum(not speakers.is_quoted(place) for place in found)


def _paragraph(text: str, span: Span, speakers: Speakers) -> Paragraph:
    return Paragraph(
        *span,
        mine=outside(text, _I, span, speakers),
        yours=outside(text, _YOU, span, speakers),
        words=len(_WORD.findall(text, *span)),
        asks=text[span[1] - 1] == "?",
    )
