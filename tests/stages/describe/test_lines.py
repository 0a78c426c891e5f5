"""Lines are those of the blocks, wherever a block ends."""

from collections.abc import Callable
from itertools import pairwise

from msgspec.structs import replace

from chancery.model import Block, Document
from chancery.stages.describe.lines import lines_of


def parted(document: Document, *places: int) -> Document:
    """Return the document with its text parted into body blocks at these places."""
    bounds = (0, *places, len(document.text))
    blocks = tuple(
        Block(type="body", start=start, end=end, kept=True) for start, end in pairwise(bounds)
    )
    return replace(document, blocks=blocks)


def test_a_block_that_ends_amid_a_line_parts_it(article: Callable[..., Document]) -> None:
    document = article(("body", "Accept cookies The envoys met."), ("body", "They spoke."))

    whole = lines_of(parted(document, len("Accept cookies The envoys met.\n")))
    cut = lines_of(parted(document, len("Accept cookies ")))

    assert [line.text for line in whole] == ["Accept cookies The envoys met.", "They spoke."]
    assert [line.text for line in cut] == ["Accept cookies", "The envoys met.", "They spoke."]
    assert all(document.text[line.start : line.end] == line.text for line in (*whole, *cut))
    assert [line.block.start for line in cut] == [0, 15, 15]
