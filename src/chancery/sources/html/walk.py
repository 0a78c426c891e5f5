"""Walks a page and gives every visible line of it, in document order."""

import re
from typing import NamedTuple

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from chancery.model import BlockType
from chancery.sources.html.elements import BLOCKS, BREAKS, CELLS, HIDDEN, PREFORMATTED
from chancery.sources.html.roles import NO_ROLE, Role, role_of

_HTML_SPACE = " \t\n\r\f"  # what HTML collapses; a no-break space is none of them
_SPACES = re.compile(f"[{_HTML_SPACE}]+")
_INVISIBLE = " \t\n\r\f\v\xa0\u00ad\u200b\u200c\u200d\u2060\ufeff"
_CONCEALED = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


class Line(NamedTuple):
    """One visible line: its text, what its markup says it is, and how much of it is links."""

    text: str
    part: BlockType | None
    zone: BlockType | None
    linked: int  # characters inside links
    heading: bool
    links: int  # how many, where other text or space parts them
    block: int  # which block or cell it begins in, counted from the page's start


class Walked(NamedTuple):
    """The lines of a page, how many visible elements it has and how deep they nest."""

    lines: list[Line]
    elements: int
    depth: int


class _Frame(NamedTuple):
    """What an element hands down to the text and the elements in it."""

    role: Role
    linked: bool
    heading: bool
    raw: bool  # white space counts
    block: int


class _Piece(NamedTuple):
    text: str
    frame: _Frame


_OUTSIDE = _Frame(NO_ROLE, linked=False, heading=False, raw=False, block=0)
_HIDDEN = _OUTSIDE._replace(block=-1)  # of an element that is left out
_CELL = _Piece("", _OUTSIDE)  # stands between two cells of a row
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FRAMING = BLOCKS | CELLS | {"a"}
_ENDING = BLOCKS | BREAKS  # end a line where they end


def walk_page(root: HtmlElement) -> Walked:
    """Return the visible lines, white space collapsed as a browser would; hidden parts left out.

    Where a page shows nothing, what it shows without scripts (<noscript>) is read instead.
    """
    walked = _walk(root, HIDDEN)
    return walked if walked.lines else _walk(root, HIDDEN - {"noscript"})


def _walk(root: HtmlElement, hidden: frozenset[str]) -> Walked:
    page = _Page()
    frames = [_OUTSIDE]  # a stack of our own, so that no depth of nesting is too deep
    elements = depth = 0
    walker = iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if _is_hidden(element, tag, hidden):
                walker.skip_subtree()
                frames.append(_HIDDEN)
                continue
            elements += 1
            depth = max(depth, len(frames))
            frames.append(page.open(element, tag, frames[-1]))
            text = element.text
        else:
            if frames.pop() is not _HIDDEN and tag in _ENDING:
                page.flush()
            text = element.tail
        if text:
            page.add(text, frames[-1])
    page.flush()
    return Walked(page.lines, elements, depth)


def _is_hidden(element: HtmlElement, tag: str, hidden: frozenset[str]) -> bool:
    if tag in hidden:
        return True
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or (style is not None and _CONCEALED.search(style) is not None)
        or (tag == "dialog" and element.get("open") is None)
    )


class _Page:
    """The lines so far, and the pieces of the line that is being put together."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[_Piece] = []
        self._blocks = 0

    def open(self, element: HtmlElement, tag: str, outer: _Frame) -> _Frame:
        """Begin the element, and return the frame of what is in it."""
        if tag in BLOCKS:
            self.flush()
        elif tag in CELLS and self._pieces:
            self._pieces.append(_CELL)
        role = role_of(element, tag, outer.role)
        if role is outer.role and tag not in _FRAMING:
            return outer
        self._blocks += 1
        return _Frame(
            role,
            outer.linked or tag == "a",
            outer.heading or tag in _HEADINGS,
            outer.raw or tag in PREFORMATTED,
            self._blocks if tag in BLOCKS or tag in CELLS else outer.block,
        )

    def add(self, text: str, frame: _Frame) -> None:
        if not self._pieces and not text.strip(_HTML_SPACE):
            return  # the white space before a line: most of a page's text nodes
        if not frame.raw:
            self._pieces.append(_Piece(text, frame))
            return
        for number, part in enumerate(text.split("\n")):
            if number:
                self.flush()
            self._pieces.append(_Piece(part, frame))

    def flush(self) -> None:
        """End the line, if anything visible is on it."""
        if not self._pieces:
            return
        pieces, self._pieces = self._pieces, []
        text = _collapse(pieces)
        if text.strip(_INVISIBLE):
            self.lines.append(_line(text, pieces))


def _collapse(pieces: list[_Piece]) -> str:
    """Return the visible text of the pieces; the cells of a table row are parted by tabs."""
    if len(pieces) == 1:
        return _spaced(pieces[0].text)
    cells: list[list[str]] = [[]]
    for piece in pieces:
        if piece is _CELL:
            cells.append([])
        else:
            cells[-1].append(piece.text)
    return "\t".join(_spaced("".join(cell)) for cell in cells).strip("\t")


def _spaced(text: str) -> str:
    """Return the text, white space collapsed; most texts have none but single spaces."""
    if "  " in text or not text.isprintable():
        text = _SPACES.sub(" ", text)
    return text.strip(" ")


def _line(text: str, pieces: list[_Piece]) -> Line:
    frame = pieces[0].frame
    if len(pieces) == 1:
        linked = len(text) if frame.linked else 0
        return Line(text, *frame.role, linked, frame.heading, int(frame.linked), frame.block)
    weight: dict[Role, int] = {}
    linked = links = 0
    before, heading = False, True
    for piece in pieces:
        role, within, headed, *_ = piece.frame
        size = len(piece.text.strip())
        weight[role] = weight.get(role, 0) + size
        if within:
            linked += size
            links += not before
        before = within
        heading = heading and (headed or not size)
    role = max(weight, key=weight.__getitem__)
    return Line(text, *role, min(linked, len(text)), heading, links, frame.block)
