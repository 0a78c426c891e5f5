"""Finds the dates of publication, change and capture in lines that are date stamps."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from chancery.model import DateValue, Document, cite_span
from chancery.stages.describe.lexicon import any_of, words
from chancery.stages.describe.lines import Line
from chancery.stages.describe.place import Dateline
from chancery.text.dates import FoundDate, find_dates, find_months

LONGEST_STAMP = 160  # code points; the longest lines of dates and authors seen have 110
MOST_STRANGE_WORDS = 5  # in a line such as "Posted by Ann Lee of the Desk on ..."; chosen
MOST_WORDS_OF_DATELINE = 10  # in a line of place, author and day; chosen
HEAD_BODY_LINES = 2  # a bare date this far into the body still belongs to the head; chosen
EDGE_BODY_LINES = 4  # a labelled date in between is that of a post set into the text; chosen
FURNITURE_TYPES = ("teaser", "navigation")  # where a bare date is that of another article
DAY = slice(10)  # the day of an ISO time

Kind = Literal["published", "modified", "bare"]

_YEAR = re.compile(r"\d{4}")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d{2})?|\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_ZONE = re.compile(r"\b[A-Z]{2,5}\b")
_WORD = re.compile(r"[^\W\d_]+")
_OPENS = re.compile(r"(?:^|[|•·;:/(\[–—,-]\s*|\.\s+)$")


class Stamp(NamedTuple):
    """A date and what its line says of it; offsets are code points of the document's text."""

    kind: Kind
    start: int
    end: int
    date: FoundDate


class Dates(NamedTuple):
    """What a document says of its own dates."""

    published: DateValue | None
    modified: DateValue | None
    captured: DateValue | None


def find_stamps(
    document: Document,
    lines: Sequence[Line],
    dateline: Dateline | None,
    names: Mapping[str, int],
) -> Dates:
    """Return the dates that the lines state, each with its evidence; None where they do not."""
    kept, furniture = _collect(lines, names)
    if dateline:
        kept += _stamps_of_dateline(document.text, dateline, names)
    published = _first(document, kept, "published") or _agreed(document, kept)
    modified = _first(document, kept, "modified")
    return Dates(published, modified, _lower_bound(document, furniture, published))


def _collect(lines: Sequence[Line], names: Mapping[str, int]) -> tuple[list[Stamp], list[Stamp]]:
    """Return the stamps that count, those of the article and those of the furniture apart."""
    kept: list[Stamp] = []
    furniture: list[Stamp] = []
    bodies = sum([line.block.type == "body" for line in lines])
    passed = 0
    for line in lines:
        passed += line.block.type == "body"
        if line.end - line.start > LONGEST_STAMP or not _YEAR.search(line.text):
            continue
        stamps = read_stamps(line, names)
        if not line.kept:
            bare_counts = line.type in FURNITURE_TYPES
            furniture += [stamp for stamp in stamps if stamp.kind != "bare" or bare_counts]
        elif passed <= EDGE_BODY_LINES or passed > bodies - EDGE_BODY_LINES:
            bare_counts = line.type in {"dateline", "byline"} and passed <= HEAD_BODY_LINES
            kept += [stamp for stamp in stamps if stamp.kind != "bare" or bare_counts]
    return kept, furniture


def read_stamps(line: Line, names: Mapping[str, int]) -> list[Stamp]:
    """Return the stamps of a line, none when the line says more than when and by whom."""
    dates = find_dates(line.text, names) or find_months(line.text, names)
    if not dates:
        return []
    strange = _strange_words(line.text, dates)
    one_day = len({found.first[DAY] for found in dates}) == 1  # two bare dates are a period
    in_head = line.type in {"dateline", "byline"}
    stamps: list[Stamp] = []
    position = 0
    for found in dates:
        label = _label(line.text, position, found.start, in_head=in_head)
        most = MOST_STRANGE_WORDS if label else 0
        most = max(most, MOST_WORDS_OF_DATELINE) if in_head else most
        if strange <= most and (label or one_day):
            kind, start = label or ("bare", found.start)
            stamps.append(Stamp(kind, line.start + start, line.start + found.end, found))
        position = found.end
    return [stamp for stamp in stamps if stamp.kind != "bare" or stamp.date.precision != "month"]


def _label(text: str, start: int, end: int, *, in_head: bool) -> tuple[Kind, int] | None:
    """Return what the words before a date say it is, and where they begin."""
    for match in reversed(list(_labels().finditer(text, start, end))):
        opens = _OPENS.search(text[start : match.start()]) is not None
        if (opens and not match.group()[0].islower()) or in_head or match.start() == 0:
            kind: Kind = "modified" if match.lastgroup == "modified" else "published"
            return kind, match.start()
    return None


@cache
def _labels() -> re.Pattern[str]:
    modified, published = words("date_words", "modified"), words("date_words", "published")
    return re.compile(
        rf"(?<![a-zà-ɏа-я])(?:(?P<modified>{any_of(modified)})|(?P<published>{any_of(published)}))"
        r"(?![a-zà-ɏа-я])",
        re.IGNORECASE,
    )


def _strange_words(text: str, dates: Sequence[FoundDate]) -> int:
    """Return how many words of the line are neither a date nor what goes with one."""
    for found in reversed(dates):
        text = text[: found.start] + " " + text[found.end :]
    text = _ZONE.sub(" ", _labels().sub(" ", _CLOCK.sub(" ", text)))
    return sum(word.lower() not in _company() for word in _WORD.findall(text))


@cache
def _company() -> frozenset[str]:
    forms = (*words("date_words", "filler"), *words("date_words", "weekday"))
    return frozenset(part for form in forms for part in form.split())


def _stamps_of_dateline(text: str, dateline: Dateline, names: Mapping[str, int]) -> list[Stamp]:
    found = find_dates(text[dateline.start : dateline.end], names)
    return [
        Stamp("bare", dateline.start + date.start, dateline.start + date.end, date)
        for date in found
    ]


def _first(document: Document, stamps: Sequence[Stamp], kind: Kind) -> DateValue | None:
    """Return the first date of this kind, as the value that the article states."""
    chosen = next((stamp for stamp in stamps if stamp.kind == kind), None)
    return _stated(document, chosen) if chosen else None


def _agreed(document: Document, stamps: Sequence[Stamp]) -> DateValue | None:
    """Return the bare date of the article's head; None when its bare dates disagree."""
    bare = [stamp for stamp in stamps if stamp.kind == "bare"]
    days = {stamp.date.first[DAY] for stamp in bare}
    return _stated(document, bare[0]) if len(days) == 1 else None


def _stated(document: Document, stamp: Stamp) -> DateValue:
    date = stamp.date
    evidence = cite_span(document.id, document.text, stamp.start, stamp.end)
    return DateValue(
        start=date.first,
        end=date.last,
        precision=date.precision,
        basis="stated",
        evidence=evidence,
    )


def _lower_bound(
    document: Document, stamps: Sequence[Stamp], published: DateValue | None
) -> DateValue | None:
    """Return the latest date stamp among the furniture: the page was not captured before it.

    Stamps that say what they are come before bare dates, which may be those of coming events.
    """
    labelled = [stamp for stamp in stamps if stamp.kind != "bare"] or list(stamps)
    if not labelled:
        return None
    latest = max(labelled, key=lambda stamp: (stamp.date.first[DAY], -stamp.start))
    if published and published.end and latest.date.first[DAY] <= published.end[DAY]:
        return None
    return DateValue(
        start=latest.date.first,
        end=None,
        precision="after",
        basis="page_furniture",
        evidence=cite_span(document.id, document.text, latest.start, latest.end),
    )
