"""Says of every line what it is, so that the article speaks and the page does not."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, cast

import msgspec

from chancery.model import Record
from chancery.model.document import Block, BlockType, Document
from chancery.ports import BatchStage
from chancery.stages.clean.beside import author_names, find_beside
from chancery.stages.clean.blocks import Span, tile
from chancery.stages.clean.cuts import Piece, cut_lines
from chancery.stages.clean.labels import Label, label_leftovers, label_pieces
from chancery.text.lines import Line, join_wrapped, split_lines


class Clean(BatchStage):
    """Types the blocks of a text; of a web page, whose markup has spoken, only what it missed."""

    name: ClassVar[str] = "clean"
    version: ClassVar[int] = 3
    inputs: ClassVar[tuple[type[Record], ...]] = (Document,)
    outputs: ClassVar[tuple[type[Record], ...]] = (Document,)

    def run(self, batch: Sequence[Record]) -> Iterable[Sequence[Record]]:
        """Yield each document with its blocks typed; text and metadata are as they were."""
        for record in batch:
            document = cast("Document", record)
            yield [msgspec.structs.replace(document, blocks=tuple(clean_blocks(document)))]


def clean_blocks(document: Document, weights: Mapping[str, float] | None = None) -> list[Block]:
    """Return the blocks that tile the document's text; `weights` stands in for the shipped table.

    A text without a visible character keeps the blocks that it came with.
    """
    if document.media_type == "text/html":
        return _clean_page(document)
    if any(block.type != "body" for block in document.blocks):
        return _clean_rest(document, weights)
    text = document.text
    pieces = cut_lines(text, join_wrapped(text, split_lines(text)))
    if not pieces:
        return list(document.blocks)
    labels = label_pieces(text, pieces, weights)
    return tile(_spans(pieces, labels), 0, len(text))


def _clean_rest(document: Document, weights: Mapping[str, float] | None) -> list[Block]:
    """Return the blocks of a text whose source has typed a part, such as what mail quotes."""
    pieces: list[Piece] = []
    for number, block in enumerate(document.blocks):
        if block.type == "body":
            lines = join_wrapped(document.text, _block_lines(document.text, block))
            pieces += [piece._replace(line=number) for piece in cut_lines(document.text, lines)]
    labels = label_pieces(document.text, pieces, weights) if pieces else []
    if any(block.type == "headline" for block in document.blocks):
        labels = [one._replace(type="body") if one.type == "headline" else one for one in labels]
    spans = _spans(pieces, labels)
    blocks: list[Block] = []
    for number, block in enumerate(document.blocks):
        own = [span for span in spans if span.line == number]
        blocks += tile(own, block.start, block.end) if own else [block]
    return blocks


def _spans(pieces: Sequence[Piece], labels: Sequence[Label]) -> list[Span]:
    spans: list[Span] = []
    for (facts, line, _), (kind, earlier) in zip(pieces, labels, strict=True):
        source = None if earlier is None else pieces[earlier].facts
        repeats = None if source is None else (source.start, source.end)
        spans.append(Span(facts.start, facts.end, kind, line, repeats))
    return spans


def _clean_page(document: Document) -> list[Block]:
    """Return the blocks that the markup gave, those parted that hold leftovers or repeats."""
    pieces: list[Piece] = []
    given: list[BlockType] = []
    for number, block in enumerate(document.blocks):
        if block.kept:
            found = _block_pieces(document.text, block, number)
            pieces += found
            given.extend(block.type for _ in found)
    authors = author_names(document)
    spans = _spans(pieces, label_leftovers(document.text, pieces, given, authors))
    spans += find_beside(document, spans, authors)
    blocks: list[Block] = []
    for number, block in enumerate(document.blocks):
        own = [span for span in spans if span.line == number]
        changed = any(span.type != block.type for span in own)
        blocks += tile(own, block.start, block.end) if changed else [block]
    return blocks


def _block_pieces(text: str, block: Block, number: int) -> list[Piece]:
    return [piece._replace(line=number) for piece in cut_lines(text, _block_lines(text, block))]


def _block_lines(text: str, block: Block) -> list[Line]:
    lines = split_lines(text[block.start : block.end])
    return [Line(line.start + block.start, line.end + block.start, line.apart) for line in lines]
