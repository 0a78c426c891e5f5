"""Finds among a page's removed lines those of its headline, its pictures and its end."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from chancery.model.document import Block, BlockType, Document
from chancery.stages.clean.blocks import Span
from chancery.stages.clean.facts import Facts, look_at
from chancery.stages.clean.heading import (
    AROUND,
    LEAD,
    LONGEST_CAPTION,
    SHORTEST_DEK,
    is_byline,
    is_dateline,
    is_marked,
    is_note,
    names_agency,
    picture_type,
)
from chancery.stages.clean.lexicon import words_of_kind
from chancery.stages.clean.opening import type_above_lead
from chancery.stages.clean.phrases import words_of
from chancery.text.lines import split_lines

OPEN = frozenset({"navigation", "teaser"})  # what markup calls a line that it says nothing of
HEAD = OPEN | {"share"}  # and what it calls bylines that have a link to follow
PASSED = frozenset({"share", "form", "consent", "appeal"})  # may stand between headline and date


class Removed(NamedTuple):
    """A removed line with the number and type of its block."""

    facts: Facts
    block: int
    type: BlockType


class Frame(NamedTuple):
    """Where the article stands on its page, in code points: headline, lead and last line."""

    headline: Span
    lead: Span
    last: Span


def find_beside(document: Document, kept: Sequence[Span], authors: Collection[str]) -> list[Span]:
    """Return spans for every line of each removed block that holds lines of the article.

    `kept` are the spans of the kept blocks, in order, each with its block's number as `line`.
    Between headline and lead are bylines, dates and picture lines, in the body picture lines and
    what stands right above a picture's credit, behind it the names of those who wrote.
    """
    frame = _frame(kept)
    if frame is None:
        return []
    lines = list(_removed_lines(document, frame))
    lead = sum(line.facts.start < frame.lead.start for line in lines)
    last = sum(line.facts.start < frame.last.start for line in lines)
    found = _type_head(document, lines[:lead], authors)
    found |= _type_pictures(document, lines, range(lead, last))
    found |= _type_end(document, lines, range(last, len(lines)), authors)
    touched = {lines[i].block for i in found}
    return [
        Span(line.facts.start, line.facts.end, found.get(i, line.type), line.block)
        for i, line in enumerate(lines)
        if line.block in touched
    ]


def _frame(kept: Sequence[Span]) -> Frame | None:
    headline = next((span for span in kept if span.type == "headline"), None)
    if headline is None:
        return None
    body = [span for span in kept if span.type == "body" and span.start > headline.start]
    lead = next((span for span in body if span.end - span.start >= LEAD), None)
    return Frame(headline, lead, body[-1]) if lead else None


def _removed_lines(document: Document, frame: Frame) -> Iterator[Removed]:
    """Yield the removed lines from the headline to the end of the block behind the last line."""
    for number in range(frame.headline.line + 1, min(frame.last.line + 2, len(document.blocks))):
        block = document.blocks[number]
        if not block.kept:
            yield from _lines_of(document.text, block, number)


def _lines_of(text: str, block: Block, number: int) -> Iterator[Removed]:
    for start, end, _ in split_lines(text[block.start : block.end]):
        yield Removed(look_at(text, block.start + start, block.start + end), number, block.type)


def _type_head(
    document: Document, lines: Sequence[Removed], authors: Collection[str]
) -> dict[int, BlockType]:
    """Return the types of lines below the headline, as far as few strangers stand between."""
    found: dict[int, BlockType] = {}
    strangers = 0
    for i, line in enumerate(lines):
        kind = _head_type(document.text, line.facts, authors) if line.type in HEAD else None
        if kind:
            found[i] = kind
        strangers += kind is None and line.type not in PASSED
        if strangers > AROUND:
            break
    return found


def _head_type(text: str, line: Facts, authors: Collection[str]) -> BlockType | None:
    return "byline" if line.key in authors else type_above_lead(text, line)


def author_names(document: Document) -> frozenset[str]:
    """Return what the markup names as authors, all together and each, as keys of lines."""
    if document.byline is None:
        return frozenset()
    value = document.byline.value.lower()
    parts = [" ".join(words_of(part)) for part in value.split(",")]
    words = words_of(value)
    joining = words_of_kind("and").__contains__
    each = [" ".join(run) for joins, run in groupby(words, joining) if not joins]
    return frozenset({" ".join(words), *parts, *each} - {""})


def _type_pictures(
    document: Document, lines: Sequence[Removed], numbers: range
) -> dict[int, BlockType]:
    """Return captions and credits in the body, and a line right above a credit as its caption."""
    found: dict[int, BlockType] = {}
    for i in numbers:
        kind = _picture_type(document.text, lines[i])
        if kind:
            found[i] = kind
        above = lines[i - 1] if i - 1 in numbers else None
        if kind == "credit" and above and above.block == lines[i].block and _is_shown(above.facts):
            found.setdefault(i - 1, "caption")
    return found


def _picture_type(text: str, line: Removed) -> BlockType | None:
    """Return caption or credit for a removed line that says of what picture it speaks."""
    if line.type not in OPEN:
        return None
    kind = picture_type(text, line.facts, above=False)
    sure = is_marked(line.facts) or names_agency(text, line.facts)
    return kind if sure else None


def _is_shown(line: Facts) -> bool:
    """Say whether a line above a credit is long enough for its caption, and not too long."""
    return len(line.words) >= SHORTEST_DEK and line.size <= 3 * LONGEST_CAPTION


def _type_end(
    document: Document,
    lines: Sequence[Removed],
    numbers: range,
    authors: Collection[str],
) -> dict[int, BlockType]:
    """Return the types of lines right behind the article, up to the first that says nothing."""
    found: dict[int, BlockType] = {}
    for i in numbers:
        line = lines[i].facts
        if lines[i].type in OPEN and (is_byline(line) or line.key in authors):
            found[i] = "byline"
        elif lines[i].type in OPEN and is_dateline(line):
            found[i] = "dateline"
        elif lines[i].type in OPEN and is_note(line):
            found[i] = "credit"
        else:
            kind = _picture_type(document.text, lines[i])
            if kind != "credit":
                break
            found[i] = kind
    return found
