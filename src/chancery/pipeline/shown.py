"""Actors and threads as lists show them: those of most documents first."""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import TypeVar

from chancery.model import Entity, MentionType, Thread
from chancery.pipeline.actors import check_read, find_actors
from chancery.pipeline.names import by_type
from chancery.pipeline.places import SizeKey, size_key
from chancery.pipeline.query import find_threads
from chancery.store.dossier import Dossier
from chancery.store.shelves import Shelf

Sized = TypeVar("Sized", Entity, Thread)


def list_actors(
    dossier: Dossier, *, type_: MentionType | None, name: str | None, after: SizeKey | None
) -> Iterator[tuple[SizeKey, Entity]]:
    """Yield actors with where each stands, from behind `after` on.

    Raises:
        UsageError: the name has no letter and no digit.
        NotFoundError: nobody is called so, or nothing was read.
    """
    check_read(dossier)
    named = None if name is None else find_actors(dossier, name)
    found = _listed(dossier, Entity, "actor", by_type(type_), named, after)
    yield from (one for one in found if type_ is None or one[1].type == type_)


def list_threads(
    dossier: Dossier, *, name: str | None, after: SizeKey | None
) -> Iterator[tuple[SizeKey, Thread]]:
    """Yield threads with where each stands, from behind `after` on.

    Raises:
        NotFoundError: there is no such thread or document.
    """
    named = None if name is None else find_threads(dossier, name)
    yield from _listed(dossier, Thread, "thread", "", named, after)


def _listed(  # noqa: PLR0913, PLR0917 - what is listed, by what, and from where
    dossier: Dossier,
    kind: type[Sized],
    shelf: Shelf,
    expression: str,
    named: Iterable[Sized] | None,
    after: SizeKey | None,
) -> Iterator[tuple[SizeKey, Sized]]:
    if named is None and dossier.is_shelved():
        for rank, key in dossier.shelved(shelf, SizeKey, expression, after):
            yield rank, dossier.get(kind, key)
        return
    keyed = ((size_key(one), one) for one in (dossier.all(kind) if named is None else named))
    behind = (one for one in keyed if after is None or one[0] > after)
    yield from sorted(behind, key=itemgetter(0))
