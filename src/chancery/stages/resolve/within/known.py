"""Looks names up among known actors, once for each name in a process."""

from collections.abc import Iterator
from functools import cache, lru_cache

from chancery.knowledge import Candidate, Knowledge, fold, open_knowledge
from chancery.knowledge.facts import Actor, ActorKind, NameSort

NAMES_KEPT = 1 << 14
STATES: frozenset[ActorKind] = frozenset({"country", "territory", "former_country"})
GROUPS: frozenset[ActorKind] = frozenset({"organisation", "format", "armed_group"})
BODIES: frozenset[ActorKind] = STATES | GROUPS
LOCAL: frozenset[ActorKind] = frozenset({"region", "party"})
SEATS: frozenset[NameSort] = frozenset({"capital", "metonym"})  # stand for those who sit there
DEMONYMS: tuple[set[NameSort], ...] = ({"demonym"}, {"demonym", "variant"})


class Lookup:
    """Known actors by name; keeps what it found."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Take the facts."""
        self.knowledge = knowledge
        self.named = lru_cache(maxsize=NAMES_KEPT)(self._named)

    def _named(self, name: str) -> tuple[Candidate, ...]:
        """Return every actor that a name may mean, with or without its article."""
        return self.knowledge.candidates(name) or self.knowledge.candidates(f"the {name}")

    def bearers(self, name: str) -> tuple[Candidate, ...]:
        """Return whom the name itself means: not those who only sit there, or who live there."""
        return tuple(one for one in self.named(name) if _is_name(one))

    def sitting(self, name: str) -> tuple[Actor, ...]:
        """Return for whose government or head office the name stands: capitals, buildings."""
        return tuple(
            one.actor
            for one in self.named(name)
            if one.actor.kind in BODIES and any(form.sort in SEATS for form in one.forms)
        )

    def owners(self, words: str) -> tuple[Actor, ...]:
        """Return whom an adjective or a name before an office means: "Russian", "Germany"."""
        found = [one for one in self.named(words) if one.actor.kind in BODIES]
        plain = [one for one in found if _names(one)]
        return tuple(one.actor for one in plain or found)

    def people(self, words: str) -> tuple[Actor, ...]:
        """Return whose people the words mean and name nothing else: "Russians", "British"."""
        return tuple(
            one.actor
            for one in self.named(words)
            if one.actor.kind in STATES and {form.sort for form in one.forms} in DEMONYMS
        )

    def namesakes(self, actor: Actor) -> Iterator[Actor]:
        """Yield other bodies that claim an official name of a state."""
        seen = {actor.id}
        for form in actor.names:
            if form.sort not in {"official", "former"}:
                continue
            for one in self.named(fold(form.text)):
                if one.actor.id not in seen and one.actor.kind in BODIES:
                    seen.add(one.actor.id)
                    yield one.actor


@cache
def packaged() -> Lookup:
    """Return the look-up in the facts that the package holds."""
    return Lookup(open_knowledge())


def _is_name(one: Candidate) -> bool:
    """Say whether a form is a name; a capital is none of its state, though a list may say so."""
    sorts = {form.sort for form in one.forms}
    return bool(sorts - SEATS - {"demonym", "variant"}) or sorts == {"variant"}


def _names(one: Candidate) -> bool:
    """Say whether a form is the name or the adjective, and no mere variant or acronym."""
    return any(form.sort not in SEATS | {"variant", "acronym"} for form in one.forms)
