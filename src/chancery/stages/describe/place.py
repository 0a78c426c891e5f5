"""Reads the dateline that opens an agency-style report: place, date, agency, dash."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from chancery.model import TextValue, cite_span
from chancery.stages.describe.agencies import find_mentions
from chancery.stages.describe.lexicon import words
from chancery.stages.describe.lines import Line, of_type

READ_AT_MOST = 130  # code points; the longest datelines seen, with two places and a date, are 90
LINES_LOOKED_AT = 3  # a dateline stands in the first lines of the body; below it is a list
MOST_WORDS_BEFORE_COLON = 3  # "ISLAMABAD: ..."; more are a person's name in a transcript; chosen
MOST_WORDS = 6  # of a place, such as "RIO DE JANEIRO and SAO PAULO"
FEWEST_LETTERS = 3  # of a place in capitals; two are a state or an abbreviation

_MARK = re.compile(r"\s*(?:—|–|―|--)\s*|\s+-\s+|(?<=\))\s*[-:]+\s*|:\s+|(?<=\))\.-\s*")
_MARKS = "—–―-:"  # one of which such a mark holds: most lines have none
_SLASHES = re.compile(r"(?P<source>/[^/]{2,40}/)\s*[.:—–-]*\s")
_SOURCE = re.compile(r"\s*(?:\((?P<round>[^()]{2,60})\)|/[^/]{2,40}/)\s*\.?$")
_LEADING_SOURCE = re.compile(r"\([^()\d]{2,40}\)\s*[-–—:]+\s*")
_TOKEN = re.compile(r"[^\s,.()\[\]|]+|[(\[|]")
_ZONE = re.compile(r"[A-Z]{2,5}|[ap]\.?m|[gг]|года")
_SPEAKER = re.compile(r"[\"“]?[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}:\s")
_NO_PLACE = frozenset({"a", "an", "on", "in", "at", "by", "from", "since", "for", "with"})
_SMALL = frozenset(
    {"of", "de", "la", "le", "les", "el", "al", "del", "der", "am", "an", "and", "und", "et", "y"}
    | {"e", "i", "in", "on", "the", "da", "do", "du"}
)


class Dateline(NamedTuple):
    """The opening of a line: offsets are code points of the document's text."""

    start: int
    end: int  # behind the dash
    place: tuple[int, int] | None


def find_dateline(lines: Sequence[Line], names: Mapping[str, int]) -> Dateline | None:
    """Return the dateline of the first lines of the body, or None."""
    heads = of_type(lines, "dateline")[:LINES_LOOKED_AT]
    bodies = of_type(lines, "body")[:LINES_LOOKED_AT]
    for line in [*heads, *bodies]:
        found = read_dateline(line, names, first=line in bodies[:1])
        if found and not _is_transcript(lines, line) and _is_borne_out(lines, line, found):
            return found
    return None


def _is_transcript(lines: Sequence[Line], line: Line) -> bool:
    """Say whether the line opens as a speaker's turn does, and others do too."""
    turns = [other for other in of_type(lines, "body") if _SPEAKER.match(other.text[:60])]
    return line in turns and len(turns) > 1


def _is_borne_out(lines: Sequence[Line], line: Line, found: Dateline) -> bool:
    """Say whether the body names the place again, which "PLACE:" needs: "LOOK:" is none."""
    opening = line.text[: found.end - line.start].rstrip()
    if found.place is None or not opening.endswith(":") or ")" in opening:
        return True
    place = line.text[found.place[0] - line.start : found.place[1] - line.start]
    return any(place.title() in other.text for other in of_type(lines, "body"))


def place_value(document: str, text: str, dateline: Dateline | None) -> TextValue | None:
    """Return the place of the dateline as it stands in the text."""
    if dateline is None or dateline.place is None:
        return None
    evidence = cite_span(document, text, *dateline.place)
    return TextValue(value=text[slice(*dateline.place)], basis="stated", evidence=evidence)


def read_dateline(line: Line, names: Mapping[str, int], *, first: bool) -> Dateline | None:
    """Return the dateline that opens this line, or None.

    Only the first line of the body may have a place in capitals and no more.
    """
    head = line.text[:READ_AT_MOST]
    lead = _LEADING_SOURCE.match(head)
    offset = lead.end() if lead else 0
    mark = _SLASHES.search(head, offset) or (
        _MARK.search(head, offset) if any(map(head.__contains__, _MARKS)) else None
    )
    if mark:
        before = mark.end("source") if "source" in mark.re.groupindex else mark.start()
        place = _place(head[offset:before], names, colon=mark.group().strip() == ":", first=first)
        start = line.start + offset
        if place:
            return Dateline(line.start, line.start + mark.end(), (start, start + len(place)))
        if _SOURCE.search(head[offset:before]) and find_mentions(head[offset:before]):
            return Dateline(line.start, line.start + mark.end(), None)
    return Dateline(line.start, line.start + lead.end(), None) if lead else None


def _place(prefix: str, names: Mapping[str, int], *, colon: bool, first: bool) -> str | None:
    """Return the place that the prefix opens with, where it has the shape of a dateline."""
    source = _SOURCE.search(prefix)
    rest = prefix[: source.start()] if source else prefix
    place, dated = _without_date(rest, names)
    if not _is_place(place, names):
        return None
    shouted = _is_shouted(re.split(r"[,/]", place)[0])
    few = len(place.split()) <= MOST_WORDS_BEFORE_COLON
    credited = source is not None and (not colon or bool(find_mentions(source.group())))
    alone = first and shouted and (few or not colon)
    return place if credited or (dated and not colon) or alone else None


def _without_date(text: str, names: Mapping[str, int]) -> tuple[str, bool]:
    """Return the text before a date or bracket, and whether a date follows it and nothing else."""
    calendar = _calendar()
    cut: int | None = None
    in_calendar = strange = False
    for match in _TOKEN.finditer(text):
        word = match.group().lower()
        of_calendar = match.start() > 0 and (word in names or word in calendar)
        of_date = of_calendar or word[0].isdigit() or word in "([|"
        if cut is None and of_date:
            cut = match.start()
        in_calendar = in_calendar or of_calendar
        strange = strange or (
            cut is not None and not of_date and not _ZONE.fullmatch(match.group())
        )
    place = text[:cut].rstrip(" ,|\u00a0")
    if in_calendar and "," not in place:  # MOSCOW. Oct 20; but not FLINT, Mich., Oct 4
        place = place.rstrip(".")
    return place, in_calendar and not strange


@cache
def _calendar() -> frozenset[str]:
    return frozenset(words("date_words", "weekday"))


def _is_place(place: str, names: Mapping[str, int]) -> bool:
    tokens = place.replace("/", " ").split()
    if not 1 <= len(tokens) <= MOST_WORDS or place.lower().strip(" .") in _labels():
        return False
    first = tokens[0].lower()
    if first in _NO_PLACE or first in names or first in _calendar() or first in _label_starts():
        return False
    if (
        place[-1] in "?!;\"'”’»"
        or not tokens[0][0].isalpha()
        or find_mentions(place)
        or ":" in place
    ):
        return False
    return not tokens[0][0].islower() and all(
        token in _SMALL or not token[0].islower() for token in tokens
    )


def _is_shouted(place: str) -> bool:
    letters = [letter for letter in place if letter.isalpha()]
    return len(letters) >= FEWEST_LETTERS and all(letter.isupper() for letter in letters)


@cache
def _label_starts() -> frozenset[str]:
    return frozenset(words("line_labels", "label_start"))


@cache
def _labels() -> frozenset[str]:
    return frozenset(words("line_labels", "label"))
