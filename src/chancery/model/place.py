"""Where the toponyms of one document may lie."""

from typing import Literal

from chancery.model.base import Record, Value, register

PlaceKind = Literal[
    "country", "region", "district", "city", "conflict_region", "area", "continent", "water"
]
"""region: a first-level division; district: a second-level one; area: wider than a country, or
along no border."""

PlaceUse = Literal["location", "actor", "unknown"]
"""location: something is or happens there; actor: the name stands for who acts ("Aldane said")."""


class PlaceGuess(Value, frozen=True, kw_only=True):
    """One place that a toponym may mean."""

    place: str  # the gazetteer's id
    geonames: int | None  # the number at GeoNames; None where it has none
    name: str  # as the gazetteer writes it
    kind: PlaceKind
    country: str  # ISO 3166-1, empty where it lies in none, in several, or in dispute
    latitude: float  # of its middle, in degrees
    longitude: float
    confidence: float  # 0..1: the share among all candidates
    certain: bool  # whether it may be taken without a second look
    reason: str  # in words, what speaks for it


class Toponym(Value, frozen=True, kw_only=True):
    """A name of a place in the text, with the places that it may mean, the likeliest first."""

    start: int  # code points of the document's text, half-open
    end: int
    use: PlaceUse
    guesses: tuple[PlaceGuess, ...]  # empty where the gazetteer knows no such place


@register
class Places(Record, tag="places", frozen=True, kw_only=True):
    """The toponyms of one document, in text order."""

    document: str
    toponyms: tuple[Toponym, ...]
