"""Words that tell what became of a commitment, from the tables of this folder."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal

from chancery.text.rarity import KNOWN, stem
from chancery.text.tables import packaged_rows

WordKind = Literal[
    "broken",
    "undone",
    "dropped",
    "dropped_word",
    "rejected",
    "refused",
    "rebuffed",
    "begun",
    "partly",
    "kept",
    "again",
    "unreal",
    "between",
    "undertaking",
    "beside",
    "vague",
]


@cache
def words_of(kind: WordKind) -> frozenset[str]:
    """Return the lower-case forms of one kind, with blanks."""
    rows = packaged_rows(__package__ or "", "words.tsv")
    return frozenset(
        form.replace("-", " ") for name, forms in rows if name == kind for form in forms.split()
    )


@cache
def pattern_of(kind: WordKind) -> re.Pattern[str]:
    """Return what matches a form of one kind, the longest first."""
    forms = sorted(words_of(kind), key=lambda form: (-len(form), form))
    either = "|".join(
        re.escape(form).replace(r"\ ", r"\s+").replace("'", "['’]") for form in forms
    )
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)


@cache
def vague_stems() -> frozenset[str]:
    """Return the stems of words that say nothing of what is to be done."""
    return frozenset(stem(word) for word in words_of("vague") | words_of("undertaking"))


def past_root(word: str) -> str | None:
    """Return the root of a verb in its past form; None where the word is none."""
    lower = word.lower()
    if base := _past().get(lower):
        return root(base)
    return root(lower) if lower.endswith("ed") and len(lower) > len("need") else None


@lru_cache(maxsize=KNOWN)
def root(word: str) -> str:
    """Return what the forms of one verb share: "ship" of "shipped"."""
    cut = stem(word.lower()).removesuffix("e")
    if cut.endswith("i"):
        return f"{cut[:-1]}y"
    doubled = len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "aeioulsz"  # noqa: PLR2004
    return cut[:-1] if doubled else cut


@lru_cache(maxsize=KNOWN)
def same_deed(one: str, other: str) -> bool:
    """Say whether two roots are of one verb, or of verbs for one deed."""
    return one == other or any({one, other} <= group for group in _deeds())


@lru_cache(maxsize=KNOWN)
def deeds_like(verb: str) -> frozenset[str]:
    """Return the roots of the verbs for one deed, the root itself among them."""
    return frozenset({verb}).union(*(group for group in _deeds() if verb in group))


@cache
def _past() -> Mapping[str, str]:
    return dict(packaged_rows(__package__ or "", "past.tsv"))


@cache
def _deeds() -> tuple[frozenset[str], ...]:
    rows = packaged_rows(__package__ or "", "verbs.tsv")
    return tuple(frozenset(map(root, row[0].split())) for row in rows)
