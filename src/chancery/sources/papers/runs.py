"""Reads the paragraphs and tables of a part of a DOCX file, in the order of its markup."""

from collections.abc import Iterator
from typing import NamedTuple, cast

from lxml import etree
from lxml.etree import _Element  # pyright: ignore[reportPrivateUsage]

Element = _Element  # it has no public name

_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
    "cr": "\n",
    "br": "\n",
}
_HIDDEN = {
    "del",  # what was deleted while changes were tracked; insertions are read
    "moveFrom",
    "instrText",
    "Fallback",  # the same again for older programs
    "pPr",
    "rPr",
    "tblPr",
    "sectPr",
}


class Styled(NamedTuple):
    """A paragraph and the id of its style."""

    text: str
    style: str


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace, which differs between editions."""
    tag = cast("object", element.tag)  # that of an entity, which is not expanded, is a function
    return etree.QName(element).localname if isinstance(tag, str) else ""


def paragraphs_of(root: Element) -> Iterator[Styled]:
    """Yield each paragraph that shows something; a row of a table is one, with tabs in it.

    A row with several paragraphs in a cell is layout, and each of them stands alone. Text boxes
    stand below the paragraph that they are fixed to. Controls and tracked insertions are read,
    deletions are not.
    """
    for child in root:
        name = local_name(child)
        if name == "p":
            yield from _paragraph(child)
        elif name == "tr":
            yield from _row(child)
        elif name not in _HIDDEN:
            yield from paragraphs_of(child)


def _paragraph(element: Element) -> Iterator[Styled]:
    boxes: list[Element] = []
    text = "".join(_pieces(element, boxes))
    if text.strip():
        yield Styled(text, _style(element))
    for box in boxes:
        yield from paragraphs_of(box)


def _row(row: Element) -> Iterator[Styled]:
    cells = [list(paragraphs_of(cell)) for cell in _cells(row)]
    if any(len(cell) > 1 for cell in cells):
        yield from (one for cell in cells for one in cell)
        return
    texts = ["".join(one.text for one in cell) for cell in cells]
    if any(texts):
        yield Styled("\t".join(texts), "")


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if local_name(child) == "tc":
            yield child
        elif local_name(child) not in _HIDDEN:
            yield from _cells(child)


def _pieces(element: Element, boxes: list[Element]) -> Iterator[str]:
    """Yield the characters below an element; text boxes are laid aside in `boxes`."""
    for child in element:
        name = local_name(child)
        if name == "t":
            yield child.text or ""
        elif name == "txbxContent":
            boxes.append(child)
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name not in _HIDDEN:
            yield from _pieces(child, boxes)


def _style(paragraph: Element) -> str:
    """Return the id of the paragraph's style, "" where it has none."""
    found = paragraph.find("{*}pPr/{*}pStyle")
    return "" if found is None else attribute(found, "val")


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without namespace, "" where it is absent."""
    for key, value in element.attrib.items():
        if etree.QName(str(key)).localname == name:
            return str(value)
    return ""
