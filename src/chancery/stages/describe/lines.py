"""Cuts a document into lines that know which block they stand in."""

from collections.abc import Sequence
from typing import NamedTuple

from chancery.model import Block, Document
from chancery.text.lines import in_blocks, split_lines

LONGEST_SHORT_LINE = 300  # code points; a line that says only who, where or when is far shorter


class Line(NamedTuple):
    """A line inside one block: `start` and `end` are code points of the document's text."""

    start: int
    end: int
    text: str
    block: Block

    @property
    def kept(self) -> bool:
        """Say whether the line belongs to the article."""
        return self.block.kept

    @property
    def type(self) -> str:
        """Return the type of the line's block."""
        return self.block.type

    @property
    def is_short(self) -> bool:
        """Say whether the line may be looked at with patterns that are slow on long ones."""
        return self.end - self.start <= LONGEST_SHORT_LINE


def lines_of(document: Document) -> list[Line]:
    """Return the lines that show something, in order, blanks at their ends off."""
    text = document.text
    lines: list[Line] = []
    for (start, end, _), block in in_blocks(split_lines(text), document.blocks):
        if block.end < end:
            return _parted_lines(document)
        lines.append(Line(start, end, text[start:end], block))
    return lines


def _parted_lines(document: Document) -> list[Line]:
    """Return the lines where a block may end amid a line of the text."""
    text = document.text
    lines: list[Line] = []
    for block in document.blocks:
        for line in split_lines(text[block.start : block.end]):
            start, end = line.start + block.start, line.end + block.start
            lines.append(Line(start, end, text[start:end], block))
    return lines


def of_type(lines: Sequence[Line], *types: str) -> list[Line]:
    """Return the lines whose blocks have one of these types."""
    return [line for line in lines if line.block.type in types]
