"""A document with what was read in it: the text that speaks, and its time expressions."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from chancery.model import Annotation, Document, Mention, Span
from chancery.text.page import read_text
from chancery.text.timex import TimeValue, find_times, join_times, read_times

PROPOSED = frozenset({"date", "duration", "set"})
# Of mentions that rules do not find, 19 of 25 from it on are times, 7 of 16 below it (TimeBank).
LEAST_CONFIDENCE = 0.4
DAY = slice(10)  # the day of an ISO time


class Page(NamedTuple):
    """The text with line ends for all that is not read, its expressions and their values."""

    document: Document
    sentences: Sequence[Span]
    text: str
    spans: Sequence[Span]
    values: Sequence[TimeValue]

    def block(self, place: int) -> str:
        """Return the type of the block in which a character stands."""
        blocks = self.document.blocks
        return next(one.type for one in blocks if one.start <= place < one.end)


def read_page(document: Document, annotation: Annotation) -> Page:
    """Return the page with its expressions as they read by its own day of publication, if known.

    Nothing is found in a document that was not read, as the rules are those of English.
    """
    text = read_text(document.text, annotation.sentences)
    spans = [] if annotation.unread else time_spans(text, annotation.mentions)
    values = read_times(text, spans, published_day(document))
    return Page(document, annotation.sentences, text, spans, values)


def time_spans(text: str, mentions: Sequence[Mention]) -> list[Span]:
    """Return where the rules, and the mentions that are sure enough, find time expressions."""
    proposed = [
        (one.start, one.end)
        for one in mentions
        if one.type in PROPOSED and one.confidence >= LEAST_CONFIDENCE
    ]
    return join_times(text, find_times(text), proposed)


def published_day(document: Document) -> date | None:
    """Return the day of publication, where the document or its page says it to the day."""
    found = document.published
    if found is None or found.start is None or found.end is None:
        return None
    first, last = found.start[DAY], found.end[DAY]
    return date.fromisoformat(first) if first == last else None
