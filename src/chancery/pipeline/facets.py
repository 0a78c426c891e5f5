"""What claims are chosen by: who speaks, who takes part, in which words, of which kind, when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from chancery.knowledge import fold
from chancery.model import (
    AnyClaim,
    Claim,
    ClaimKind,
    ClaimTime,
    Commitment,
    CommitmentType,
    CueClass,
    Event,
    Figure,
    FigureUnit,
    Meeting,
    Party,
    Root,
    Statement,
)
from chancery.stages.corroborate.points import cut
from chancery.stages.corroborate.readings import sort_of
from chancery.stages.corroborate.slots import fillers
from chancery.text.claim_time import time_of

CLAIMS: Mapping[ClaimKind, type[AnyClaim]] = {
    "commitment": Commitment,
    "event": Event,
    "figure": Figure,
    "meeting": Meeting,
    "statement": Statement,
}
SORTS: Mapping[ClaimKind, tuple[str, ...]] = {
    "commitment": get_args(CommitmentType),
    "event": get_args(Root),
    "figure": get_args(FigureUnit),
    "statement": get_args(CueClass),
}
"""The kinds that one may ask for; meetings have none."""

SPOKEN: frozenset[ClaimKind] = frozenset({"commitment", "figure", "statement"})
"""Kinds that are no later than the publication, and so have its day where they have none."""

SPEAKING = frozenset({"speaker", "attributed_to", "by"})  # slots of whose word it is


@dataclass(frozen=True, kw_only=True)
class Facets:
    """What one claim is chosen by."""

    speakers: tuple[Party, ...]
    parties: tuple[Party, ...]  # all, the speakers too
    sort: str  # in lower case; empty for a meeting
    time: ClaimTime | None


def words_about(claim: Claim) -> frozenset[str]:
    """Return the words of what is said, counted or done, and of the names of what that names."""
    topics = claim.topics if isinstance(claim, Statement) else ()
    quotes = [one.quote for one in cut(claim).told]
    quotes += [one.evidence.quote for one in topics]
    quotes += [one.name for one in topics if one.name]
    return frozenset(word for quote in quotes for word in fold(quote).split())


def facets(claim: Claim) -> Facets:
    """Return what a claim is chosen by."""
    filled = [(one.slot, one.party) for one in fillers([claim]) if one.party]
    return Facets(
        speakers=tuple(party for slot, party in filled if slot in SPEAKING),
        parties=tuple(party for _, party in filled),
        sort=sort_of(claim),
        time=time_of(claim),
    )
