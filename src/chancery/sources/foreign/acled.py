"""ACLED's rows, as its export and its interface give them (columns of 2023 to 2025, and older)."""

import re

from chancery.knowledge.codes import alpha3_of_name, meant
from chancery.sources.foreign.cells import Cells, day, days, needed, position, text
from chancery.sources.foreign.record import (
    DayPrecision,
    ForeignAct,
    ForeignActor,
    ForeignPlace,
    ForeignRecord,
    PlacePrecision,
)

# By ACLED's codebook and acledR; the order is that of the export.
COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
    # of older exports, or asked for beside the others
    "data_id", "event_id_no_cnty", "iso3", "population_1km", "population_2km", "population_5km",
    "population_best",
)  # fmt: skip
NEEDED = frozenset({"event_id_cnty", "event_date", "event_type", "actor1", "country"})
ALIASES = {"assoc_actor1": "assoc_actor_1", "assoc_actor2": "assoc_actor_2"}
DAYS: dict[str, DayPrecision] = {"1": "day", "2": "week", "3": "month"}
PLACES: dict[str, PlacePrecision] = {"1": "exact", "2": "region", "3": "region"}
STATE_FORCES = frozenset({"1", "state forces"})  # of inter1 and inter2, as number and as words
SEVERAL = ";"
_YEARS = re.compile(r"\s*\((?:\d{4})?\s*-\s*(?:\d{4})?\)$")  # of a government: (2021-)
_OF = re.compile(r"(?:government|(?:military|police) forces) of (?:the )?(.+)", re.IGNORECASE)
_IN = re.compile(r"(.+?)\s*\(([^()]+)\)")  # Protesters (Kenya)


def key(cells: Cells) -> str:
    """Return what no two rows may share."""
    return needed(cells, "event_id_cnty")


def read(cells: Cells, file: str, line: int) -> ForeignRecord:
    """Return the row as a record.

    Raises:
        BadRowError: a cell that is needed is empty, or holds what it may not.
    """
    precision = DAYS.get(text(cells, "time_precision"), "unstated")
    stamp = text(cells, "timestamp")
    return ForeignRecord(
        system="ACLED",
        version=f"timestamp {stamp}" if stamp else "",
        id=key(cells),
        file=file,
        line=line,
        days=days(day(cells, "event_date"), precision),
        actors=_side(cells, "1"),
        recipients=_side(cells, "2"),
        directed=False,
        place=_place(cells),
        act=_act(cells),
        sources=tuple(_parts(text(cells, "source"))),
        address="",
        articles=None,
    )


def _side(cells: Cells, number: str) -> tuple[ForeignActor, ...]:
    sector = text(cells, f"inter{number}")
    state = sector.casefold() in STATE_FORCES
    first = text(cells, f"actor{number}")
    made = [_actor(first, sector, state=state)] if first else []
    others = _parts(text(cells, f"assoc_actor_{number}"))
    return (*made, *(_actor(one, "", state=False) for one in others))


def _actor(written: str, sector: str, *, state: bool) -> ForeignActor:
    """Return an actor; the country that stands in its name is read from it, its years are not."""
    name = _YEARS.sub("", written)
    if of := _OF.fullmatch(name):
        country = alpha3_of_name(of[1])
        return ForeignActor(name=written, country=country, sector=sector, state=bool(country))
    inside = _IN.fullmatch(name)
    country = alpha3_of_name(inside[2]) if inside else ""
    return ForeignActor(
        name=inside[1] if inside and country else name,
        country=country,
        sector=sector,
        state=state and bool(country),
    )


def _place(cells: Cells) -> ForeignPlace:
    north, east = position(cells, "latitude", "longitude")
    finest = (text(cells, one) for one in ("location", "admin3", "admin2", "admin1", "country"))
    return ForeignPlace(
        name=next(filter(None, finest), ""),
        country=alpha3_of_name(needed(cells, "country")),
        latitude=north,
        longitude=east,
        precision=PLACES.get(text(cells, "geo_precision"), "unstated"),
    )


def _act(cells: Cells) -> ForeignAct:
    kind, finer = needed(cells, "event_type"), text(cells, "sub_event_type")
    found = meant("acled", finer)
    if found.quad is None:
        found = meant("acled", kind)
    return ForeignAct(
        code=finer or kind, label=kind if finer else "", root=found.root, quad=found.quad
    )


def _parts(written: str) -> list[str]:
    return [one.strip() for one in written.split(SEVERAL) if one.strip()]
