"""Lines of a text with exact offsets, and paragraphs out of lines that were wrapped by hand."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from chancery.model import Block

BREAKS = "\n\r\x0b\x0c\u2028\u2029"  # what Unicode calls mandatory breaks, without NEL (see below)
# NEL (U+0085) is left out: in news text it is nearly always a mis-decoded ellipsis.
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"  # zero-width characters and marks
NARROWEST_WRAP, LONGEST_WRAP = (
    45,
    100,
)  # columns; chosen: printers, mail and wires wrap at 60 to 80
TYPICAL = 0.9  # quantile of the lengths taken for the width, so that one long line hides nothing
OVERHANG = 1.2  # a line longer than this many widths was not wrapped by the same hand
FEWEST_WRAPPED = 3  # pairs of lines; chosen, so that two chance lines join nothing
WRAPPED_SHARE = 0.5  # of adjacent pairs; chosen: the rest are ends of paragraphs


class Line(NamedTuple):
    """A line that shows something: `start` and `end` are code points, blanks at both ends off."""

    start: int
    end: int
    apart: bool  # a blank line, or the start of the text, stands before it


def split_lines(text: str) -> list[Line]:
    """Return the lines that hold a visible character, in order."""
    lines: list[Line] = []
    last = 0
    begin = 0
    for raw in _broken(text):
        if not raw:
            begin += 1
            continue
        content = raw.strip()
        if content and (content[0] not in INVISIBLE or content.strip(INVISIBLE)):
            start = begin if len(content) == len(raw) else begin + raw.index(content)
            between = text[last:start]
            apart = not lines or between == "\n\n" or _is_blank_between(between)
            last = start + len(content)
            lines.append(Line(start, last, apart))
        begin += len(raw) + 1
    return lines


def in_blocks(lines: Iterable[Line], blocks: Iterable[Block]) -> Iterator[tuple[Line, Block]]:
    """Yield lines, which are in order, each with the block that it begins in."""
    rest = iter(blocks)
    block = next(rest, None)
    for line in lines:
        while block and block.end <= line.start:
            block = next(rest, None)
        if block:
            yield line, block


def _broken(text: str) -> list[str]:
    for mark in BREAKS[1:]:
        if mark in text:
            text = text.replace(mark, BREAKS[0])
    return text.split(BREAKS[0])


def _is_blank_between(gap: str) -> bool:
    return len(gap) > 1 and len(gap.replace("\r\n", "\n").strip(" \t\u00a0")) > 1


def join_wrapped(text: str, lines: Sequence[Line]) -> list[Line]:
    """Return paragraphs where the text is wrapped at a fixed width, else the lines as they are.

    A break is a wrap when the next word would not have fitted into the width of the text.
    """
    if len(lines) <= FEWEST_WRAPPED:
        return list(lines)
    width = sorted(line.end - line.start for line in lines)[int(TYPICAL * len(lines))]
    if not NARROWEST_WRAP <= width <= LONGEST_WRAP:
        return list(lines)
    wraps = [_is_wrap(text, a, b, width) for a, b in pairwise(lines)]
    pairs = sum(not line.apart for line in lines[1:])
    if sum(wraps) < max(FEWEST_WRAPPED, WRAPPED_SHARE * pairs):
        return list(lines)
    joined = [lines[0]]
    for line, wrapped in zip(lines[1:], wraps, strict=True):
        if wrapped:
            joined[-1] = joined[-1]._replace(end=line.end)
        else:
            joined.append(line)
    return joined


def _is_wrap(text: str, line: Line, following: Line, width: int) -> bool:
    length = line.end - line.start
    if following.apart or length > OVERHANG * width:
        return False
    word = text[following.start : min(following.end, following.start + width)].split(None, 1)[0]
    return length + 1 + len(word) > width
