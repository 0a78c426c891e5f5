"""A gazetteer of two invented countries for tests of places."""

from chancery.knowledge import fold
from chancery.knowledge.places import Named, Place
from chancery.model import PlaceKind


def place(
    name: str,
    kind: PlaceKind,
    where: tuple[str, str],
    at: tuple[float, float],
    population: int,
) -> Place:
    country, region = where
    identity = f"area/{fold(name).replace(' ', '-')}-{country}-{region}"
    return Place(
        id=identity,
        name=name,
        kind=kind,
        country=country,
        region=region,
        latitude=at[0],
        longitude=at[1],
        population=population,
    )


ALDANE = place("Aldane", "country", ("QA", ""), (10, 10), 9_000_000)
BREMIA = place("Bremia", "country", ("QB", ""), (40, 60), 30_000_000)
NORTH = place("Ostmark", "region", ("QA", "N"), (11, 10), 900_000)
PORT = place("Selm", "city", ("QA", "N"), (11.2, 10.1), 40_000)
OTHER_PORT = place("Selm", "city", ("QB", "W"), (41, 58), 400_000)
MARKET = place("Tarn", "city", ("QA", "N"), (11.1, 10.2), 9_000)
DISTRICT = place("Kelm County", "district", ("QB", "W"), (41, 59), 0)
PLACES = (ALDANE, BREMIA, NORTH, PORT, OTHER_PORT, MARKET, DISTRICT)
OTHERS = {"kelm": DISTRICT, "saint tarn": MARKET}
PEOPLES = {"aldanian": "QA", "bremian": "QB"}


class ListedPlaces:
    """The invented places, by name."""

    def named(self, name: str) -> list[Named]:
        key = fold(name)
        own = [Named(place=one, own=True) for one in PLACES if fold(one.name) == key]
        other = [Named(place=OTHERS[key], own=False)] if key in OTHERS else []
        return own + other

    def people(self, name: str) -> str | None:
        return PEOPLES.get(fold(name))
