"""Finds where the page repeats what a statement stands in, word by word."""

from collections.abc import Iterator, Sequence

from chancery.model import Span
from chancery.text.page import Page


def twins(page: Page, spans: Sequence[Span]) -> Iterator[int]:
    """Yield how far from these spans, their sentences included, the page has the same again."""
    held = page.sentences_of(spans)
    text = page.document.text
    for block in page.document.blocks:
        if block.repeats is None:
            continue
        shift = block.start - block.repeats[0]
        first, last = held[0][0] + shift, held[-1][1] + shift
        inside = block.start <= first and last <= block.end
        if inside and text[first:last] == text[first - shift : last - shift]:
            yield shift
