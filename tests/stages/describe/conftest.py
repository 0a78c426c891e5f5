"""Builds cleaned documents from lines whose block types are given."""

from collections.abc import Callable

import pytest

from chancery.model import KEPT_TYPES, Block, Document, document_id

MakeArticle = Callable[..., Document]


def make_article(*lines: tuple[str, str], **metadata: object) -> Document:
    text = ""
    blocks: list[Block] = []
    for kind, line in lines:
        start = len(text)
        text += line + "\n"
        kept = kind in KEPT_TYPES
        blocks.append(Block(type=kind, start=start, end=len(text), kept=kept))  # type: ignore[arg-type] # any name of a type
    return Document(
        id=document_id("a.txt", "0" * 64),
        capture="capture-1",
        uri="a.txt",
        path="a.txt",
        sha256="0" * 64,
        text=text,
        blocks=tuple(blocks),
        **metadata,  # type: ignore[arg-type] # what a test sets
    )


@pytest.fixture
def article() -> MakeArticle:
    return make_article
