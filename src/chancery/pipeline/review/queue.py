"""What waits for review, the most useful first; for blind coding, without others' decisions."""

from collections.abc import Iterator
from operator import itemgetter

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
    for key, entry in _standing(dossier, asked, threads, after):
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
    review = overlay.of_finding(claims)
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
) -> Iterator[tuple[DoubtKey, TimelineEntry]]:
    """Yield entries that may wait, in their order."""
    if not dossier.is_shelved():
        found = ((doubt_key(one, dossier.get(Finding, one.finding)), one) for one in _all(dossier))
        behind = (one for one in found if after is None or one[0] > after)
        yield from sorted(behind, key=itemgetter(0))
        return
    expression = all_of(
        (
            any_of([make_term(ABOUT, asked.kind)]) if asked.kind else "",
            any_of(make_term(THREAD, one) for one in threads) if threads else "",
        )
    )
    for rank, key in dossier.shelved("doubt", DoubtKey, expression, after):
        yield rank, dossier.get(TimelineEntry, key)


def _all(dossier: Dossier) -> list[TimelineEntry]:
    return list(dossier.all(TimelineEntry))
