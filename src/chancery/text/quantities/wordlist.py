"""The words that quantities are told by, read once from the table beside this module."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Literal

from chancery.text.tables import packaged_rows

WordKind = Literal[
    "ones",
    "tens",
    "scale",
    "plural",
    "vague",
    "part",
    "suffix",
    "ordinal",
    "approx",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "nearly",
    "up_to",
    "stated",
    "governor",
    "behind",
    "change",
    "move",
    "label",
    "month",
    "clock",
    "duration",
    "per",
    "stop",
    "verb",
    "hyphened",
    "one_idiom",
    "people",
    "state",
    "plural_noun",
    "no_plural",
    "attributive",
    "address",
    "no_purpose",
    "one_before",
    "many_before",
    "part_before",
    "year_before",
    "hard_label",
    "code_word",
]


@cache
def words(kind: WordKind) -> frozenset[str]:
    """Return the words or phrases of one kind, in lower case, without their values."""
    return frozenset(values(kind))


@cache
def values(kind: WordKind) -> Mapping[str, Fraction]:
    """Return the words of one kind with what each is worth; 0 where the table gives nothing."""
    found: dict[str, Fraction] = {}
    for form in _rows().get(kind, ()):
        word, _, value = form.partition("=")
        found[word] = Fraction(value or 0)
    return found


@cache
def _rows() -> Mapping[str, tuple[str, ...]]:
    rows: dict[str, tuple[str, ...]] = {}
    for kind, forms in packaged_rows("chancery.text.quantities", "words.tsv"):
        rows[kind] = rows.get(kind, ()) + tuple(forms.split("|"))
    return rows
