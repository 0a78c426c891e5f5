"""What people decided of the claims and findings of a dossier, laid over them as they are read."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from chancery.model import Anchor, AnyClaim, Claim, Decision, ReviewState
from chancery.pipeline.review.anchors import Home, Homes, carry
from chancery.pipeline.review.joins import Joins
from chancery.pipeline.review.slots import corrected
from chancery.pipeline.review.standing import (
    PersonStatus,
    Verdict,
    standing,
    state_of,
    statuses,
    together,
    verdicts,
)
from chancery.stages.corroborate.readings import reading_of
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


class Remembered(NamedTuple):
    """What people decided of a finding, by which decisions on which claims of one build."""

    claims: tuple[str, ...]
    decisions: tuple[int, ...]
    review: FindingReview


class Overlay:
    """The decisions that stand, by the claims that they are on now."""

    def __init__(self, dossier: Dossier, before: "Overlay | None" = None) -> None:
        """Read the decisions of a dossier; what was read before of the same is not read again."""
        known = before.decisions if before else ()
        runs = dossier.runs()
        self.decisions: list[Decision] = read_decisions(dossier, known)
        self.build = (runs[-1].number, runs[-1].finished) if runs else None
        goes_on = self.decisions[: len(known)][-1:] == list(known[-1:])
        same = before is not None and before.build == self.build and goes_on
        self.findings: dict[str, Remembered] = before.findings if before and same else {}
        self.joins = Joins(dossier, self.decisions)
        held = [(anchor, one) for one in standing(self.decisions) for anchor in one.anchors]
        self.homes = Homes(dossier, (anchor for anchor, _ in held))
        self._by_claim: dict[str, list[Held]] = {}
        self._read: dict[str, list[Decision]] = {}  # those on claims as they read
        documents: set[str] = set()
        for anchor, one in held:
            home = self.homes.of(anchor)
            carried = _carried(dossier, anchor, home, one)
            if home.claim is not None and home.document is not None and carried is not None:
                self._by_claim.setdefault(home.claim, []).append((anchor, carried))
                documents.add(home.document)
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
            state=together([one.state for one in held if one.verdicts], undecided=undecided),
            claims=held,
            statuses=statuses(self._on(own)),
        )

    def _on(self, claims: Iterable[Claim]) -> list[Decision]:
        """Return the decisions on claims as they read, each once, in their order."""
        found = {one.number: one for claim in claims for one in self._on_one(claim)}
        return [found[number] for number in sorted(found)]

    def _on_one(self, claim: Claim) -> list[Decision]:
        """Return the same of one claim; it is found once, for a dossier that is open stays."""
        if claim.id not in self._read:
            held = self._by_claim.get(claim.id, ())
            reading = reading_of(claim) if held else None
            self._read[claim.id] = [one for anchor, one in held if reading_of(anchor) == reading]
        return self._read[claim.id]

    def remembered(self, finding: str) -> FindingReview | None:
        """Return what is remembered of a finding, if nothing was decided on it since."""
        held = self.findings.get(finding)
        return held.review if held and held.decisions == self._numbers(held.claims) else None

    def remember(self, finding: str, claims: Iterable[Claim]) -> FindingReview:
        """Return what was decided of the finding that rests on these claims, and remember it."""
        own = tuple(claims)
        review = self.of_finding(own)
        if review.claims:
            names = tuple(one.id for one in own)
            self.findings[finding] = Remembered(names, self._numbers(names), review)
        return review

    def _numbers(self, claims: Iterable[str]) -> tuple[int, ...]:
        """Return the decisions that stand on claims, however these read."""
        return tuple(one.number for each in claims for _, one in self._by_claim.get(each, ()))

    def read(self, claim: AnyClaim) -> AnyClaim:
        """Return a claim as people corrected it, where they agree."""
        if not self.has_claim(claim.id):
            return claim
        review = self.of_claim(claim)
        if review.state != "corrected":
            return claim
        return corrected(claim, (each for one in review.verdicts for each in one.corrections))


def _carried(dossier: Dossier, anchor: Anchor, home: Home, one: Decision) -> Decision | None:
    """Return a decision as it holds of the text of its claim now; None where it does not."""
    if home.found in {"changed", "lost"}:
        return None
    if one.correction is None:
        return one
    correction = carry(dossier, anchor, home, one.correction)
    return None if correction is None else replace(one, correction=correction)
