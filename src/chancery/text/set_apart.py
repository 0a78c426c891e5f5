"""Says which spans of a document are credits and datelines: words that nobody in it says."""

import re
from collections.abc import Iterable, Iterator

from chancery.model import Credit, Document, Span

_TO_DASH = re.compile(r"[^\n]{0,60}?(?:—|–|―|--|_|\s-\s|(?<=\))\s*[-:]+|:)\s*")


def find_apart(document: Document, credited: Iterable[Credit]) -> tuple[Span, ...]:
    """Return the spans of datelines, of picture credits and of credits for the whole text.

    A credit for one sentence is a narrator's cue ("an agency reported"), and stands in it.
    """
    return tuple(sorted({*_dateline(document), *map(_span, filter(_is_set_apart, credited))}))


def _dateline(document: Document) -> Iterator[Span]:
    """Yield the opening of a report from its place to the dash behind it."""
    place = document.dateline.evidence if document.dateline else None
    if place and place.start is not None and place.end is not None:
        behind = _TO_DASH.match(document.text, place.end)
        yield place.start, behind.end() if behind else place.end


def _is_set_apart(one: Credit) -> bool:
    return one.medium == "photo" or one.scope == "document"


def _span(one: Credit) -> Span:
    return one.evidence.start, one.evidence.end
