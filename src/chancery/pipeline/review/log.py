"""The log of decisions: all, those that one who codes blind may see, and those that are lost."""

from collections.abc import Iterator, Sequence

import msgspec

from chancery.model import ActorAnchor, Anchor, Decision
from chancery.pipeline.facets import CLAIMS
from chancery.pipeline.review.actor_anchors import find_names
from chancery.pipeline.review.anchors import Found, Home, Homes, carry
from chancery.pipeline.review.joins import Join, Joins
from chancery.pipeline.review.standing import joining, open_decisions, standing
from chancery.stages.corroborate.readings import reads_as
from chancery.store.decisions import read_decisions
from chancery.store.dossier import Dossier


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """A decision, and whether it stands: nothing undid it."""

    decision: Decision
    stands: bool
    join: Join | None = None  # how builds take up a merge or a split


class Lost(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that no longer holds for some of its claims, or for none."""

    decision: Decision
    anchors: tuple[Anchor, ...]  # those that are lost or read otherwise
    found: tuple[Found, ...]  # of each of them, or of the actors: changed or lost
    claims: tuple[str | None, ...]  # of each: the claim that reads otherwise now, where it is one
    actors: tuple[ActorAnchor, ...] = ()  # names that are lost or mean something else


def note(
    decisions: Sequence[Decision], joins: Joins, *, blind: str | None = None, behind: int = 0
) -> Iterator[Noted]:
    """Yield those of all decisions behind a number, in their order.

    For `blind`, a name, others' decisions are left out on claims that this person has not decided.
    """
    stands = {one.number for one in open_decisions(decisions)}
    for one in visible(decisions, blind) if blind is not None else decisions:
        if one.number > behind:
            join = joins.state(one.number)
            yield Noted(decision=one, stands=one.number in stands, join=join)


def visible(decisions: Sequence[Decision], who: str) -> list[Decision]:
    """Return the decisions that one may see who codes blind: own, and on what one has decided."""
    own = {each.claim for one in standing(decisions) if one.who == who for each in one.anchors}
    shown: set[str] = set()
    kept: list[Decision] = []
    for one in decisions:
        claims = {each.claim for each in one.anchors}
        if one.who == who or (claims and claims <= own) or one.undoes in shown:
            shown.add(one.id)
            kept.append(one)
    return kept


def find_lost(dossier: Dossier) -> list[Lost]:
    """Return the decisions that stand and do not hold any more, in their order.

    Each is kept, and holds again as soon as a build brings its words back.
    """
    every = read_decisions(dossier)
    joins = joining(every)
    decisions = [*standing(every), *(one for one in joins if one.anchors)]
    found = list(_lost_names(dossier, joins))
    homes = Homes(dossier, (each for one in decisions for each in one.anchors))
    for one in decisions:
        gone = [
            (anchor, home)
            for anchor in one.anchors
            if (home := _read(dossier, anchor, homes.of(anchor), one)).found in {"changed", "lost"}
        ]
        if gone:
            found.append(
                Lost(
                    decision=one,
                    anchors=tuple(anchor for anchor, _ in gone),
                    found=tuple(home.found for _, home in gone),
                    claims=tuple(home.claim for _, home in gone),
                )
            )
    return sorted(found, key=lambda one: one.decision.number)


def _lost_names(dossier: Dossier, joins: Sequence[Decision]) -> Iterator[Lost]:
    """Yield the decisions on actors some of whose names are lost or mean something else."""
    actors = {one.number: one.sides.actors for one in joins if one.sides}
    homes = find_names(dossier, (each for some in actors.values() for each in some))
    for one in joins:
        gone: list[tuple[ActorAnchor, Found]] = [
            (each, homes[each].found)
            for each in actors.get(one.number, ())
            if homes[each].found in {"changed", "lost"}
        ]
        if gone:
            yield Lost(
                decision=one,
                anchors=(),
                found=tuple(found for _, found in gone),
                claims=(None,) * len(gone),
                actors=tuple(each for each, _ in gone),
            )


def _read(dossier: Dossier, anchor: Anchor, home: Home, one: Decision) -> Home:
    """Return where a claim is, read: one that kept its id may read otherwise.

    So does one that moved, where the words that it was corrected to did not move with it.
    """
    if home.claim is None or home.found == "changed":
        return home
    claim = dossier.get(CLAIMS[anchor.about], home.claim)
    carried = one.correction is None or carry(dossier, anchor, home, one.correction) is not None
    return home if carried and reads_as(anchor, claim) else home._replace(found="changed")
