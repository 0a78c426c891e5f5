"""Reuse links in the order in which they are read: proof of a common origin first, long first."""

from collections.abc import Iterator
from typing import NamedTuple

from chancery.model import ReuseLink
from chancery.store.dossier import Dossier


class LinkKey(NamedTuple):
    """Where a link stands."""

    weak: bool
    length: int  # words
    link: str


def find_links(
    dossier: Dossier, *, after: LinkKey | None, weak: bool
) -> Iterator[tuple[LinkKey, ReuseLink]]:
    """Yield links behind a place, strong before weak and the longest first."""
    for strength in ("strong", "weak") if weak else ("strong",):
        is_weak = strength == "weak"
        if after and after.weak and not is_weak:
            continue
        behind = after if after and after.weak == is_weak else None
        condition = (
            "strength = ?1 AND length <= ?2 AND (length < ?2 OR id > ?3) ORDER BY length DESC, id"
        )
        length, identity = (behind.length, behind.link) if behind else (2**53, "")
        for one in dossier.where(ReuseLink, condition, strength, length, identity):
            yield LinkKey(is_weak, one.length, one.id), one
