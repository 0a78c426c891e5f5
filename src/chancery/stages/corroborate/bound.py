"""Binds the parties of claims to entities."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TypeVar, cast

import msgspec
from msgspec.structs import replace

from chancery.model import Belonging, Claim, Evidence, Party, Referent, Value
from chancery.text.meaning import Meanings
from chancery.text.parties import deciding_words
from chancery.text.rarity import telling_words

AnyClaim = TypeVar("AnyClaim", bound=Claim)
PERSON = "@"  # before what stands for a person
UNKNOWN = "~"  # before the stems of words that mean no entity that is known


class Binder:
    """The entities that the phrases of one document mean."""

    def __init__(
        self, text: str, referents: Iterable[Referent], parts: Iterable[Belonging]
    ) -> None:
        """Take the document's text, its referents, and the entities that these belong to."""
        referents = list(referents)
        self._meanings = Meanings(text, referents)
        parts = list(parts)
        self._of = {referent: part for part in parts for referent in part.referents}
        self._known = {part.entity: _token(part) for part in parts}
        self._places = sorted(
            (two.start, two.end, one.id)
            for one in referents
            if one.id in self._of
            for two in one.references
        )

    def entity_of(self, party: Party) -> Belonging | None:
        """Return the entity that a party is; None where the text names none."""
        for words in deciding_words(party):
            meant = self._meanings.of((words.start, words.end))
            if meant and (found := self._of.get(meant[0].id)):
                return found
        return None

    def bind(self, claim: AnyClaim) -> AnyClaim:
        """Return the claim with the entity of each party in it."""
        return cast("AnyClaim", self._bound(claim))

    def tokens(self, parties: Iterable[Party]) -> tuple[str, ...]:
        """Return what stands for bound parties when claims are compared, sorted.

        It is the entity; or those that the phrase names; or the last word of the phrase. A person
        is marked as one.
        """
        return tuple(sorted({token for one in parties for token in self._tokens(one)}))

    def _tokens(self, party: Party) -> Iterator[str]:
        if party.entity:
            yield self._known.get(party.entity, party.entity)
            return
        words = party.introduced or party.evidence
        low = bisect_left(self._places, (words.start,))
        high = bisect_left(self._places, (words.end,), low)
        named = [
            self._of[referent] for _, end, referent in self._places[low:high] if end <= words.end
        ]
        yield from map(_token, named)
        if not named and (stems := telling_words(words.quote)):
            yield UNKNOWN + stems[-1]

    def _bound(self, value: object) -> object:
        if isinstance(value, Party):
            found = self.entity_of(value)
            return replace(value, entity=found.entity, name=found.name) if found else value
        if isinstance(value, tuple):
            return tuple(self._bound(one) for one in cast("tuple[object, ...]", value))
        if isinstance(value, Value) and not isinstance(value, Evidence):
            parts = {name: getattr(value, name) for name in value.__struct_fields__}
            bound = {name: self._bound(part) for name, part in parts.items()}
            changed = {name: part for name, part in bound.items() if part is not parts[name]}
            return msgspec.structs.replace(value, **changed) if changed else value
        return value


def _token(part: Belonging) -> str:
    return (PERSON if part.type == "person" else "") + (part.actor or part.entity)
