"""What people decided of the claims and findings of a dossier, laid over them as they are read."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from chancery.model import Anchor, AnyClaim, Claim, Decision, ReviewState
from chancery.pipeline.review.anchors import Home, locate, reads_as
from chancery.pipeline.review.slots import corrected
from chancery.pipeline.review.standing import (
    PersonStatus,
    Verdict,
    standing,
    state_of,
    statuses,
    verdicts,
)
from chancery.store.decisions import read_decisions
from chancery.store.dossier import Dossier

Held = tuple[Anchor, Decision]


class ClaimReview(msgspec.Struct, frozen=True, kw_only=True):
    """What people decided of one claim."""

    claim: str
    state: ReviewState
    verdicts: tuple[Verdict, ...]  # by name
    statuses: tuple[PersonStatus, ...]  # of a commitment, by name


class FindingReview(msgspec.Struct, frozen=True, kw_only=True):
    """What people decided of a finding: of its claims, as far as they were reviewed."""

    state: ReviewState = "unreviewed"
    claims: tuple[ClaimReview, ...] = ()  # those that were decided on, in the finding's order
    statuses: tuple[PersonStatus, ...] = ()  # of a commitment, the last of each person


class Overlay:
    """The decisions that stand, by the claims that they are on now."""

    def __init__(self, dossier: Dossier, decisions: Sequence[Decision] | None = None) -> None:
        """Read the decisions of a dossier, or take some that are on its claims."""
        self.decisions = read_decisions(dossier) if decisions is None else decisions
        held = [(anchor, one) for one in standing(self.decisions) for anchor in one.anchors]
        self.homes: Mapping[Anchor, Home] = locate(dossier, {anchor for anchor, _ in held})
        self._by_claim: dict[str, list[Held]] = {}
        documents: set[str] = set()
        for anchor, one in held:
            home = self.homes[anchor]
            if home.claim is not None and home.found in {"same", "moved"}:
                self._by_claim.setdefault(home.claim, []).append((anchor, one))
                documents.add(home.document or anchor.document)
        self._documents = frozenset(documents)

    def __bool__(self) -> bool:
        """Say whether any decision stands on a claim that is there."""
        return bool(self._by_claim)

    @property
    def documents(self) -> frozenset[str]:
        """The documents of the claims that anything was decided on."""
        return self._documents

    def has_claim(self, claim: str) -> bool:
        """Say whether anything was decided on the claim with this id, as it may have read."""
        return claim in self._by_claim

    def of_claim(self, claim: Claim) -> ClaimReview:
        """Return what was decided of a claim as it reads."""
        on_it = self._on([claim])
        said = verdicts(on_it)
        return ClaimReview(
            claim=claim.id, state=state_of(said), verdicts=said, statuses=statuses(on_it)
        )

    def of_finding(self, claims: Iterable[Claim]) -> FindingReview:
        """Return what was decided of the finding that rests on these claims."""
        own = list(claims)
        decided = [self.of_claim(one) for one in own if self.has_claim(one.id)]
        held = tuple(one for one in decided if one.verdicts or one.statuses)
        if not held:
            return FindingReview()
        undecided = len(own) - sum(bool(one.verdicts) for one in held)
        return FindingReview(
            state=_together([one.state for one in held if one.verdicts], undecided=undecided),
            claims=held,
            statuses=statuses(self._on(own)),
        )

    def _on(self, claims: Iterable[Claim]) -> list[Decision]:
        """Return the decisions on claims as they read, each once, in their order."""
        found = {
            one.number: one
            for claim in claims
            for anchor, one in self._by_claim.get(claim.id, ())
            if reads_as(anchor, claim)
        }
        return [found[number] for number in sorted(found)]

    def read(self, claim: AnyClaim) -> AnyClaim:
        """Return a claim as people corrected it, where they agree."""
        if not self.has_claim(claim.id):
            return claim
        review = self.of_claim(claim)
        if review.state != "corrected":
            return claim
        return corrected(claim, (each for one in review.verdicts for each in one.corrections))


def _together(states: Sequence[ReviewState], *, undecided: int) -> ReviewState:
    """Return what holds of a finding: one right claim makes it right, all wrong ones wrong."""
    if "disputed" in states:
        return "disputed"
    right = [one for one in states if one != "rejected"]
    if right:
        return "corrected" if "corrected" in right else "accepted"
    return "rejected" if states and not undecided else "unreviewed"
