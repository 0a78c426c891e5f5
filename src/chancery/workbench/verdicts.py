"""What people decided of a finding, and what they may decide, as the pane shows it."""

from collections.abc import Mapping, Sequence
from typing import get_args

import msgspec

from chancery.api.view import View
from chancery.model import AnyClaim, ClaimKind, FollowUpType, ReviewState
from chancery.pipeline.review.overlay import FindingReview
from chancery.pipeline.review.slots import slots_for, values_for
from chancery.pipeline.review.words import STATES, review_words
from chancery.workbench.ruled import Ruled, ruled

STATUSES: tuple[FollowUpType, ...] = get_args(FollowUpType)


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """What people decided of a finding, as one who looks may see it."""

    state: ReviewState
    words: str  # the state
    said: tuple[str, ...]  # by each of them
    own: str  # id of the last decision of who looks, which may be undone; empty: there is none
    ruled: Ruled  # what was merged with it, and split off


class Slots(msgspec.Struct, frozen=True, kw_only=True):
    """What of a claim may be corrected: slots that hold words, and those that hold a value."""

    words: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]


def decided(view: View, claims: Sequence[AnyClaim], *, blind: bool = False) -> Decided:
    """Return what was decided of the finding of these claims.

    Who codes blind sees what others decided only once he has decided himself.
    """
    found = view.overlay.of_finding(claims)
    verdicts = [(one.who, one.decision) for each in found.claims for one in each.verdicts]
    statuses = [(one.who, one.decision) for one in found.statuses]
    own = [one for who, one in verdicts + statuses if who == view.reviewer]
    if blind and not own:
        found = FindingReview()
    joins = ruled(view, [one.id for one in claims], blind=blind)
    return Decided(
        state=found.state,
        words=STATES[found.state],
        said=tuple(review_words(found)),
        own=_last_of(view, [*own, *filter(None, [joins.own])]),
        ruled=joins,
    )


def _last_of(view: View, decisions: Sequence[str]) -> str:
    """Return that of some decisions, by ids, which was made last; empty of none."""
    wanted = set(decisions)
    return next((one.id for one in reversed(view.overlay.decisions) if one.id in wanted), "")


def slots_of(about: ClaimKind) -> Slots:
    """Return what of a claim of this kind may be corrected."""
    names = slots_for(about)
    values = {one: tuple(values_for(about, one)) for one in names}
    return Slots(
        words=tuple(one for one in names if not values[one]),
        values={one: some for one, some in values.items() if some},
    )
