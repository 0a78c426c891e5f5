"""Findings as people left them: without the claims they reject, with the words they put right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from chancery.model import AnyClaim, Discrepancy, Finding, ReuseLink
from chancery.pipeline.review.overlay import FindingReview, Overlay
from chancery.stages.corroborate.slots import backing, make_slots
from chancery.store.dossier import Dossier


def reviewed(dossier: Dossier, claims: Mapping[str, AnyClaim]) -> "Applied":
    """Return what people decided of a dossier whose claims are these."""
    overlay = Overlay(dossier)
    return Applied(overlay, claims, dossier.links() if overlay else ())


class Applied:
    """Lays decisions over all findings of a dossier, whose claims and reuse links it is given."""

    def __init__(
        self, overlay: Overlay, claims: Mapping[str, AnyClaim], links: Sequence[ReuseLink]
    ) -> None:
        """Take what was decided, the claims as they were built, and the links of reused text."""
        self._overlay, self._built, self._links = overlay, claims, links
        self._states = {
            one.id: overlay.of_claim(one).state
            for one in claims.values()
            if overlay.has_claim(one.id)
        }
        self._rejected = {one for one, state in self._states.items() if state == "rejected"}
        self.claims = {one.id: overlay.read(one) for one in claims.values()}

    def review(self, finding: Finding) -> FindingReview:
        """Return what people decided of a finding."""
        return self._overlay.of_finding(self._built[one.claim] for one in finding.support)

    def rejects(self, claim: str) -> bool:
        """Say whether people reject the claim with this id."""
        return claim in self._rejected

    def accepts(self, finding: Finding) -> bool:
        """Say whether people hold that a claim of a finding is right, and none contradicts."""
        states = {self._states.get(one.claim) for one in finding.support}
        return bool(states & {"accepted", "corrected"}) and "disputed" not in states

    def findings(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings of which something is left."""
        for one in findings:
            states = [self._states.get(each.claim) for each in one.support]
            if not all(state == "rejected" for state in states):
                remade = self._remade(one) if {"rejected", "corrected"} & set(states) else one
                yield self._settled(remade)

    def _remade(self, finding: Finding) -> Finding:
        """Return a finding of the claims that are left, as they read now."""
        support = tuple(one for one in finding.support if one.claim not in self._rejected)
        own = [self.claims[one.claim] for one in support]
        standings = {one.document: one.standing for one in support}
        backed = backing([each for one in own for each in one.evidence], self._links, standings)
        told = {one.evidence[0] for one in own}
        return replace(
            finding,
            words=finding.words if finding.words in told else own[0].evidence[0],
            slots=make_slots(own, self._links, standings),
            support=support,
            independent=backed.independent,
            upper_bound=backed.upper_bound,
            exact=backed.exact,
            strength="solid" if backed.independent > 1 else "thin",
        )

    def _settled(self, finding: Finding) -> Finding:
        """Return a finding without differences from what was rejected."""
        left = tuple(one for one in finding.discrepancies if self._differs(one))
        return finding if left == finding.discrepancies else replace(finding, discrepancies=left)

    def _differs(self, one: Discrepancy) -> bool:
        """Say whether two sides at least are told by claims that are left."""
        return sum(not self._rejected.issuperset(each.claims) for each in one.versions) > 1
