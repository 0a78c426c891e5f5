"""Tells by the shape of a name whether it may be an agency's."""

import re
from functools import cache
from typing import Literal, NamedTuple

from chancery.stages.describe.lexicon import words
from chancery.text.agency_names import short_name

MOST_LETTERS = 7  # of an acronym: longer runs of capitals are shouted words; chosen
FEWEST_LETTERS = 4  # of a name of one word, such as Interfax; chosen

CAPITAL = r"[A-ZÀ-ÞА-Я][\w’'&-]*"
RUN = rf"{CAPITAL}(?:\s+{CAPITAL}){{0,4}}"
ACRONYM = re.compile(rf"[A-ZА-Я]{{3,{MOST_LETTERS}}}")
_ONE_WORD = re.compile(rf"[A-ZÀ-ÞА-Я][^\W\d_]{{{FEWEST_LETTERS - 1},}}")
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}")  # of stations in the United States


class Introduction(NamedTuple):
    """A name in a sure form of credit, at `text[start:end]` of the document."""

    name: str
    start: int
    end: int
    medium: Literal["text", "photo"]
    says_so: bool = False  # words beside it say that it is an agency


def is_acronym(name: str) -> bool:
    """Say whether the name is three to seven capitals, and no station's call sign."""
    return bool(ACRONYM.fullmatch(name)) and not _CALL_SIGN.fullmatch(name)


def is_word(name: str) -> bool:
    """Say whether the name is one capitalised word that is not shouted."""
    return bool(_ONE_WORD.fullmatch(name)) and not name.isupper()


def has_part(name: str, kind: str) -> bool:
    """Say whether this is a name of several words that a word of this kind ends."""
    tokens = name.split()
    if len(tokens) < 2 or not re.fullmatch(RUN, name):  # noqa: PLR2004 - "several"
        return False
    rest = set(tokens[:-1]) - words_of_kind("vague")
    return tokens[-1] in words_of_kind(kind) and tokens[-2] != "Free" and bool(rest)


def base_name(name: str) -> str | None:
    """Return the word that is left of "NAME News Agency" where it may stand for the whole."""
    base = short_name(name)
    single = base != name and is_word(base) and not is_common(base)
    return base if single else None


def is_common(word: str) -> bool:
    """Say whether the word is a country's, a people's, a day's or any agency's."""
    low = word.lower()
    calendar = low in _calendar() or low in words_of_kind("leading")
    return calendar or word in words_of_kind("vague") or is_region(word)


def is_region(name: str) -> bool:
    """Say whether the name is that of a country or region, or of its people."""
    return name.strip(". ") in _regions()


@cache
def words_of_kind(kind: str) -> frozenset[str]:
    """Return the forms of one kind in the table of words for agencies."""
    return frozenset(words("agency_words", kind))


@cache
def _calendar() -> frozenset[str]:
    return frozenset(words("date_words", "weekday"))


@cache
def _regions() -> frozenset[str]:
    kinds = ("country", "demonym", "region", "short")
    return frozenset(form for kind in kinds for form in words("regions", kind))
