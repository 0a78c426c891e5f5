"""The record that is made of each time expression, in the terms of TIMEX3 (TimeML 1.2.1)."""

from typing import Literal, NamedTuple

import msgspec

from chancery.model import TimeFlaw as Flaw
from chancery.model import TimeModifier as Modifier
from chancery.model import TimePrecision as Precision
from chancery.model import TimeType as Kind

__all__ = ["Basis", "Flaw", "Kind", "Modifier", "Precision", "Span", "TimeValue"]

Basis = Literal["stated", "published", "earlier", "unknown"]


class Span(NamedTuple):
    """Where an expression stands: `text[start:end]`, half-open, in code points."""

    start: int
    end: int


class TimeValue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one time expression says.

    `value` is the TIMEX3 value, None where the words give none. `first` and `last` are the days,
    ISO 8601, that bound the time meant; None where that end is open or unknown. A duration has
    them only where the words tie it to a date, as "the past two years" does. `basis` says where
    the calendar came from: the words themselves, the publication date, or the expression number
    `anchor` of the same text. `flaw` says why the words give no value.
    """

    kind: Kind
    value: str | None = None
    modifier: Modifier | None = None
    first: str | None = None
    last: str | None = None
    precision: Precision = "unknown"
    basis: Basis = "unknown"
    anchor: int | None = None
    flaw: Flaw | None = None
