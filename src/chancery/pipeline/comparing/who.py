"""Whom a party of ours and an actor of theirs mean, and how near the two are."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from chancery.exports.held import Library, actor_of, country_of
from chancery.knowledge import fold
from chancery.knowledge.codes import CALLED, alpha3_of_name, candidates
from chancery.model import Entity, Party
from chancery.model.base import Value
from chancery.sources.foreign.record import ForeignActor

SAME = 1.0
OF_IT = 0.6  # a person or body for its state or group, or the other way round; choice
COMPATRIOTS = 0.3  # two of one country, neither of them the state; choice
FEW_WORDS = 4  # in which the people of a country are looked for: "Afghan government officials"
ARTICLES = ("the ", "a ", "an ")
OF_COUNTRIES = "country:"
NAMES_KEPT = 16_384


class Who(Value, frozen=True, kw_only=True):
    """Someone, by what may name them."""

    name: str
    keys: frozenset[str]  # folded names, and ids of chancery.knowledge
    country: str  # by three letters; empty where none is known
    state: bool  # it stands for the country itself
    of: frozenset[str] = frozenset()  # keys of whom it is someone: "Taliban representatives"

    @property
    def blocks(self) -> frozenset[str]:
        """The keys under which candidates are looked for: anyone of the country as well."""
        country = {OF_COUNTRIES + self.country} if self.country else set[str]()
        return self.keys | self.of | country


def nearness(a: Who, b: Who) -> float:
    """Return how near two are: 1 the same, less where they share a country, 0 strangers."""
    if a.country and b.country and a.country != b.country:
        return 0.0
    same_country = bool(a.country) and a.country == b.country
    if a.keys & b.keys or (same_country and a.state and b.state):
        return SAME
    if a.of & b.keys or b.of & a.keys or (same_country and (a.state or b.state)):
        return OF_IT
    return COMPATRIOTS if same_country else 0.0


def our_party(party: Party, library: Library) -> Who:
    """Return whom words of ours mean: a known one, or whoever bears these words."""
    entity = library.named(party)
    if entity is None:
        written = [one.quote for one in (party.introduced, party.evidence) if one]
        return Who(
            name=" ".join(written[0].split()),
            keys=frozenset(map(_folded, written)) - {""},
            country=country_in(_folded(written[0])),
            state=False,
            of=frozenset([_folded(party.name)]) if party.name else frozenset(),
        )
    return of_entity(entity)


def of_entity(entity: Entity) -> Who:
    """Return a known one of the dossier."""
    actor = actor_of(entity)
    names = frozenset(_folded(one) for one in entity.names) - {""}
    country = country_of(actor)
    if not country and entity.type in {"place", "people"}:
        country = alpha3_of_name(entity.name)
        state = bool(country)
    else:
        state = bool(country) and actor.startswith("country/")
    if not country:
        country = country_in(_folded(entity.name))
    return Who(
        name=entity.name,
        keys=names | {actor} if actor else names,
        country=country,
        state=state,
    )


@lru_cache(maxsize=NAMES_KEPT)
def their_actor(actor: ForeignActor) -> Who:
    """Return whom a row means, by its name, its country, and what the package's facts know."""
    key = _folded(actor.name)
    known = candidates(actor.name) if key else ()
    named = alpha3_of_name(actor.name, stands=True)
    country = actor.country or named
    ids = {one.actor.id for one in known if any(form.sort in CALLED for form in one.forms)}
    if len(known) == 1 and not country:
        country = country_of(known[0].actor.id)
    if country and named == country:
        ids = {one for one in ids if one.startswith("country/")}
    return Who(
        name=actor.name or actor.country,
        keys=frozenset([key] if key else ()) | (frozenset(ids) if len(ids) == 1 else frozenset()),
        country=country or country_in(key),
        state=bool(country) and (actor.state or named == country or not actor.name),
    )


@lru_cache(maxsize=NAMES_KEPT)
def country_in(words: str) -> str:
    """Return the one country whose name or people stand among the first words; empty for none."""
    some = words.split()[:FEW_WORDS]
    runs = [*(" ".join(some[at : at + 2]) for at in range(len(some) - 1)), *some]
    found = dict.fromkeys(filter(None, map(alpha3_of_name, runs)))
    return next(iter(found)) if len(found) == 1 else ""


def best_of(one: Who, others: Sequence[Who]) -> float:
    """Return how near the nearest of others is."""
    return max((nearness(one, other) for other in others), default=0.0)


def all_keys(some: Iterable[Who]) -> frozenset[str]:
    """Return every key of some."""
    return frozenset(key for one in some for key in one.blocks)


def _folded(name: str) -> str:
    key = fold(name)
    for article in ARTICLES:
        key = key.removeprefix(article)
    return key
