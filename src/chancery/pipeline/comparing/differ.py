"""Where a row of theirs and one of ours say different things; nothing is settled."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from chancery.model.base import Value
from chancery.pipeline.comparing.ours import OurEvent, OurPlace, Ours
from chancery.pipeline.comparing.score import distance_km, gap_of, is_turned, place_fit
from chancery.pipeline.comparing.theirs import Theirs
from chancery.pipeline.comparing.who import COMPATRIOTS, Who, best_of
from chancery.sources.foreign.record import ForeignDays, ForeignPlace

Slot = Literal["date", "place", "parties", "direction", "act", "quad"]
Kind = Literal["differs", "unclear", "only_theirs", "only_ours"]
"""differs: the two cannot both hold, or are coded unlike; unclear: other names, of which nothing
tells whether they mean one; only_theirs, only_ours: the other does not say."""

QUAD_NAMES = (
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
)


class Difference(Value, frozen=True, kw_only=True):
    """One thing that they say and we do not say so."""

    slot: Slot
    kind: Kind
    theirs: str  # in words; empty where they do not say
    ours: str


def differences(theirs: Theirs, ours: Ours) -> tuple[Difference, ...]:
    """Return where they differ, what differs first."""
    found = [
        *_date(theirs, ours),
        *_place(theirs.record.place, ours.event.places),
        *_parties(theirs, ours),
        *_act(theirs, ours.event),
    ]
    return tuple(sorted(found, key=lambda one: one.kind != "differs"))


def _date(theirs: Theirs, ours: Ours) -> Iterator[Difference]:
    said, own = day_words(theirs.record.days), our_days(ours.event)
    undated = ours.event.precision in {"told", "unknown"}
    if theirs.record.days is None:
        if not undated:
            yield Difference(slot="date", kind="only_ours", theirs="", ours=own)
    elif undated:
        yield Difference(slot="date", kind="only_theirs", theirs=said, ours=own)
    elif gap_of(theirs, ours):
        yield Difference(slot="date", kind="differs", theirs=said, ours=own)


def _place(place: ForeignPlace | None, others: Sequence[OurPlace]) -> Iterator[Difference]:
    said = place_words(place)
    own = ", ".join(dict.fromkeys(one.name for one in others))
    if place is None or not said:
        if own:
            yield Difference(slot="place", kind="only_ours", theirs="", ours=own)
    elif not own:
        yield Difference(slot="place", kind="only_theirs", theirs=said, ours="")
    elif (near := place_fit(place, others)) is None:
        yield Difference(slot="place", kind="unclear", theirs=said, ours=own)
    elif near == 0:
        apart = [km for one in others if (km := distance_km(place, one)) is not None]
        more = f" ({min(apart):,.0f} km away)" if apart else ""
        yield Difference(slot="place", kind="differs", theirs=f"{said}{more}", ours=own)


def _parties(theirs: Theirs, ours: Ours) -> Iterator[Difference]:
    if is_turned(theirs, ours):
        yield Difference(
            slot="direction",
            kind="differs",
            theirs=sides_words(theirs.actors, theirs.recipients),
            ours=sides_words(ours.actors, ours.recipients),
        )
    apart = _strangers(theirs.everyone, ours.everyone)
    lacking = _strangers(ours.everyone, theirs.everyone)
    if apart and lacking:
        yield Difference(slot="parties", kind="differs", theirs=apart, ours=lacking)
    elif apart:
        yield Difference(slot="parties", kind="only_theirs", theirs=apart, ours="")
    elif lacking:
        yield Difference(slot="parties", kind="only_ours", theirs="", ours=lacking)


def _act(theirs: Theirs, ours: OurEvent) -> Iterator[Difference]:
    act = theirs.record.act
    said = f"{act.root or 'no root'} ({act.code})"
    if act.root != ours.root:
        yield Difference(slot="act", kind="differs", theirs=said, ours=ours.root)
    if act.quad is not None and act.quad != ours.quad:
        quads = QUAD_NAMES[act.quad - 1], QUAD_NAMES[ours.quad - 1]
        yield Difference(slot="quad", kind="differs", theirs=quads[0], ours=quads[1])


def _strangers(some: Iterable[Who], others: Sequence[Who]) -> str:
    """Return the names of those whom none of the others can be."""
    names = [one.name for one in some if best_of(one, others) <= COMPATRIOTS]
    return ", ".join(dict.fromkeys(names))


def sides_words(actors: Sequence[Who], recipients: Sequence[Who]) -> str:
    """Return who acts on whom, in words."""
    first, second = (", ".join(one.name for one in side) for side in (actors, recipients))
    return f"{first or '?'} → {second}" if second else first or "?"


def day_words(days: ForeignDays | None) -> str:
    """Return when a row says that it happened, in words."""
    if days is None:
        return "no day"
    if days.precision == "unstated":
        return f"{days.first}, precision not stated"
    if days.first == days.last:
        return days.first
    return f"{days.first} to {days.last} (a {days.precision})"


def our_days(event: OurEvent) -> str:
    """Return when one of ours is told to have happened, in words."""
    if event.first is None or event.last is None:
        return "day unknown"
    span = event.first if event.first == event.last else f"{event.first} to {event.last}"
    return f"day unknown, told on {span}" if event.precision == "told" else span


def place_words(place: ForeignPlace | None) -> str:
    """Return where a row says that it happened, in words."""
    if place is None:
        return ""
    return ", ".join(dict.fromkeys(filter(None, (place.name, place.country))))
