"""Finds the outlet that a document's own text names: in its furniture, or in so many words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from chancery.knowledge import load
from chancery.model import Basis, Document, TextValue, cite_span
from chancery.stages.describe.agencies import find_mentions
from chancery.stages.describe.lexicon import any_of, reserves_rights, words
from chancery.stages.describe.lines import Line, of_type

MOST_WORDS = 6  # of a masthead, such as "The Los Angeles Daily Free Journal"
FEWEST_WEAK_WORDS = 2  # "News Magazine": two words of this kind make a masthead, one does not
FEWEST_NAMINGS = 2  # in an appeal or a form, where a page speaks of itself; chosen
NEAR = 3  # lines on either side that show whether a line is one of a list; chosen
WORDS_OF_LINK = 4  # a line of so few words is taken for a link; chosen
MOST_LINKS_NEAR = 2  # more of them make a list; chosen
FOOTER_TYPES = frozenset({"teaser", "navigation", "consent", "form", "share", "appeal"})
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
_DOMAIN = re.compile(r"^(?:www\.)?[\w-]{3,}(?:\.[a-z]{2,3}){1,2}$", re.IGNORECASE)
_TITLE_RUN = re.compile(r"(?:(?:The|[A-ZÀ-ÞА-Я][\w’'&-]*)(?:\s|$)){1,6}")


class Naming(NamedTuple):
    """A place where a text names what may be its outlet: code points of the document's text."""

    start: int
    end: int


def find_outlet(document: Document, lines: Sequence[Line]) -> TextValue | None:
    """Return the outlet, from the surest sign that there is; None when two names compete there."""
    signs: tuple[tuple[Basis, Iterator[Naming]], ...] = (
        ("stated", _published_in(lines)),
        ("page_furniture", _copyrights(lines) if _may_hold_notice(document.text) else iter(())),
        ("page_furniture", _appeals(lines)),
        ("page_furniture", _mastheads(lines)),
    )
    for basis, namings in signs:
        found = list(namings)
        if found:
            return _single(document, found, basis)
    return None


def _may_hold_notice(text: str) -> bool:
    return any(sign in text for sign in _NOTICE)


def same_outlet(one: str, other: str) -> bool:
    """Say whether two names are one outlet's, article, case and address ending aside."""
    return _key(one) == _key(other)


def _single(document: Document, namings: list[Naming], basis: Basis) -> TextValue | None:
    text = document.text
    if len({_key(text[naming.start : naming.end]) for naming in namings}) != 1:
        return None
    start, end = namings[0]
    evidence = cite_span(document.id, text, start, end)
    return TextValue(value=text[start:end], basis=basis, evidence=evidence)


def _key(name: str) -> str:
    low = " ".join(name.casefold().replace("’", "'").split())
    return low.removeprefix("www.").removeprefix("the ")


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
    if _key(name) in _known():
        return " " in name or not company  # "ABC, Inc." is not the paper ABC
    if not signed:
        return False
    if _DOMAIN.match(name):
        return True
    strong, weak = _masthead_words(name)
    enough = strong or (weak > 0 and not company)
    return enough and _ends_like_masthead(name) and _is_distinct(name)


def _appeals(lines: Sequence[Line]) -> Iterator[Naming]:
    """Yield the outlet that a page's appeals and forms name again and again."""
    namings: dict[str, list[Naming]] = {}
    for line in of_type(lines, *APPEAL_TYPES):
        for naming in _names_in(line):
            key = _key(line.text[naming.start - line.start : naming.end - line.start])
            namings.setdefault(key, []).append(naming)
    for found in namings.values():
        if len(found) >= FEWEST_NAMINGS:
            yield found[0]


def _names_in(line: Line) -> Iterator[Naming]:
    """Yield the known outlets of several words, and names like newspapers', in running text."""
    taken: list[tuple[int, int]] = []
    for match in _known_names().finditer(line.text):
        taken.append(match.span())
        yield Naming(line.start + match.start(), line.start + match.end())
    for run in _TITLE_RUN.finditer(line.text):
        name = run.group().rstrip()
        start, end = run.start(), run.start() + len(name)
        overlaps = any(start < other[1] and other[0] < end for other in taken)
        if " " in name and not overlaps and _looks_like_masthead(name):
            yield Naming(line.start + start, line.start + end)


def _mastheads(lines: Sequence[Line]) -> Iterator[Naming]:
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
    return _key(text) in _known() or _looks_like_masthead(text)


def _in_list(lines: Sequence[Line], number: int) -> bool:
    """Say whether the line is one of a list of links, where other outlets are named too."""
    near = [*lines[max(0, number - NEAR) : number], *lines[number + 1 : number + 1 + NEAR]]
    links = [line for line in near if not line.kept and len(line.text.split()) <= WORDS_OF_LINK]
    return len(links) > MOST_LINKS_NEAR


def _looks_like_masthead(name: str) -> bool:
    if not (_TITLE_RUN.fullmatch(name) and _ends_like_masthead(name) and _is_distinct(name)):
        return False
    strong, weak = _masthead_words(name)
    return strong or weak >= FEWEST_WEAK_WORDS


def _masthead_words(name: str) -> tuple[bool, int]:
    """Return whether a name has a strong masthead word, and how many weak ones."""
    tokens = _tokens(name)
    strong = any(token in _kind("strong") for token in tokens)
    return strong, sum(token in _kind("weak") for token in tokens)


def _ends_like_masthead(name: str) -> bool:
    """Say whether a masthead word opens or ends the name, and no word for a company ends it."""
    tokens = _tokens(name.removeprefix("The "))
    of_papers = _kind("strong") | _kind("weak")
    opens = _kind("strong") | _kind("opening")
    ends = bool(tokens) and (tokens[-1] in of_papers or tokens[0] in opens)
    return ends and tokens[-1] not in _kind("company")


def _is_distinct(name: str) -> bool:
    """Say whether a word of the name tells it from a section of any paper."""
    common = _kind("generic") | _kind("weak") | _kind("strong") | _kind("company")
    return any(token not in common for token in _tokens(name))


def _tokens(name: str) -> list[str]:
    """Return the words of a name, those in capitals as titles have them."""
    parts = name.replace("-", " ").split()
    return [part.title() if part.isupper() else part for part in parts]


@cache
def _kind(kind: str) -> frozenset[str]:
    return frozenset(words("mastheads", kind))


@cache
def _known_names() -> re.Pattern[str]:
    """Match the known outlets of several words, as they print their names."""
    names = sorted((row["name"] for row in load("outlets") if " " in row["name"]), key=len)
    return re.compile(rf"(?<!\w)(?:{any_of(reversed(names))})(?!\w)")


@cache
def _known() -> Mapping[str, str]:
    return {_key(row["name"]): row["domain"] for row in load("outlets")}
