"""What the steps share that find again what people decided on, among what a build makes anew."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Generic, TypeVar

import msgspec

from chancery.model import (
    ActorAnchor,
    Anchor,
    Claim,
    Decision,
    Document,
    Referent,
    Ruled,
    Ruling,
    make_id,
)

AnyAnchor = TypeVar("AnyAnchor", Anchor, ActorAnchor)
DIGEST_BYTES = 16


class Held(msgspec.Struct, Generic[AnyAnchor], frozen=True, kw_only=True):
    """A merge or a split, with the anchors of both sides, which are of one sort."""

    decision: int  # its number
    who: str
    splits: bool
    first: tuple[AnyAnchor, ...]
    others: tuple[AnyAnchor, ...]


def held_claims(decisions: Iterable[Decision]) -> tuple[Held[Anchor], ...]:
    """Return the merges and splits of claims among decisions."""
    return tuple(_held(one, one.anchors) for one in decisions if one.sides and one.anchors)


def held_actors(decisions: Iterable[Decision]) -> tuple[Held[ActorAnchor], ...]:
    """Return the merges and splits of actors among decisions."""
    return tuple(
        _held(one, one.sides.actors) for one in decisions if one.sides and one.sides.actors
    )


def digest_of(held: Sequence[Held[AnyAnchor]]) -> str:
    """Return what differs where other decisions are recalled."""
    return blake2b(msgspec.json.encode(held), digest_size=DIGEST_BYTES).hexdigest()


def comes_from(anchor: Anchor | ActorAnchor, document: Document) -> bool:
    """Say whether a document came from where that of an anchor did."""
    if document.id == anchor.document or document.uri == anchor.uri:
        return True
    return anchor.path is not None and document.path == anchor.path


def make_ruling(
    held: Held[AnyAnchor], found: Mapping[AnyAnchor, Claim | Referent]
) -> Iterable[Ruling]:
    """Yield what a decision says of what was found again, if something of each side was."""
    first = _ruled(held.first, found)
    others = _ruled(held.others, found)
    if first and others:
        yield Ruling(
            id=make_id("ruling", [held.decision]),
            decision=held.decision,
            who=held.who,
            verdict="cannot" if held.splits else "must",
            first=first,
            others=others,
        )


def _held(one: Decision, anchors: Sequence[AnyAnchor]) -> Held[AnyAnchor]:
    cut = one.sides.first if one.sides else 0
    return Held(
        decision=one.number,
        who=one.who,
        splits=one.action == "split",
        first=tuple(anchors[:cut]),
        others=tuple(anchors[cut:]),
    )


def _ruled(
    anchors: Iterable[AnyAnchor], found: Mapping[AnyAnchor, Claim | Referent]
) -> tuple[Ruled, ...]:
    made = (found[one] for one in anchors if one in found)
    return tuple(dict.fromkeys(Ruled(id=one.id, document=one.document) for one in made))
