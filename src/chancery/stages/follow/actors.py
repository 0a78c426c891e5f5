"""Whom the phrases of one document mean, as ids that hold for all documents."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from chancery.model import Belonging, MentionType, Party, Referent, Span
from chancery.text.parties import deciding_words

ACTING: frozenset[MentionType] = frozenset(
    {"person", "organisation", "armed_group", "place", "people", "office"}
)


class Named(NamedTuple):
    """A phrase for somebody or some place."""

    start: int
    end: int
    actor: str


class Actors:
    """The entities of one document by the places that name them."""

    def __init__(self, referents: Iterable[Referent], parts: Iterable[Belonging]) -> None:
        """Take the document's referents, and the entities that these belong to."""
        of = {
            referent: part.actor or part.entity
            for part in parts
            if part.type in ACTING
            for referent in part.referents
        }
        referents = list(referents)
        self._named = sorted(
            Named(each.start, each.end, of[one.id])
            for one in referents
            if one.id in of
            for each in one.references
        )
        self._starts = [one.start for one in self._named]
        self._bodies = {
            of[one.id]: {
                each.actor
                for role in one.roles
                if not role.former
                for span in (role.title, role.owner)
                if span
                for each in self.within(span)
            }
            for one in referents
            if one.id in of
        }

    def side_of(self, actor: str) -> set[str]:
        """Return somebody with the bodies for which the text says that he speaks."""
        return {actor} | self._bodies.get(actor, set())

    def within(self, span: Span) -> list[Named]:
        """Return the phrases that lie in a span, in text order."""
        low, high = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        return [one for one in self._named[low:high] if one.end <= span[1]]

    def of(self, parties: Iterable[Party]) -> set[str]:
        """Return all that the phrases of parties name."""
        spans = [(words.start, words.end) for one in parties for words in deciding_words(one)]
        return {one.actor for span in spans for one in self.within(span)}
