"""Events of ours and rows of theirs, made by hand, to be set side by side."""

from collections.abc import Sequence
from datetime import date

from chancery.model import Evidence, Root
from chancery.pipeline.comparing.ours import OurEvent, OurPlace, OurPrecision, Ours
from chancery.pipeline.comparing.theirs import Theirs, as_theirs
from chancery.pipeline.comparing.who import Who
from chancery.sources.foreign.record import (
    ForeignAct,
    ForeignActor,
    ForeignDays,
    ForeignPlace,
    ForeignRecord,
    System,
)

QUADS: dict[Root, int] = {"CONSULT": 1, "AGREE": 1, "AID": 2, "ACCUSE": 3, "ASSAULT": 4}
DAY = "2031-05-04"


def who(name: str, country: str = "", *, state: bool = False) -> Who:
    """Return a party that is called so."""
    return Who(name=name, keys=frozenset([name.lower()]), country=country, state=state)


def place(name: str, country: str = "", at: tuple[float, float] | None = None) -> OurPlace:
    """Return a place of ours."""
    return OurPlace(
        name=name,
        names=(name,),
        country=country,
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
    )


def ours(  # noqa: PLR0913 - what is compared
    identity: str = "finding-a",
    root: Root = "CONSULT",
    *,
    actors: Sequence[Who] = (who("Aldane"),),
    recipients: Sequence[Who] = (who("Marenth"),),
    days: tuple[str, str] | None = (DAY, DAY),
    precision: OurPrecision = "day",
    places: Sequence[OurPlace] = (),
) -> Ours:
    """Return an event of ours."""
    first, last = days or (None, None)
    event = OurEvent(
        id=identity,
        finding=identity,
        about="event",
        root=root,
        quad=QUADS[root],
        first=first,
        last=last,
        precision=precision,
        actors=tuple(one.name for one in actors),
        recipients=tuple(one.name for one in recipients),
        places=tuple(places),
        words=Evidence(document="document-a", start=0, end=1, quote="a"),
        documents=("document-a",),
        independent=1,
        upper_bound=1,
    )
    return Ours(
        event=event,
        actors=tuple(actors),
        recipients=tuple(recipients),
        first=date.fromisoformat(first).toordinal() if first else 0,
        last=date.fromisoformat(last).toordinal() if last else 0,
    )


def theirs(  # noqa: PLR0913 - what is compared
    identity: str = "1",
    root: Root | None = "CONSULT",
    *,
    actors: Sequence[ForeignActor] = (ForeignActor(name="ALDANE"),),
    recipients: Sequence[ForeignActor] = (ForeignActor(name="MARENTH"),),
    day: str | None = DAY,
    where: ForeignPlace | None = None,
    system: System = "GDELT",
    line: int = 1,
) -> Theirs:
    """Return a row of theirs."""
    return as_theirs(
        ForeignRecord(
            system=system,
            version="",
            id=identity,
            file="rows",
            line=line,
            days=ForeignDays(first=day, last=day, precision="day") if day else None,
            actors=tuple(actors),
            recipients=tuple(recipients),
            directed=system != "ACLED",
            place=where,
            act=ForeignAct(code="code", label="", root=root, quad=QUADS[root] if root else None),
            sources=(),
            address=f"https://weir.example/{identity}",
            articles=None,
        )
    )


def site(
    name: str, country: str = "", at: tuple[float, float] | None = None, *, coarse: bool = False
) -> ForeignPlace:
    """Return a place of theirs."""
    return ForeignPlace(
        name=name,
        country=country,
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        precision="country" if coarse else "city",
    )
