"""Finds the names that stand in forms of credit which only agencies fill, whatever their name."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from chancery.stages.describe.lexicon import any_of, words
from chancery.stages.describe.lines import Line
from chancery.stages.describe.named import contributing, hints_of, with_words
from chancery.stages.describe.place import Dateline
from chancery.stages.describe.shapes import CAPITAL, Introduction, has_part, is_acronym, is_word

_SOURCE = re.compile(r"[(/](?P<name>[^()/:\d]{3,40})[)/]\s*\.?\s*(?:—|–|―|-{1,2})\s*$")
_PERSON = rf"{CAPITAL}\.?(?:\s+{CAPITAL}\.?){{1,3}}"
_CAPTION_END = re.compile(r"(?:\s|[.!?…”\"])(?:—|–|―|--)\s?(?P<name>[A-ZА-Я]{3,6})[\s.)\]]*$")


def introductions(
    text: str, lines: Sequence[Line], dateline: Dateline | None, language: str | None = None
) -> Iterator[Introduction]:
    """Yield the names that a form of credit shows to be agencies', outlets' names among them.

    In running text the words of the language and of English are looked for; of all without one.
    """
    if dateline:
        yield from _in_dateline(text, dateline)
    hints = hints_of(text, language)
    for line in lines:
        block = line.block
        if not block.kept or block.type == "headline":
            continue
        if hints and any(hint in line.text for hint in hints):
            yield from with_words(line)
            yield from contributing(line)
        if "/" in line.text and line.is_short:
            yield from _in_picture_credit(line)
        if block.type == "caption":
            yield from _at_caption_end(line)


def _in_dateline(text: str, dateline: Dateline) -> Iterator[Introduction]:
    """Yield NAME of "PLACE (NAME) —": an acronym, a word, or words of which one says press."""
    source = _SOURCE.search(text, dateline.start, dateline.end)
    if source is None or dateline.place is None:
        return
    name = source["name"].strip()
    shouted = text[slice(*dateline.place)].partition(",")[0].isupper()
    if is_acronym(name) or (shouted and is_word(name)) or has_part(name, "part"):
        yield Introduction(name, source.start("name"), source.start("name") + len(name), "text")


def _in_picture_credit(line: Line) -> Iterator[Introduction]:
    """Yield NAME of "Photo: First Last/NAME"."""
    for match in _picture_credit().finditer(line.text):
        name = match["name"]
        if is_acronym(name) or is_word(name) or has_part(name, "photo_part"):
            start = line.start + match.start("name")
            yield Introduction(name, start, start + len(name), "photo")


def _at_caption_end(line: Line) -> Iterator[Introduction]:
    """Yield the acronym that ends a caption behind a dash."""
    match = _CAPTION_END.search(line.text)
    if match and is_acronym(match["name"]) and not line.text.isupper():
        start, end = line.start + match.start("name"), line.start + match.end("name")
        yield Introduction(match["name"], start, end, "photo")


@cache
def _picture_credit() -> re.Pattern[str]:
    label = any_of(words("line_labels", "photo"))
    return re.compile(
        rf"(?<!\w)(?i:{label})\s*(?::|©|[Bb]y\b)\s*(?:[Bb]y\s+)?{_PERSON}\s*/\s*"
        rf"(?P<name>{CAPITAL}(?:\s+{CAPITAL}){{0,3}})(?=\s*(?:$|[)\].,;/|]|via\b))"
    )
