"""Says which of two documents a passage came from, where dates or credits say so."""

from typing import NamedTuple

from chancery.model import DateValue, Direction, Document

EXACT = frozenset({"second", "minute", "day"})
DAY = len("2021-10-20")


class Lead(NamedTuple):
    """A direction, and what it rests on, in words."""

    direction: Direction
    basis: str | None


def find_direction(a: Document, b: Document) -> Lead:
    """Return where the passage came from; a source that both may descend from leaves it open."""
    named = _credits_other(a, b)
    if named is not None:
        return named
    for side, document in (("a", a), ("b", b)):
        if document.agencies:
            agency = document.agencies[0].value
            return Lead("unknown", f"{side} credits {agency}: both may descend from it")
    return _by_date(a, b)


def _credits_other(a: Document, b: Document) -> Lead | None:
    """Return the direction where one document credits the outlet of the other, and only one."""
    b_names_a, a_names_b = _names(b, a), _names(a, b)
    if b_names_a == a_names_b:
        return None
    if b_names_a:
        return Lead("a_to_b", f"b credits {_outlet(a)}, the outlet of a")
    return Lead("b_to_a", f"a credits {_outlet(b)}, the outlet of b")


def _names(document: Document, other: Document) -> bool:
    outlet = _outlet(other)
    return outlet is not None and any(
        outlet.casefold() == agency.value.casefold() for agency in document.agencies
    )


def _outlet(document: Document) -> str | None:
    return document.outlet.value if document.outlet else None


def _by_date(a: Document, b: Document) -> Lead:
    day_a, day_b = _day(a.published), _day(b.published)
    if day_a is None or day_b is None or day_a == day_b:
        return Lead("unknown", None)
    if day_a < day_b:
        return Lead("a_to_b", f"a was published on {day_a}, b on {day_b}")
    return Lead("b_to_a", f"b was published on {day_b}, a on {day_a}")


def _day(date: DateValue | None) -> str | None:
    """Return the day, where it is known to the day; the hour depends on a time zone."""
    if date is None or date.precision not in EXACT or date.start is None:
        return None
    return date.start[:DAY]
