"""A row of another collection of events, as it says it; it is compared and never stored."""

from collections.abc import Iterable
from typing import Literal

from chancery.model import Root
from chancery.model.base import Value

System = Literal["ACLED", "GDELT", "ICEWS", "POLECAT"]

DayPrecision = Literal["day", "week", "month", "unstated"]
"""week, month: the day that is given stands for such a time; unstated: the file does not say."""

PlacePrecision = Literal["exact", "city", "region", "country", "unstated"]


class ForeignDays(Value, frozen=True, kw_only=True):
    """When a row says that it happened, both days included."""

    first: str  # ISO 8601
    last: str
    precision: DayPrecision


class ForeignActor(Value, frozen=True, kw_only=True):
    """Someone who acts or is acted on."""

    name: str  # as the row writes it; empty where it gives a country alone
    country: str = ""  # ISO 3166-1 with three letters; empty where the row gives none
    sector: str = ""  # as the row writes it
    state: bool = False  # the row codes it as a government or its forces


class ForeignPlace(Value, frozen=True, kw_only=True):
    """Where a row says that it happened."""

    name: str  # of the finest part that it names
    country: str  # ISO 3166-1 with three letters; empty where the row gives none
    latitude: float | None  # degrees
    longitude: float | None
    precision: PlacePrecision


def finest_place(
    named: Iterable[tuple[str, PlacePrecision]],
    country: str,
    degrees: tuple[float | None, float | None],
) -> ForeignPlace | None:
    """Return the place by the first part that has a name; None where none has."""
    for name, precision in named:
        if name:
            return ForeignPlace(
                name=name,
                country=country,
                latitude=degrees[0],
                longitude=degrees[1],
                precision=precision,
            )
    return None


class ForeignAct(Value, frozen=True, kw_only=True):
    """What kind of act a row says it was."""

    code: str  # the system's own
    label: str  # its words, where the row has them
    root: Root | None  # of PLOVER, by chancery.knowledge; null: it has none for this code
    quad: int | None  # 1 verbal cooperation … 4 material conflict


class ForeignRecord(Value, frozen=True, kw_only=True):
    """One coded event of another system."""

    system: System
    version: str  # of the row or of the format, as far as either says
    id: str
    file: str
    line: int  # from 1; where the row begins
    days: ForeignDays | None  # null: the row gives no day
    actors: tuple[ForeignActor, ...]
    recipients: tuple[ForeignActor, ...]
    directed: bool  # the first acts on the second; ACLED's two sides have no order
    place: ForeignPlace | None
    act: ForeignAct
    sources: tuple[str, ...]  # who told of it, by name
    address: str  # of the article that it was coded from; empty where the row gives none
    articles: int | None  # how many its system counts for it; null: it counts none


class ForeignMention(Value, frozen=True, kw_only=True):
    """One article that GDELT found one of its events in; offsets count characters from 0."""

    event: str
    source: str
    address: str  # empty where it is no page of the web
    sentence: int
    actor1_at: int | None  # null: not found in the text
    actor2_at: int | None
    act_at: int | None
    confidence: int | None  # per cent
    file: str
    line: int


class BadRow(Value, frozen=True, kw_only=True):
    """A row, or a whole file, that was not read, and why; the reason is one of rejections."""

    file: str
    line: int  # 0: the whole file
    reason: str
    detail: str
