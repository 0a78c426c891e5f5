"""Words by what they say of a deed, and the codes of CAMEO, from tables."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal, get_args

from chancery.model import Root
from chancery.text.rarity import KNOWN
from chancery.text.tables import packaged_rows

WordKind = Literal["state", "role", "result", "agrees"]


@cache
def words_of(kind: WordKind) -> frozenset[str]:
    """Return the lower-case words of one kind; the table says what each kind is for."""
    rows = packaged_rows(__package__ or "", "words.tsv")
    return frozenset(word for row in rows if row[0] == kind for word in row[1].split())


@lru_cache(maxsize=KNOWN)
def root_of(word: str) -> Root | None:
    """Return the root that a verb's past form names by itself; None of any other word."""
    roots: tuple[Root, ...] = get_args(Root)
    rows = packaged_rows(__package__ or "", "deeds.tsv")
    return next((r for r in roots for row in rows if row[0] == r and word in row[1].split()), None)


def cameo_code(root: str, mode: str | None) -> str | None:
    """Return the code of CAMEO for a root and mode; None where the conversion gives none."""
    return _codes().get((root, mode or ""))


@cache
def _codes() -> Mapping[tuple[str, str], str]:
    _, *rows = packaged_rows(__package__ or "", "cameo.tsv")
    return {(root, mode): code for root, mode, code in rows}
