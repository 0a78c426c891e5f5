"""The index of facts: actors by name, offices and who held them, from the package and from users.

`open_knowledge()` gives the facts that the package holds, with those of a user's files laid over.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

import msgspec

from chancery.knowledge.facts import Actor, Issue, Name, Role, Source, Term
from chancery.knowledge.folding import fold
from chancery.knowledge.holding import EITHER, Answer, fits, holders
from chancery.knowledge.packed import PackedFacts
from chancery.model.base import Value

FACTS = Path(__file__).with_name("facts.chancery")
PLURAL = "s"


class Facts(Protocol):
    """Facts from one place."""

    @property
    def sources(self) -> dict[str, Source]:
        """Return the sources by id."""
        ...

    def named(self, key: str) -> Iterator[Actor]:
        """Yield the actors that have a name with this folded key."""
        ...

    def actor(self, identity: str) -> Actor | None:
        """Return the actor with this id."""
        ...

    def terms(self, identity: str) -> Iterator[Term]:
        """Yield the terms in the offices of this owner, or held by this person."""
        ...


class Candidate(Value, frozen=True):
    """An actor that a name may mean, with the forms that match it."""

    actor: Actor
    forms: tuple[Name, ...]


class ListedFacts:
    """Facts in memory: those of a user's file, or of a test."""

    def __init__(
        self,
        sources: Iterable[Source] = (),
        actors: Iterable[Actor] = (),
        terms: Iterable[Term] = (),
        issues: Iterable[Issue] = (),
    ) -> None:
        """Enter the facts; a second actor of one id is joined to the first."""
        self.sources = {one.id: one for one in sources}
        self.issues: tuple[Issue, ...] = ()
        self._actors: dict[str, Actor] = {}
        self._names: dict[str, dict[str, None]] = {}
        self._terms: dict[str, list[Term]] = {}
        self.add(actors, terms, issues)

    def add(
        self,
        actors: Iterable[Actor] = (),
        terms: Iterable[Term] = (),
        issues: Iterable[Issue] = (),
    ) -> None:
        """Enter more facts."""
        self.issues = (*self.issues, *issues)
        for one in actors:
            known = self._actors.get(one.id)
            self._actors[one.id] = join(known, one) if known else one
            for name in one.names:
                self._names.setdefault(fold(name.text), {})[one.id] = None
        for term in terms:
            for identity in dict.fromkeys((term.owner, term.holder)):
                if identity:
                    self._terms.setdefault(identity, []).append(term)

    def named(self, key: str) -> Iterator[Actor]:
        """Yield the actors that have a name with this folded key."""
        return (self._actors[one] for one in self._names.get(key, ()))

    def actor(self, identity: str) -> Actor | None:
        """Return the actor with this id."""
        return self._actors.get(identity)

    def terms(self, identity: str) -> Iterator[Term]:
        """Yield the terms in the offices of this owner, or held by this person."""
        return iter(self._terms.get(identity, ()))


class Knowledge:
    """Everything that is known, those facts first that were given first."""

    def __init__(self, *facts: Facts) -> None:
        """Take the facts of several places; later ones add to earlier ones."""
        self.facts = facts

    @property
    def sources(self) -> dict[str, Source]:
        """Return the sources by id."""
        return {key: one for facts in self.facts for key, one in facts.sources.items()}

    def actor(self, identity: str) -> Actor | None:
        """Return the actor with this id, its names and ties from every place together."""
        found: Actor | None = None
        for facts in self.facts:
            one = facts.actor(identity)
            if one:
                found = join(found, one) if found else one
        return found

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return every actor that the name may mean, with the forms that match; none is chosen."""
        key = fold(name)
        found = self._under(key)
        if not found and key.endswith(PLURAL):
            found = [
                Candidate(actor=one.actor, forms=demonyms)
                for one in self._under(key.removesuffix(PLURAL))
                if (demonyms := tuple(form for form in one.forms if form.sort == "demonym"))
            ]
        return tuple(found)

    def terms(self, identity: str) -> tuple[Term, ...]:
        """Return the terms in the offices of this owner, or held by this person."""
        return tuple(term for facts in self.facts for term in facts.terms(identity))

    def holders(self, owner: str, on: date, role: Role = EITHER, title: str = "") -> Answer:
        """Return who held an office of a country or organisation on a day.

        `title`, where given, narrows the terms to those that write it; a term without a title is
        kept, for its source does not say which of the offices it means.
        """
        wanted = set(fold(title).split())
        terms = (
            one
            for one in self.terms(owner)
            if fits(one.role, role)
            and (not wanted or not one.title or wanted <= set(fold(one.title).split()))
        )
        return holders(terms, on)

    def _under(self, key: str) -> list[Candidate]:
        ids = dict.fromkeys(one.id for facts in self.facts for one in facts.named(key))
        found = (self.actor(one) for one in ids)
        return [
            Candidate(
                actor=actor, forms=tuple(name for name in actor.names if fold(name.text) == key)
            )
            for actor in found
            if actor
        ]


def open_knowledge(*more: Facts) -> Knowledge:
    """Return the package's facts, with more laid over them.

    Raises:
        KnowledgeError: the file of compiled facts is absent or damaged.
    """
    return Knowledge(PackedFacts(FACTS), *more)


def join(first: Actor, second: Actor) -> Actor:
    """Return the first actor with what the second adds."""
    return msgspec.structs.replace(
        first,
        names=tuple(dict.fromkeys((*first.names, *second.names))),
        ties=tuple(dict.fromkeys((*first.ties, *second.ties))),
        categories=tuple(dict.fromkeys((*first.categories, *second.categories))),
    )
