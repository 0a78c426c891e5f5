"""Finds what a decision is to be on: a claim, all claims of a finding, or an actor, by its id."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from chancery.errors import NotFoundError
from chancery.knowledge import fold
from chancery.model import AnyClaim, Entity, Finding, kind_of
from chancery.pipeline.actors import bearers, named_exactly
from chancery.pipeline.facets import CLAIMS
from chancery.pipeline.rows import find_finding, read_claims
from chancery.store.dossier import Dossier


class Target(NamedTuple):
    """The claims that a decision is on, and the finding where it was named."""

    finding: Finding | None
    claims: tuple[AnyClaim, ...]


def find_target(dossier: Dossier, name: str) -> Target:
    """Return what an id, or the start of one, names.

    Raises:
        NotFoundError: there is nothing of this name, or more than one thing.
    """
    claims = list(islice(_claims(dossier, name), 2)) if name else []
    finding = find_finding(dossier, name)
    if len(claims) + (finding is not None) > 1:
        message = f"more than one thing begins with {name!r}; give more of its id"
        raise NotFoundError(message)
    if finding is not None:
        return Target(finding, read_claims(dossier, finding))
    if claims:
        return Target(None, tuple(claims))
    message = (
        f"no finding and no claim is called {name!r}; `chancery review list {dossier.path}` lists "
        "what waits for review"
    )
    raise NotFoundError(message)


def find_any(dossier: Dossier, name: str) -> Target | Entity:
    """Return the claim, finding or actor that an id, its start, or an actor's name means.

    Raises:
        NotFoundError: there is nothing of this name, or more than one thing.
    """
    actors = _actors(dossier, name)
    points = [*islice(_claims(dossier, name), 1), find_finding(dossier, name)] if name else [None]
    if len(actors) + sum(one is not None for one in points) > 1:
        message = f"more than one thing is called {name!r}; give its whole id"
        raise NotFoundError(message)
    if actors:
        return actors[0]
    if not any(points):
        message = (
            f"no finding, no claim and no actor is called {name!r}; `chancery review list "
            f"{dossier.path}` and `chancery actors list {dossier.path}` list what there is"
        )
        raise NotFoundError(message)
    return find_target(dossier, name)


def _actors(dossier: Dossier, name: str) -> list[Entity]:
    return named_exactly(name, bearers(dossier, name)) if fold(name) else []


def _claims(dossier: Dossier, name: str) -> Iterator[AnyClaim]:
    """Yield the claims whose ids begin so, with or without their kind."""
    for kind in CLAIMS.values():
        start = name if name.startswith(f"{kind_of(kind)}-") else f"{kind_of(kind)}-{name}"
        yield from dossier.beginning(kind, start)
