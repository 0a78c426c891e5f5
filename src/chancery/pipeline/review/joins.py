"""Merges and splits that stand: whether a build took each up, and which contradict each other.

They take effect in a build alone, which is what this says: nothing is laid over the dossier.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from chancery.model import CLAIMS, Anchor, AnyClaim, Decision, Referent, Ruling
from chancery.pipeline.review.actor_anchors import find_names
from chancery.pipeline.review.anchors import Homes
from chancery.pipeline.review.standing import JOINS, joining
from chancery.pipeline.settings import LAST_DECISION
from chancery.stages.corroborate.readings import reads_as
from chancery.stages.recalling import held_actors, held_claims, make_ruling
from chancery.stages.rulings import agree
from chancery.store.dossier import Dossier

JoinState = Literal["waits", "done", "undone", "contradicts", "lost"]
"""waits: the next build takes it up; done: the last one did; undone: the last one did, and the
next one will not; contradicts: others say what cannot hold with it, and builds take up neither;
lost: too few of its words are found."""


class Join(msgspec.Struct, frozen=True, kw_only=True):
    """How a merge or a split stands."""

    state: JoinState
    against: tuple[int, ...] = ()  # numbers of the decisions that it contradicts


class Joins:
    """The merges and splits of a dossier, by what they are on now."""

    def __init__(self, dossier: Dossier, decisions: Sequence[Decision]) -> None:
        """Look for what they are on, if there are any."""
        self._decisions = {one.number: one for one in decisions if one.action in JOINS}
        self._rulings: dict[int, Ruling] = {}
        self._on: dict[str, list[int]] = {}
        self._states: dict[int, Join] = {}
        if not self._decisions:
            return
        self._rulings = {
            one.decision: one for one in read_rulings(dossier, self._decisions.values())
        }
        for number, ruling in self._rulings.items():
            for each in (*ruling.first, *ruling.others):
                self._on.setdefault(each.id, []).append(number)
        runs = dossier.runs()
        taken = int(runs[-1].settings.get(LAST_DECISION, 0)) if runs else 0
        now = joining(decisions)
        then = joining([one for one in decisions if one.number <= taken])
        self._states = self._all_states(now, then)

    def state(self, number: int) -> Join | None:
        """Return how the decision with this number stands; None where builds know nothing of it.

        That is one that is no merge or split, and one that was undone before a build had it.
        """
        return self._states.get(number)

    def waiting(self) -> int:
        """Return how many merges, splits and undoings the next build takes up."""
        return sum(one.state in {"waits", "undone"} for one in self._states.values())

    def contradicting(self) -> list[int]:
        """Return the numbers of the decisions that contradict others, in their order."""
        return [number for number, one in self._states.items() if one.state == "contradicts"]

    def on(self, identities: Iterable[str]) -> list[tuple[Decision, Join]]:
        """Return what stands on any of some claims or referents, by their ids, in its order."""
        numbers = {number for one in identities for number in self._on.get(one, ())}
        return [
            (self._decisions[number], self._states[number])
            for number in sorted(numbers)
            if number in self._states
        ]

    def _all_states(self, now: Sequence[Decision], then: Sequence[Decision]) -> dict[int, Join]:
        against, before = (self._against(some) for some in (now, then))
        had = {one.number for one in then} & self._rulings.keys() - before.keys()
        found: dict[int, Join] = {number: Join(state="undone") for number in had}
        for one in now:
            number = one.number
            if number not in self._rulings:
                found[number] = Join(state="lost")
            elif number in against:
                found[number] = Join(state="contradicts", against=tuple(sorted(against[number])))
            else:
                found[number] = Join(state="done" if number in had else "waits")
        return dict(sorted(found.items()))

    def _against(self, some: Iterable[Decision]) -> Mapping[int, frozenset[int]]:
        numbers = [one.number for one in some if one.number in self._rulings]
        return agree(self._rulings[number] for number in numbers).against


def read_rulings(dossier: Dossier, decisions: Iterable[Decision]) -> Iterable[Ruling]:
    """Yield what each merge or split says of the claims and referents that the dossier holds."""
    decisions = list(decisions)
    claims, actors = held_claims(decisions), held_actors(decisions)
    meant = claims_meant(dossier, [a for one in claims for a in (*one.first, *one.others)])
    for held in claims:
        yield from make_ruling(held, meant)
    homes = find_names(dossier, [a for one in actors for a in (*one.first, *one.others)])
    names = {a: one.referent for a, one in homes.items() if one.found in {"same", "moved"}}
    referents = {
        one.id: one for one in dossier.among(Referent, sorted(filter(None, names.values())))
    }
    known = {anchor: referents[one] for anchor, one in names.items() if one}
    for named in actors:
        yield from make_ruling(named, known)


def claims_meant(dossier: Dossier, anchors: Sequence[Anchor]) -> dict[Anchor, AnyClaim]:
    """Return the claims that anchors mean, as far as they are found and read so."""
    homes = Homes(dossier, anchors)
    wanted = {one: homes.of(one).claim for one in anchors}
    names = sorted({name for name in wanted.values() if name})
    claims = {one.id: one for kind in CLAIMS for one in dossier.among(kind, names)}
    return {
        anchor: claims[name]
        for anchor, name in wanted.items()
        if name in claims and reads_as(anchor, claims[name])
    }
