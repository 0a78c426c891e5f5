"""The gazetteer: places by name, from the file that the package holds.

Names are found by their folded form. A place that has a name as its own comes before those that
have it beside their own; among equals the more populous one comes first.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

import msgspec

from chancery.knowledge.facts import Source
from chancery.knowledge.folding import fold
from chancery.knowledge.place_blocks import (
    BLOCK_SIZE,
    DEGREE,
    KINDS,
    KeyRow,
    PlaceRow,
    unpack_keys,
    unpack_places,
)
from chancery.knowledge.sections import Items, Section, map_file
from chancery.model.base import Value
from chancery.model.place import PlaceKind

PLACES = Path(__file__).with_name("places.chancery")
MAGIC = b"chancery places 1\n"
BLOCKS_KEPT = 64  # opened blocks that stay in memory, 60 kB each
GEONAMES = "geonames/"


class Place(Value, frozen=True, kw_only=True):
    """A place of the gazetteer; `latitude` and `longitude` are those of its middle, in degrees."""

    id: str  # geonames/NUMBER, division/CODE (of GeoNames), ocean/NAME or area/NAME
    name: str
    kind: PlaceKind
    country: str  # ISO 3166-1, empty where it lies in none or in several
    region: str  # GeoNames' code of the first-level division, empty where there is none
    latitude: float
    longitude: float
    population: int  # 0: unknown

    @property
    def geonames(self) -> int | None:
        """Return the number at GeoNames."""
        return int(self.id.removeprefix(GEONAMES)) if self.id.startswith(GEONAMES) else None


class Named(Value, frozen=True, kw_only=True):
    """A place that a name may mean."""

    place: Place
    own: bool  # whether this is the place's own name, or one that it has beside it


class Gazetteer(Protocol):
    """Where places are looked up."""

    def named(self, name: str) -> list[Named]:
        """Return the places that have this name, folded, the more populous first."""
        ...

    def people(self, name: str) -> str | None:
        """Return the country whose people are called so; None where there is none."""
        ...


class PlacesHead(msgspec.Struct, frozen=True):
    """What the file holds."""

    sources: tuple[Source, ...]
    sections: dict[str, Section]
    divisions: tuple[tuple[str, str], ...]  # by number: country, code of the first-level division
    peoples: dict[str, str]  # folded demonym → country
    count: int


class PackedPlaces:
    """The compiled gazetteer; opening maps the file and reads its head alone."""

    def __init__(self, path: Path) -> None:
        """Map the file.

        Raises:
            KnowledgeError: it is absent, or is no file of places of this version.
        """
        data, self._head, start = map_file(path, MAGIC, PlacesHead)
        self.sources = {one.id: one for one in self._head.sources}
        self._items = {
            name: Items(data, start, section) for name, section in self._head.sections.items()
        }
        self._places = lru_cache(BLOCKS_KEPT)(self._open_places)
        self._keys = lru_cache(BLOCKS_KEPT)(self._open_keys)
        self._codes = lru_cache(BLOCKS_KEPT)(self._open_codes)

    def __len__(self) -> int:
        """Return how many places there are."""
        return self._head.count

    def named(self, name: str) -> list[Named]:
        """Return the places that have this name, folded, the more populous first."""
        key = fold(name)
        if not key:
            return []
        own = list(self._own(key))
        others = [row for row in map(self._row, self._others(key)) if row not in own]
        found = [Named(place=self._place(row), own=True) for row in own]
        found += [Named(place=self._place(row), own=False) for row in others]
        return sorted(found, key=lambda one: (not one.own, -one.place.population, one.place.id))

    def people(self, name: str) -> str | None:
        """Return the country whose people are called so; None where there is none."""
        return self._head.peoples.get(fold(name))

    def __iter__(self) -> Iterator[Place]:
        """Yield every place, by folded name."""
        return (self._place(self._row(number)) for number in range(len(self)))

    def _own(self, key: str) -> Iterator[PlaceRow]:
        """Yield the places that are called so themselves; they may run over several blocks."""
        firsts = self._items["place firsts"]
        for block in range(_block_of(firsts, key), len(firsts)):
            rows = self._places(block)
            at = bisect_left(rows, key, key=_own_key)
            end = bisect_right(rows, key, lo=at, key=_own_key)
            yield from rows[at:end]
            if end < len(rows):
                return

    def _others(self, key: str) -> tuple[int, ...]:
        """Return the numbers of the places that have the name beside their own."""
        firsts = self._items["key firsts"]
        if not len(firsts):
            return ()
        rows = self._keys(max(0, bisect_right(range(len(firsts)), key, key=_text(firsts)) - 1))
        at = bisect_left(rows, key, key=lambda row: row.key)
        return rows[at].places if at < len(rows) and rows[at].key == key else ()

    def _row(self, number: int) -> PlaceRow:
        return self._places(number // BLOCK_SIZE)[number % BLOCK_SIZE]

    def _place(self, row: PlaceRow) -> Place:
        country, region = self._head.divisions[row.division]
        return Place(
            id=f"{GEONAMES}{row.number}" if row.number > 0 else self._code(-1 - row.number),
            name=row.name,
            kind=KINDS[row.kind],
            country=country,
            region=region,
            latitude=row.latitude / DEGREE,
            longitude=row.longitude / DEGREE,
            population=row.population,
        )

    def _code(self, number: int) -> str:
        """Return the id of a place that has no number at GeoNames; such places count from -1."""
        return self._codes(number // BLOCK_SIZE)[number % BLOCK_SIZE].key

    def _open_places(self, block: int) -> list[PlaceRow]:
        return unpack_places(self._items["place blocks"].item(block))

    def _open_keys(self, block: int) -> list[KeyRow]:
        return unpack_keys(self._items["key blocks"].item(block))

    def _open_codes(self, block: int) -> list[KeyRow]:
        return unpack_keys(self._items["code blocks"].item(block))


@cache
def open_places(path: Path = PLACES) -> PackedPlaces:
    """Return the package's gazetteer, opened once in a process."""
    return PackedPlaces(path)


def _block_of(firsts: Items, key: str) -> int:
    """Return the first block that may hold the key: its run may begin in the block before."""
    return max(0, bisect_left(range(len(firsts)), key, key=_text(firsts)) - 1)


def _own_key(row: PlaceRow) -> str:
    return fold(row.name)


def _text(items: Items) -> Callable[[int], str]:
    return lambda number: items.item(number).decode()
