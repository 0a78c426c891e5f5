"""Makes a decision of what a person wants merged or split, if the things named allow it."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from chancery.errors import NotFoundError, UsageError
from chancery.knowledge import fold
from chancery.model import (
    Anchor,
    AnyClaim,
    Decision,
    Document,
    Entity,
    Event,
    Finding,
    Referent,
    Sides,
)
from chancery.pipeline.located import findings_of
from chancery.pipeline.review.actor_anchors import by_names, make_actor_anchor
from chancery.pipeline.review.anchors import make_anchor
from chancery.pipeline.review.targets import Target, find_any
from chancery.pipeline.review.wanted import Wanted
from chancery.pipeline.rows import read_claims
from chancery.stages.corroborate.readings import about_of
from chancery.store.dossier import Dossier

MOST_TAKEN = 1_000  # names that one split takes out: each is kept with its words
SHOWN = 9  # names that an error lists


def make_join(dossier: Dossier, wanted: Wanted, blank: Decision) -> Decision:
    """Return the merge or the split that is wanted.

    Raises:
        UsageError: the things are of two sorts, one already, or nothing would be left.
        NotFoundError: there is nothing of a name, or more than one thing.
    """
    found = find_any(dossier, wanted.id)
    if wanted.action == "split":
        if isinstance(found, Entity):
            return replace(blank, sides=_taken_from(dossier, found, wanted))
        return _split_off(dossier, found, wanted, blank)
    if wanted.other is None:
        message = f"name what {wanted.id} is one with: another finding, or another actor"
        raise UsageError(message)
    other = find_any(dossier, wanted.other)
    if isinstance(found, Entity) and isinstance(other, Entity):
        return replace(blank, sides=_one_actor(dossier, found, other))
    if isinstance(found, Entity) or isinstance(other, Entity):
        message = f"{wanted.id} and {wanted.other} are an actor and none; merge two of a sort"
        raise UsageError(message)
    return _one_point(dossier, found, other, blank)


def _one_point(dossier: Dossier, a: Target, b: Target, blank: Decision) -> Decision:
    """Return that two findings tell one point."""
    first, others = (_whole(dossier, one) for one in (a, b))
    kinds = about_of(first[0]), about_of(others[0])
    if kinds[0] != kinds[1]:
        message = (
            f"a {kinds[0]} and a {kinds[1]} make no one point: claims are of one kind; merge two "
            "findings of a kind, or reject the one that says what is not so"
        )
        raise UsageError(message)
    if {one.id for one in first} & {one.id for one in others}:
        message = "they are one finding already; name another to merge it with"
        raise UsageError(message)
    anchors = (*_anchors(dossier, first), *_anchors(dossier, others))
    return replace(blank, anchors=anchors, sides=Sides(first=len(first)))


def _split_off(dossier: Dossier, target: Target, wanted: Wanted, blank: Decision) -> Decision:
    """Return that a claim does not belong to its finding."""
    if wanted.words or wanted.document:
        message = "a claim is split off by its id alone; names and documents are of actors"
        raise UsageError(message)
    if target.finding is not None and len(target.claims) > 1:
        names = ", ".join(one.id for one in target.claims)
        message = f"name the claim that does not belong to {wanted.id}, one of {names}"
        raise UsageError(message)
    whole = _whole(dossier, target)
    own = {one.id for one in target.claims}
    others = [one for one in whole if one.id not in own]
    if not others:
        message = f"{wanted.id} is alone in its finding; `reject` says that it is wrong"
        raise UsageError(message)
    anchors = (*_anchors(dossier, target.claims), *_anchors(dossier, others))
    return replace(blank, anchors=anchors, sides=Sides(first=1))


def _whole(dossier: Dossier, target: Target) -> tuple[AnyClaim, ...]:
    """Return all claims of the finding that was named, or that a claim which was named is of."""
    if target.finding is not None:
        return target.claims
    (claim,) = target.claims
    of = findings_of(dossier, [claim]).get(claim.id)
    if of is None:
        with_it = f": it goes with {claim.made_from}" if isinstance(claim, Event) else ""
        message = f"{claim.id} makes no finding of its own{with_it}; name a finding"
        raise UsageError(message)
    return read_claims(dossier, dossier.get(Finding, of))


def _anchors(dossier: Dossier, claims: Iterable[AnyClaim]) -> tuple[Anchor, ...]:
    return tuple(make_anchor(one, dossier.get(Document, one.document)) for one in claims)


def _one_actor(dossier: Dossier, a: Entity, b: Entity) -> Sides:
    """Return that two actors are one, each by the names that documents give it."""
    if a.id == b.id:
        message = f"{a.id} is one actor already; name another to merge it with"
        raise UsageError(message)
    first, others = (by_names(dossier.among(Referent, one.referents)) for one in (a, b))
    return _sides(dossier, first, others)


def _taken_from(dossier: Dossier, actor: Entity, wanted: Wanted) -> Sides:
    """Return that a name, or what a document calls it, is not this actor."""
    referents = list(dossier.among(Referent, actor.referents))
    document = dossier.find_document(wanted.document).id if wanted.document else None
    if not wanted.words and document is None:
        message = "say what is not this actor: a name that documents give it, or a document"
        raise UsageError(message)
    names = {fold(one) for one in wanted.words}
    first = [
        one
        for one in referents
        if (not names or fold(one.name) in names) and document in {None, one.document}
    ]
    taken = {one.id for one in first}
    others = [one for one in referents if one.id not in taken]
    _check(actor, wanted, referents, first)
    return _sides(dossier, first, by_names(others))


def _check(
    actor: Entity, wanted: Wanted, referents: Sequence[Referent], first: Sequence[Referent]
) -> None:
    """Raise where what is taken out is nothing, everything, or too much."""
    if not first:
        names = list(dict.fromkeys(one.name for one in referents))
        listed = "; ".join(names[:SHOWN]) + ("; …" if len(names) > SHOWN else "")
        where = f" in {wanted.document}" if wanted.document else ""
        said = " and ".join(map(repr, wanted.words)) or "anything"
        message = f"{actor.name} is not called {said}{where}; in full documents call it {listed}"
        raise NotFoundError(message)
    if len(first) == len(referents):
        message = f"that is all of {actor.name}, and nothing would be left; take out a part"
        raise UsageError(message)
    if len(first) > MOST_TAKEN:
        message = (
            f"{len(first):,} documents call it so, and {MOST_TAKEN:,} are the most that one "
            "decision takes out; take out the rest of it, or a document at a time"
        )
        raise UsageError(message)


def _sides(dossier: Dossier, first: Sequence[Referent], others: Sequence[Referent]) -> Sides:
    if not first or not others:
        message = "no document names one of the two, so that nothing would find it again"
        raise NotFoundError(message)
    actors = tuple(
        make_actor_anchor(one, dossier.get(Document, one.document)) for one in (*first, *others)
    )
    return Sides(first=len(first), actors=actors)
