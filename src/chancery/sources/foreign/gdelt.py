"""GDELT 2.0 events: 61 columns parted by tabs, without a header, by its codebook of 2015."""

from chancery.knowledge.codes import alpha3_of_cameo, alpha3_of_fips, meant
from chancery.sources.foreign.cells import Cells, day, days, needed, position, text, whole
from chancery.sources.foreign.record import (
    ForeignAct,
    ForeignActor,
    ForeignPlace,
    ForeignRecord,
    PlacePrecision,
)

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = (
    "Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"
)  # fmt: skip
COLUMNS = (
    "GlobalEventID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{one}" for one in _ACTOR),
    *(f"Actor2{one}" for one in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{one}" for one in _GEO),
    *(f"Actor2Geo_{one}" for one in _GEO),
    *(f"ActionGeo_{one}" for one in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
NEEDED = frozenset({"globaleventid", "sqldate", "eventcode", "actor1countrycode", "sourceurl"})
ALIASES = {"day": "sqldate"}  # the codebook's name for it
PLACES: dict[str, PlacePrecision] = {
    "1": "country",
    "2": "region",
    "3": "city",
    "4": "city",
    "5": "region",
}
GOVERNMENT = frozenset({"GOV", "MIL"})  # types of actors that act for a state
WEB = "http"


def key(cells: Cells) -> str:
    """Return what no two rows may share."""
    return needed(cells, "globaleventid")


def read(cells: Cells, file: str, line: int) -> ForeignRecord:
    """Return the row as a record.

    Raises:
        BadRowError: a cell that is needed is empty, or holds what it may not.
    """
    code = needed(cells, "eventcode")
    found = meant("cameo", code)
    address = text(cells, "sourceurl")
    return ForeignRecord(
        system="GDELT",
        version="2.0",
        id=key(cells),
        file=file,
        line=line,
        days=days(day(cells, "sqldate"), "day"),
        actors=_side(cells, "actor1"),
        recipients=_side(cells, "actor2"),
        directed=True,
        place=_place(cells),
        act=ForeignAct(
            code=code, label="", root=found.root, quad=found.quad or whole(cells, "quadclass")
        ),
        sources=() if address.startswith(WEB) else (address,) if address else (),
        address=address if address.startswith(WEB) else "",
        articles=whole(cells, "numarticles"),
    )


def _side(cells: Cells, who: str) -> tuple[ForeignActor, ...]:
    name, code = text(cells, f"{who}name"), text(cells, f"{who}countrycode")
    if not (name or code):
        return ()
    types = [text(cells, f"{who}type{number}code") for number in "123"]
    country = alpha3_of_cameo(code)
    return (
        ForeignActor(
            name=name,
            country=country,
            sector=" ".join(filter(None, types)),
            state=bool(country) and (not name or bool(GOVERNMENT & set(types))),
        ),
    )


def _place(cells: Cells) -> ForeignPlace | None:
    north, east = position(cells, "actiongeo_lat", "actiongeo_long")
    name = text(cells, "actiongeo_fullname")
    if not name and north is None:
        return None
    return ForeignPlace(
        name=name.partition(",")[0],
        country=alpha3_of_fips(text(cells, "actiongeo_countrycode")),
        latitude=north,
        longitude=east,
        precision=PLACES.get(text(cells, "actiongeo_type"), "unstated"),
    )
