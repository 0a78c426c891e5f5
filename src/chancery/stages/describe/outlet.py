"""Finds the outlet that a document's own text names: in its furniture, or in so many words."""

import re
from collections.abc import Iterator, Mapping, Sequence

from chancery.model import Basis, Document, TextValue, cite_span
from chancery.stages.describe.agencies import find_mentions
from chancery.stages.describe.lexicon import reserves_rights
from chancery.stages.describe.lines import Line, of_type
from chancery.stages.describe.mastheads import Naming, at_head, behind, dated
from chancery.stages.describe.outlet_names import (
    TITLE_RUN,
    ends_like_masthead,
    is_distinct,
    is_known_outlet,
    known_names,
    looks_like_masthead,
    masthead_words,
    outlet_key,
)

FEWEST_NAMINGS = 2  # in an appeal or a form, where a page speaks of itself; chosen
APPEAL_TYPES = ("appeal", "form", "consent")

_PUBLISHED_IN = re.compile(
    r"^\(?Published in (?P<name>[A-Z][^,\d]{1,50}?), (?:on )?[\w.]+ \d{1,2}\w{0,2},? \d{4}"
)
_SIGN = re.compile(
    r"(?:©|ⓒ|\(c\)|(?<!\w)copyright(?!\w))[\s:©ⓒ@]*(?:\(c\)|copyright)?"
    r"[\s,:]*(?:\d{4}\s*[-–—]?\s*){0,2}[\s,]*(?:by\s+)?",
    re.IGNORECASE,
)
_REST = re.compile(
    r"\s*(?:[|,;•·(]|\.\s|\.$|\s[-–—]\s|\sor\s|\sand/or|\ball rights|\bunless|\b(?:19|20)\d\d|$)",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"(?:,?\s+(?:Inc|LLC|Ltd|Limited|Corp|Corporation|Company|Co|GmbH|AG|SA|S\.A|plc|PLC|Pty|LP"
    r"|& Company|Pvt|Private)\.?)+$"
)
_COMPANY_BEHIND = re.compile(r",?\s+(?:Inc|LLC|Ltd|Limited|Corp|Co|GmbH|LP|S\.A)\b")
_NOTICE = ("©", "ⓒ", "opyright", "OPYRIGHT", "(c)", "(C)")  # quick to rule most texts out
_UNBRACKETED = tuple(sign for sign in _NOTICE if "(" not in sign)
_WE = re.compile(r"\b(?:we|us|our)\b", re.IGNORECASE)
_PAPER = re.compile(r"(?<!\w)The(?:\s+[A-ZÀ-Þ][\w’'&-]*){1,5}(?!\w)")
_DOMAIN = re.compile(r"^(?:www\.)?[\w-]{3,}(?:\.[a-z]{2,3}){1,2}$", re.IGNORECASE)


def find_outlet(
    document: Document, lines: Sequence[Line], names: Mapping[str, int]
) -> TextValue | None:
    """Return the outlet, from the surest sign that there is; None when two names compete there."""
    signs: tuple[tuple[Basis, Iterator[Naming]], ...] = (
        ("stated", _published_in(lines) if "Published in " in document.text else iter(())),
        ("page_furniture", _copyrights(lines) if _may_hold_notice(document.text) else iter(())),
        ("page_furniture", at_head(lines)),
        ("page_furniture", _appeals(lines)),
        ("page_furniture", behind(lines)),
        ("stated", dated(lines, names)),
    )
    for basis, namings in signs:
        found = list(namings)
        if found:
            return _single(document, found, basis)
    return None


def _may_hold_notice(text: str) -> bool:
    return any(map(text.__contains__, _NOTICE if "(" in text else _UNBRACKETED))


def _single(document: Document, namings: list[Naming], basis: Basis) -> TextValue | None:
    text = document.text
    if len({outlet_key(text[naming.start : naming.end]) for naming in namings}) != 1:
        return None
    start, end = namings[0]
    evidence = cite_span(document.id, text, start, end)
    return TextValue(value=text[start:end], basis=basis, evidence=evidence)


def _published_in(lines: Sequence[Line]) -> Iterator[Naming]:
    """Yield the outlet of a closing line such as "Published in NAME, October 20th, 2021"."""
    for line in lines:
        match = _PUBLISHED_IN.match(line.text) if line.kept and line.is_short else None
        if match and not find_mentions(match["name"]):
            yield Naming(line.start + match.start("name"), line.start + match.end("name"))


def _copyrights(lines: Sequence[Line]) -> Iterator[Naming]:
    """Yield the holders of copyright notices that bear an outlet's name, not only a company's."""
    for line in lines:
        if line.type in {"headline", "caption", "credit"} or not line.is_short:
            continue
        if not _may_hold_notice(line.text):
            continue
        for sign in _SIGN.finditer(line.text):
            if line.kept and sign.start() > 0:
                continue
            start = sign.end()
            rest = _REST.search(line.text, start)
            holder = line.text[start : rest.start() if rest else len(line.text)]
            name = _COMPANY.sub("", holder)
            company = name != holder or _COMPANY_BEHIND.match(line.text, start + len(holder))
            signed = reserves_rights().search(line.text) is not None
            if _is_outlet(name, company=bool(company), signed=signed):
                yield Naming(line.start + start, line.start + start + len(name))


def _is_outlet(name: str, *, company: bool, signed: bool) -> bool:
    """Say whether a copyright holder is an outlet: known, a domain, or named like a newspaper.

    Unless it is known, the notice must give a year or reserve rights: photographers do not.
    """
    if find_mentions(name) or not name:
        return False
    if is_known_outlet(name):
        return " " in name or not company  # "ABC, Inc." is not the paper ABC
    if not signed:
        return False
    if _DOMAIN.match(name):
        return True
    strong, weak = masthead_words(name)
    enough = strong or (weak > 0 and not company)
    return enough and ends_like_masthead(name) and is_distinct(name)


def _appeals(lines: Sequence[Line]) -> Iterator[Naming]:
    """Yield the outlet that a page's appeals and forms name again and again, or speak as."""
    namings: dict[str, list[Naming]] = {}
    spoken: dict[str, Naming] = {}
    for line in of_type(lines, *APPEAL_TYPES):
        for naming in _names_in(line):
            key = outlet_key(line.text[naming.start - line.start : naming.end - line.start])
            namings.setdefault(key, []).append(naming)
        if line.type == "appeal" and _WE.search(line.text):
            for naming in _papers_in(line):
                name = line.text[naming.start - line.start : naming.end - line.start]
                spoken.setdefault(outlet_key(name), naming)
    repeated = [found[0] for found in namings.values() if len(found) >= FEWEST_NAMINGS]
    yield from repeated or spoken.values()


def _papers_in(line: Line) -> Iterator[Naming]:
    """Yield the names with an article that end like a newspaper's."""
    for run in _PAPER.finditer(line.text):
        name = run.group()
        if ends_like_masthead(name) and is_distinct(name) and not find_mentions(name):
            yield Naming(line.start + run.start(), line.start + run.end())


def _names_in(line: Line) -> Iterator[Naming]:
    """Yield the known outlets of several words, and names like newspapers', in running text."""
    taken: list[tuple[int, int]] = []
    for match in known_names().finditer(line.text):
        taken.append(match.span())
        yield Naming(line.start + match.start(), line.start + match.end())
    for run in TITLE_RUN.finditer(line.text):
        name = run.group().rstrip()
        start, end = run.start(), run.start() + len(name)
        overlaps = any(start < other[1] and other[0] < end for other in taken)
        if " " in name and not overlaps and looks_like_masthead(name):
            yield Naming(line.start + start, line.start + end)
