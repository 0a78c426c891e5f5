"""Words that make commitments, from the tables `cues.tsv` and `words.tsv`."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple, cast

from chancery.model import CommitmentType
from chancery.text.tables import packaged_rows

Takes = Literal["bare", "to", "whom", "that", "thing", "told", "by"]
Strength = Literal["strong", "modal", "weak"]
WordKind = Literal[
    "self",
    "pronoun",
    "relative",
    "between",
    "preposition",
    "not",
    "doubt",
    "before",
    "if",
    "ends",
    "never",
    "determiner",
    "harm",
    "give",
    "relief",
    "party",
    "idle",
    "opener",
    "hoped",
    "finite",
    "modal",
    "demonstrative",
    "question",
    "told",
    "light",
    "undone",
    "clause",
    "past",
    "proceeds",
    "within",
]


class CueWord(NamedTuple):
    """What a form makes, of which word it is, and what has to follow."""

    type: CommitmentType
    strength: Strength
    takes: tuple[Takes, ...]
    word: str


@cache
def cue_words() -> Mapping[str, tuple[CueWord, ...]]:
    """Return lower-case form → what it makes, in the table's order."""
    found: dict[str, list[CueWord]] = {}
    for kind, strength, takes, forms in packaged_rows(__package__ or "", "cues.tsv"):
        each = forms.split(";")
        parts = cast("tuple[Takes, ...]", tuple(takes.split()))
        word = CueWord(cast("CommitmentType", kind), cast("Strength", strength), parts, each[0])
        for form in each:
            found.setdefault(form, []).append(word)
    return {form: tuple(words) for form, words in found.items()}


def lowered(word: str) -> str:
    """Return a word in lower case, but an abbreviation as it stands: "US" is not "us"."""
    return word if len(word) > 1 and word.isupper() else word.lower()


@cache
def cue_pattern() -> re.Pattern[str]:
    """Return what matches every form, the longest first."""
    forms = sorted(cue_words(), key=lambda form: (-len(form), form))
    starts = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    return re.compile(rf"(?<![\w-])(?:{starts})(?![\w-])|(?<=\w)(?:'ll|’ll)(?!\w)", re.IGNORECASE)


@cache
def words_of(kind: WordKind) -> frozenset[str]:
    """Return the lower-case words of one kind, hyphens for blanks; the table says what for."""
    rows = packaged_rows(__package__ or "", "words.tsv")
    return frozenset(word for name, words in rows if name == kind for word in words.split())


@cache
def pattern_of(kind: WordKind) -> re.Pattern[str]:
    """Return what matches a word of one kind, or several in one phrase, the longest first."""
    words = sorted(words_of(kind), key=lambda word: (-len(word), word))
    either = "|".join(re.escape(word).replace(r"\-", r"\s+") for word in words)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)
