"""Takes the persons, titles and dates out of the factbook's lines on leaders.

A line reads `President Ada LOVELACE (since 3 May 2012); Vice President ... ; note - ...`; family
names stand in capitals.
"""

import calendar
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chancery.knowledge.facts import Interval

NOTE = re.compile(r"[;,.(\s]*\bnote\s*(?:\d+)?\s*[-–—:].*", re.IGNORECASE | re.DOTALL)
STATEMENT = re.compile(r"Notification Statement:.*?(?:\+\+|(?=President [A-Z]))", re.DOTALL)
SINCE = re.compile(r"\(\s*(?:both |all )?since\s+(?:about |approximately )?([^);,]*)[^)]*\)?")
BRACKETS = re.compile(r"\([^()]*\)")
VACANT = re.compile(r"^(?P<title>[^;(]*?)\s*\(?\bvacant\b", re.IGNORECASE)
BLANKS = re.compile(r"\s+")
DAY = re.compile(r"(?:(\d{1,2})\s*)?(?:([A-Za-z]+)\s*)?(\d{4})")
VERB = re.compile(
    r"\s(?:serves|served|is|was|has|had|became|assumed|announced|departed|resigned|died|took|who"
    r"|and as such|since|sworn|elected|appointed|continues|serving|tasked|named|resumed|will"
    r"|dismissed|suspended|remains|returned|fled|stepped)\b.*",
    re.DOTALL,
)
CAPITALS = re.compile(r"^[A-ZÀ-ÞĀ-Ž'’\-.]*[A-ZÀ-ÞĀ-Ž]{2}[A-ZÀ-ÞĀ-Ž'’\-]*,?$")
TITLE_WORDS = frozenset(
    """
    president premier chancellor king queen emir amir sultan emperor prince princess pope
    general governor minister ministers deputy acting interim caretaker transitional
    transition chairman chairwoman chairperson chair chief taoiseach captain captains regent
    regents co-prince co-princes leader administrator commissioner prefect lieutenant
    colonel col. gen. lt. maj. brig. sr. admiral sergeant field marshal imam sheikh shaikh
    ayatollah cardinal dr. dr sir dame mr. mrs. ms. ms lord lady member members secretary
    presidents premiers executive co-vice commander commander-in-chief representative ruler
    head officer bailiff mayor speaker superior paramount honorable cacique mullah hon.
    bishop archbishop governor-general overall vice ceo president-elect minister-designate
    minister-elect ambassador nuncio apostolic affaires
    """.split()  # noqa: SIM905
)
OUTSIDE = re.compile(r";(?![^()]*\))")  # a semicolon that stands in no brackets
SPELLED = re.compile(r"^\s*also (?:spelled|known as)\b")
TWO = re.compile(
    r",?\s+and\s+(?=(?:\S+\s){0,3}\S*[A-ZÀ-ÞĀ-Ž]{3})|,\s+(?=\S+ (?:\S+ )?\S*[A-ZÀ-Þ]{3})"
)
REPRESENTED = "represented by"
STANDS_IN = re.compile(r"[\s,]*represented by\s+", re.IGNORECASE)
MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name}
LONG_CAPITALS = re.compile(r"^[A-ZÀ-ÞĀ-Ž'’]{3,},?$")
NO_NAMES = frozenset(
    """
    II III IV VI VII VIII XIV XVI CEO PM SAC CNSP MP US UK
    """.split()  # noqa: SIM905
)
BODIES = frozenset(
    ["council", "government", "committee", "presidential", "transitional", "presidency"]
)
MOST_NAME_WORDS = 9
MOST_PLAIN_WORDS = 4  # of a name that has no word in capitals
MOST_QUOTED = 200  # characters of a line that a term keeps


@dataclass(frozen=True)
class Person:
    """One person of a line: title, name as written, family name, and since when."""

    title: str
    name: str
    family: str
    since: Interval
    quote: str
    place: int  # 0 for the first of the line


@dataclass(frozen=True)
class Line:
    """What one line says: its persons, and the title of an office that it calls vacant."""

    persons: tuple[Person, ...] = ()
    vacant: str | None = None


def read_line(text: str, names: tuple[str, ...]) -> Line:
    """Return the persons of a line; `names` are the country's own, which titles may hold."""
    plain = plain_text(text)
    gone = VACANT.match(plain)
    persons = tuple(_persons(NOTE.sub("", STATEMENT.sub("", plain)), names))
    first = persons[0].place == 0 if persons else False
    return Line(persons=persons, vacant=gone["title"].strip() if gone and not first else None)


def plain_text(text: str) -> str:
    """Return the text without entities, tags and runs of blanks."""
    return BLANKS.sub(" ", re.sub(r"<[^>]*>", " ", html.unescape(html.unescape(text)))).strip()


