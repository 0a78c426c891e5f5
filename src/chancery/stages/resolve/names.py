"""Reads a name: its words without titles, what stands first and last, its initials."""

from functools import cache, lru_cache
from typing import Literal, NamedTuple

from chancery.knowledge import fold, forms_of, load
from chancery.model import MentionType
from chancery.text.spelling import respell, skeleton, to_latin

Family = Literal["person", "body", "place", "people", "thing"]
FAMILIES: dict[str, Family] = {
    "person": "person",
    "organisation": "body",
    "armed_group": "body",
    "place": "place",
    "people": "people",
    "office": "thing",
}
HONORIFICS = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "doctor", "prof", "professor", "sir", "dame", "lord", "lady"}
    | {"sheikh", "mullah", "maulvi", "haji", "hajji", "rev", "gen", "general", "lt", "col"}
    | {"colonel", "maj", "major", "capt", "captain", "sgt", "adm", "brig"}
)
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})  # tell father from son
DEGREES = frozenset({"md", "phd", "esq", "mp"})
LEGAL_FORMS = frozenset(  # of companies, which a name goes by as often without
    {"ltd", "limited", "plc", "inc", "incorporated", "corp", "corporation", "co", "llc", "llp"}
    | {"lp", "ag", "gmbh", "sa", "nv", "spa", "ab", "asa", "oyj", "pao", "oao", "pjsc", "ojsc"}
)
LITTLE = frozenset(
    {"a", "an", "of", "the", "and", "for", "in", "on", "to", "at", "de", "la", "du", "des", "del"}
)
BEFORE_REST = frozenset({"of", "in", "on", "at", "from", "for", "with", "to", "by", "near", "off"})
ACRONYM = range(2, 8)  # letters
PLURAL = 4  # letters of a word above which a final s is taken off


class ReadName(NamedTuple):
    """A name in folded words; of a person without titles before it and suffixes after it."""

    words: tuple[str, ...]
    suffix: str  # jr, ii; empty: none
    acronym: str  # the letters, where the form is one
    initials: frozenset[str]  # the acronyms that the words may give

    @property
    def last(self) -> str:
        """Return the last word: of a person, most often the family name."""
        return self.words[-1]

    @property
    def first(self) -> str:
        """Return the first word."""
        return self.words[0]

    @property
    def key(self) -> str:
        """Return the words in their usual spelling."""
        return " ".join(map(respell, self.words))


@lru_cache(maxsize=65536)
def read_name(text: str, family: Family) -> ReadName:
    """Return the name's parts; a name without letters is its one word."""
    folded = fold(to_latin(text)).removesuffix(" s") or text
    words = folded.split() or [text]
    suffix = ""
    if family == "person":
        words = _without_title(words)
        while len(words) > 1 and words[-1] in DEGREES:
            words = words[:-1]
        if len(words) > 1 and words[-1] in SUFFIXES:
            *words, suffix = words
    else:
        words = words[1:] if len(words) > 1 and words[0] == "the" else words
    initials = _initials(words)
    while family == "body" and len(words) > 1 and words[-1] in LEGAL_FORMS:
        words = words[:-1]
    return ReadName(tuple(words), suffix, _acronym(text), initials)


def family_of(type_: MentionType) -> Family:
    """Return which names a name of this type may be compared with."""
    return FAMILIES.get(type_, "thing")


@lru_cache(maxsize=65536)
def head_word(phrase: str) -> str:
    """Return the folded word that a description turns on: `envoy` of "the envoy to Aldane"."""
    words = fold(to_latin(phrase)).split() or [phrase]
    while len(words) > 1 and words[0] in BEFORE_REST | LITTLE:
        words = words[1:]
    cut = next((at for at, word in enumerate(words) if at and word in BEFORE_REST), len(words))
    word = words[cut - 1]
    plural = len(word) > PLURAL and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word


def name_sounds(name: ReadName) -> tuple[str, ...]:
    """Return the skeleton of each word; of one without consonants the word itself."""
    return tuple(skeleton(word) or word for word in name.words)


def _without_title(words: list[str]) -> list[str]:
    """Return the words after titles and honorifics, at least one."""
    titles = _titles()
    while len(words) > 1:
        if words[0] in HONORIFICS:
            words = words[1:]
            continue
        size = next((n for n in (3, 2, 1) if len(words) > n and " ".join(words[:n]) in titles), 0)
        if not size:
            break
        words = words[size:]
    return words


@cache
def _titles() -> frozenset[str]:
    return frozenset(fold(form) for row in load("titles") for form in forms_of(row))


def _acronym(text: str) -> str:
    letters = text.replace(".", "").removesuffix("’s").removesuffix("'s")
    whole = letters.isalpha() and letters.isupper() and len(letters) in ACRONYM
    return letters.casefold() if whole else ""


def _initials(words: list[str]) -> frozenset[str]:
    """Return the initials of all words, and of all but the little ones."""
    every = "".join(word[0] for word in words)
    telling = "".join(word[0] for word in words if word not in LITTLE)
    return frozenset(one for one in (every, telling) if len(one) in ACRONYM and len(words) > 1)
