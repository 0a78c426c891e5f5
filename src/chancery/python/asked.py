"""Asks the lists of a dossier by the filters of the interface over HTTP, which checks them."""

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

import msgspec

from chancery.api.points import Points, query_of
from chancery.errors import NotFoundError, UsageError
from chancery.model import ClaimKind, Finding
from chancery.pipeline.facets import CLAIMS
from chancery.pipeline.places import RowKey
from chancery.pipeline.query import find_rows
from chancery.pipeline.rows import PublishedIn, Row
from chancery.store.dossier import Dossier

AnyAsked = TypeVar("AnyAsked", bound=msgspec.Struct)
Some = TypeVar("Some")

Keyed = tuple[RowKey, Row]


def checked(kind: type[AnyAsked], given: dict[str, Any]) -> AnyAsked:
    """Return what is asked for, each filter of it checked.

    Raises:
        UsageError: a filter has a value that it may not have.
    """
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        rule, _, name = str(error).partition(" - at `$.")
        message = f"{name.rstrip('`')} is {given.get(name.rstrip('`'))!r}: {rule}"
        raise UsageError(message) from error


def first(found: Iterable[Some], limit: int | None) -> Iterator[Some]:
    """Return as many as are wanted; None: all.

    Raises:
        UsageError: the limit is no number from 1 on.
    """
    if limit is not None and limit < 1:
        message = f"limit is {limit}; it must be at least 1, or None for all"
        raise UsageError(message)
    return islice(found, limit)


def rows_about(
    dossier: Dossier, about: ClaimKind, asked: Points, limit: int | None
) -> Iterator[Keyed]:
    """Return the points of one kind with where each stands: the best backed first."""
    return first(find_rows(dossier, query_of(about, asked), PublishedIn(dossier)), limit)


def find_findings(
    dossier: Dossier, about: ClaimKind | None, asked: Points, limit: int | None
) -> Iterator[Finding]:
    """Return the findings of one kind, or of all together, in that order.

    Raises:
        NotFoundError: no kind knows the name or thread that is asked for.
    """
    parts: list[list[Keyed]] = []
    unknown: NotFoundError | None = None
    for kind in (about,) if about else CLAIMS:
        own = (one for one in rows_about(dossier, kind, asked, None) if not one[1].by_words)
        try:
            parts.append(list(first(own, limit)))
        except NotFoundError as error:  # a word may be somebody's in statements alone
            unknown = error
    if unknown and not parts:
        raise unknown
    return (row.finding for _, row in first(merge(*parts, key=itemgetter(0)), limit))
