"""What queries give that no record of the model is."""

from typing import Generic, TypeVar

import msgspec

from chancery.api.searching import SearchHit, show_hit
from chancery.errors import UsageError
from chancery.model import Claim, Finding, Origin, ReuseLink
from chancery.pipeline.review.overlay import FindingReview
from chancery.pipeline.rows import Row
from chancery.python.answer import Answer
from chancery.store.dossier import Dossier
from chancery.store.links import find_links, find_links_of
from chancery.store.search import search

AnyOf = TypeVar("AnyOf", bound=Claim)


class Point(msgspec.Struct, Generic[AnyOf], frozen=True, kw_only=True):
    """A finding with those of its claims that were chosen, each with its evidence."""

    finding: Finding
    claims: tuple[AnyOf, ...]  # by document and place
    by_words: bool  # acts by words, which go with this finding
    review: FindingReview  # what people decided of all its claims


class Lineage(msgspec.Struct, frozen=True, kw_only=True):
    """What documents share, and what stands behind it."""

    reuse_links: Answer[ReuseLink]  # strong ones first, the longest first
    origins: Answer[Origin]  # by id


def as_point(row: Row, kind: type[AnyOf]) -> Point[AnyOf]:
    """Return a row as it is given.

    Raises:
        TypeError: a claim of it is of another kind, which the store never holds.
    """
    claims = tuple(one for one in row.claims if isinstance(one, kind))
    if len(claims) < len(row.claims):
        message = f"{row.finding.id} has claims that are no {kind.__name__}"
        raise TypeError(message)
    return Point(
        finding=row.finding,
        claims=claims,
        by_words=row.by_words,
        review=row.review or FindingReview(),
    )


def find_lineage(dossier: Dossier, name: str | None, *, weak: bool) -> Lineage:
    """Return what one document, or every document, shares.

    Raises:
        NotFoundError: there is no such document.
    """
    document = None if name is None else dossier.find_document(name).id
    if document is None:
        links = find_links(dossier, after=None, weak=weak)
    else:
        links = find_links_of(dossier, document, after=None, weak=weak)
    origins = (one for one in dossier.all(Origin) if document is None or document in one.documents)
    return Lineage(
        reuse_links=Answer((link for _, link in links), ReuseLink),
        origins=Answer(origins, Origin),
    )


def find_hits(
    dossier: Dossier, query: str, *, limit: int, newest: bool, removed: bool
) -> list[SearchHit]:
    """Return the documents that answer, each with its passage.

    Raises:
        UsageError: the query holds nothing to look for, or the limit is below 1.
    """
    if limit < 1:
        message = f"limit is {limit}; it must be at least 1"
        raise UsageError(message)
    found = search(dossier, query, limit=limit, newest=newest, removed=removed)
    return [show_hit(one) for one in found]
