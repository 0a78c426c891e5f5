"""What people decided otherwise in one dossier than in another, and what holds of it now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

import msgspec

from chancery.model import Decision, Ruling
from chancery.pipeline.holding.logs import Joined
from chancery.pipeline.review.anchors import Homes
from chancery.pipeline.review.joins import read_rulings
from chancery.pipeline.review.standing import (
    PersonStatus,
    Verdict,
    joining,
    open_decisions,
    standing,
    state_of,
    statuses,
    verdicts,
)
from chancery.pipeline.review.words import decision_words
from chancery.stages.rulings import agree
from chancery.store.dossier import Dossier

Over = Literal["verdict", "status", "join", "undo"]
"""verdict: whether a claim is right, or with which words; status: what became of a commitment;
join: whether things are one; undo: whether a decision stands."""

Holds = Literal["later", "neither", "both"]
"""later: one person's later word; neither: two people's, who must agree first; both: both are
shown, each by who says it."""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of two decisions that conflict."""

    number: int  # in the new dossier
    who: str
    at: str
    says: str
    dossiers: tuple[str, ...]  # in which it was made, by name


class DecisionConflict(msgspec.Struct, frozen=True, kw_only=True):
    """Two decisions of different dossiers that do not fit each other; both are kept."""

    over: Over
    claims: tuple[str, ...]  # ids of those that it is about; none of a join, or an undoing
    first: Side
    second: Side  # the later one
    holds: Holds


class _Held(NamedTuple):
    """What one person holds of a claim in one dossier, by the last decision that makes it."""

    who: str
    decision: str  # id
    said: Verdict | PersonStatus


def find_conflicts(dossier: Dossier, joined: Sequence[Joined]) -> list[DecisionConflict]:
    """Return the conflicts among the decisions that were joined into a dossier, by number.

    What was decided otherwise by who knew of the other decision is no conflict but a later word.
    """
    told = _Told(joined)
    found = [*_undone(told), *_on_claims(dossier, told), *_joins(dossier, told)]
    return sorted(found, key=lambda one: (one.second.number, one.first.number, one.over))


class _Told:
    """The decisions of one row, by number and id, and the dossiers of each."""

    def __init__(self, joined: Sequence[Joined]) -> None:
        self.joined = joined
        self.decisions = [one.decision for one in joined]
        self.by_id = {one.id: one for one in self.decisions}
        self.homes = {one.decision.id: frozenset(one.numbers) for one in joined}
        self.names = sorted(frozenset().union(*self.homes.values()))
        self.numbers = {one.id: one.number for one in self.decisions}

    def of(self, name: str) -> list[Decision]:
        """Return the decisions that a dossier has."""
        return [one for one in self.decisions if name in self.homes[one.id]]

    def apart(self, one: str, other: str) -> bool:
        """Say whether no dossier has both of two decisions, by their ids."""
        return self.homes[one].isdisjoint(self.homes[other])

    def conflict(
        self, over: Over, pair: Iterable[str], holds: Holds, claims: Iterable[str] = ()
    ) -> DecisionConflict:
        """Return that two decisions conflict."""
        first, second = sorted((self.by_id[one] for one in pair), key=lambda one: one.number)
        return DecisionConflict(
            over=over,
            claims=tuple(claims),
            first=self._side(first),
            second=self._side(second),
            holds=holds,
        )

    def _side(self, one: Decision) -> Side:
        return Side(
            number=one.number,
            who=one.who,
            at=one.at,
            says=decision_words(one, self.numbers),
            dossiers=tuple(sorted(self.homes[one.id])),
        )


def _undone(told: _Told) -> Iterator[DecisionConflict]:
    """Yield what is undone in one dossier and stands in another that has it."""
    now = {one.id for one in open_decisions(told.decisions)}
    stands = {name: {one.id for one in open_decisions(told.of(name))} for name in told.names}
    for undoing in told.decisions:
        undone = undoing.undoes
        if undone is None or undone in now or undoing.id not in now:
            continue
        unaware = told.homes[undone] - told.homes[undoing.id]
        if any(undone in stands[name] for name in unaware):
            yield told.conflict("undo", (undone, undoing.id), "later")


