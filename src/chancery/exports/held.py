"""What exports look up again and again, a limited number of each kept in memory."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import cache
from typing import Generic, TypeVar

import msgspec

from chancery.knowledge import load
from chancery.knowledge.codes import alpha3
from chancery.model import DateValue, Document, Entity, Party, PlaceGuess, Places, TextValue
from chancery.ports.export import Content

KEPT = 1024

Found = TypeVar("Found")


class Held(Generic[Found]):
    """Values by key, read when they are first asked for."""

    def __init__(self, read: Callable[[str], Found], most: int = KEPT) -> None:
        """Take what reads one."""
        self._read = read
        self._most = most
        self._held: OrderedDict[str, Found] = OrderedDict()

    def get(self, key: str) -> Found:
        """Return the value of a key."""
        if key in self._held:
            self._held.move_to_end(key)
            return self._held[key]
        if len(self._held) >= self._most:
            self._held.popitem(last=False)
        self._held[key] = found = self._read(key)
        return found


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a document beside a quote; its text is not held."""

    id: str
    uri: str
    path: str | None
    address: str | None
    sha256: str
    title: TextValue | None
    outlet: TextValue | None
    language: TextValue | None
    published: DateValue | None

    @property
    def name(self) -> str:
        """Its headline, or else its path or address."""
        return self.title.value if self.title else self.path or self.uri


class Library:
    """Documents, actors and places of a dossier, by id."""

    def __init__(self, content: Content) -> None:
        """Take the dossier."""
        self._content = content
        self.documents = Held(lambda key: _heading(next(content.among(Document, [key]))))
        self._entities = Held(lambda key: next(content.among(Entity, [key]), None))
        self._places = Held(lambda key: next(content.of_document(Places, key), None))

    def named(self, party: Party) -> Entity | None:
        """Return whom words mean, where they mean a known one itself and not someone of it."""
        known = party.entity is not None and self._content.is_named(party)
        return self._entities.get(party.entity or "") if known else None

    def actor(self, party: Party) -> str:
        """Return the id of chancery.knowledge of whom a party means; empty where not certain."""
        return actor_of(self.named(party))

    def country(self, party: Party) -> str:
        """Return the country of whom a party means by three letters; empty where not certain."""
        return country_of(self.actor(party))

    def place(self, party: Party) -> PlaceGuess | None:
        """Return the place that words mean, where the gazetteer is certain of it."""
        words = party.evidence
        found = self._places.get(words.document)
        for one in found.toponyms if found else ():
            if one.start < words.end and words.start < one.end and one.guesses:
                return one.guesses[0] if one.guesses[0].certain else None
        return None


def _heading(one: Document) -> Heading:
    return Heading(**{name: getattr(one, name) for name in Heading.__struct_fields__})


def actor_of(entity: Entity | None) -> str:
    """Return the one actor of chancery.knowledge that an entity surely is; empty without one."""
    sure = [one.actor for one in entity.known if one.certain] if entity else []
    return sure[0] if len(sure) == 1 else ""


def country_of(actor: str) -> str:
    """Return the country in an actor's id, by three letters; empty where there is none."""
    code = actor.split("/")[1] if actor.count("/") else ""
    return alpha3(code) or alpha3(code.partition("_")[0])


def language3(code: str) -> str:
    """Return the code of a language with three letters for BCP 47; empty where there is none."""
    return _languages().get(code.partition("-")[0].lower(), "")


@cache
def _languages() -> dict[str, str]:
    return {row["code"]: row["alpha3"] for row in load("language_codes")}


def once(words: Iterable[str]) -> list[str]:
    """Return words, each once and none that is empty, in order."""
    return list(dict.fromkeys(filter(None, words)))
