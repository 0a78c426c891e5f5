"""ICEWS' rows: 20 columns, parted by tabs or commas, with a header; it ended in April 2023."""

from collections.abc import Iterator

from chancery.knowledge.codes import alpha3_of_name, meant
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
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip
NEEDED = frozenset({"event_id", "event_date", "source_name", "target_name", "cameo_code"})
ALIASES: dict[str, str] = {}
FINEST: tuple[tuple[str, PlacePrecision], ...] = (
    ("city", "city"),
    ("district", "region"),
    ("province", "region"),
    ("country", "country"),
)
LAST_ROOT = 20  # of CAMEO, whose codes have three or four digits
ROOT_DIGITS = 2
NULL = frozenset({"", "null", "none"})  # as exports of its tables write what is not there


def key(cells: Cells) -> str:
    """Return what no two rows may share: an id alone is not unique, an id and its day are."""
    return f"{needed(cells, 'event_id')} {text(cells, 'event_date')}"


def read(cells: Cells, file: str, line: int) -> ForeignRecord:
    """Return the row as a record.

    Raises:
        BadRowError: a cell that is needed is empty, or holds what it may not.
    """
    code = _padded(needed(cells, "cameo_code"))
    found = meant("cameo", code)
    publisher = _value(cells, "publisher")
    return ForeignRecord(
        system="ICEWS",
        version="",
        id=key(cells),
        file=file,
        line=line,
        days=days(day(cells, "event_date"), "day"),
        actors=_side(cells, "source"),
        recipients=_side(cells, "target"),
        directed=True,
        place=_place(cells),
        act=ForeignAct(
            code=code, label=_value(cells, "event_text"), root=found.root, quad=found.quad
        ),
        sources=(publisher,) if publisher else (),
        address="",
        articles=None,
    )


def _side(cells: Cells, who: str) -> tuple[ForeignActor, ...]:
    name, country = _value(cells, f"{who}_name"), _value(cells, f"{who}_country")
    if not (name or country):
        return ()
    sectors = _value(cells, f"{who}_sectors")
    code = alpha3_of_name(country)
    itself = bool(code) and name.casefold() in {"", country.casefold()}
    return (
        ForeignActor(
            name=_apart(name, country),
            country=code,
            sector=sectors,
            state=itself or (bool(code) and "government" in sectors.casefold()),
        ),
    )


def _apart(name: str, country: str) -> str:
    """Return a name without the country that ICEWS sets behind it: "Citizen (Kenya)"."""
    return name.removesuffix(f"({country})").rstrip() or name


def _place(cells: Cells) -> ForeignPlace | None:
    named: Iterator[tuple[str, PlacePrecision]] = (
        (_value(cells, column), precision) for column, precision in FINEST
    )
    degrees = position(cells, "latitude", "longitude")
    return finest_place(named, alpha3_of_name(_value(cells, "country")), degrees)


def _value(cells: Cells, column: str) -> str:
    value = text(cells, column)
    return "" if value.casefold() in NULL else value


def _padded(code: str) -> str:
    """Return a code with the zero before it that spreadsheets take: 36 for 036, 311 for 0311."""
    if not code.isdigit() or code.startswith("0"):
        return code
    short = len(code) <= ROOT_DIGITS or int(code[:ROOT_DIGITS]) > LAST_ROOT
    return f"0{code}" if short else code
