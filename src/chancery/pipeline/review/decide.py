"""Makes a decision of what a person asks for, if it can stand, and adds it to the dossier."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from chancery.errors import NotFoundError, UsageError
from chancery.model import Anchor, AnyClaim, Commitment, Decision, Document, FollowUpType
from chancery.pipeline.review.anchors import make_anchor
from chancery.pipeline.review.corrections import make_correction
from chancery.pipeline.review.joining import make_join
from chancery.pipeline.review.standing import JOINS
from chancery.pipeline.review.targets import Target, find_target
from chancery.pipeline.review.wanted import Wanted
from chancery.store.decisions import (
    append,
    decisions_called,
    decisions_on,
    is_open,
    joins_by,
)
from chancery.store.dossier import Dossier

MOST_NAME = 100  # characters
MOST_REASON = 2_000


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def decide(path: Path, wanted: Wanted, now: Callable[[], datetime] = utc_now) -> Decision:
    """Check a decision against the dossier, add it, and return it as it stands in the log.

    What says the same as the reviewer's last word on these claims is that word, and is not added.

    Raises:
        UsageError: it says too little or too much, or what its claim does not allow.
        NotFoundError: there is no such claim, finding or decision, or several begin so.
        DossierError: the file is no dossier, is being written, or cannot be.
    """
    _check(wanted)
    return append(path, lambda dossier: _draft(dossier, wanted, now()))


def _check(wanted: Wanted) -> None:
    """Raise where something is missing, or is given that the action has no use for."""
    who = wanted.who
    if not who.strip() or who != " ".join(who.split()) or len(who) > MOST_NAME:
        message = (
            f"{who!r} names nobody; a reviewer's name is one line of 1 to {MOST_NAME} letters"
        )
        raise UsageError(message)
    if len(wanted.reason) > MOST_REASON:
        message = f"the reason has {len(wanted.reason):,} characters; at most {MOST_REASON:,} fit"
        raise UsageError(message)
    words = None if wanted.action == "split" else wanted.words
    correcting = wanted.slot, wanted.spans, words, wanted.value, wanted.empty
    if wanted.action != "correct" and any(correcting):
        message = f"to {wanted.action} takes no slot, span, words or value; `correct` does"
        raise UsageError(message)
    if wanted.action != "merge" and wanted.other is not None:
        message = f"to {wanted.action} takes one thing alone; `merge` takes two"
        raise UsageError(message)
    if wanted.action != "split" and wanted.document is not None:
        message = f"to {wanted.action} takes no document; `split` does"
        raise UsageError(message)
    if wanted.action != "status" and wanted.status is not None:
        message = f"to {wanted.action} takes no status of a commitment; `status` does"
        raise UsageError(message)
    if wanted.action == "status" and not wanted.reason.strip():
        message = "say why: a status that a person gives a commitment needs a reason"
        raise UsageError(message)


def _draft(dossier: Dossier, wanted: Wanted, at: datetime) -> Decision:
    """Return the decision, or the one that says the same and stands already."""
    blank = Decision(
        id="",
        number=0,
        who=wanted.who,
        at=at.astimezone(UTC).isoformat(timespec="seconds"),
        action=wanted.action,
        reason=wanted.reason.strip(),
    )
    if wanted.action == "undo":
        return replace(blank, undoes=_undone(dossier, wanted).id)
    if wanted.action in JOINS:
        made = make_join(dossier, wanted, blank)
        return _last_like(joins_by(dossier, wanted.who), made) or made
    made = _on_claims(dossier, find_target(dossier, wanted.id), wanted, blank)
    held = decisions_on(dossier, {one.claim for one in made.anchors}, made.who)
    status = made.action == "status"
    own = [o for o in held if o.action not in JOINS and (o.action == "status") == status]
    return _last_like(own, made) or made


def _on_claims(dossier: Dossier, target: Target, wanted: Wanted, blank: Decision) -> Decision:
    match wanted.action:
        case "status":
            claims = _binding(target, wanted)
            return replace(blank, anchors=_anchors(dossier, claims), status=wanted.status)
        case "correct":
            claim = _alone(target, wanted)
            document = dossier.get(Document, claim.document)
            correction = make_correction(claim, document, wanted)
            return replace(blank, anchors=(make_anchor(claim, document),), correction=correction)
        case _:
            return replace(blank, anchors=_anchors(dossier, target.claims))


def _anchors(dossier: Dossier, claims: Iterable[AnyClaim]) -> tuple[Anchor, ...]:
    return tuple(make_anchor(one, dossier.get(Document, one.document)) for one in claims)


def _binding(target: Target, wanted: Wanted) -> tuple[AnyClaim, ...]:
    if wanted.status is None:
        message = f"name the status: one of {', '.join(get_args(FollowUpType))}"
        raise UsageError(message)
    if not all(isinstance(one, Commitment) for one in target.claims):
        message = f"{wanted.id} is no commitment, and only what became of one is a status"
        raise UsageError(message)
    return target.claims


def _alone(target: Target, wanted: Wanted) -> AnyClaim:
    if len(target.claims) != 1:
        names = ", ".join(one.id for one in target.claims)
        message = f"{wanted.id} rests on several claims; correct one of them: {names}"
        raise UsageError(message)
    return target.claims[0]


def _undone(dossier: Dossier, wanted: Wanted) -> Decision:
    """Return the decision to undo.

    Raises:
        NotFoundError: there is none of this id or number, or several ids begin so.
        UsageError: it is undone already, or another person's.
    """
    found = decisions_called(dossier, wanted.id)
    if len(found) != 1:
        said = "more than one decision begins with" if found else "there is no decision"
        message = f"{said} {wanted.id!r}; `chancery review log` lists them"
        raise NotFoundError(message)
    (one,) = found
    if not is_open(dossier, one):
        message = f"decision {one.number} is undone already; undo what undid it to have it again"
        raise UsageError(message)
    if one.who != wanted.who:
        message = (
            f"decision {one.number} is {one.who}'s, and only {one.who} undoes it; decide otherwise"
        )
        raise UsageError(message)
    return one


def _last_like(own: Sequence[Decision], made: Decision) -> Decision | None:
    """Return the last of a reviewer's decisions on any of the same things, if it says the same."""
    things = _things(made)
    last = next((one for one in reversed(own) if not things.isdisjoint(_things(one))), None)
    blank = last and replace(last, id="", number=0, follows="", at=made.at)
    return last if blank == made else None


def _things(one: Decision) -> frozenset[str]:
    """Return the claims and the names of actors that a decision is on."""
    actors = one.sides.actors if one.sides else ()
    return frozenset([*(each.claim for each in one.anchors), *(each.referent for each in actors)])
