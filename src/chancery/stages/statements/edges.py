"""Sets the edges of reported words: marks and brackets in pairs, and nothing that nobody says.

A quotation is one speaker's, so words that hold a part of it and more hold all of it. Marks around
all of the words are left out, and so are a credit, a dateline, and an editor's square brackets at
an end.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from chancery.model import Span
from chancery.text.page import Page, overlap, trimmed
from chancery.text.quotation import OUTSIDE, Quotation

STOPS = ",;:"
LONGEST = 80  # code points of a bracket of which the words hold a part; chosen
_STRAY = '"“”„«»'  # a mark that pairs with none is no part of the words either
_STRAY_OPENS = re.compile(r"(?:``|'')\s*")  # as many corpora write them
_STRAY_ENDS = re.compile(r"\s*(?:``|'')$")
_SINGLE = re.compile(r"`(?!`)(?=\s)|(?<=\s)'(?![^\s.,])")  # in those corpora, apart from words
_STOP = re.compile(r"[.!?…:,;][\s\"'”’]*$")
_CLOSES = re.compile(r"[\s.,]*\s'(?![^\s.,])")
_BRACKET = re.compile(r"(?P<open>[(\[]|-L[RS]B-)|[)\]]|-R[RS]B-")
_EDITORS = re.compile(r"\s*(?:\[[^\[\]]*\]|-LSB-.*?-RSB-)\s*")
_AT_END = re.compile(r"(?:\[[^\[\]]*\]|-LSB-(?:(?!-LSB-).)*-RSB-)[\s.,;:]*$")


def without(page: Page, span: Span, apart: Iterable[Span]) -> Iterator[Span]:
    """Yield what is left of a span without others, in order; parts without a word are left out."""
    start, end = span
    for other in sorted(apart):
        if overlap(other, (start, end)):
            if has_word(page, (start, other[0])):
                yield start, other[0]
            start = max(start, other[1])
    if start < end and has_word(page, (start, end)):
        yield start, end


def has_word(page: Page, span: Span) -> bool:
    """Say whether a span holds a letter or a digit."""
    return any(map(str.isalnum, page.words(span)))


def balanced(page: Page, span: Span, own: Sequence[Span]) -> Span:
    """Return the span with each quotation and each bracket whole, and no mark around it all.

    `own` are cue and source: what is quoted around them is not this speaker's alone.
    """
    span = in_brackets(page, bare(page, span), own)
    for one in page.quotations_near(span):
        start, end = span
        if not one.closed or any(overlap((one.start, one.end), other) for other in own):
            continue
        if one.start < start < one.end < end:
            span = one.start, end
        elif start < one.start < end < one.end:
            span = start, one.end
    return _without_editors(page, bare(page, span))


def bare(page: Page, span: Span) -> Span:
    """Return the span without blanks, commas, stray marks and marks around all of it."""
    while True:
        start, end = trimmed(page.text, span, STOPS)
        for one in page.quotations_near((start, end)):
            start, end = _unmarked(one, (start, end))
        start, end = _without_stray(page, trimmed(page.text, (start, end), STOPS))
        if (start, end) == span or start >= end:
            return start, max(start, end)
        span = start, end


def turns(page: Page, span: Span) -> Iterator[Span]:
    """Yield words in parts, each of which a quotation begins, without lines set between them.

    Such a line stands between paragraphs that are quoted, is not, and ends with no stop.
    """
    lines = [
        (span[0] + found.start(), span[0] + found.end())
        for found in re.finditer(r"[^\n]*\S", page.words(span))
    ]
    kept = lines[:1]
    for at, line in enumerate(lines[1:], start=1):
        if _is_set_in(page, lines, at):
            continue
        goes_on = lines[at - 1][1] == kept[-1][1] and not page.is_mark(line[0])
        kept[-1:] = [(kept[-1][0], line[1])] if goes_on else [kept[-1], line]
    yield from (part for one in kept for part in _begun(page, one))


def _is_set_in(page: Page, lines: Sequence[Span], at: int) -> bool:
    """Say whether a line is a heading or a caption among the paragraphs of a quotation."""
    quoted = [_is_quoted(page, line) for line in (lines[0], lines[at], lines[-1])]
    return quoted == [True, False, True] and not _STOP.search(page.words(lines[at]))


def _begun(page: Page, span: Span) -> Iterator[Span]:
    """Yield a span in parts, cut where a quotation begins that no mark closes in it."""
    start, end = span
    for one in page.quotations_near(span):
        if start < one.start < end and not one.closed and has_word(page, (start, one.start)):
            yield bare(page, (start, one.start))
            start = one.start
    yield bare(page, (start, end))


def in_brackets(page: Page, span: Span, own: Sequence[Span] = ()) -> Span:
    """Return a span with the bracket that it cuts whole, or without its part of it."""
    start, end = span
    opened: list[int] = []
    for mark in _BRACKET.finditer(page.text, start, end):
        if mark["open"]:
            opened.append(mark.start())
        elif opened:
            opened.pop()
        else:
            return bare(page, (mark.end(), end)) if mark.start() - start < LONGEST else span
    if not opened:
        return span
    marks = _BRACKET.finditer(page.text, max(start, end - len("-RRB")), end + LONGEST)
    close = next((one for one in marks if one.end() > end and not one["open"]), None)
    added = (end, close.end()) if close else (end, end)
    if close and not any(overlap(added, other) for other in (*own, *page.apart)):
        return start, close.end()
    return bare(page, (start, opened[0]))


def _is_quoted(page: Page, line: Span) -> bool:
    start, end = trimmed(page.text, line, STOPS)
    if start >= end:
        return False
    return page.quote_states[start] != OUTSIDE and page.quote_states[end - 1] != OUTSIDE


def _unmarked(one: Quotation, span: Span) -> Span:
    """Return a span without the marks of a quotation at its ends that do not pair within it."""
    start, end = span
    if one.start <= start < one.inner_start and (end <= one.end or not one.closed):
        start = one.inner_start
    if one.inner_end < end <= one.end and start > one.start:
        end = one.inner_end
    if one.inner_end <= start < one.end:  # a mark that closes what is said before
        start = one.end
    if one.start < end <= one.inner_start:  # one that opens what is said behind
        end = one.start
    return start, end


def _without_stray(page: Page, span: Span) -> Span:
    """Return a span without a mark at either end that pairs with none."""
    start, end = span
    while start < end and page.text[start] in _STRAY and not page.is_mark(start):
        start += 1
    while start < end and page.text[end - 1] in _STRAY and not page.is_mark(end - 1):
        end -= 1
    start, end = _single(page, (start, end))
    if (found := _STRAY_OPENS.match(page.text, start, end)) and not page.is_mark(start):
        start = found.end()
    if (found := _STRAY_ENDS.search(page.text, start, end)) and not page.is_mark(end - 1):
        end = found.start()
    return start, end


def _single(page: Page, span: Span) -> Span:
    """Return a span without a single mark at an end, or with the one beside it that it lacks."""
    start, end = span
    marks = [
        one.start()
        for one in _SINGLE.finditer(page.text, start, end)
        if not page.is_mark(one.start())
    ]
    if not marks:
        return span
    opened = page.text[marks[-1]] == "`"
    if opened and (beside := _CLOSES.match(page.text, end)) and marks[-1] > start:
        return start, beside.end()
    if marks[0] == start and (opened or page.text[start] == "'" or marks[-1] == end - 1):
        return trimmed(page.text, (start + 1, end), STOPS)
    if len(marks) == 1 and marks[0] == end - 1:
        return trimmed(page.text, (start, end - 1), STOPS)
    return span


def _without_editors(page: Page, span: Span) -> Span:
    """Return a span without square brackets at either end that stand outside quotation marks."""
    start, end = span
    if (found := _EDITORS.match(page.text, start, end)) and found.end() < end:
        start = start if page.quote_states[start] != OUTSIDE else found.end()
    found = _AT_END.search(page.text, start, end)
    if found and found.start() > start and page.quote_states[found.start()] == OUTSIDE:
        end = found.start()
    return span if (start, end) == span else bare(page, (start, end))
