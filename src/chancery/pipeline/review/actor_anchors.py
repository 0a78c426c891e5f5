"""Ties decisions to actors by the names that documents give them, and finds these again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from chancery.knowledge import fold
from chancery.model import ActorAnchor, Document, Referent, cite
from chancery.pipeline.review.anchors import Found, documents_at
from chancery.stages.resolve.recall import names_as, nearest
from chancery.store.dossier import Dossier

MOST_NAMES = 24  # names by which an actor is found again, each once, those of most documents


class NameHome(NamedTuple):
    """Where the name of a decision is now; no referent where it is nowhere."""

    found: Found
    referent: str | None = None


def make_actor_anchor(one: Referent, document: Document) -> ActorAnchor:
    """Return what a decision on an actor is tied to: a name where a document gives it one."""
    named = [each for each in one.references if each.form == "name"] or list(one.references)
    full = [each for each in named if document.text[each.start : each.end] == one.name]
    phrase = (full or named)[0]
    return ActorAnchor(
        type=one.type,
        name=one.name,
        referent=one.id,
        document=document.id,
        path=document.path,
        uri=document.uri,
        evidence=cite(document.id, document.text, phrase.start, phrase.end),
    )


def by_names(referents: Iterable[Referent], most: int = MOST_NAMES) -> list[Referent]:
    """Return the first referent of each name, those of most documents first."""
    called: dict[str, list[Referent]] = defaultdict(list)
    for one in referents:
        called[fold(one.name)].append(one)
    ordered = sorted(called.values(), key=lambda some: (-len(some), some[0].id))
    return [some[0] for some in ordered[:most]]


def find_names(dossier: Dossier, anchors: Iterable[ActorAnchor]) -> dict[ActorAnchor, NameHome]:
    """Return where the names of decisions are now."""
    every = list(dict.fromkeys(anchors))
    wanted = sorted({one.referent for one in every})
    there = {one.id: one for one in dossier.among(Referent, wanted)}
    return {one: _home(dossier, one, there.get(one.referent)) for one in every}


def _home(dossier: Dossier, anchor: ActorAnchor, same: Referent | None) -> NameHome:
    if same is not None:
        if names_as(anchor, same):
            return NameHome("same", same.id)
        return NameHome("changed", same.id)
    found = nearest(anchor, _referents_at(dossier, anchor))
    return NameHome("lost") if found is None else NameHome("moved", found.id)


def _referents_at(dossier: Dossier, anchor: ActorAnchor) -> Iterator[tuple[Referent, Document]]:
    identities: Sequence[str] = documents_at(dossier, anchor)
    for document in dossier.among(Document, identities):
        for one in dossier.where(Referent, "document = ? ORDER BY id", document.id):
            yield one, document
