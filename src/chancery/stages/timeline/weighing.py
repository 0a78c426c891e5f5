"""Says how much a finding matters: what it is, who stands behind it, where it is told."""

import math
from collections.abc import Mapping

from chancery.model import (
    Claim,
    ClaimKind,
    ClaimMark,
    Commitment,
    Document,
    Figure,
    Finding,
    Record,
)

WEIGHTS: Mapping[ClaimKind, float] = {  # chosen: what is done before what is said or counted
    "meeting": 3.0,
    "event": 2.5,
    "commitment": 2.0,
    "statement": 1.5,
    "figure": 1.0,
}
FOLLOWED, BEFORE, LEAD, SMALL = 1.5, -1.5, 2.0, -1.0  # beside the kind of a finding
HEAD = 0.15  # share of a document in which its first things are told
MANY = 10  # things counted, below which a count is mostly by the way


def weigh(finding: Finding, marks: Mapping[str, ClaimMark], *, followed: bool) -> float:
    """Return how much a finding matters; `marks` are those of its claims, by claim.

    `followed`: it is a commitment of which something became.
    """
    own = [marks[one.claim] for one in finding.support]
    return (
        WEIGHTS[finding.about]
        + (FOLLOWED if followed else 0.0)
        + (BEFORE if finding.modality == "background" else 0.0)
        + (SMALL if own[0].small else 0.0)
        + 2 * math.log2(1 + finding.independent)
        + math.log2(1 + len({one.document for one in finding.support}))
        + (LEAD if any(one.lead for one in own) else 0.0)
        + finding.confidence
    )


def mark(claim: Claim, document: Document) -> ClaimMark:
    """Return what of a claim bears on the weight of its finding."""
    return ClaimMark(
        claim=claim.id,
        lead=claim.evidence[0].start <= HEAD * len(document.text),
        small=_is_small(claim),
    )


def is_followed(claim: Record) -> bool:
    """Say whether something became of a commitment; of other claims nothing does."""
    return isinstance(claim, Commitment) and bool(claim.follow_up)


def _is_small(claim: Claim) -> bool:
    """Say whether a claim counts a few things, as most sentences do by the way."""
    return (
        isinstance(claim, Figure)
        and claim.unit == "count"
        and claim.high is not None
        and claim.high < MANY
    )
