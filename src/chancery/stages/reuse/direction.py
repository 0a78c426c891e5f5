"""Says which of two documents a passage came from, where dates or credits say so."""

from datetime import UTC, date, datetime
from typing import NamedTuple

from chancery.model import DateValue, Direction, Document
from chancery.model.reuse import Strength
from chancery.text.agency_names import same_agency

EXACT = frozenset({"second", "minute", "day"})
PRINTED = frozenset({"stated", "markup", "feed"})  # bases of a date that its publisher vouches for
LEAST_DAYS = 2  # days that follow one another may be one hour in two time zones


class Lead(NamedTuple):
    """A direction, and what it rests on, in words."""

    direction: Direction
    basis: str | None


UNKNOWN = Lead("unknown", None)


def find_direction(a: Document, b: Document, strength: Strength) -> Lead:
    """Return where the passage came from; a source that both may descend from leaves it open.

    A credit to the other's outlet leads, unless who gives it credits an agency too. Any other
    credit leaves it unknown. Dates lead where no text is credited, and only where copying is
    proven: two reporters hear one speaker on two days.
    """
    lead = _by_credit(a, b)
    if lead is not None:
        return lead
    return _by_date(a, b) if strength == "strong" else UNKNOWN


def is_first(document: Document, other: Document) -> bool:
    """Say whether the document comes before the other by path, address and id.

    One without a path comes behind those with one.
    """
    return _place(document) < _place(other)


def _by_credit(a: Document, b: Document) -> Lead | None:
    a_names_b, b_names_a = _names(a, b), _names(b, a)
    others = {"a": _other_agency(a, b), "b": _other_agency(b, a)}
    if b_names_a and not a_names_b and others["b"] is None:
        return Lead("a_to_b", f"b credits {_outlet(a)}, the outlet of a")
    if a_names_b and not b_names_a and others["a"] is None:
        return Lead("b_to_a", f"a credits {_outlet(b)}, the outlet of b")
    if a_names_b and b_names_a:
        return Lead("unknown", "each credits the outlet of the other")
    for side, agency in others.items():
        if agency is not None:
            return Lead("unknown", f"{side} credits {agency}: both may descend from it")
    return None


def _names(document: Document, other: Document) -> bool:
    outlet = _outlet(other)
    return outlet is not None and any(
        same_agency(outlet, agency.value) for agency in document.agencies
    )


def _other_agency(document: Document, other: Document) -> str | None:
    """Return the first agency that the document credits beside the outlet of the other."""
    outlet = _outlet(other)
    for agency in document.agencies:
        if outlet is None or not same_agency(outlet, agency.value):
            return agency.value
    return None


def _outlet(document: Document) -> str | None:
    return document.outlet.value if document.outlet else None


def _by_date(a: Document, b: Document) -> Lead:
    day_a, day_b = _day(a.published), _day(b.published)
    if day_a is None or day_b is None or abs(day_a - day_b).days < LEAST_DAYS:
        return UNKNOWN
    if day_a < day_b:
        return Lead("a_to_b", f"earlier by date only: a is of {day_a}, b of {day_b}")
    return Lead("b_to_a", f"earlier by date only: b is of {day_b}, a of {day_a}")


def _day(published: DateValue | None) -> date | None:
    """Return the day, in UTC where the zone is known, of a date that is known to the day."""
    if (
        published is None
        or published.start is None
        or published.precision not in EXACT
        or published.basis not in PRINTED
    ):
        return None
    time = datetime.fromisoformat(published.start)
    return (time.astimezone(UTC) if time.tzinfo else time).date()


def _place(document: Document) -> tuple[bool, str, str, str]:
    return document.path is None, document.path or "", document.uri, document.id
