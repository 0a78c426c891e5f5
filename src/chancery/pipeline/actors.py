"""Says which entities of a dossier a name means, and which names are near one that none bears."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from chancery.errors import NotFoundError, UsageError
from chancery.knowledge import fold
from chancery.model import Annotation, Document, Entity, Party
from chancery.store.dossier import Dossier

NEAREST = 4  # names that an error offers
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
    if dossier.count(Document) and not dossier.count(Annotation):
        message = (
            f"{dossier.path} was built without reading, so it holds no claims and knows no actors;"
            " build it again without --no-annotate"
        )
        raise NotFoundError(message)


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
    everyone = list(dossier.all(Entity))
    found = named_exactly(name, everyone) or named_in_part(name, everyone)
    if not found:
        raise nobody(name, everyone)
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


def nobody(name: str, everyone: Iterable[Entity]) -> NotFoundError:
    """Return the error that says that nobody is called so, with the nearest names."""
    near = nearest(name, everyone)
    hint = f"the nearest names are {'; '.join(near)}; " if near else ""
    return NotFoundError(f"no actor is called {name!r}; {hint}`chancery actors list` shows all")


def nearest(name: str, everyone: Iterable[Entity]) -> Sequence[str]:
    """Return the entities' names that are spelt most like this one, as a whole or by a word."""
    names: dict[str, str] = {}
    for one in (each for each in everyone if each.type != "office"):
        for each in one.names:
            for key in (fold(each), *fold(each).split()):
                names.setdefault(key, one.name)
    near = get_close_matches(fold(name), names, n=2 * NEAREST, cutoff=ALIKE)
    return list(dict.fromkeys(names[one] for one in near))[:NEAREST]
