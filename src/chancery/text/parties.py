"""Says which words of a party decide who it is."""

from chancery.model import Evidence, Party

ONE, MANY = frozenset({"he", "she"}), frozenset({"they"})
"""Pronouns that take up somebody who was spoken of before."""


def deciding_words(party: Party) -> tuple[Evidence, ...]:
    """Return the words that may say who a party is, those first that decide.

    A pronoun says nothing beside the fuller words that it takes up: where these name nobody,
    nobody is named.
    """
    if party.introduced is None:
        return (party.evidence,)
    if party.evidence.quote.lower() in ONE | MANY:
        return (party.introduced,)
    return (party.evidence, party.introduced)
