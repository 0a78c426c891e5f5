"""Finds names beside which a text's own words say that they are agencies'."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from chancery.knowledge import forms_of, load
from chancery.knowledge.months import LANGUAGES
from chancery.stages.describe.lexicon import any_of, words
from chancery.stages.describe.lines import Line
from chancery.stages.describe.shapes import (
    ACRONYM,
    CAPITAL,
    RUN,
    Introduction,
    has_part,
    is_common,
    is_region,
    words_of_kind,
)

LONGEST_END = 5  # letters: in English five such ends stand for sixteen words

_NOUNS = frozenset({"ending", "opening", "behind", "before", "before_acronym"})
_POSSESSIVE = re.compile(r"['’]s?$")


def with_words(line: Line) -> Iterator[Introduction]:
    """Yield "NAME News Agency", and NAME of "the NAME news agency", "news agency NAME"."""
    for match in _with_ending().finditer(line.text):
        start = _start_of_name(line.text, *match.span("name"))
        base = line.text[start : match.start("ending")].split()
        if base and set(base) - words_of_kind("vague"):
            yield _introduce(line, start, match.end())
    for match in _with_opening().finditer(line.text):
        yield _introduce(line, match.start(), match.end())
    for match in _before_noun().finditer(line.text):
        start = _start_of_name(line.text, *match.span("name"), proper=True)
        if set(line.text[start : match.end("name")].split()) - words_of_kind("vague"):
            yield _introduce(line, start, match.end("name"))
    for pattern in (_behind_noun(), _acronym_behind_noun()):
        for match in pattern.finditer(line.text):
            name = _POSSESSIVE.sub("", match["name"])
            if not is_common(name):
                yield _introduce(line, match.start("name"), match.start("name") + len(name))


def _introduce(line: Line, start: int, end: int) -> Introduction:
    name = " ".join(line.text[start:end].split())
    return Introduction(name, line.start + start, line.start + end, "text", says_so=True)


def _start_of_name(text: str, start: int, end: int, *, proper: bool = False) -> int:
    """Return where a name begins in a run of capitalised words: behind what opens a sentence.

    A proper name begins behind adjectives of countries, too.
    """
    begin = start
    for token in re.finditer(r"\S+", text[start:end]):
        word = token.group()
        leads = word.lower() in words_of_kind("leading") or (proper and is_region(word))
        opens_later = _POSSESSIVE.search(word) or (leads and begin == start + token.start())
        if opens_later:
            rest = text[start + token.end() : end]
            begin = start + token.end() + len(rest) - len(rest.lstrip())
    return begin


def contributing(line: Line) -> Iterator[Introduction]:
    """Yield the names that end in Press, Agency or the like before "contributed to this ..."."""
    cue = _contributed().search(line.text)
    if cue is None:
        return
    for run in re.finditer(RUN, line.text[: cue.start()]):
        start = _start_of_name(line.text, *run.span())
        name = line.text[start : run.end()]
        if has_part(name, "part"):
            yield Introduction(name, line.start + start, line.start + run.end(), "text")


def hints_of(text: str, language: str | None) -> list[str]:
    """Return the words of the text without which no line of it holds the forms of running text."""
    shared = _hints_in(language).items()
    return [hint for end, hints in shared if end in text for hint in hints if hint in text]


@lru_cache(maxsize=LANGUAGES)
def _hints_in(language: str | None) -> Mapping[str, Sequence[str]]:
    """Return such words of the language, by the letters in which some of them end."""
    rows = [row for row in load("agency_words") if row["kind"] in _NOUNS]
    spoken = [row for row in rows if language is None or row["language"] in {language, "en"}]
    forms = {form for row in spoken for form in forms_of(row)}
    forms |= {form for form in words("credit_cues", "contributes", "side") if " " in form}
    shortest = sorted(f for f in forms if not any(g in f for g in forms - {f}))
    return {end: [one for one in shortest if one.endswith(end)] for end in map(_end, shortest)}


def _end(hint: str) -> str:
    return hint[-LONGEST_END:]


@cache
def _with_ending() -> re.Pattern[str]:
    endings = any_of(words("agency_words", "ending"))
    return re.compile(
        rf"(?<![\w-])(?P<name>(?:{CAPITAL}\s+){{1,5}}?)(?P<ending>{endings})(?!\s+[A-Z]|[\w-])"
    )


@cache
def _with_opening() -> re.Pattern[str]:
    openings = any_of(words("agency_words", "opening"))
    return re.compile(rf"(?<![\w-]){openings}\s+{CAPITAL}(?:\s+{CAPITAL}){{0,2}}")


@cache
def _before_noun() -> re.Pattern[str]:
    nouns = any_of(words("agency_words", "behind"))
    return re.compile(rf"(?<![\w-])(?P<name>{CAPITAL}(?:\s+{CAPITAL}){{0,3}})\s+{nouns}(?!\w)")


@cache
def _behind_noun() -> re.Pattern[str]:
    nouns = any_of(words("agency_words", "before"))
    return re.compile(rf"(?<!\w){nouns}\s+(?P<name>{CAPITAL})(?!\s+[A-ZÀ-ÞА-Я]|\w)")


@cache
def _acronym_behind_noun() -> re.Pattern[str]:
    nouns = any_of(words("agency_words", "before_acronym"))
    return re.compile(rf"(?<!\w){nouns}\s+(?P<name>{ACRONYM.pattern})(?![\w-])")


@cache
def _contributed() -> re.Pattern[str]:
    cues = [form for form in words("credit_cues", "contributes", "side") if " " in form]
    return re.compile(rf"\b(?:also\s+)?{any_of(cues)}(?!\w)")
