"""Which slots of a claim people may correct, and the claim as it reads once they have."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, get_args

import msgspec

from chancery.model import (
    Absentee,
    AnyClaim,
    ClaimKind,
    Correction,
    Evidence,
    Head,
    Modality,
    Party,
)
from chancery.pipeline.facets import SORTS
from chancery.stages.corroborate.readings import about_of, slots_of, sort_of

Shape = Literal["parties", "party", "words", "one", "heads", "absentees"]
"""How a field holds what fills it: parties, one party or none, words, words of one place or none,
and those who lead or stay away."""


class Field(NamedTuple):
    """The field of a claim that a slot is, and how it holds what fills it."""

    name: str
    shape: Shape


SLOTS: Mapping[ClaimKind, Mapping[str, Field]] = {
    "statement": {
        "speaker": Field("speaker", "parties"),
        "addressee": Field("addressee", "parties"),
        "recipient": Field("recipient", "parties"),
        "words": Field("words", "words"),
        "venue": Field("venue", "one"),
    },
    "event": {
        "actor": Field("actors", "parties"),
        "recipient": Field("recipients", "parties"),
        "place": Field("place", "parties"),
    },
    "meeting": {
        "series": Field("series", "party"),
        "host": Field("host", "parties"),
        "place": Field("place", "parties"),
        "party": Field("parties", "parties"),
        "head": Field("heads", "heads"),
        "state": Field("states_named", "parties"),
        "observer": Field("observers", "parties"),
        "absentee": Field("absentees", "absentees"),
        "agenda": Field("agenda", "words"),
        "outcome": Field("outcome", "words"),
        "document": Field("documents", "parties"),
    },
    "commitment": {
        "by": Field("by", "parties"),
        "to": Field("to", "parties"),
        "content": Field("content", "words"),
        "amount": Field("amount", "words"),
        "condition": Field("condition", "words"),
    },
    "figure": {
        "counts": Field("counts", "words"),
        "attributed_to": Field("attributed_to", "parties"),
    },
}
"""Slots with words; that a number is misread is for rejecting, for its value is no words."""

SORT_FIELDS: Mapping[ClaimKind, str] = {
    "statement": "cue_class",
    "event": "root",
    "commitment": "type",
}
"""The field that `sort` is; a figure's unit goes with its number, and a meeting has none."""

VALUED = ("modality", "sort")
ALONE = frozenset({"one", "party"})  # shapes that hold one filler at most
NEEDED = frozenset({"words", "content", "counts"})  # slots without which a claim says nothing


def slots_for(about: ClaimKind) -> tuple[str, ...]:
    """Return the slots of a kind of claim that may be corrected."""
    valued = VALUED if about in SORT_FIELDS else VALUED[:1]
    return (*SLOTS[about], *valued)


def values_for(about: ClaimKind, slot: str) -> tuple[str, ...]:
    """Return the values that a slot may have; none of one that words fill."""
    if slot == "modality":
        return get_args(Modality)
    return SORTS[about] if slot == "sort" and about in SORT_FIELDS else ()


def holds_one(slot: str) -> bool:
    """Say whether a slot holds one run of words at most."""
    return any(slot in held and held[slot].shape in ALONE for held in SLOTS.values())


def filling(claim: AnyClaim, slot: str) -> tuple[Evidence, ...]:
    """Return the words that fill a slot of a claim."""
    return tuple(one.evidence for one in slots_of(claim) if one.slot == slot)


def value_of(claim: AnyClaim, slot: str) -> str:
    """Return the value of a slot that has one."""
    if slot == "modality":
        return claim.modality
    return str(getattr(claim, SORT_FIELDS[about_of(claim)], sort_of(claim)))


def corrected(claim: AnyClaim, corrections: Iterable[Correction]) -> AnyClaim:
    """Return a claim as it reads with these corrections."""
    changes = dict(_change(claim, one) for one in corrections)
    return msgspec.structs.replace(claim, **changes) if changes else claim


def _change(claim: AnyClaim, one: Correction) -> tuple[str, object]:
    about = about_of(claim)
    if one.slot == "modality":
        return "modality", one.value_after
    if one.slot == "sort":
        return SORT_FIELDS[about], one.value_after
    field = SLOTS[about][one.slot]
    return field.name, _held(field.shape, one.after, getattr(claim, field.name))


def _held(shape: Shape, after: tuple[Evidence, ...], before: object) -> object:
    """Return what a field holds once these words fill it; who was there keeps what is known."""
    known = {one.evidence: one for one in _parties(before)}
    parties = tuple(known.get(one, Party(evidence=one)) for one in after)
    match shape:
        case "words":
            return after
        case "one":
            return after[0] if after else None
        case "parties":
            return parties
        case "party":
            return parties[0] if parties else None
        case "heads":
            return tuple(Head(person=one, party=None) for one in parties)
        case "absentees":
            pass
    return tuple(Absentee(party=one, reason=()) for one in parties)


def _parties(held: object) -> Iterable[Party]:
    several = held if isinstance(held, tuple) else (held,)
    for one in several:
        if isinstance(one, Party):
            yield one
        elif isinstance(one, Head):
            yield one.person
        elif isinstance(one, Absentee):
            yield one.party