def moment(text: str) -> Interval | None:
    """Return the day of a date, or the bounds where it names a month or a year alone."""
    found = DAY.search(text)
    if not found:
        return None
    day, word, year = found.groups()
    month = MONTHS.get((word or "").casefold())
    number = int(year)
    if word and not month:
        return None
    if not month:
        return Interval(date(number, 1, 1), date(number, 12, 31))
    last = calendar.monthrange(number, month)[1]
    if not day:
        return Interval(date(number, month, 1), date(number, month, last))
    if not 1 <= int(day) <= last:
        return None
    exact = date(number, month, int(day))
    return Interval(exact, exact)


def _persons(text: str, names: tuple[str, ...]) -> Iterator[Person]:
    title = ""
    for place, part in enumerate(_parts(text)):
        dated = SINCE.search(part)
        if not dated and place:
            continue
        since = moment(dated[1]) if dated else None
        head = BRACKETS.sub(" ", part[: dated.start()] if dated else part)
        head = VERB.sub("", " " + head)
        for one in TWO.split(head):
            found = _title_and_name(one, names) or (_plain_name(one) if dated else None)
            if found:
                title = found[0] or title
                quote = part[:MOST_QUOTED]
                yield Person(title, found[1], found[2], since or Interval(), quote, place)


def _parts(text: str) -> list[str]:
    """Return the parts of a line, each with the one date that ends it."""
    parts: list[str] = []
    for clause in OUTSIDE.split(text):
        if SPELLED.match(clause) and parts:  # the date that follows is that of the name before
            parts[-1] += " " + "".join(found[0] for found in SINCE.finditer(clause))
            continue
        start = 0
        for found in SINCE.finditer(clause):
            parts.append(clause[start : found.end()])
            start = found.end()
        parts.append(clause[start:])
    plain = (re.sub(r"^[\s,]*(?:and\s)?", "", part).strip(" ,") for part in parts)
    return [part for part in plain if part]


def _plain_name(head: str) -> tuple[str, str, str] | None:
    """Return title and name where no word stands in capitals; then no family name is told."""
    words = head.replace(",", " ").split()
    ends = [at + 1 for at, word in enumerate(words) if word.casefold() in TITLE_WORDS]
    name = words[ends[-1] if ends else 0 :]
    if not 1 < len(name) <= MOST_PLAIN_WORDS or not all(word[:1].isupper() for word in name):
        return None
    if BODIES & {word.casefold() for word in name}:
        return None
    return " ".join(words[: ends[-1] if ends else 0]), " ".join(name), ""


def _title_and_name(head: str, names: tuple[str, ...]) -> tuple[str, str, str] | None:
    """Return title, name and family name; None where no word stands in capitals."""
    stands_in = STANDS_IN.match(head)
    if stands_in:
        rest = _title_and_name(head[stands_in.end() :], names)
        return (f"{REPRESENTED} {rest[0]}".strip(), *rest[1:]) if rest else None
    words = head.replace(",", " ").split()
    capitals = [at for at, word in enumerate(words) if _is_family(word)]
    if not capitals:
        return None
    first = capitals[0]
    start = _end_of_title(words, first, names)
    name = words[start:]
    family = " ".join(_cased(words[at]) for at in _run(capitals))
    if not name or len(name) > MOST_NAME_WORDS:
        return None
    return " ".join(words[:start]), " ".join(name), family


def _is_family(word: str) -> bool:
    if word.rstrip(",") in NO_NAMES:
        return False
    return bool(CAPITALS.match(word) or any(map(LONG_CAPITALS.match, word.split("-"))))


def _run(capitals: list[int]) -> list[int]:
    """Return the first run of neighbouring places."""
    run = [capitals[0]]
    for at in capitals[1:]:
        if at != run[-1] + 1:
            break
        run.append(at)
    return run


def _cased(word: str) -> str:
    return word.strip(",")


def _end_of_title(words: list[str], first: int, names: tuple[str, ...]) -> int:
    """Return where the name begins: after the last title word and the country named with it."""
    titles = [at for at in range(first) if words[at].casefold().strip(",") in TITLE_WORDS]
    if not titles:
        return 0 if first <= MOST_PLAIN_WORDS else first
    start = titles[-1] + 1
    if start < first and words[start].casefold() in {"of", "for"}:
        start = _after_place(words, start + 1, first, names)
    return start


def _after_place(words: list[str], start: int, first: int, names: tuple[str, ...]) -> int:
    """Return where the words after `of` no longer name the country or a body."""
    rest = " ".join(words[start:first]).casefold()
    for name in sorted(names, key=len, reverse=True):
        for form in (f"the {name}".casefold(), name.casefold()):
            if name and (rest == form or rest.startswith(form + " ")):
                return start + len(form.split())
    return max(start, first - 1) if len(words[start:first]) > 1 else first
