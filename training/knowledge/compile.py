"""Puts all facts together: one actor for each thing that several sources name."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from chancery.knowledge.facts import Actor, Term
from training.knowledge import (
    countries,
    factbook_facts,
    factbook_leaders,
    leaders,
    petrarch,
    territories,
)
from training.knowledge.ambassadors import with_ambassadors
from training.knowledge.bodies import body_officers, dictionary_bodies, organisations
from training.knowledge.countries import once
from training.knowledge.divisions import divisions
from training.knowledge.groups import with_dictionary
from training.knowledge.outlets import outlets


def compile_facts(data: Path) -> tuple[list[Actor], list[Term]]:
    """Return every actor and term that the sources under `data` and the own tables give."""
    lands = countries.read_territories(data)
    pages = countries.read_government(data)
    fips = countries.by_fips(lands, pages)
    rows = factbook_leaders.read_rows(data / "factbook")
    dictionaries = data / "petrarch_dictionaries"
    persons, terms = leaders.compile_leaders(
        rows,
        petrarch.read_entries(dictionaries / "Phoenix.Countries.actors.txt"),
        fips,
        countries.by_alpha3(lands),
        factbook_facts.names_of(rows, pages),
    )
    places = countries.territory_actors(lands, countries.cldr_names())
    places = territories.with_pages(places, pages, fips, territories.capital_names(pages, fips))
    bodies = organisations(pages, fips)
    bodies += dictionary_bodies(dictionaries / "Phoenix.International.actors.txt", bodies)
    groups = factbook_facts.armed_groups(pages, fips)
    groups = with_dictionary(groups, dictionaries / "Phoenix.MilNonState.actors.txt")
    persons, terms = with_ambassadors(persons, terms, pages, fips)
    officers, held = body_officers(dictionaries / "Phoenix.International.actors.txt", bodies)
    persons += officers
    terms += held
    actors = [
        *_joined([*places, *bodies]),
        *groups,
        *factbook_facts.parties(pages, fips),
        *persons,
        *outlets(),
        *divisions(data / "geonames_admin1/admin1CodesASCII.txt", places),
    ]
    return _once(actors), terms


def _joined(actors: Iterable[Actor]) -> list[Actor]:
    """Return one actor for each id, with the names and ties of all."""
    joined: dict[str, Actor] = {}
    for one in actors:
        first = joined.get(one.id)
        joined[one.id] = (
            one
            if first is None
            else msgspec.structs.replace(
                first, names=once([*first.names, *one.names]), ties=(*first.ties, *one.ties)
            )
        )
    return list(joined.values())


def _once(actors: Iterable[Actor]) -> list[Actor]:
    """Return the actors by id, a second one of an id joined to the first."""
    return sorted(_joined(actors), key=lambda one: one.id)
