"""What stands of the decisions once those that were undone are left out, by reviewer."""

from collections.abc import Iterable, Sequence

import msgspec

from chancery.model import Correction, Decision, FollowUpType, ReviewState

VERDICTS = frozenset({"accept", "reject", "correct"})
JOINS = frozenset({"merge", "split"})


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What one reviewer holds of one claim."""

    who: str
    at: str  # of the last decision that makes it
    state: ReviewState
    corrections: tuple[Correction, ...] = ()  # one for each slot, by slot
    reason: str = ""
    decision: str  # id of that last decision


class PersonStatus(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a commitment by one person's word."""

    who: str
    at: str
    status: FollowUpType
    reason: str
    decision: str  # id


def open_decisions(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that are not undone, undoing ones among them, in their order."""
    undone: set[str] = set()
    for one in reversed(decisions):  # an undoing that is undone itself undoes nothing
        if one.undoes is not None and one.id not in undone:
            undone.add(one.undoes)
    return [one for one in decisions if one.id not in undone]


def standing(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions on single claims that stand, in their order."""
    return [one for one in open_decisions(decisions) if one.action not in JOINS | {"undo"}]


def joining(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the merges and splits that stand, in their order."""
    return [one for one in open_decisions(decisions) if one.action in JOINS]


def verdicts(decisions: Iterable[Decision]) -> tuple[Verdict, ...]:
    """Return what each reviewer holds of a claim, given what stands on it, by name.

    The last word of a reviewer holds; corrections of several slots hold together, until the claim
    is rejected.
    """
    by_who: dict[str, list[Decision]] = {}
    for one in decisions:
        if one.action in VERDICTS:
            by_who.setdefault(one.who, []).append(one)
    return tuple(_verdict(some) for _, some in sorted(by_who.items()))


def statuses(decisions: Iterable[Decision]) -> tuple[PersonStatus, ...]:
    """Return the last status that each person gives a commitment, by name."""
    last = {one.who: one for one in decisions if one.status is not None}
    return tuple(
        PersonStatus(who=who, at=one.at, status=one.status, reason=one.reason, decision=one.id)
        for who, one in sorted(last.items())
        if one.status is not None
    )


def state_of(held: Iterable[Verdict]) -> ReviewState:
    """Return what people decided of a claim together."""
    said = list(held)
    if not said:
        return "unreviewed"
    states = {one.state for one in said}
    return said[0].state if len(states) == 1 and not _clash(said) else "disputed"


def together(states: Sequence[ReviewState], *, undecided: int) -> ReviewState:
    """Return what holds of a finding: one right claim makes it right, all wrong ones wrong."""
    if "disputed" in states:
        return "disputed"
    right = [one for one in states if one != "rejected"]
    if right:
        return "corrected" if "corrected" in right else "accepted"
    return "rejected" if states and not undecided else "unreviewed"


def _verdict(some: Sequence[Decision]) -> Verdict:
    """Return what one reviewer's decisions on a claim amount to."""
    last = some[-1]
    slots: dict[str, Correction] = {}
    for one in some:
        if one.action == "reject":
            slots.clear()
        elif one.correction is not None:
            slots[one.correction.slot] = one.correction
    rejected = last.action == "reject"
    return Verdict(
        who=last.who,
        at=last.at,
        state="rejected" if rejected else "corrected" if slots else "accepted",
        corrections=tuple(one for _, one in sorted(slots.items())),
        reason=last.reason,
        decision=last.id,
    )


def _clash(said: Sequence[Verdict]) -> bool:
    """Say whether two reviewers fill one slot otherwise."""
    filled: dict[str, object] = {}
    return any(
        filled.setdefault(one.slot, (one.after, one.value_after)) != (one.after, one.value_after)
        for each in said
        for one in each.corrections
    )
