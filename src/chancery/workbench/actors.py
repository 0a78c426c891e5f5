"""The actors: who and what the dossier speaks of, and each with its roles over time."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from chancery.api.lists import Actors
from chancery.api.lists import actors as find
from chancery.api.parameters import Parameters
from chancery.api.view import View
from chancery.model import Document, Entity, Referent, Role, cite
from chancery.pipeline.actors import find_actors
from chancery.wording.phrases import one_line
from chancery.workbench.addresses import actor_address, address, document_address
from chancery.workbench.filters import base_of
from chancery.workbench.naming import name_documents
from chancery.workbench.ruled import ruled

LISTS = ("statements", "meetings", "events", "commitments", "figures", "timeline")
MOST_PHRASES = 60  # phrases shown; the interface for programs has all
MOST_NAMES = 5
MOST_DOCUMENTS = 200  # that a form offers; the command takes any


class ActorsPage(Actors, frozen=True, kw_only=True):
    """Which actors."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the list."""

    id: str
    address: str
    name: str
    also: str
    type: str
    documents: int


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """An office, with the days on which documents say that it is held."""

    title: str
    owner: str
    former: bool
    said: str
    statements: tuple[tuple[str, str, str], ...]  # words, document, address


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """Words that mean the actor."""

    words: str
    link: str
    document: str
    address: str


def actors(view: View, asked: ActorsPage) -> dict[str, object]:
    """Fill the list."""
    found = find(view, base_of(Actors, asked))
    return {"rows": [_known(one) for one in found.items], "next": found.next}


def actor(view: View, asked: Parameters) -> dict[str, object]:
    """Fill the page of one actor.

    Raises:
        NotFoundError: there is none with this id.
    """
    del asked
    one = view.dossier.get(Entity, view.names["id"])
    phrases = list(_phrases(view, one))
    also = [_known(view.dossier.get(Entity, each)) for each in one.ambiguous]
    namesakes = [_known(each) for each in find_actors(view.dossier, one.name) if each != one]
    return {
        "title": one.name,
        "actor": one,
        "roles": list(_roles(view, one)),
        "phrases": phrases[:MOST_PHRASES],
        "more": max(0, len(phrases) - MOST_PHRASES),
        "lists": [(name, address(f"/{name}", [("party", one.id)])) for name in LISTS],
        "also": also,
        "namesakes": namesakes,
        "near": [(each.id, f"{each.name}, {each.type}") for each in (*also, *namesakes)],
        "ruled": ruled(view, one.referents),
        **_taken(view, one),
    }


def _taken(view: View, one: Entity) -> dict[str, object]:
    """Return what may be taken out of an actor: names in full, and documents, where several."""
    some = view.dossier.among(Referent, one.referents[:MOST_DOCUMENTS])
    names = Counter(one_line(each.name) for each in some)
    named = name_documents(view.dossier, one.documents[:MOST_DOCUMENTS])
    documents = [(each, named[each].name) for each in one.documents[:MOST_DOCUMENTS]]
    return {
        "own_names": names.most_common(MOST_PHRASES) if len(names) > 1 else [],
        "own_documents": documents if len(one.documents) > 1 else [],
    }


def _known(one: Entity) -> Known:
    others = [each for each in one.names if each != one.name]
    return Known(
        id=one.id,
        address=actor_address(one.id),
        name=one_line(one.name),
        also="; ".join(map(one_line, others[:MOST_NAMES])),
        type=one.type.replace("_", " "),
        documents=len(one.documents),
    )


def _roles(view: View, one: Entity) -> Iterator[Held]:
    roles = list(view.dossier.where(Role, "entity = ? ORDER BY id", one.id))
    roles.sort(key=lambda each: (each.first_said is None, each.first_said or "", each.id))
    named = name_documents(
        view.dossier, [said.evidence.document for each in roles for said in each.statements]
    )
    for each in roles:
        yield Held(
            title=one_line(each.title),
            owner=one_line(each.owner) if each.owner else "",
            former=each.former,
            said=_said(each),
            statements=tuple(
                (
                    one_line(said.evidence.quote),
                    named[said.evidence.document].name,
                    document_address(
                        said.evidence.document, said.evidence.start, said.evidence.end
                    ),
                )
                for said in each.statements
            ),
        )


def _said(one: Role) -> str:
    if one.first_said is None or one.first_said == one.last_said:
        return one.first_said or "on no known day"
    return f"{one.first_said} to {one.last_said}"


def _phrases(view: View, one: Entity) -> Iterator[Phrase]:
    named = name_documents(view.dossier, one.documents)
    seen = 0
    for referent in view.dossier.among(Referent, one.referents):
        if seen > MOST_PHRASES:
            return
        text = view.dossier.get(Document, referent.document).text
        for each in referent.references:
            seen += 1
            words = cite(referent.document, text, each.start, each.end)
            yield Phrase(
                words=one_line(words.quote),
                link=each.link.replace("_", " "),
                document=named[referent.document].name,
                address=document_address(referent.document, each.start, each.end),
            )
