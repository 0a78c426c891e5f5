"""Puts the lines of a paper and what its file says of it together into a document."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from chancery.model import (
    KEPT_TYPES,
    Block,
    BlockType,
    Capture,
    Document,
    TextValue,
    cite_markup,
    cite_span,
    document_id,
)

HEAD = 3_000  # code points in which a paper names its title and authors: a page; choice
LEAST_TITLE = 8  # code points; choice, as a shorter one stands in any text by chance
_SPACES = re.compile(r"\s+")


class Paragraph(NamedTuple):
    """One line of the document's text, and what it is."""

    text: str
    type: BlockType


def build_paper(
    capture: Capture,
    paragraphs: Sequence[Paragraph],
    properties: Mapping[str, str],
    fields: Mapping[str, object],
) -> Document:
    """Return the document, one paragraph a line.

    `properties` are what the file says of itself: forms and the names of whoever saved it stand
    there as often as a title and an author, so a title or author counts only if the text shows it.
    All of them are kept in the document's fields. When a file was made says nothing of when the
    text was published.
    """
    text, blocks = _join(paragraphs)
    identity = document_id(capture.path or capture.uri, capture.sha256)
    kept = {f"file {name}": value for name, value in properties.items()} | dict(fields)
    return Document(
        id=identity,
        capture=capture.id,
        uri=capture.uri,
        path=capture.path,
        sha256=capture.sha256,
        text=text,
        blocks=blocks,
        title=_headline(identity, text, blocks) or _shown(capture, text, properties, "title"),
        byline=_shown(capture, text, properties, "author"),
        media_type=capture.media_type,
        fields={name: msgspec.json.encode(value).decode() for name, value in kept.items()},
    )


def _join(paragraphs: Sequence[Paragraph]) -> tuple[str, tuple[Block, ...]]:
    """Return the text, and blocks that tile it; neighbours of one type are joined."""
    blocks: list[Block] = []
    position = 0
    for number, (text, kind) in enumerate(paragraphs):
        end = position + len(text) + (number < len(paragraphs) - 1)
        if blocks and blocks[-1].type == kind:
            position = blocks.pop().start
        blocks.append(Block(type=kind, start=position, end=end, kept=kind in KEPT_TYPES))
        position = end
    return "\n".join(paragraph.text for paragraph in paragraphs), tuple(blocks)


def _headline(identity: str, text: str, blocks: Sequence[Block]) -> TextValue | None:
    for block in blocks:
        if block.type == "headline":
            heading = text[block.start : block.end].removesuffix("\n")
            evidence = cite_span(identity, text, block.start, block.start + len(heading))
            return TextValue(value=heading, basis="stated", evidence=evidence)
    return None


def _shown(
    capture: Capture, text: str, properties: Mapping[str, str], name: str
) -> TextValue | None:
    """Return the property if the head of the text shows it."""
    value = _SPACES.sub(" ", properties.get(name, "")).strip()
    least = LEAST_TITLE if name == "title" else 1
    if len(value) < least:
        return None
    pattern = r"\s+".join(map(re.escape, value.split()))
    if not re.search(rf"(?<!\w){pattern}(?!\w)", text[:HEAD], re.IGNORECASE):
        return None
    return TextValue(value=value, basis="markup", evidence=cite_markup(capture.id, f"file {name}"))
