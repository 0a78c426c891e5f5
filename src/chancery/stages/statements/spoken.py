"""Says which words of an attribution are what was said, without marks and conjunctions around."""

import re
from collections.abc import Iterable

from chancery.model import Attribution, Span
from chancery.text.page import Page, trimmed
from chancery.text.quotation import MARK

EDGES = ",;:"
_DOUBLE = '"“”„«»'  # a mark that pairs with none is no part of the words either
_BEFORE = re.compile(r"(?:that|to)\s+", re.IGNORECASE)


def spoken_words(page: Page, one: Attribution) -> list[Span]:
    """Return the pieces of what was said, in text order, none empty."""
    pieces = (_without_conjunction(page, _bare(page, page.whole(piece))) for piece in one.content)
    return _joined(page, (piece for piece in pieces if _has_word(page, piece)))


def bare_quotation(page: Page, span: Span) -> Span:
    """Return a quotation without the marks around it."""
    return _bare(page, span)


def _bare(page: Page, span: Span) -> Span:
    """Return the span without blanks, commas and paired quotation marks at its ends."""
    start, end = trimmed(page.text, span, EDGES + _DOUBLE)
    states = page.quote_states
    while start < end and states[start] == MARK:
        start, end = trimmed(page.text, (start + 1, end), EDGES + _DOUBLE)
    while start < end and states[end - 1] == MARK:
        start, end = trimmed(page.text, (start, end - 1), EDGES + _DOUBLE)
    return start, end


def _without_conjunction(page: Page, span: Span) -> Span:
    found = _BEFORE.match(page.text, *span)
    return _bare(page, (found.end(), span[1])) if found else span


def _joined(page: Page, pieces: Iterable[Span]) -> list[Span]:
    """Return the pieces in order, those joined between which nothing but marks stands."""
    found: list[Span] = []
    for piece in sorted(pieces):
        if found and not _has_word(page, (found[-1][1], piece[0])):
            found[-1] = (found[-1][0], max(found[-1][1], piece[1]))
        else:
            found.append(piece)
    return found


def _has_word(page: Page, span: Span) -> bool:
    return any(map(str.isalnum, page.words(span)))
