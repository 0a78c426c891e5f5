"""Divisions of countries: GeoNames lists them, Natural Earth draws them and adds former ones."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from chancery.knowledge.facts import Actor, Name
from chancery.knowledge.folding import fold
from chancery.knowledge.places import GEONAMES
from training.knowledge.place_entry import PLAIN_SORTS, Entry, Position, middle
from training.knowledge.place_names import SHORTEST, plain_forms
from training.knowledge.place_sources import Division, Shape, Town

SAME_WITHIN = 1.0  # degrees: divisions of one country and name that lie nearer are one
UNITED_STATES = "US."


def list_regions(divisions: Iterable[Division], towns: dict[str, list[Town]]) -> Iterator[Entry]:
    """Yield the first-level divisions that have towns, each in the middle of them."""
    for one in divisions:
        own = towns.get(one.code)
        if not own:
            continue
        country, _, region = one.code.partition(".")
        others = {fold(one.plain), *plain_forms(one.name), *plain_forms(one.plain)}
        if one.code.startswith(UNITED_STATES):
            others.add(fold(region))
        yield Entry(
            id=f"{GEONAMES}{one.number}",
            name=one.name,
            kind="region",
            country=country,
            region=region,
            position=middle(town.position for town in own),
            population=sum(town.population for town in own),
            others=others - {fold(one.name), ""},
        )


def name_regions(regions: Iterable[Entry], actors: Iterable[Actor]) -> None:
    """Add to each region the names that the index of actors has for it."""
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for actor in actors:
        if actor.kind == "region":
            keys = {fold(one.text) for one in actor.names if _names_a_region(one)}
            for key in keys:
                named[(actor.country or "").upper(), key] |= keys
    for one in regions:
        for key in (fold(one.name), *sorted(one.others)):
            one.others |= named.get((one.country, key), set()) - {fold(one.name), ""}


def _names_a_region(name: Name) -> bool:
    """Say whether it names the region: variants are its people and its capital, unless short."""
    return name.sort in PLAIN_SORTS and (name.sort != "variant" or name.text.isupper())


def list_districts(
    divisions: Iterable[Division], positions: dict[str, list[Position]]
) -> Iterator[Entry]:
    """Yield the second-level divisions that have towns, each in the middle of them."""
    for one in divisions:
        if one.code not in positions:
            continue
        country, region, _ = one.code.split(".", 2)
        yield Entry(
            id=f"division/{one.code}",
            name=one.name,
            kind="district",
            country=country,
            region=region,
            position=middle(positions[one.code]),
            population=0,
            others=set(plain_forms(one.name)) - {fold(one.name), ""},
        )


def draw(
    shapes: Iterable[Shape], regions: Iterable[Entry], districts: Iterable[Entry]
) -> Iterator[Entry]:
    """Give divisions the position and the names that Natural Earth has; yield those it adds."""
    drawn = {one.id: one for one in regions}
    named: dict[tuple[str, str], Entry] = {}
    for one in districts:
        for key in {fold(one.name), *one.others}:
            named[one.country, key] = one
    for shape in shapes:
        names = {key for name in shape.names for form in _forms(name) if (key := fold(form))}
        same = drawn.get(f"{GEONAMES}{shape.number}") or _same_district(shape, names, named)
        if same is None:
            yield _drawn(shape, names)
            continue
        same.id, same.position = f"{GEONAMES}{shape.number}", shape.position
        same.others |= names - {fold(same.name)}


def _forms(name: str) -> Iterator[str]:
    """Yield a name of a division and, of a long enough one, what is left without its kind."""
    if len(fold(name)) >= SHORTEST:
        yield name
        yield from (form for form in plain_forms(name) if len(form) >= SHORTEST)


def _same_district(
    shape: Shape, names: Iterable[str], named: dict[tuple[str, str], Entry]
) -> Entry | None:
    found = (named.get((shape.country, key)) for key in sorted(names))
    return next((one for one in found if one and _is_near(one.position, shape.position)), None)


def _is_near(one: Position, other: Position) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) < SAME_WITHIN


def _drawn(shape: Shape, names: set[str]) -> Entry:
    return Entry(
        id=f"{GEONAMES}{shape.number}",
        name=shape.names[0],
        kind="region" if shape.first_level else "district",
        country=shape.country,
        region=shape.region if shape.first_level else "",
        position=shape.position,
        population=0,
        others=names - {fold(shape.names[0])},
    )
