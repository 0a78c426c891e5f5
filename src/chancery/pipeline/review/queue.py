"""What waits for review, the most useful first; for blind coding, without others' decisions."""

from collections.abc import Iterator

import msgspec

from chancery.errors import NotFoundError
from chancery.model import ClaimKind, Finding, TimelineEntry
from chancery.pipeline.places import DoubtKey, doubt_key
from chancery.pipeline.query import find_threads
from chancery.pipeline.review.overlay import FindingReview, Overlay
from chancery.pipeline.rows import Row, read_claims
from chancery.pipeline.terms import ABOUT, THREAD, all_of, any_of
from chancery.store.dossier import Dossier
from chancery.store.shelves import make_term


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Whose queue, and of what."""

    who: str | None = None
    blind: bool = False  # all that `who` has not decided, as if nobody else had
    kind: ClaimKind | None = None
    thread: str | None = None  # its id, or a document of it


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that waits for review: why, and what was decided so far."""

    row: Row
    weight: float  # how much it matters
    use: float  # of reviewing it: its weight times its doubt


def find_queue(
    dossier: Dossier, asked: Asked, overlay: Overlay, after: DoubtKey | None = None
) -> Iterator[tuple[DoubtKey, Waiting]]:
    """Yield what waits, one by one with where each stands, from behind `after` on.

    Without `blind` that is what nobody decided, and what is disputed.

    Raises:
        NotFoundError: there is no such thread or document, or nothing was read.
    """
    if not dossier.has(TimelineEntry):
        message = f"{dossier.path} holds nothing to review; build it again without --no-annotate"
        raise NotFoundError(message)
    threads = (
        frozenset(one.id for one in find_threads(dossier, asked.thread)) if asked.thread else None
    )
    for key in _standing(dossier, asked, threads, after):
        known = overlay.remembered(key.finding)
        if known is not None and _is_done(known, asked):
            continue
        entry = dossier.get(TimelineEntry, key.entry)
        fits = asked.kind is None or entry.about == asked.kind
        if fits and (threads is None or threads & set(entry.threads)):
            for one in _waiting(dossier, entry, asked, overlay):
                yield key, one


def _waiting(
    dossier: Dossier, entry: TimelineEntry, asked: Asked, overlay: Overlay
) -> Iterator[Waiting]:
    """Yield the finding of an entry, if it waits."""
    finding = dossier.get(Finding, entry.finding)
    claims = read_claims(dossier, finding)
    review = overlay.remember(finding.id, claims)
    if _is_done(review, asked):
        return
    shown = FindingReview() if asked.blind else review
    use = doubt_key(entry, finding).use
    yield Waiting(
        row=Row(finding=finding, claims=claims, review=shown),
        weight=entry.weight,
        use=-use / 1_000,
    )


def _is_done(review: FindingReview, asked: Asked) -> bool:
    if asked.blind:
        return any(one.who == asked.who for claim in review.claims for one in claim.verdicts)
    return review.state not in {"unreviewed", "disputed"}


def _standing(
    dossier: Dossier, asked: Asked, threads: frozenset[str] | None, after: DoubtKey | None
) -> Iterator[DoubtKey]:
    """Yield where entries stand that may wait, in their order."""
    if not dossier.is_shelved():
        every = list(dossier.all(TimelineEntry))
        found = (doubt_key(one, dossier.get(Finding, one.finding)) for one in every)
        yield from sorted(key for key in found if after is None or key > after)
        return
    expression = all_of(
        (
            any_of([make_term(ABOUT, asked.kind)]) if asked.kind else "",
            any_of(make_term(THREAD, one) for one in threads) if threads else "",
        )
    )
    yield from (key for key, _ in dossier.shelved("doubt", DoubtKey, expression, after))
