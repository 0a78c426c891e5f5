"""Finds the lines around an article that are nothing but the name of its outlet."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from chancery.stages.describe.agencies import find_mentions
from chancery.stages.describe.lines import Line, of_type
from chancery.stages.describe.outlet_names import (
    TITLE_RUN,
    is_distinct,
    is_known_outlet,
    looks_like_masthead,
    masthead_words,
)
from chancery.text.dates import find_dates

MOST_WORDS = 6  # of a masthead, such as "The Los Angeles Daily Free Journal"
LINES_AT_HEAD = 3  # above them stand at most a skip link and a date; chosen
NEAR = 3  # lines on either side that show whether a line is one of a list; chosen
WORDS_OF_LINK = 4  # a line of so few words is taken for a link; chosen
MOST_LINKS_NEAR = 2  # more of them make a list; chosen
FOOTER_TYPES = frozenset({"teaser", "navigation", "consent", "form", "share", "appeal"})
NOTICE = ("©", "(c)", "copyright")


class Naming(NamedTuple):
    """A place where a text names what may be its outlet: code points of the document's text."""

    start: int
    end: int


def at_head(lines: Sequence[Line]) -> Iterator[Naming]:
    """Yield the removed line at the page's head that is a masthead, or the copyright holder's."""
    for number, line in enumerate(lines[:LINES_AT_HEAD]):
        if line.kept:
            return
        named = _is_masthead(line.text) or _is_holder(line.text, lines)
        if named and not _in_list(lines, number):
            yield Naming(line.start, line.end)
            return


def _is_holder(name: str, lines: Sequence[Line]) -> bool:
    """Say whether a removed copyright notice names this, alone or with words behind it."""
    if not 1 < len(name.split()) <= MOST_WORDS or not TITLE_RUN.fullmatch(name):
        return False
    return is_distinct(name) and any(
        not line.kept and line.is_short and _names_holder(line.text.casefold(), name.casefold())
        for line in lines
    )


def _names_holder(text: str, name: str) -> bool:
    sign = next((sign for sign in NOTICE if sign in text), None)
    return sign is not None and name in text[text.index(sign) :]


def behind(lines: Sequence[Line]) -> Iterator[Naming]:
    """Yield the lines behind the article that are nothing but an outlet's name, lists left out."""
    last = max((number for number, line in enumerate(lines) if line.type == "body"), default=-1)
    for number in range(last + 1, len(lines)):
        line = lines[number]
        if line.type in FOOTER_TYPES and _is_masthead(line.text) and not _in_list(lines, number):
            yield Naming(line.start, line.end)


def _is_masthead(text: str) -> bool:
    tokens = text.split()
    if not 1 < len(tokens) <= MOST_WORDS or find_mentions(text):
        return False
    return is_known_outlet(text) or looks_like_masthead(text)


def _in_list(lines: Sequence[Line], number: int) -> bool:
    """Say whether the line is one of a list of links, where other outlets are named too."""
    near = [*lines[max(0, number - NEAR) : number], *lines[number + 1 : number + 1 + NEAR]]
    links = [line for line in near if not line.kept and len(line.text.split()) <= WORDS_OF_LINK]
    return len(links) > MOST_LINKS_NEAR


def dated(lines: Sequence[Line], names: Mapping[str, int]) -> Iterator[Naming]:
    """Yield NAME of a date line "NAME, DATE", where the page's furniture speaks of NAME too."""
    for line in of_type(lines, "dateline", "byline"):
        name = line.text.partition(",")[0].rstrip()
        if not 1 < len(name.split()) <= MOST_WORDS or find_mentions(name):
            continue
        dates = find_dates(line.text, names)
        alone = dates and line.text[len(name) : dates[0].start].strip() == ","
        if alone and _is_outlet_of_page(name, lines):
            yield Naming(line.start, line.start + len(name))


def _is_outlet_of_page(name: str, lines: Sequence[Line]) -> bool:
    strong, weak = masthead_words(name)
    shaped = TITLE_RUN.fullmatch(name) and is_distinct(name) and (strong or weak)
    return bool(shaped) and any(name in line.text for line in lines if not line.kept)