def _on_claims(dossier: Dossier, told: _Told) -> Iterator[DecisionConflict]:
    """Yield what people hold otherwise of one claim, each by the last decision in its dossier."""
    rows = {name: standing(told.of(name)) for name in told.names}
    anchors = [each for row in rows.values() for one in row for each in one.anchors]
    homes = Homes(dossier, anchors)
    held: dict[str, dict[str, list[_Held]]] = defaultdict(dict)
    for name, row in rows.items():
        for claim, some in _by_claim(homes, row).items():
            held[claim][name] = [
                *(_Held(one.who, one.decision, one) for one in verdicts(some)),
                *(_Held(one.who, one.decision, one) for one in statuses(some)),
            ]
    found: dict[tuple[Over, frozenset[str], Holds], list[str]] = defaultdict(list)
    for claim, by_name in sorted(held.items()):
        every = {one.decision: one for some in by_name.values() for one in some}
        for one, other in combinations(every.values(), 2):
            holds = _clash(one, other) if told.apart(one.decision, other.decision) else None
            if holds:
                over: Over = "verdict" if isinstance(one.said, Verdict) else "status"
                found[over, frozenset((one.decision, other.decision)), holds].append(claim)
    for (over, pair, holds), claims in found.items():
        yield told.conflict(over, pair, holds, claims)


def _by_claim(homes: Homes, row: Sequence[Decision]) -> Mapping[str, list[Decision]]:
    found: dict[str, list[Decision]] = defaultdict(list)
    for one in row:
        for claim in dict.fromkeys(homes.of(each).claim or each.claim for each in one.anchors):
            found[claim].append(one)
    return found


def _clash(one: _Held, other: _Held) -> Holds | None:
    """Return what holds of what two dossiers say of a claim; None where both fit."""
    if isinstance(one.said, PersonStatus) and isinstance(other.said, PersonStatus):
        if one.said.status == other.said.status:
            return None
        return "later" if one.who == other.who else "both"
    if not isinstance(one.said, Verdict) or not isinstance(other.said, Verdict):
        return None
    if one.who != other.who:
        return "neither" if state_of([one.said, other.said]) == "disputed" else None
    rejected = [
        each.said.state == "rejected" for each in (one, other) if isinstance(each.said, Verdict)
    ]
    return "later" if len(set(rejected)) > 1 or _fills_otherwise(one.said, other.said) else None


def _fills_otherwise(one: Verdict, other: Verdict) -> bool:
    """Say whether two verdicts fill one slot with different words."""
    mine = {each.slot: (each.after, each.value_after) for each in one.corrections}
    return any(
        mine.get(each.slot, (each.after, each.value_after)) != (each.after, each.value_after)
        for each in other.corrections
    )


def _joins(dossier: Dossier, told: _Told) -> Iterator[DecisionConflict]:
    """Yield merges and splits that cannot hold together."""
    ids = {one.number: one.id for one in told.decisions}
    rulings = list(read_rulings(dossier, joining(told.decisions)))
    against = agree(rulings).against
    for one, other in combinations(rulings, 2):
        pair = ids[one.decision], ids[other.decision]
        if not told.apart(*pair):
            continue
        if other.decision in against.get(one.decision, ()):
            yield told.conflict("join", pair, "neither")
        elif one.who == other.who and (_parts(one, other) or _parts(other, one)):
            yield told.conflict("join", pair, "later")


def _parts(split: Ruling, merge: Ruling) -> bool:
    """Say whether one ruling parts what the other joins."""
    if (split.verdict, merge.verdict) != ("cannot", "must"):
        return False
    joined = {each.id for each in (*merge.first, *merge.others)}
    sides = ({each.id for each in side} for side in (split.first, split.others))
    return all(joined & side for side in sides)
