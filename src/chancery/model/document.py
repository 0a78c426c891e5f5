"""One article's text, kept whole, with blocks that tile it and metadata that says its basis."""

from collections.abc import Collection
from typing import Literal

from chancery.errors import RecordError
from chancery.model.base import Record, Value, make_id, register
from chancery.model.metadata import DateValue, Label, TextValue

BlockType = Literal[
    "headline",
    "dek",
    "byline",
    "dateline",
    "body",
    "caption",
    "credit",
    "appeal",
    "teaser",
    "navigation",
    "consent",
    "form",
    "share",
    "repeat",
]
"""What a span of a document is; the last seven are removed, see `KEPT_TYPES`."""

KEPT_TYPES = frozenset({"headline", "dek", "byline", "dateline", "body", "caption", "credit"})


class Block(Value, frozen=True, kw_only=True):
    """A span of a document's text with its type; blocks tile the text exactly."""

    type: BlockType
    start: int  # code points of the document's text, half-open
    end: int
    kept: bool
    repeats: tuple[int, int] | None = None  # for a repeat: the span that it repeats


@register
class Document(Record, tag="document", frozen=True, kw_only=True):
    """One article: its whole text, the blocks that tile it, and what is known about it."""

    capture: str
    uri: str
    path: str | None
    sha256: str  # of the captured bytes
    text: str
    blocks: tuple[Block, ...]
    title: TextValue | None = None
    published: DateValue | None = None
    modified: DateValue | None = None
    captured: DateValue | None = None
    outlet: TextValue | None = None
    byline: TextValue | None = None
    dateline: TextValue | None = None
    agencies: tuple[TextValue, ...] = ()  # credited for text; photo credits stand apart
    photo_credits: tuple[TextValue, ...] = ()
    language: TextValue | None = None
    address: str | None = None  # canonical address, where the input gave one
    labels: tuple[Label, ...] = ()  # at most one of a kind for each basis
    media_type: str = "text/plain"
    fields: dict[str, str] = {}  # unknown fields of the input, as JSON

    def __post_init__(self) -> None:
        """Reject blocks that leave a gap, overlap, or end before the text does."""
        position = 0
        for block in self.blocks:
            if block.start != position or block.end <= block.start:
                message = (
                    f"{self.id}: block [{block.start}:{block.end}] does not tile at {position}"
                )
                raise RecordError(message)
            position = block.end
        if position != len(self.text):
            message = f"{self.id}: blocks end at {position}, the text at {len(self.text)}"
            raise RecordError(message)


def document_id(where: str, sha256: str) -> str:
    """Return the id of the document that came from this path or address with these bytes."""
    return make_id("document", [where, sha256])


def kept_spans(
    document: Document, types: Collection[BlockType] | None = None
) -> list[tuple[int, int]]:
    """Return the kept spans, of these types or of all, in order, adjacent blocks joined."""
    spans: list[tuple[int, int]] = []
    for block in document.blocks:
        if not block.kept or (types is not None and block.type not in types):
            continue
        if spans and spans[-1][1] == block.start:
            spans[-1] = (spans[-1][0], block.end)
        else:
            spans.append((block.start, block.end))
    return spans


def kept_size(document: Document) -> int:
    """Return how many code points of the document are kept."""
    return sum(end - start for start, end in kept_spans(document))
