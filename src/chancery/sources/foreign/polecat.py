"""POLECAT's rows: 40 columns parted by tabs, with a header; our own export has the same."""

from collections.abc import Iterator

from chancery.knowledge.codes import alpha3_of_name, is_alpha3, meant
from chancery.sources.foreign.cells import Cells, day, days, needed, position, text
from chancery.sources.foreign.record import (
    ForeignAct,
    ForeignActor,
    ForeignPlace,
    ForeignRecord,
    PlacePrecision,
    finest_place,
)

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
    "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date",
    "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
NEEDED = frozenset({"event_id", "event_date", "event_type", "actor_name", "recipient_name"})
ALIASES = {"event_intensity": "intensity"}
SEVERAL = ";"
NULL = frozenset({"", "none", "null", "nan"})
GOVERNMENT = frozenset({"GOV", "EXE", "JUD", "LEG", "MIL", "SPY"})
FINEST: tuple[tuple[str, PlacePrecision], ...] = (
    ("city", "city"),
    ("district", "region"),
    ("province", "region"),
    ("placename", "unstated"),
    ("raw_placename", "unstated"),
    ("country", "country"),
)


def key(cells: Cells) -> str:
    """Return what no two rows may share."""
    return needed(cells, "event_id")


def read(cells: Cells, file: str, line: int) -> ForeignRecord:
    """Return the row as a record; one without a day, as our own export has, has none.

    Raises:
        BadRowError: a cell that is needed is empty, or holds what it may not.
    """
    kind, mode = needed(cells, "event_type"), _value(cells, "event_mode")
    found = meant("plover", kind)
    dated = _value(cells, "event_date")
    return ForeignRecord(
        system="POLECAT",
        version=_value(cells, "version"),
        id=key(cells),
        file=file,
        line=line,
        days=days(day(cells, "event_date"), "day") if dated else None,
        actors=_side(cells, "actor"),
        recipients=_side(cells, "recipient"),
        directed=True,
        place=_place(cells),
        act=ForeignAct(code=kind, label=mode, root=found.root, quad=found.quad),
        sources=tuple(_parts(_value(cells, "source"))),
        address="",
        articles=None,
    )


def _side(cells: Cells, who: str) -> tuple[ForeignActor, ...]:
    """Return who is on a side: each name with its country where there is one for each.

    Where the numbers differ nobody can tell whose a country is: names go without, and countries
    beside them. Words without a name are who is left.
    """
    names = _parts(_value(cells, f"{who}_name"))
    countries = [_country(one) for one in _parts(_value(cells, f"{who}_country"))]
    sector = _value(cells, f"primary_{who}_sector")
    if not (names or countries):
        names = _parts(_value(cells, f"{who}_name_raw"))
    if len(names) == len(countries):
        pairs = list(zip(names, countries, strict=True))
    else:
        pairs = [*((one, "") for one in names), *(("", one) for one in countries)]
    state = sector in GOVERNMENT
    return tuple(
        ForeignActor(
            name=name,
            country=country,
            sector=sector,
            state=bool(country) and (state or not name),
        )
        for name, country in pairs
    )


def _country(written: str) -> str:
    return written if is_alpha3(written) else alpha3_of_name(written)


def _place(cells: Cells) -> ForeignPlace | None:
    named: Iterator[tuple[str, PlacePrecision]] = (
        (_value(cells, column), precision) for column, precision in FINEST
    )
    degrees = position(cells, "latitude", "longitude")
    return finest_place(named, _country(_value(cells, "country")), degrees)


def _parts(written: str) -> list[str]:
    return [one.strip() for one in written.split(SEVERAL) if one.strip()]


def _value(cells: Cells, column: str) -> str:
    value = text(cells, column)
    return "" if value.casefold() in NULL else value
