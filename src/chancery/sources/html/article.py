"""Tells which lines of a page are the article's own, and what each line is."""

from collections.abc import Sequence
from typing import NamedTuple

from chancery.model import Block, BlockType
from chancery.sources.html.body import WORD
from chancery.sources.html.kept import is_link, kept_lines
from chancery.sources.html.titles import find_headline, key
from chancery.sources.html.walk import Line

BYLINE_WORDS = 25  # choice: a longer line is text, whatever its class says
DEK_LEAST, DEK_WORDS = 4, 80  # choice
CAPTION_WORDS = 1_000  # choice: no caption is too long
CREDIT_WORDS = 12  # choice: a longer line that is called a credit describes the picture too
PROSE_WORDS = 12  # choice: a removed line without a zone is a teaser from here on
LINK_WORDS = 4  # choice: and a link from here on, since menus are shorter
HEADLINE_REACH = 60  # lines between headline and body in which parts are looked for
OWN_ZONE = 0.5  # choice: of the body's words; a zone with more of them is around all the article
ABOVE = 3  # choice: lines above the headline in which its date may stand


_HEAD_SIZES: dict[BlockType | None, tuple[int, int]] = {  # words, by what the markup says
    "byline": (0, BYLINE_WORDS),
    "dateline": (0, BYLINE_WORDS),
    "dek": (DEK_LEAST, DEK_WORDS),
    "caption": (0, CAPTION_WORDS),
}


class Typed(NamedTuple):
    """The type of a line, and whether it is the article's own."""

    type: BlockType
    kept: bool


def type_lines(
    lines: Sequence[Line], body: Sequence[str], titles: Sequence[str], summary: Sequence[str]
) -> list[Typed]:
    """Return a type for each line; kept: what the body covers, headline, dek and captions."""
    kept = kept_lines(lines, body)
    headline = find_headline(lines, kept[0], titles)
    article = _describe(lines, kept, headline, key(" ".join(summary)))
    types = [_type_line(number, line, article) for number, line in enumerate(lines)]
    return _join_headings(lines, types)


class _Article(NamedTuple):
    start: int  # line numbers: of the headline, or of the body's first line
    headline: int | None
    lead: int  # the first line of the text itself, after byline, date and dek
    last: int
    foot: int  # the first line after the page's last link
    kept: frozenset[int]
    summary: str
    zone: BlockType | None  # which the markup names around the whole article, and so of no line


def _describe(
    lines: Sequence[Line], kept: Sequence[int], headline: int | None, summary: str
) -> _Article:
    first = kept[0]
    start = first if headline is None else min(headline, first)
    text = (n for n in kept if n != headline and _head_part(lines[n]) is None)
    lead = next(text, first)
    linked = (n + 1 for n in range(len(lines) - 1, -1, -1) if lines[n].links)
    foot = max(kept[-1] + 1, next(linked, len(lines)))
    zone = _zone_around(lines, kept)
    return _Article(start, headline, lead, kept[-1], foot, frozenset(kept), summary, zone)


def _zone_around(lines: Sequence[Line], kept: Sequence[int]) -> BlockType | None:
    """Return the zone in which most words of the body stand."""
    sizes: dict[BlockType | None, int] = {}
    for number in kept:
        zone = lines[number].zone
        sizes[zone] = sizes.get(zone, 0) + len(WORD.findall(lines[number].text))
    most = max(sizes, key=lambda zone: sizes[zone])
    return most if sizes[most] > OWN_ZONE * sum(sizes.values()) else None


def _head_part(line: Line) -> BlockType | None:
    """Return what the markup says the line is between headline and text, if its length allows."""
    size = len(WORD.findall(line.text))
    least, most = _HEAD_SIZES.get(line.part, (0, -1))
    return line.part if least <= size <= most else None


def _type_line(number: int, line: Line, article: _Article) -> Typed:
    if number == article.headline:
        return Typed("headline", kept=True)
    within = article.start <= number <= article.last or _is_date_above(number, line, article)
    own = number in article.kept
    free = own or line.zone in (None, article.zone)
    part = _part(number, line, article) if within and free else None
    if part is not None:
        return Typed(part, kept=True)
    return Typed("body" if own else _removed_type(number, line, article), kept=own)


def _is_date_above(number: int, line: Line, article: _Article) -> bool:
    """Tell whether the markup calls the line a date, and it stands right above the headline."""
    near = article.headline is not None and 0 < article.headline - number <= ABOVE
    return near and line.part == "dateline" and any(map(str.isdigit, line.text))


def _part(number: int, line: Line, article: _Article) -> BlockType | None:
    """Return the part of the article that the markup says this line is, if its place allows it."""
    if line.part in ("caption", "credit"):
        return line.part if len(WORD.findall(line.text)) <= CREDIT_WORDS else "caption"
    head = article.headline is not None and number < article.lead
    if not head or article.lead - article.start > HEADLINE_REACH:
        return None
    part = _head_part(line)
    if part is None and number not in article.kept:
        fits = PROSE_WORDS <= len(WORD.findall(line.text)) <= DEK_WORDS
        return "dek" if fits and key(line.text) in article.summary else None
    return part


def _removed_type(number: int, line: Line, article: _Article) -> BlockType:
    """Return the zone that the markup names; else a teaser for a title or text between links."""
    if line.zone is not None:
        return line.zone
    size = len(WORD.findall(line.text))
    if is_link(line):
        teaser = number > article.start and line.links == 1 and size >= LINK_WORDS
    else:
        teaser = number < article.foot and size >= PROSE_WORDS
    return "teaser" if teaser else "navigation"


def _join_headings(lines: Sequence[Line], types: list[Typed]) -> list[Typed]:
    """Give removed lines without links the type of the teasers, or of the form, right below."""
    for number in range(len(types) - 2, -1, -1):
        line, typed, below = lines[number], types[number], types[number + 1]
        if typed.kept or below.kept or line.links:
            continue
        over_teasers = below.type == "teaser" and line.zone is None
        over_form = below.type == "form" and line.zone == "teaser"
        if over_teasers or over_form:
            types[number] = below
    return types


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
