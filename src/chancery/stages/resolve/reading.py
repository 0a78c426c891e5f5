"""Reads a namesake once, so that it can be compared many times."""

from collections import Counter
from typing import NamedTuple

from chancery.knowledge import fold
from chancery.model import Namesake, StatedOffice
from chancery.stages.resolve.names import Family, ReadName, family_of, head_word, read_name
from chancery.text.spelling import respell

SHARING: frozenset[Family] = frozenset({"person", "body", "place"})


class Read(NamedTuple):
    """A namesake with its names, offices and company in comparable form."""

    namesake: Namesake
    family: Family
    names: tuple[ReadName, ...]  # most frequent first; the fullest for certain among them
    full: ReadName  # the form with most words
    head: str  # of a description; empty where there is a name
    offices: frozenset[str]
    titles: frozenset[str]
    owners: frozenset[str]
    company: dict[str, int]
    certain: frozenset[str]
    possible: frozenset[str]

    @property
    def id(self) -> str:
        """Return the id of the smallest referent, which stands for all."""
        return self.namesake.referents[0]

    @property
    def bare(self) -> bool:
        """Say whether a person has one word for a name, which many may share."""
        return self.family == "person" and self.single

    @property
    def single(self) -> bool:
        """Say whether the name is one word, which may be part of many names: a last name, Bank."""
        return self.family in SHARING and self.namesake.named and len(self.full.words) == 1


def read(namesake: Namesake) -> Read:
    """Return what is compared of a namesake."""
    family = family_of(namesake.type)
    names = tuple(dict.fromkeys(read_name(text, family) for text, _ in namesake.names))
    offices = [one for one in namesake.offices if not one.former]
    return Read(
        namesake=namesake,
        family=family,
        names=names,
        full=max(names, key=_fullness),
        head="" if namesake.named else head_word(namesake.names[0][0]),
        offices=frozenset(office_key(one) for one in namesake.offices if _owner(one)),
        titles=frozenset(fold(one.title) for one in namesake.offices),
        owners=frozenset(_owner(one) for one in offices if _owner(one)),
        company=_foreign(namesake, names),
        certain=frozenset(one.actor for one in namesake.known if one.certain),
        possible=frozenset(one.actor for one in namesake.known),
    )


def office_key(office: StatedOffice) -> str:
    """Return the office with its owner, in folded words."""
    return f"{fold(office.title)}|{_owner(office)}"


def tally(counts: Counter[str], most: int) -> tuple[tuple[str, int], ...]:
    """Return the most frequent with their number, equal ones in order of the alphabet."""
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:most])


def _owner(office: StatedOffice) -> str:
    return office.owner_actor or (fold(office.owner) if office.owner else "")


def _fullness(name: ReadName) -> tuple[int, int, tuple[str, ...]]:
    return len(name.words), sum(map(len, name.words)), name.words


def _foreign(namesake: Namesake, names: tuple[ReadName, ...]) -> dict[str, int]:
    """Return the company without what bears the namesake's own name."""
    own = {respell(word) for name in names for word in name.words}
    return {key: n for key, n in namesake.company if respell(key[2:]) not in own}
