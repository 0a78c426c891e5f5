"""Finds where the claims of one point differ; differences are shown, never settled."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chancery.model import (
    Apart,
    Claim,
    ClaimLink,
    Discrepancy,
    DiscrepancyType,
    Evidence,
    Figure,
    Meeting,
    Modality,
    Slot,
    Statement,
    Version,
)

AHEAD: frozenset[Modality] = frozenset({"expected", "intended"})
SURELY = 2.5  # log odds from which two numbers are of one thing
SINGLE = ("host", "place")  # slots of a meeting that hold one thing
KEPT_APART: Mapping[Apart, tuple[str, DiscrepancyType]] = {
    "number": ("number", "differs"),
    "speaker": ("speaker", "attribution"),
    "denied": ("modality", "denied"),
}
"""What a difference to a claim of another finding is, where it is one at all."""


def discrepancies(
    claims: Sequence[Claim],
    slots: Sequence[Slot],
    links: Iterable[ClaimLink],
    others: Mapping[str, Claim],
) -> tuple[Discrepancy, ...]:
    """Return the differences among the claims of a finding, and to claims that are like them."""
    meetings = [one for one in claims if isinstance(one, Meeting)]
    inside = [*_sequence(meetings), *_count_gap(meetings, slots), *_fillers(meetings, slots)]
    return (*inside, *_outside(claims, links, others))


def _sequence(meetings: Sequence[Meeting]) -> Iterator[Discrepancy]:
    """Yield that a meeting is told before and after; that is no contradiction."""
    before = [one for one in meetings if one.modality in AHEAD]
    after = [one for one in meetings if one.modality not in AHEAD]
    if before and after:
        sides = [_version("still to come", before), _version("held", after)]
        yield Discrepancy(slot="modality", type="sequence", versions=tuple(sides))


def _count_gap(meetings: Sequence[Meeting], slots: Iterable[Slot]) -> Iterator[Discrepancy]:
    """Yield that fewer or more states are named than are said to have come."""
    named = [one for one in slots if one.slot == "state"]
    stated = sorted({one.number_stated for one in meetings if one.number_stated is not None})
    versions = [
        Version(
            value=f"{number} stated",
            claims=tuple(one.id for one in meetings if one.number_stated == number),
            evidence=tuple(
                one.number_words
                for one in meetings
                if one.number_stated == number and one.number_words
            ),
        )
        for number in stated
    ]
    if len(stated) > 1:
        yield Discrepancy(slot="number_stated", type="differs", versions=tuple(versions))
    if named and stated and any(number != len(named) for number in stated):
        names = Version(
            value=f"{len(named)} named",
            claims=tuple(one.id for one in meetings if one.states_named),
            evidence=tuple(one.evidence[0] for one in named),
        )
        yield Discrepancy(slot="states_named", type="count_gap", versions=(*versions, names))


def _fillers(meetings: Sequence[Meeting], slots: Sequence[Slot]) -> Iterator[Discrepancy]:
    """Yield a slot that two documents fill with two entities, where one of them has both."""
    for name in SINGLE:
        own = [one for one in slots if one.slot == name and one.party and one.party.entity]
        apart = len(own) > 1 and not any(
            set(one.backing.documents) & set(other.backing.documents)
            for at, one in enumerate(own)
            for other in own[at + 1 :]
        )
        if apart:
            yield Discrepancy(
                slot=name,
                type="differs",
                versions=tuple(
                    Version(
                        value=one.party.name or one.party.evidence.quote if one.party else "",
                        claims=tuple(
                            each.id for each in meetings if each.document in one.backing.documents
                        ),
                        evidence=one.evidence,
                    )
                    for one in own
                ),
            )


def _outside(
    claims: Sequence[Claim], links: Iterable[ClaimLink], others: Mapping[str, Claim]
) -> Iterator[Discrepancy]:
    """Yield what is said otherwise by a claim that is likely of the same thing."""
    own = {one.id: one for one in claims}
    for link in links:
        kept = KEPT_APART.get(link.apart) if link.apart and link.score > 0 else None
        if link.relation != "apart" or kept is None:
            continue
        slot, kind = kept
        mine = own.get(link.a) or own[link.b]
        other = others[link.b if link.a in own else link.a]
        if not _may_contradict(mine, other, link.score):
            continue
        sides = [_version(_value(one), [one]) for one in (mine, other)]
        yield Discrepancy(slot=slot, type=kind, versions=tuple(sides))


def _may_contradict(one: Claim, other: Claim, score: float) -> bool:
    """Say whether two claims that are kept apart are surely of one thing.

    A number left open, as "thousands", contradicts none; shares are of wholes that may differ;
    what is told of a time is told of that time; and numbers of one sentence are of two things.
    """
    if not (isinstance(one, Figure) and isinstance(other, Figure)):
        return True
    if _stands_beside(one, other) or _stands_beside(other, one):
        return False
    exact = all(each.low is not None and each.low == each.high for each in (one, other))
    shares = {one.unit, other.unit} & {"percent", "share", "points"}
    return exact and not shares and not (one.as_of or other.as_of) and score > SURELY


def _stands_beside(one: Figure, other: Figure) -> bool:
    """Say whether the words for a number also stand in the sentence that tells the other."""
    written = re.compile(rf"(?<!\w){re.escape(one.written.quote)}(?!\w)")
    return any(written.search(told.quote) for told in other.evidence)


def _value(claim: Claim) -> str:
    """Return what two claims differ in, in words."""
    if isinstance(claim, Figure):
        counted = " ".join(one.quote for one in claim.counts[:1])
        return f"{claim.written.quote} {counted}".strip()
    if isinstance(claim, Statement):
        return "; ".join(one.name or one.evidence.quote for one in claim.speaker) or "unknown"
    return claim.modality


def _version(value: str, claims: Sequence[Claim]) -> Version:
    return Version(
        value=value,
        claims=tuple(one.id for one in claims),
        evidence=tuple(_shown(one) for one in claims),
    )


def _shown(claim: Claim) -> Evidence:
    return claim.written if isinstance(claim, Figure) else claim.evidence[0]
