"""Reads the title and the byline of a document from its lines."""

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from chancery.model import Document, TextValue, cite_span
from chancery.stages.describe.lexicon import any_of, words
from chancery.stages.describe.lines import Line, of_type

HEAD_LINES = 6  # an unmarked "By ..." line stands this near the top; chosen
MOST_WORDS = 16  # of a byline with three authors and their places; chosen
SMALL = frozenset(
    {"and", "in", "for", "of", "the", "with", "at", "from", "de", "la", "le", "du", "et", "y", "e"}
    | {"i", "und", "von", "van", "der", "den", "bin", "al", "el", "da", "do", "dos", "di", "en"}
    | {"à", "aus", "reporting", "editing", "additional", "writing"}
)

_CUT = re.compile(
    r"\s+[-–—|•·/]\s+|\s*[|•·]\s*|\s*,?\s*(?=\b\w+\.?,?\s\d{1,2}\b)|\s*\(?\d|\s{3,}|\s+-?$"
)
_MAIL = re.compile(r"\S+@\S+")
_REPORTED = ("Report", "Writing")  # one of which the pattern holds
_REPORTING = re.compile(r"\(?\s*(?:Reporting|Writing|Report|Reported) by (?P<names>[^();]{3,160})")


def find_title(document: Document, lines: Sequence[Line]) -> TextValue | None:
    """Return the headline as the article prints it."""
    heads = of_type(lines, "headline")
    if not heads:
        return None
    title = _stated(document, heads[0].start, heads[0].end)
    return msgspec.structs.replace(title, value=" ".join(title.value.split()))


def find_byline(document: Document, lines: Sequence[Line]) -> TextValue | None:
    """Return who wrote the article, as its byline says, without the word "by"."""
    for line in of_type(lines, "byline"):
        if line.is_short:
            span = _authors(line.text, _by().match(line.text), needs_by=False)
            if span:
                return _stated(document, line.start + span[0], line.start + span[1])
    for line in [line for line in lines if line.kept][:HEAD_LINES]:
        by = _by().match(line.text) if line.is_short and line.type != "headline" else None
        span = _authors(line.text, by, needs_by=True)
        if span:
            return _stated(document, line.start + span[0], line.start + span[1])
    return _reporters(document, lines)


def _authors(text: str, by: re.Match[str] | None, *, needs_by: bool) -> tuple[int, int] | None:
    """Return the span of the names on a byline, up to a date, an address or a separator."""
    if needs_by and by is None:
        return None
    start = by.end() if by else 0
    if _stop_word().match(text, start):
        return None
    cuts = [len(text)]
    for pattern in (_CUT, _MAIL, _stop_word()):
        match = pattern.search(text, start + 1)
        if match:
            cuts.append(match.start())
    end = start + len(text[start : min(cuts)].rstrip(" ,;:-–—|(."))
    return (start, end) if _are_names(text[start:end]) else None


def _are_names(text: str) -> bool:
    tokens = re.findall(r"[^\W\d_][\w.’'-]*", text)
    if not 1 <= len(tokens) <= MOST_WORDS:
        return False
    return not tokens[0][0].islower() and all(
        token in SMALL or not token[0].islower() for token in tokens
    )


def _reporters(document: Document, lines: Sequence[Line]) -> TextValue | None:
    """Return the names of a closing line such as "(Reporting by ...; editing by ...)"."""
    for line in reversed([line for line in lines if line.kept][-HEAD_LINES:]):
        match = _reporting(line.text)
        if match and _are_names(match["names"]):
            offset = line.start + (0 if match.string is line.text else len(line.text[:-400]))
            start, end = match.span("names")
            end = start + len(match["names"].rstrip(" .,"))
            return _stated(document, offset + start, offset + end)
    return None


def _reporting(text: str) -> re.Match[str] | None:
    """Return who reported, as the head or the tail of a line says."""
    if " by " not in text or not any(map(text.__contains__, _REPORTED)):  # the pattern is slow
        return None
    return _REPORTING.match(text) or _REPORTING.search(text[-400:])


def _stated(document: Document, start: int, end: int) -> TextValue:
    evidence = cite_span(document.id, document.text, start, end)
    return TextValue(value=document.text[start:end], basis="stated", evidence=evidence)


@cache
def _by() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('line_labels', 'byline'))}(?!\w)[\s:]+", re.IGNORECASE)


@cache
def _stop_word() -> re.Pattern[str]:
    """Match what opens another statement on the line: a date's label, a picture's, a service."""
    labels = (*words("date_words", "published"), *words("date_words", "modified"))
    forms = (*labels, *words("line_labels", "photo"), "Twitter", "Follow")
    return re.compile(rf"(?<!\w){any_of(forms)}(?!\w)", re.IGNORECASE)
