"""The terms by which actors are sought on their shelf: the words of their names."""

from collections.abc import Iterable

from chancery.knowledge import fold
from chancery.model import Entity
from chancery.store.shelves import make_term

TYPE, WORD = "c", "w"


def actor_terms(one: Entity) -> set[str]:
    """Return the terms of an actor."""
    words = (word for name in one.names for word in fold(name).split())
    return {make_term(TYPE, one.type), *(make_term(WORD, word) for word in words)}


def by_names(name: str) -> str:
    """Return the expression for actors that bear all words of a name."""
    return " AND ".join(f'"{make_term(WORD, one)}"' for one in fold(name).split())


def by_type(type_: str | None) -> str:
    """Return the expression for actors of a type."""
    return f'"{make_term(TYPE, type_)}"' if type_ else ""


def any_of_words(starts: Iterable[str]) -> str:
    """Return the expression for actors with a word that begins like one of these."""
    return " OR ".join(f'"{make_term(WORD, one)}" *' for one in starts)
