"""Invents towns, and what a gazetteer would know of those that an invented article names."""

from collections.abc import Iterable
from functools import cache

from chancery.model import Evidence, PlaceGuess, Places, Toponym

TOWNS = 400
CANDIDATES = 5  # places that one name may mean
SYLLABLES = ("Ar", "Bel", "Cor", "Dun", "Es", "Far", "Gol", "Hal", "Is", "Jor")


@cache
def town(number: int) -> str:
    """Return the name of a town, one word."""
    return SYLLABLES[number % 10] + SYLLABLES[number // 10 % 10].lower() + f"town{number}"


def places_of(document: str, sites: Iterable[Evidence]) -> Places:
    """Return the places of a document, for the words that name one."""
    toponyms = tuple(
        Toponym(start=one.start, end=one.end, use="location", guesses=_guesses(one.quote))
        for one in sites
    )
    return Places(id=document.replace("document", "places"), document=document, toponyms=toponyms)


@cache
def _guesses(name: str) -> tuple[PlaceGuess, ...]:
    number = int(name.rpartition("town")[2])
    return tuple(_guess(name, number, one) for one in range(CANDIDATES))


def _guess(name: str, number: int, one: int) -> PlaceGuess:
    """Return a place of that name; the first is the likeliest, the others lie far away."""
    return PlaceGuess(
        place=f"geonames/{number * CANDIDATES + one}",
        geonames=number * CANDIDATES + one,
        name=name,
        kind="city",
        country="QA",
        latitude=(number * 7 + one * 31) % 120 - 60.0,
        longitude=(number * 13 + one * 67) % 340 - 170.0,
        confidence=0.8 if one == 0 else 0.05,
        certain=False,
        reason="by name and by the largest population",
    )
