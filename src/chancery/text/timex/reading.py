"""What a form comes to at its place in a text."""

from datetime import date
from typing import NamedTuple

from chancery.text.timex.frame import Anchor
from chancery.text.timex.periods import PRECISIONS, Period, first_day, last_day, value_of
from chancery.text.timex.values import Basis, Flaw, Kind, Precision


class Reading(NamedTuple):
    """The parts of a `TimeValue`, with the period that later expressions may count from."""

    kind: Kind
    value: str | None = None
    period: Period | None = None
    first: date | None = None
    last: date | None = None
    precision: Precision = "unknown"
    basis: Basis = "unknown"
    anchor: int | None = None
    flaw: Flaw | None = None


def dated(
    period: Period, anchor: Anchor | None, part: str | None = None, clock: str | None = None
) -> Reading:
    """Return the reading of a period that was counted from `anchor`, or stated if that is None."""
    value = value_of(period)
    if not value:
        return unknown(None)
    kind: Kind = "DATE"
    precision = PRECISIONS[period.unit]
    if (part or clock) and period.unit == "D":
        value, kind = f"{value}T{clock or part}", "TIME"
        precision = "minute" if clock else "day"
    first, last = first_day(period), last_day(period)
    basis: Basis = anchor.basis if anchor else "stated"
    index = anchor.expression if anchor else None
    return Reading(kind, value, period, first, last, precision, basis, index)


def unknown(value: str | None, part: str | None = None, clock: str | None = None) -> Reading:
    """Return the reading of a date of which a part is unknown, so that it has no interval."""
    if part or clock:
        return Reading("TIME", f"{value or 'XXXX-XX-XX'}T{clock or part}")
    return Reading("DATE", value)


def anchor_of(reading: Reading) -> Anchor | None:
    """Return what another expression may count from, if the reading has a period."""
    if reading.period is None:
        return None
    return Anchor(reading.period, reading.basis, reading.anchor)
