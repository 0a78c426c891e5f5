"""Narrows the interval of a period to the part that "early", "mid" and "late" speak of."""

from datetime import date, timedelta
from typing import NamedTuple

from chancery.text.timex.values import Modifier

LEAST_DAYS = 20  # shorter periods are not parted


class Share(NamedTuple):
    """The part of a period that a word speaks of, as fractions of its days."""

    start: float
    end: float


SHARES: dict[
    Modifier, Share
] = {  # wide on purpose: early and late meet, mid takes the middle half
    "START": Share(0, 0.5),
    "MID": Share(0.25, 0.75),
    "END": Share(0.5, 1),
}


def narrowed(first: date, last: date, modifier: Modifier | None) -> tuple[date, date]:
    """Return the days that bound this part of a period, all of it for other modifiers."""
    share = SHARES.get(modifier) if modifier else None
    days = (last - first).days + 1
    if share is None or days < LEAST_DAYS:
        return first, last
    start = first + timedelta(days=round(days * share.start))
    end = first + timedelta(days=round(days * share.end) - 1)
    return start, end
