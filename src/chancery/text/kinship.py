"""Says which words mean nearly the same, by a table."""

from collections.abc import Iterable
from functools import cache

from chancery.text.tables import packaged_rows


def are_kin(one: str, other: str) -> bool:
    """Say whether two stems are of words that mean nearly the same, or are one."""
    return one == other or other in kin_of(one) or one in kin_of(other)


def with_kin(stems: Iterable[str]) -> frozenset[str]:
    """Return stems with all that mean nearly the same."""
    own = frozenset(stems)
    return own.union(*map(kin_of, own))


def kin_of(stem: str) -> frozenset[str]:
    """Return the stems of words that mean nearly the same; the stem itself is not one."""
    return _table().get(stem, frozenset())


@cache
def _table() -> dict[str, frozenset[str]]:
    rows = packaged_rows(__package__ or "", "word_kin.tsv")
    return {stem: frozenset(kin.split()) for stem, kin in rows}
