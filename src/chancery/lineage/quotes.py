"""Finds what stands between quotation marks, of every common style, line by line."""

import re
from collections.abc import Iterator

from chancery.text.quote_marks import CLOSERS, SINGLES

MARKS = re.compile(r"[“”„«»\"\n‘’'`](?:(?<=')'|(?<=`)`)?")
OPENERS = re.compile(MARKS.pattern.replace(r"\n", ""))  # no line ends: nothing is open
PARTNERS = {mark: CLOSERS[mark] for mark in ("“", "„", "«", "»", '"', "``", "‘", "'")}
LONGEST = 2_000  # code points that a quotation may run on over line ends: a long paragraph
SINGLE = SINGLES & PARTNERS.keys()
APOSTROPHES = SINGLES - {"`"}


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans between quotation marks, the marks left out, in order.

    A double mark that its paragraph does not close speaks for the rest of its line, as speech
    that runs over paragraphs is printed; a single one that is not closed is an apostrophe.
    """
    return [span for span in _spans(text) if span[0] < span[1]]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    opened, start, end = "", 0, 0
    while match := (MARKS if opened else OPENERS).search(text, end):
        mark, at, end = match.group(), match.start(), match.end()
        if mark in APOSTROPHES and not _is_mark(text, at, closes=opened in SINGLE):
            continue
        if opened and mark in PARTNERS[opened]:
            yield start, at
            opened = ""
        elif opened and mark == "\n":
            if opened in SINGLE or not _runs_on(text, opened, end):
                if opened not in SINGLE:
                    yield start, at
                opened = ""
        elif mark in PARTNERS and _opens(mark, opened):
            if opened and opened not in SINGLE:
                yield start, at
            opened, start = mark, end
    if opened and opened not in SINGLE:
        yield start, len(text)


def _is_mark(text: str, at: int, *, closes: bool) -> bool:
    """Say whether a single mark can open a quotation here, or close one: or it is in a word."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if closes and not after.isalnum() and before.strip():
        return True
    return after.isalpha() and not before.isalnum()


def _opens(mark: str, opened: str) -> bool:
    """Say whether the mark opens a quotation: any where none is open, or one begun anew."""
    return not opened or mark == opened or (opened in SINGLE and mark not in SINGLE)


def _runs_on(text: str, opened: str, place: int) -> bool:
    """Say whether the next mark of this style closes the quotation, before the paragraph ends."""
    limit = min(len(text), place + LONGEST)
    paragraph = text.find("\n\n", place - 1, limit)
    limit = paragraph if paragraph >= 0 else limit
    if opened in PARTNERS[opened]:
        at = text.find(opened, place, limit)
        return at > 0 and not text[at - 1].isspace() and not text[at + 1 : at + 2].isalnum()
    again = text.find(opened, place, limit)
    limit = again if again >= 0 else limit
    return any(text.find(mark, place, limit) >= 0 for mark in PARTNERS[opened])
