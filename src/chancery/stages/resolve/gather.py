"""Gathers who is who in one document: its referents, with every phrase that means each."""

from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b
from typing import ClassVar, cast

from chancery.knowledge.index import FACTS
from chancery.model import Annotation, Document, Record, Referent
from chancery.ports import GroupStage
from chancery.stages.resolve.within.antecedents import Ranker, packaged_ranker
from chancery.stages.resolve.within.bodies import join_bodies, states_of
from chancery.stages.resolve.within.candidates import know_bodies, know_persons
from chancery.stages.resolve.within.drafts import Draft, make_referents
from chancery.stages.resolve.within.followers import follow
from chancery.stages.resolve.within.governments import find_governments, join_seats, part_seats
from chancery.stages.resolve.within.known import Lookup, packaged
from chancery.stages.resolve.within.names import Name, find_names
from chancery.stages.resolve.within.offices import place_offices
from chancery.stages.resolve.within.persons import Person, join_persons
from chancery.stages.resolve.within.reading import read_document
from chancery.stages.resolve.within.recurring import recurring
from chancery.stages.resolve.within.roles import add_roles


class Gather(GroupStage):
    """Turns a document with its annotation into its referents."""

    name: ClassVar[str] = "gather"
    version: ClassVar[int] = 5
    inputs: ClassVar[tuple[type[Record], ...]] = (Annotation,)
    outputs: ClassVar[tuple[type[Record], ...]] = (Referent,)
    lookups: ClassVar[tuple[type[Record], ...]] = (Document,)
    smallest: ClassVar[int] = 1

    @property
    def settings(self) -> str:
        """Return the digest of the facts: others may know other actors."""
        return f"facts={_digest()}"

    def keys(self, record: Record) -> Sequence[str]:
        """Return the document."""
        return (cast("Annotation", record).document,)

    def refers(self, record: Record) -> Sequence[str]:
        """Return the document, whose text is needed."""
        return (cast("Annotation", record).document,)

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the referents of one document, in the order in which it speaks of them."""
        document = cast("Document", found[key])
        for annotation in group:
            yield from find_referents(document, cast("Annotation", annotation), packaged())


def find_referents(
    document: Document, annotation: Annotation, lookup: Lookup, ranker: Ranker | None = None
) -> list[Referent]:
    """Return who and what the document speaks of by name, office or as a government."""
    if not annotation.mentions:
        return []
    reading = read_document(document, annotation)
    names = find_names(reading, lookup)
    names = sorted([*names, *recurring(reading, names)], key=lambda one: one.span)
    persons = [_draft(one) for one in join_persons(reading, _human(names, lookup, yes=True))]
    plain, seats = part_seats(reading, _human(names, lookup, yes=False), lookup)
    bodies = join_bodies(reading, plain, lookup)
    states = states_of(bodies, lookup)
    know_bodies(bodies, lookup, states)
    add_roles(reading, persons, lookup)
    know_persons(reading, persons, lookup)
    owners = _certain(bodies)
    bodies += join_seats(seats, owners)
    bodies += find_governments(reading, lookup, owners)
    offices = place_offices(reading, persons, lookup, _certain(persons))
    drafts = [*persons, *bodies, *offices]
    follow(reading, drafts, ranker or packaged_ranker())
    return make_referents(reading, drafts)


def _human(names: Iterable[Name], lookup: Lookup, *, yes: bool) -> list[Name]:
    """Return the names of persons, or the others; a people's is none of a person."""
    return [one for one in names if yes is (one.type == "person" and not _is_people(one, lookup))]


def _is_people(name: Name, lookup: Lookup) -> bool:
    return len(name.words) == 1 and bool(lookup.people(name.words[0]))


def _draft(person: Person) -> Draft:
    draft = Draft("person")
    for name, link in person.names:
        draft.add_name(name, link)
    return draft


def _certain(drafts: Iterable[Draft]) -> dict[str, Draft]:
    """Return the drafts by the known actor that each means for certain."""
    found: dict[str, Draft] = {}
    for draft in drafts:
        for one in draft.known:
            if one.certain:
                found.setdefault(one.actor, draft)
    return found


@cache
def _digest() -> str:
    return blake2b(FACTS.read_bytes(), digest_size=8).hexdigest()
