"""Asks trafilatura which words of a page are the article's body."""

import logging
import re
from collections.abc import Iterator, Sequence
from typing import cast

from lxml.etree import strip_elements
from lxml.html import HtmlElement

from chancery.sources.html.walk import Walked

WORD = re.compile(r"\w+")
MAX_DEPTH = 150  # choice: trafilatura recurses; of 508 real pages the deepest has 43 levels
MAX_ELEMENTS = 20_000  # choice: it takes 3 s for so many; of 508 real pages the largest has 6,749

# Where a body is both, trafilatura compares it with what two other programs find, which takes it
# twice as long. Of 508 real pages 81 were so; 3 of the others had a few other words without it.
FEW_WORDS = 300
SMALL_SHARE = 0.25  # of the words that the page shows

_UNREAD = (
    "link",
    "meta",
    "style",
    "svg",
    "template",
)  # it reads none of them, but copies them all


def find_body(root: HtmlElement, page: Walked) -> list[str]:
    """Return the words of the body, in order; none if trafilatura finds none or is not asked.

    The page loses its `_UNREAD` elements.
    Nothing is deduplicated, so trafilatura's caches stay empty; it sets no signal handlers here.
    """
    if page.depth > MAX_DEPTH or page.elements > MAX_ELEMENTS:
        return []
    try:
        strip_elements(root, *_UNREAD, with_tail=False)
        words = _read(root, alone=True)
        return _read(root, alone=False) if _is_small(words, page) else words
    except RecursionError:
        return []


def _is_small(words: Sequence[str], page: Walked) -> bool:
    if len(words) >= FEW_WORDS:
        return False
    shown = sum(len(WORD.findall(line.text)) for line in page.lines)
    return len(words) < SMALL_SHARE * shown


def _read(root: HtmlElement, *, alone: bool) -> list[str]:
    """Return the words that trafilatura finds, `alone` or beside other programs."""
    import trafilatura  # noqa: PLC0415 - takes 0.3 s, and this module is loaded without it
    from trafilatura.settings import Document  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its errors are our fallback
    found = trafilatura.bare_extraction(
        root,
        fast=alone,
        favor_precision=True,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
    )
    if not isinstance(found, Document):
        return []
    texts = cast("Iterator[str]", found.body.itertext())
    return [word for text in texts for word in WORD.findall(text)]
