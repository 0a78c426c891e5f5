"""Asks trafilatura which words of a page are the article's body."""

import logging
import re
from collections.abc import Iterator
from typing import cast

from lxml.etree import strip_elements
from lxml.html import HtmlElement

WORD = re.compile(r"\w+")
MAX_DEPTH = 150  # choice: trafilatura recurses; of 508 real pages the deepest has 43 levels
MAX_ELEMENTS = 20_000  # choice: it takes 3 s for so many; of 508 real pages the largest has 6,749

_UNREAD = (
    "link",
    "meta",
    "style",
    "svg",
    "template",
)  # it reads none of them, but copies them all


def find_body(root: HtmlElement, *, depth: int, elements: int) -> list[str]:
    """Return the words of the body, in order; none if trafilatura finds none or is not asked.

    The page loses its `_UNREAD` elements.
    Nothing is deduplicated, so trafilatura's caches stay empty; it sets no signal handlers here.
    """
    if depth > MAX_DEPTH or elements > MAX_ELEMENTS:
        return []
    import trafilatura  # noqa: PLC0415 - takes 0.3 s, and this module is loaded without it
    from trafilatura.settings import Document  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its errors are our fallback
    try:
        strip_elements(root, *_UNREAD, with_tail=False)
        found = trafilatura.bare_extraction(
            root,
            favor_precision=True,
            include_comments=False,
            include_tables=True,
            deduplicate=False,
        )
    except RecursionError:
        return []
    if not isinstance(found, Document):
        return []
    texts = cast("Iterator[str]", found.body.itertext())
    return [word for text in texts for word in WORD.findall(text)]
