"""The spans of the five real articles, by number; skipped where the articles are not at hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from chancery.model.document import Block, Document, kept_spans

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "articles" / "moscow-format"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the five articles are not at hand")

Clean = Callable[[str], Document]


def article(number: str) -> str:
    (path,) = FOLDER.glob(f"{number}_*.txt")
    return path.read_bytes().decode("utf-8")


def block_at(document: Document, place: int) -> Block:
    return next(block for block in document.blocks if block.start <= place < block.end)


def contents(document: Document, kind: str) -> list[tuple[int, int]]:
    """Return the spans of one type, blanks at their ends off."""
    spans = []
    for block in document.blocks:
        content = document.text[block.start : block.end].rstrip()
        if block.type == kind:
            spans.append((block.start, block.start + len(content)))
    return spans


def test_an_appeal_glued_to_the_lead_is_cut_where_the_lead_begins(clean: Clean) -> None:
    document = clean(article("000"))
    assert contents(document, "headline") == [(0, 57)]
    assert contents(document, "dek") == [(58, 216)]
    assert [(b.start, b.end) for b in document.blocks if not b.kept] == [(217, 1150)]
    assert block_at(document, 217).type == "appeal"
    assert block_at(document, 1150).type == "body"


def test_captions_are_kept_and_a_dangling_label_is_not(clean: Clean) -> None:
    document = clean(article("001"))
    assert contents(document, "caption") == [(1186, 1390), (4130, 4328)]
    assert [(b.start, b.end, b.type) for b in document.blocks if not b.kept] == [
        (4330, 4345, "navigation")
    ]
    assert block_at(document, 1873).type == "body"


def test_a_body_that_stands_twice_is_kept_once(clean: Clean) -> None:
    document = clean(article("002"))
    assert contents(document, "navigation") == [(0, 42), (1520, 1529)]
    assert contents(document, "headline") == [(44, 96)]
    assert contents(document, "dek") == [(1424, 1517)]
    assert contents(document, "share") == [(2803, 2818)]
    repeats = {b.start: b.repeats for b in document.blocks if b.type == "repeat"}
    assert repeats == {1370: (44, 96), 1531: (98, 1366)}
    assert block_at(document, 98).type == "body"
    assert document.text == article("002")


def test_a_doubled_caption_and_the_teasers_below_are_removed(clean: Clean) -> None:
    document = clean(article("003"))
    assert contents(document, "dateline") == [(71, 97)]
    assert contents(document, "caption") == [(98, 204)]
    assert block_at(document, 205).repeats == (98, 204)
    assert [(b.start, b.end, b.type) for b in document.blocks if not b.kept] == [
        (205, 313, "repeat"),
        (3209, 4266, "teaser"),
    ]
    assert block_at(document, 1830).type == "body"


def test_a_footer_of_outlet_form_and_cookies_is_removed(clean: Clean) -> None:
    document = clean(article("004"))
    assert contents(document, "credit") == [(78, 119)]
    assert contents(document, "navigation") == [(3809, 3832)]
    assert contents(document, "form") == [(3834, 3890)]
    assert contents(document, "consent") == [(3892, 4029)]
    assert kept_spans(document) == [(0, 3809)]
