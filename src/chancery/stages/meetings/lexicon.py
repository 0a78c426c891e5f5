"""Words by what they say of a meeting, from the table `words.tsv`."""

from functools import cache
from typing import Literal

from chancery.text.tables import packaged_rows

WordKind = Literal[
    "gathering",
    "line",
    "meets",
    "visit",
    "hosts",
    "discuss",
    "joins",
    "definite",
    "other",
    "collective",
    "states",
    "whole",
    "document",
    "adopts",
    "general",
    "soft",
    "lines",
    "matter",
    "audience",
    "representing",
    "topic",
    "acts",
    "account",
    "picture",
]


@cache
def words_of(kind: WordKind) -> frozenset[str]:
    """Return the lower-case words of one kind; the table says what each kind is for."""
    rows = packaged_rows(__package__ or "", "words.tsv")
    return frozenset(word for row in rows if row[0] == kind for word in row[1].split())
