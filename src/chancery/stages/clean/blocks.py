"""Turns typed spans into blocks that tile a text."""

from collections.abc import Sequence
from typing import NamedTuple

from chancery.model.document import KEPT_TYPES, Block, BlockType

APART = 80  # code points between two repeated lines that still make one repeat; a label fits in


class Span(NamedTuple):
    """A typed span; `line` joins the parts of one line again when they have one type."""

    start: int
    end: int
    type: BlockType
    line: int
    repeats: tuple[int, int] | None = None


def tile(spans: Sequence[Span], start: int, end: int) -> list[Block]:
    """Return blocks that tile `[start:end)`: what lies between two spans goes to the first."""
    joined = _join(spans)
    bounds = [start, *(span.start for span in joined[1:]), end]
    return [
        Block(
            type=span.type,
            start=first,
            end=last,
            kept=span.type in KEPT_TYPES,
            repeats=span.repeats,
        )
        for span, first, last in zip(joined, bounds, bounds[1:], strict=False)
    ]


def _join(spans: Sequence[Span]) -> list[Span]:
    """Join parts of one line, and lines that were removed together for one reason."""
    joined: list[Span] = []
    for span in spans:
        if joined and _belongs(joined[-1], span):
            joined[-1] = _extend(joined[-1], span)
        else:
            joined.append(span)
    return joined


def _belongs(last: Span, span: Span) -> bool:
    if span.type != last.type:
        return False
    if last.repeats and span.repeats:
        return 0 <= span.repeats[0] - last.repeats[1] <= APART
    return span.line == last.line or span.type not in KEPT_TYPES


def _extend(last: Span, span: Span) -> Span:
    repeats = (last.repeats[0], span.repeats[1]) if last.repeats and span.repeats else None
    return last._replace(end=span.end, line=span.line, repeats=repeats)
