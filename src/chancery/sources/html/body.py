"""Asks trafilatura which words of a page are the article's body."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from lxml.html import HtmlElement

from chancery.sources.html.tree import parse_page
from chancery.sources.html.walk import Walked

if TYPE_CHECKING:
    from chancery.sources.html.steps import Found

WORD = re.compile(r"\w+")
MAX_DEPTH = 150  # choice: trafilatura recurses; of 508 real pages the deepest has 43 levels
MAX_ELEMENTS = 20_000  # choice: it takes 3 s for so many; of 508 real pages the largest has 6,749

# Where a body is both, trafilatura compares it with what two other programs find, which takes it
# twice as long. Of 508 real pages 81 were so; 3 of the others had a few other words without it.
FEW_WORDS = 300
SMALL_SHARE = 0.25  # of the words that the page shows


def find_body(html: str, root: HtmlElement, page: Walked) -> list[str]:
    """Return the words of the body, in order; none if trafilatura finds none or is not asked.

    Of the page's tree, whose root is given, nothing is left.
    Nothing is deduplicated, so trafilatura's caches stay empty; it sets no signal handlers here.
    """
    if page.depth > MAX_DEPTH or page.elements > MAX_ELEMENTS:
        return []
    from chancery.sources.html import steps  # noqa: PLC0415 - loads trafilatura, which takes 0.3 s

    try:
        own = steps.find_alone(steps.pruned(root))
        words = _words(own)
        again = parse_page(html) if _is_small(words, page) else None
        return words if again is None else _words(steps.find_beside(steps.pruned(again), own))
    except (RecursionError, TypeError, ValueError):  # the last two as in its own entry
        return []


def _is_small(words: Sequence[str], page: Walked) -> bool:
    if len(words) >= FEW_WORDS:
        return False
    shown = sum(len(WORD.findall(line.text)) for line in page.lines)
    return len(words) < SMALL_SHARE * shown


def _words(found: "Found") -> list[str]:
    texts = cast("Iterator[str]", found.body.itertext())
    return [word for text in texts for word in WORD.findall(text)]
