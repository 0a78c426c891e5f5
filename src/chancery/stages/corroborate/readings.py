"""How a claim reads, whatever its ids: what a decision is tied to, and found again by."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from chancery.model import (
    Anchor,
    AnyClaim,
    Claim,
    ClaimKind,
    Evidence,
    SlotWords,
    kind_of,
)
from chancery.stages.corroborate.slots import given
from chancery.text.claim_time import time_of

SORT_FIELDS: Mapping[ClaimKind, str] = {
    "statement": "cue_class",
    "event": "root",
    "commitment": "type",
    "figure": "unit",
}
"""The field of a claim that its kind is."""

Reading = tuple[str, str, str, tuple[str, ...], frozenset[tuple[str, str]]]


def about_of(claim: Claim) -> ClaimKind:
    """Return what a claim is about."""
    return cast("ClaimKind", kind_of(type(claim)))


def sort_of(claim: Claim) -> str:
    """Return the kind of a claim in lower case; empty for a meeting."""
    field = SORT_FIELDS.get(about_of(claim))
    return str(getattr(claim, field)).lower() if field else ""


def slots_of(claim: Claim) -> tuple[SlotWords, ...]:
    """Return the words that fill the slots of a claim, by slot and place."""
    made = {SlotWords(slot=slot, evidence=words) for slot, _, words in given(claim)}
    time = time_of(claim)
    if time and time.evidence:
        made.add(SlotWords(slot="time", evidence=time.evidence))
    return tuple(sorted(made, key=_by_place))


def reads_as(anchor: Anchor, claim: Claim) -> bool:
    """Say whether a claim reads as the one that a decision is on."""
    return reading_of(anchor) == reading_of(claim)


def reading_of(one: Anchor | Claim) -> Reading:
    """Return how a claim reads, whatever its ids, or how it read when it was decided on."""
    told = tuple(sorted(words_of(one)))
    if isinstance(one, Anchor):
        slots = frozenset((each.slot, said(each.evidence)) for each in one.slots)
        return one.about, one.sort, one.modality, told, slots
    slots = frozenset((each.slot, said(each.evidence)) for each in slots_of(one))
    return about_of(one), sort_of(one), one.modality, told, slots


def words_of(one: Anchor | Claim) -> frozenset[str]:
    """Return the sentences that a claim rests on."""
    return frozenset(map(said, one.evidence))


def nearest(anchor: Anchor, claims: Iterable[AnyClaim]) -> AnyClaim | None:
    """Return the claim that reads as an anchor and is nearest to where it stood."""
    same: Sequence[AnyClaim] = [one for one in claims if reads_as(anchor, one)]
    return min(same, key=lambda one: _distance(anchor, one), default=None)


def said(one: Evidence) -> str:
    """Return words without what depends on how lines are broken."""
    return " ".join(one.quote.split())


def _distance(anchor: Anchor, claim: Claim) -> tuple[bool, int, str]:
    elsewhere = claim.document != anchor.document
    return elsewhere, abs(claim.evidence[0].start - anchor.evidence[0].start), claim.id


def _by_place(one: SlotWords) -> tuple[str, int, int]:
    return one.slot, one.evidence.start, one.evidence.end
