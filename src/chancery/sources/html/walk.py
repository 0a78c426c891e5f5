"""Walks a page and gives every visible line of it, in document order."""

import re
from collections.abc import Iterator
from typing import NamedTuple

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


class Walked(NamedTuple):
    """The lines of a page, how many visible elements it has and how deep they nest."""

    lines: list[Line]
    elements: int
    depth: int


class _Piece(NamedTuple):
    text: str
    role: Role
    linked: bool
    heading: bool


class _Frame(NamedTuple):
    element: HtmlElement
    children: Iterator[HtmlElement]
    role: Role
    linked: bool
    heading: bool
    raw: bool  # white space counts


_CELL = _Piece("", NO_ROLE, linked=False, heading=False)  # stands between two cells of a row
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def walk_page(root: HtmlElement) -> Walked:
    """Return the visible lines, white space collapsed as a browser would; hidden parts left out.

    Where a page shows nothing, what it shows without scripts (<noscript>) is read instead.
    """
    walked = _walk(root, HIDDEN)
    return walked if walked.lines else _walk(root, HIDDEN - {"noscript"})


def _walk(root: HtmlElement, hidden: frozenset[str]) -> Walked:
    page = _Page()  # with a stack of its own, so that no depth of nesting is too deep
    frames = [page.open(root, None)]
    elements = depth = 1
    while frames:
        frame = frames[-1]
        child = next(frame.children, None)
        if child is None:
            frames.pop()
            page.close(frame, frames[-1] if frames else None)
        elif _is_hidden(child, hidden):
            page.add(child.tail, frame)
        else:
            frames.append(page.open(child, frame))
            elements += 1
            depth = max(depth, len(frames))
    page.flush()
    return Walked(page.lines, elements, depth)


def _is_hidden(element: HtmlElement, hidden: frozenset[str]) -> bool:
    tag = element.tag
    if tag in hidden or not isinstance(tag, str):
        return True
    attributes = element.attrib
    if not attributes:
        return bool(tag == "dialog")
    return (
        "hidden" in attributes
        or ("style" in attributes and _CONCEALED.search(attributes["style"]) is not None)
        or (tag == "dialog" and "open" not in attributes)
    )


class _Page:
    """The lines so far, and the pieces of the line that is being put together."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[_Piece] = []

    def open(self, element: HtmlElement, outer: _Frame | None) -> _Frame:
        tag = element.tag
        frame = _Frame(
            element,
            iter(element),
            role_of(element, outer.role if outer else NO_ROLE),
            tag == "a" or (outer is not None and outer.linked),
            tag in _HEADINGS or (outer is not None and outer.heading),
            tag in PREFORMATTED or (outer is not None and outer.raw),
        )
        if tag in BLOCKS:
            self.flush()
        elif tag in CELLS and self._pieces:
            self._pieces.append(_CELL)
        self.add(element.text, frame)
        return frame

    def close(self, frame: _Frame, outer: _Frame | None) -> None:
        tag = frame.element.tag
        if tag in BLOCKS or tag in BREAKS:
            self.flush()
        if outer is not None:
            self.add(frame.element.tail, outer)

    def add(self, text: str | None, frame: _Frame) -> None:
        if not text or (not self._pieces and not text.strip(_HTML_SPACE)):
            return  # nothing, or the white space before a line: most of a page's text nodes
        if not frame.raw:
            self._pieces.append(_Piece(text, frame.role, frame.linked, frame.heading))
            return
        for number, part in enumerate(text.split("\n")):
            if number:
                self.flush()
            self._pieces.append(_Piece(part, frame.role, frame.linked, frame.heading))

    def flush(self) -> None:
        """End the line, if anything visible is on it."""
        pieces, self._pieces = self._pieces, []
        if not pieces:
            return
        text = _collapse(pieces)
        if text.strip(_INVISIBLE):
            self.lines.append(_line(text, pieces))


def _collapse(pieces: list[_Piece]) -> str:
    """Return the visible text of the pieces; the cells of a table row are parted by tabs."""
    if len(pieces) == 1:
        return _SPACES.sub(" ", pieces[0].text).strip(" ")
    cells: list[list[str]] = [[]]
    for piece in pieces:
        if piece is _CELL:
            cells.append([])
        else:
            cells[-1].append(piece.text)
    texts = (_SPACES.sub(" ", "".join(cell)).strip(" ") for cell in cells)
    return "\t".join(texts).strip("\t")


def _line(text: str, pieces: list[_Piece]) -> Line:
    if len(pieces) == 1:
        piece = pieces[0]
        return Line(text, *piece.role, len(text) if piece.linked else 0, piece.heading)
    weight: dict[Role, int] = {}
    for piece in pieces:
        size = len(piece.text.strip())
        weight[piece.role] = weight.get(piece.role, 0) + size
    role = max(weight, key=lambda each: weight[each])
    linked = sum(len(piece.text.strip()) for piece in pieces if piece.linked)
    heading = all(piece.heading for piece in pieces if piece.text.strip())
    return Line(text, *role, min(linked, len(text)), heading)
