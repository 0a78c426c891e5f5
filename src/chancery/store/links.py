"""Reuse links: in the order in which they are read, and those of some documents."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

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


def find_links_of(
    dossier: Dossier, document: str, *, after: LinkKey | None, weak: bool
) -> Iterator[tuple[LinkKey, ReuseLink]]:
    """Yield the links of one document behind a place, in the same order."""
    found = [one for one in dossier.links(document) if weak or one.strength == "strong"]
    found.sort(key=lambda one: one.strength == "weak")  # those of one strength: longest first
    keyed = [(LinkKey(one.strength == "weak", one.length, one.id), one) for one in found]
    at = next((number for number, (key, _) in enumerate(keyed, 1) if key == after), 0)
    yield from keyed[at:]


def links_among(dossier: Dossier, documents: Iterable[str]) -> list[ReuseLink]:
    """Return the links that have a side in one of these documents, each once, longest first."""
    wanted = msgspec.json.encode(sorted(documents)).decode()
    sides = " OR ".join(
        f"json_extract({side}, '$.document') IN (SELECT value FROM json_each(?1))"
        for side in ("a", "b")
    )
    return list(dossier.where(ReuseLink, f"({sides}) ORDER BY length DESC, id", wanted))
