"""Documents made of typed pieces, and what the annotating stage makes of one."""

from typing import get_args

from fakes import WordReader, document

from chancery.model import KEPT_TYPES, Annotation, Block, BlockType, Document, TextValue
from chancery.ports import TextReader
from chancery.stages.annotate.stage import Annotate


def typed(*pieces: tuple[str, str], language: str | None = None) -> Document:
    """Make a document of (type, text) pieces; without a language unless one is given."""
    blocks: list[Block] = []
    for kind, text in pieces:
        assert kind in get_args(BlockType)
        start = blocks[-1].end if blocks else 0
        kept = kind in KEPT_TYPES
        blocks.append(Block(type=kind, start=start, end=start + len(text), kept=kept))  # type: ignore[arg-type]
    said = TextValue(value=language, basis="markup") if language else None
    return document("".join(text for _, text in pieces), blocks=tuple(blocks), language=said)


def annotate(one: Document, reader: TextReader | None = None) -> Annotation:
    """Return what the stage makes of one document."""
    ((made,),) = Annotate(reader or WordReader()).run([one])
    assert isinstance(made, Annotation)
    return made
