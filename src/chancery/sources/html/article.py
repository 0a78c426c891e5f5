"""Tells which lines of a page are the article's own, and what each line is."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from chancery.model import Block, BlockType
from chancery.sources.html.align import cover_words
from chancery.sources.html.body import WORD
from chancery.sources.html.fallback import dense_run
from chancery.sources.html.walk import Line

KEPT_COVER = 0.5  # choice: at least half of a line's words stand in the body
BYLINE_WORDS = 25  # choice: a longer line is text, whatever its class says
DEK_WORDS = 80
TITLE_WORDS = 4  # choice: so many words must agree before a heading is taken for a title
TITLE_SHARE = 0.8
PROSE_WORDS = 12  # choice: a removed line without a zone is a teaser from here on
HEADLINE_REACH = 60  # lines between headline and body in which parts are looked for


class Typed(NamedTuple):
    """The type of a line, and whether it is the article's own."""

    type: BlockType
    kept: bool


def type_lines(
    lines: Sequence[Line], body: Sequence[str], titles: Iterable[str], summary: Iterable[str]
) -> list[Typed]:
    """Return a type for each line; kept: what the body covers, headline, dek and captions."""
    kept = _kept_lines(lines, body)
    first, last = kept[0], kept[-1]
    headline = _find_headline(lines, first, titles)
    start = first if headline is None else min(headline, first)
    article = _Article(start, headline, first, last, frozenset(kept), _key(" ".join(summary)))
    return [_type_line(number, line, article) for number, line in enumerate(lines)]


class _Article(NamedTuple):
    start: int  # line numbers
    headline: int | None
    first: int  # of the body
    last: int
    kept: frozenset[int]
    summary: str


def _kept_lines(lines: Sequence[Line], body: Sequence[str]) -> list[int]:
    """Return the numbers of the lines that the body covers, or those of the fallback rule."""
    words = [WORD.findall(line.text) for line in lines]
    covered = cover_words(body, [word for line in words for word in line]) if body else b""
    kept: list[int] = []
    position = 0
    for number, line in enumerate(words):
        share = covered[position : position + len(line)]
        if line and share.count(1) >= KEPT_COVER * len(line):
            kept.append(number)
        position += len(line)
    return kept or list(dense_run(lines))


def _key(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))


def _find_headline(lines: Sequence[Line], first: int, titles: Iterable[str]) -> int | None:
    """Return the line, at most the body's first, that is the title: a heading if one is.

    Of several the nearest to the body. A heading that holds most of a title's words will do, else
    the only <h1>.
    """
    wanted = [key for title in titles if (key := _key(title))]
    near = range(first, -1, -1)
    equal = [number for number in near if _key(lines[number].text) in wanted]
    for found in ([number for number in equal if lines[number].heading], equal):
        if found:
            return found[0]
    for number in near:
        if lines[number].heading and _resembles(_key(lines[number].text), wanted):
            return number
    top = [number for number in near if lines[number].part == "headline"]
    return top[0] if len(top) == 1 and lines[top[0]].zone is None else None


def _resembles(heading: str, titles: Iterable[str]) -> bool:
    """Tell whether the heading and a title share most words of the shorter, at least a few."""
    words = set(heading.split())
    for title in titles:
        others = set(title.split())
        least = max(TITLE_WORDS, TITLE_SHARE * min(len(words), len(others)))
        if len(words & others) >= least:
            return True
    return False


def _type_line(number: int, line: Line, article: _Article) -> Typed:
    if number == article.headline:
        return Typed("headline", kept=True)
    within = article.start <= number <= article.last
    own = number in article.kept
    part = _part(number, line, article) if within and (own or line.zone is None) else None
    if part is not None:
        return Typed(part, kept=True)
    if own:
        return Typed("body", kept=True)
    if line.zone is not None:
        return Typed(line.zone, kept=False)
    prose = len(WORD.findall(line.text)) >= PROSE_WORDS
    return Typed("teaser" if prose else "navigation", kept=False)


def _part(number: int, line: Line, article: _Article) -> BlockType | None:
    """Return the part of the article that the markup says this line is, if its place allows it."""
    if line.part == "caption":
        return "caption"
    head = article.headline is not None and number <= article.first
    if not head or article.first - article.start > HEADLINE_REACH:
        return None
    size = len(WORD.findall(line.text))
    if line.part in {"byline", "dateline"} and size <= BYLINE_WORDS:
        return line.part
    if number == article.first or size > DEK_WORDS or number in article.kept:
        return None
    if line.part == "dek" or (size >= PROSE_WORDS and _key(line.text) in article.summary):
        return "dek"
    return None


def join_blocks(lines: Sequence[Line], types: Sequence[Typed]) -> tuple[str, tuple[Block, ...]]:
    """Return the lines as one text, and blocks that tile it; neighbours of one type are joined."""
    blocks: list[Block] = []
    position = 0
    for number, (line, typed) in enumerate(zip(lines, types, strict=True)):
        end = position + len(line.text) + (number < len(lines) - 1)
        if blocks and (blocks[-1].type, blocks[-1].kept) == typed:
            position = blocks.pop().start
        blocks.append(Block(type=typed.type, start=position, end=end, kept=typed.kept))
        position = end
    return "\n".join(line.text for line in lines), tuple(blocks)
