"""Words by what they say of an attribution, from the table `words.tsv`."""

from collections.abc import Mapping
from functools import cache
from typing import Literal, get_args

from chancery.model import CueClass, Root, UnnamedClass
from chancery.text.tables import packaged_rows

WordKind = Literal[
    "holder",
    "nobody",
    "relative",
    "self",
    "finite",
    "told",
    "opens",
    "while",
    "place",
    "until",
    "forward",
    "maybe",
    "ahead",
    "beside",
    "did",
    "condition",
    "wished",
    "mind",
    "owned",
    "answers",
    "withheld",
]

ROOTS: Mapping[CueClass, Root] = {
    "demands": "REQUEST",
    "accuses": "ACCUSE",
    "praises": "SUPPORT",
    "denies": "REJECT",
    "refuses": "REJECT",
    "declines": "REJECT",
    "threatens": "THREATEN",
    "agrees": "AGREE",
}
"""The acts of words that a cue alone decides."""


@cache
def words_of(kind: WordKind) -> frozenset[str]:
    """Return the lower-case words of one kind; the table says what each kind is for."""
    return frozenset(word for row in _rows() if row[0] == kind for word in row[1].split())


@cache
def unnamed_classes() -> Mapping[str, UnnamedClass]:
    """Return head noun → what a speaker who is described by it is."""
    classes: tuple[UnnamedClass, ...] = get_args(UnnamedClass)
    return {
        word: one for one in classes for row in _rows() if row[0] == one for word in row[1].split()
    }


@cache
def cue_classes() -> Mapping[str, CueClass]:
    """Return word of a cue → the class that it tells by itself."""
    classes: tuple[CueClass, ...] = get_args(CueClass)
    return {
        word: one for one in classes for row in _rows() if row[0] == one for word in row[1].split()
    }


def _rows() -> list[list[str]]:
    return packaged_rows(__package__ or "", "words.tsv")
