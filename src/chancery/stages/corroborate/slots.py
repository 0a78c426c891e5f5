"""Merges the slots of claims, each filler with the claims that give it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from chancery.lineage.independence import independent_sources
from chancery.model import (
    Backing,
    Claim,
    Commitment,
    Event,
    Evidence,
    Figure,
    Meeting,
    Party,
    ReuseLink,
    Slot,
    Standing,
    Statement,
)
from chancery.stages.corroborate.standing import is_withdrawn
from chancery.text.rarity import telling_words


@dataclass
class Filler:
    """What fills a slot, by the claims that say so."""

    slot: str
    party: Party | None
    evidence: list[Evidence] = field(default_factory=list[Evidence])


def fillers(claims: Iterable[Claim]) -> list[Filler]:
    """Return the fillers of claims of one point; the same one of several claims is one."""
    found: dict[tuple[str, str], Filler] = {}
    for claim in claims:
        for slot, party, evidence in given(claim):
            key = (slot, _identity(party, evidence))
            held = found.setdefault(key, Filler(slot, party))
            held.evidence.append(evidence)
            if party and held.party and _length(party) > _length(held.party):
                held.party = party
    return list(found.values())


Standings = Mapping[str, Standing | None]
"""What became of the claim that each document makes, by document."""


def backing(
    evidence: Sequence[Evidence],
    links: Sequence[ReuseLink],
    standings: Standings = MappingProxyType({}),
) -> Backing:
    """Return the sources of what these spans say.

    What was retracted or corrected away is no source beside others, and one alone.
    """
    documents = tuple(sorted({one.document for one in evidence}))
    held = [one for one in evidence if not is_withdrawn(standings.get(one.document))]
    if not held or len({one.document for one in held}) == 1:
        return Backing(documents=documents, independent=1, upper_bound=1)
    articles = {name: one.article for name, one in standings.items() if one}
    found = independent_sources(held, links, articles)
    return Backing(
        documents=documents,
        independent=found.lower,
        upper_bound=found.upper,
        exact=found.exact,
    )


def make_slots(
    claims: Iterable[Claim],
    links: Sequence[ReuseLink],
    standings: Standings = MappingProxyType({}),
) -> tuple[Slot, ...]:
    """Return the slots of a finding, in the order in which its claims fill them."""
    return tuple(
        Slot(
            slot=one.slot,
            party=one.party,
            evidence=tuple(one.evidence),
            backing=backing(one.evidence, links, standings),
        )
        for one in fillers(claims)
    )


Given = tuple[str, Party | None, Evidence]


def given(claim: Claim) -> Iterator[Given]:
    """Yield what a claim fills its slots with, word for word."""
    match claim:
        case Statement():
            yield from _parties("speaker", claim.speaker)
            yield from _parties("addressee", claim.addressee)
            yield from _parties("recipient", claim.recipient)
            yield from _words("words", claim.words)
            yield from _words("venue", [claim.venue] if claim.venue else [])
        case Event():
            yield from _parties("actor", claim.actors)
            yield from _parties("recipient", claim.recipients)
            yield from _parties("place", claim.place)
        case Meeting():
            yield from _meeting(claim)
        case Commitment():
            yield from _parties("by", claim.by)
            yield from _parties("to", claim.to)
            yield from _words("content", claim.content)
            yield from _words("amount", claim.amount)
            yield from _words("condition", claim.condition)
        case Figure():
            yield from _words("number", [claim.written])
            yield from _words("counts", claim.counts)
            yield from _parties("attributed_to", claim.attributed_to)
        case _:
            message = f"{claim.id}: no kind of claim that findings are made of"
            raise TypeError(message)


def _meeting(claim: Meeting) -> Iterator[Given]:
    yield from _parties("series", [claim.series] if claim.series else [])
    yield from _parties("host", claim.host)
    yield from _parties("place", claim.place)
    yield from _parties("party", claim.parties)
    yield from _parties("head", [one.person for one in claim.heads])
    yield from _parties("state", claim.states_named)
    yield from _words("number_stated", [claim.number_words] if claim.number_words else [])
    yield from _parties("observer", claim.observers)
    yield from _parties("absentee", [one.party for one in claim.absentees])
    yield from _words("absence_reason", [each for one in claim.absentees for each in one.reason])
    yield from _words("agenda", claim.agenda)
    yield from _words("outcome", claim.outcome)
    yield from _parties("document", claim.documents)


def _parties(slot: str, parties: Iterable[Party]) -> Iterator[Given]:
    return ((slot, one, one.evidence) for one in parties)


def _words(slot: str, words: Iterable[Evidence]) -> Iterator[Given]:
    return ((slot, None, one) for one in words)


def _identity(party: Party | None, words: Evidence) -> str:
    """Return what two fillers share that are one: the entity, or the telling words."""
    if party and party.entity:
        return party.entity
    return " ".join(telling_words(words.quote)) or words.quote


def _length(party: Party) -> int:
    return len((party.introduced or party.evidence).quote)
