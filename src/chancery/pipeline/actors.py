"""Says which entities of a dossier a name means, and which names are near one that none bears."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from chancery.errors import NotFoundError, UsageError
from chancery.knowledge import fold
from chancery.model import Annotation, Document, Entity, Party
from chancery.pipeline.names import any_of_words, by_names
from chancery.pipeline.places import SizeKey
from chancery.store.dossier import Dossier

NEAREST = 4  # names that an error offers
COMPARED = 2_000  # actors whose names are compared: a tenth of a second
BEGINNING = 2  # letters that a slip seldom touches
ALIKE = 0.6  # of difflib's ratio; its own default


@dataclass(frozen=True, kw_only=True)
class Meant:
    """Whom a name means: entities, or else whoever is given in its words."""

    words: frozenset[str]
    entities: frozenset[str]  # ids
    exact: bool  # the whole name or id is theirs, not a part of it

    def has(self, parties: Iterable[Party]) -> bool:
        """Say whether one of the parties is meant.

        Words tell nothing where the name is known and the party is someone else: an envoy of
        Veldt's is not Veldt.
        """
        return any(self._has(one) for one in parties)

    def _has(self, party: Party) -> bool:
        if party.entity is not None and (party.entity in self.entities or self.exact):
            return party.entity in self.entities
        phrases = (party.evidence, party.introduced)
        return any(one and self.words <= set(fold(one.quote).split()) for one in phrases)


def check_read(dossier: Dossier) -> None:
    """Raise NotFoundError where the dossier was built without reading, so nothing is known."""
    if dossier.has(Document) and not dossier.has(Annotation):
        message = (
            f"{dossier.path} was built without reading, so it holds no claims and knows no actors;"
            " build it again without --no-annotate"
        )
        raise NotFoundError(message)


def meant_in(dossier: Dossier, name: str) -> Meant:
    """Return whom a name, an id or the start of an id means in a dossier.

    Raises:
        UsageError: it has no letter and no digit.
    """
    return meant_by(name, bearers(dossier, name))


def bearers(dossier: Dossier, name: str) -> list[Entity]:
    """Return the entities that bear all words of a name, or whose ids begin so, and maybe others.

    Raises:
        UsageError: it has no letter and no digit.
    """
    if not fold(name):
        message = f"{name!r} is no name; name an actor, by words or by its id"
        raise UsageError(message)
    if not dossier.is_shelved():
        return list(dossier.all(Entity))
    found = {one.id: one for one in dossier.beginning(Entity, f"entity-{name}")}
    found |= {one.id: one for one in dossier.beginning(Entity, name) if one.id == name}
    keys = [key for _, key in dossier.shelved("actor", SizeKey, by_names(name))]
    found.update((one.id, one) for one in dossier.among(Entity, keys))
    return [found[one] for one in sorted(found)]


def meant_by(name: str, everyone: Iterable[Entity]) -> Meant:
    """Return whom a name, an id or the start of an id means."""
    everyone = list(everyone)
    found = named_exactly(name, everyone)
    exact = bool(found)
    return Meant(
        words=frozenset(fold(name).split()),
        entities=frozenset(one.id for one in found or named_in_part(name, everyone)),
        exact=exact,
    )


def find_actors(dossier: Dossier, name: str) -> list[Entity]:
    """Return every entity that bears a name or its words, those of most documents first.

    Raises:
        UsageError: no name is given.
        NotFoundError: there is no such entity, or the dossier was built without reading.
    """
    check_read(dossier)
    if not name.strip():
        message = "name an actor; `chancery actors list` shows all"
        raise UsageError(message)
    everyone = bearers(dossier, name)
    found = named_exactly(name, everyone) or named_in_part(name, everyone)
    if not found:
        raise nobody(dossier, name)
    return sorted(found, key=lambda one: (-len(one.documents), one.name, one.id))


def named_exactly(name: str, everyone: Iterable[Entity]) -> list[Entity]:
    """Return the entities with this id or its start, or else with this name."""
    everyone = list(everyone)
    found = [one for one in everyone if one.id == name or one.id.startswith(f"entity-{name}")]
    key = fold(name)
    return found or [one for one in everyone if key in map(fold, one.names)]


def named_in_part(name: str, everyone: Iterable[Entity]) -> list[Entity]:
    """Return the entities of which a name has all these words."""
    words = set(fold(name).split())
    return [one for one in everyone if any(words <= set(fold(each).split()) for each in one.names)]


def nobody(dossier: Dossier, name: str) -> NotFoundError:
    """Return the error that says that nobody is called so, with the nearest names.

    They are sought among all names, or, where those are many, among those that begin alike.
    """
    few = not dossier.is_shelved() or dossier.count(Entity) <= COMPARED
    near = nearest(name, dossier.all(Entity) if few else _alike(dossier, name))
    hint = f"the nearest names are {'; '.join(near)}; " if near else ""
    return NotFoundError(f"no actor is called {name!r}; {hint}`chancery actors list` shows all")


def _alike(dossier: Dossier, name: str) -> Iterator[Entity]:
    """Yield actors of most documents with a word that begins like one of the name."""
    starts = any_of_words(word[:BEGINNING] for word in fold(name).split())
    found = islice(dossier.shelved("actor", SizeKey, starts), COMPARED)
    yield from dossier.among(Entity, [key for _, key in found])


def nearest(name: str, everyone: Iterable[Entity]) -> Sequence[str]:
    """Return the entities' names that are spelt most like this one, as a whole or by a word."""
    names: dict[str, str] = {}
    for one in (each for each in everyone if each.type != "office"):
        for each in one.names:
            for key in (fold(each), *fold(each).split()):
                names.setdefault(key, one.name)
    near = get_close_matches(fold(name), names, n=2 * NEAREST, cutoff=ALIKE)
    return list(dict.fromkeys(names[one] for one in near))[:NEAREST]
