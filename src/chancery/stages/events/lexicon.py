"""Words by what they say of a deed, and the codes of CAMEO, from tables."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Literal, get_args

from chancery.model import Root
from chancery.text.tables import packaged_rows

WordKind = Literal[
    "state",
    "role",
    "result",
    "agrees",
    "light",
    "starts",
    "published",
    "alone",
    "suffered",
    "tool",
    "nature",
    "deploys",
    "figurative",
    "foils",
    "accused",
    "forces",
    "frees",
    "criticised",
    "bare",
]


@cache
def words_of(kind: WordKind) -> frozenset[str]:
    """Return the lower-case words of one kind; the table says what each kind is for."""
    rows = packaged_rows(__package__ or "", "words.tsv")
    return frozenset(word for row in rows if row[0] == kind for word in row[1].split())


def root_of(phrase: str) -> Root | None:
    """Return the root that a verb's past form, or a phrase with one, names by itself, or None."""
    return deed_forms().get("_".join(phrase.lower().split()))


@cache
def deed_forms() -> Mapping[str, Root]:
    """Return the forms that name a deed, phrases with "_" between their words, by root."""
    rows = packaged_rows(__package__ or "", "deeds.tsv")
    return {form: _root(name) for name, forms in rows for form in forms.split()}


@cache
def opening_words() -> frozenset[str]:
    """Return the words that a verb, phrase or noun that names a deed may open with."""
    nouns = (word for _, some, _ in _nouns() for word in some.split())
    return frozenset({*(form.split("_")[0] for form in deed_forms()), *nouns})


@cache
def _nouns() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in packaged_rows(__package__ or "", "nouns.tsv"))


def noun_root(noun: str, around: Collection[str]) -> Root | None:
    """Return the root that a noun names among the words before it; None of any other noun."""
    named = (row for row in _nouns() if noun in row[1].split())
    fits = (name for name, _, need in named if need == "-" or set(need.split()) & set(around))
    return next(map(_root, fits), None)


def _root(name: str) -> Root:
    roots: tuple[Root, ...] = get_args(Root)
    return roots[roots.index(name)]


def cameo_code(root: str, mode: str | None) -> str | None:
    """Return the code of CAMEO for a root and mode; None where the conversion gives none."""
    return _codes().get((root, mode or ""))


@cache
def _codes() -> Mapping[tuple[str, str], str]:
    _, *rows = packaged_rows(__package__ or "", "cameo.tsv")
    return {(root, mode): code for root, mode, code in rows}
