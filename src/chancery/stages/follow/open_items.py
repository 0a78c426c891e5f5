"""Says what a commitment still waits for."""

from collections.abc import Mapping
from typing import Final

from chancery.model import (
    Commitment,
    CommitmentType,
    FollowUp,
    FollowUpType,
    LookedThrough,
    OpenItem,
    OpenReason,
    make_id,
)

WEIGHTS: Final[Mapping[OpenReason, float]] = {
    "deadline": 1.0,
    "report": 0.8,
    "condition": 0.6,
    "answer": 0.5,
    "deed": 0.4,
}
"""What to look at first: chosen."""
WAITS: Final[Mapping[CommitmentType, OpenReason]] = {
    "pledge": "deed",
    "promise": "deed",
    "intention": "deed",
    "offer": "answer",
    "demand": "answer",
    "condition": "condition",
    "expected_outcome": "report",
}
"""What each type waits for; a threat or a refusal asks for nothing."""
CLOSES: Final[frozenset[FollowUpType]] = frozenset(
    {"delivered", "contested", "withdrawn", "overtaken"}
)
"""What leaves a commitment waiting for nothing; a breach that is alleged does not."""
PLACES = 3  # of a weight
REAL = frozenset({"asserted", "expected", "intended", "requested", "background"})


def find_open(
    one: Commitment, found: tuple[FollowUp, ...], through: LookedThrough, told: str | None
) -> OpenItem | None:
    """Return what a commitment waits for; None where it waits for nothing.

    `told` is the day on which its document was published, if that is known.
    """
    wanted = WAITS.get(one.type)
    closed = any(each.type in CLOSES and each.order != "earlier" for each in found)
    if wanted is None or closed or one.modality not in REAL:
        return None
    late = _is_late(one, through)
    reason: OpenReason = "deadline" if late else wanted
    return OpenItem(
        id=make_id("open_item", [one.id]),
        about=one.id,
        document=one.document,
        waits_for=reason,
        evidence=one.evidence,
        since=(one.made.start if one.made else None) or told,
        deadline=one.deadline,
        looked_through=through,
        weight=round(WEIGHTS[reason] * one.confidence, PLACES),
    )


def _is_late(one: Commitment, through: LookedThrough) -> bool:
    """Say whether documents of its thread were published after its deadline."""
    last = one.deadline.end if one.deadline else None
    return bool(last and through.until and through.until[:10] > last[:10])
