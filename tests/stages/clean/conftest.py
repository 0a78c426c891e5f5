from collections.abc import Callable

import pytest

from chancery.model.document import Block, Document, document_id
from chancery.stages.clean.stage import Clean

Typed = list[tuple[str, str]]


def make_document(
    text: str, media_type: str = "text/plain", blocks: tuple[Block, ...] | None = None
) -> Document:
    whole = (Block(type="body", start=0, end=len(text), kept=True),) if text else ()
    return Document(
        id=document_id("made", str(hash(text))),
        capture="capture",
        uri="made",
        path="made.txt",
        sha256="0" * 64,
        text=text,
        blocks=whole if blocks is None else blocks,
        media_type=media_type,
    )


@pytest.fixture
def document() -> Callable[..., Document]:
    return make_document


@pytest.fixture
def clean() -> Callable[[str], Document]:
    def run(text: str) -> Document:
        ((result,),) = Clean().run([make_document(text)])
        assert isinstance(result, Document)
        return result

    return run


@pytest.fixture
def typed(clean: Callable[[str], Document]) -> Callable[[str], Typed]:
    """Give the blocks of a text as pairs of type and content."""

    def run(text: str) -> Typed:
        return [(b.type, text[b.start : b.end].strip()) for b in clean(text).blocks]

    return run
