"""Finds in the text of a message what it quotes of the message that it answers."""

import re
from collections.abc import Iterator, Sequence

from chancery.model import Block, BlockType

LONGEST_LEAD = 3  # lines above a quotation that say whose it is, wrapped; choice
FEWEST = 2  # lines of a quotation; choice, so that one stray mark removes nothing

_LINE = re.compile(r"[^\n]*\n?")
_QUOTED = re.compile(r"[ \t]?>(?!From )")  # ">From " is how a mailbox escapes a line
_LEAD_END = re.compile(r":[ \t]*\r?\n?$")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}")
_MAIL = re.compile(r"\S@\S")


class Line:
    """A line with its place in the text."""

    __slots__ = ("end", "start", "text")

    def __init__(self, text: str, start: int) -> None:
        """Keep the line, which begins at `start`."""
        self.text, self.start, self.end = text, start, start + len(text)


def plain_blocks(text: str) -> tuple[Block, ...]:
    """Return blocks that tile a plain text: what stands behind ">" is repeated, the rest body.

    The line above that says who wrote it goes with it. A text that is quoted as a whole is kept.
    """
    lines = list(_lines(text))
    quoted = [_QUOTED.match(line.text) is not None for line in lines]
    removed = [False] * len(lines)
    for first, end in _runs(lines, quoted):
        if end - first >= FEWEST or _is_lead(lines, first):
            removed[first:end] = [True] * (end - first)
            for number in _lead(lines, quoted, first):
                removed[number] = True
    return _tile(lines, removed, len(text))


def page_blocks(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with all removed below the line that opens a quotation, if there is one.

    Markup shows no ">": what is quoted stands below "On ..., ... wrote:", a line that ends in a
    colon and holds an address and a time.
    """
    for line in _lines(text):
        bare = line.text.strip()
        opens = _LEAD_END.search(bare) and _MAIL.search(bare) and _CLOCK.search(bare)
        if opens and text[: line.start].strip():
            return tuple(_cut(blocks, line.start))
    return tuple(blocks)


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for match in _LINE.finditer(text):
        if match[0]:
            yield Line(match[0], start)
            start = match.end()


def _runs(lines: Sequence[Line], quoted: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the runs of quoted lines, half-open; blank lines between two do not part them."""
    first = end = -1
    for number, line in enumerate(lines):
        if quoted[number]:
            if first < 0:
                first = number
            end = number + 1
        elif line.text.strip() and first >= 0:
            yield first, end
            first = -1
    if first >= 0:
        yield first, end


def _lead(lines: Sequence[Line], quoted: Sequence[bool], first: int) -> range:
    """Return the numbers of the lines above that say whose words are quoted."""
    if not _is_lead(lines, first):
        return range(0)
    end = first
    while end > 0 and not lines[end - 1].text.strip():
        end -= 1
    start = end - 1
    for number in range(end - 1, max(-1, end - 1 - LONGEST_LEAD), -1):
        if not lines[number].text.strip() or quoted[number]:
            break
        if _CLOCK.search(lines[number].text):  # it says when, and goes on in the lines below
            start = number
            break
    said = "".join(line.text for line in lines[start:end])
    return range(start, first) if _CLOCK.search(said) or _MAIL.search(said) else range(0)


def _is_lead(lines: Sequence[Line], first: int) -> bool:
    above = first - 1
    while above >= 0 and not lines[above].text.strip():
        above -= 1
    return above >= 0 and _LEAD_END.search(lines[above].text) is not None


def _tile(lines: Sequence[Line], removed: Sequence[bool], size: int) -> tuple[Block, ...]:
    own = any(line.text.strip() and not gone for line, gone in zip(lines, removed, strict=True))
    if not own or not any(removed):
        return (Block(type="body", start=0, end=size, kept=True),)
    blocks: list[Block] = []
    for line, gone in zip(lines, removed, strict=True):
        start = line.start
        if blocks and blocks[-1].kept != gone:
            start = blocks.pop().start
        kind: BlockType = "repeat" if gone else "body"
        blocks.append(Block(type=kind, start=start, end=line.end, kept=not gone))
    return tuple(blocks)


def _cut(blocks: Sequence[Block], place: int) -> Iterator[Block]:
    for block in blocks:
        if block.start < place:
            end = min(block.end, place)
            yield Block(type=block.type, start=block.start, end=end, kept=block.kept)
    yield Block(type="repeat", start=place, end=blocks[-1].end, kept=False)
