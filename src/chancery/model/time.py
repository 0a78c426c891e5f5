"""When things happened, as one document says it: its time expressions and its own dates."""

from typing import Literal

from chancery.model.base import Record, Value, register
from chancery.model.evidence import Evidence
from chancery.model.metadata import Basis, DateValue

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
"""The types of TIMEX3 (TimeML 1.2.1)."""

TimeModifier = Literal[
    "START",
    "MID",
    "END",
    "APPROX",
    "BEFORE",
    "AFTER",
    "ON_OR_BEFORE",
    "ON_OR_AFTER",
    "LESS_THAN",
    "MORE_THAN",
    "EQUAL_OR_LESS",
    "EQUAL_OR_MORE",
]
"""The modifiers of TIMEX3."""

TimePrecision = Literal[
    "minute",
    "day",
    "week",
    "month",
    "quarter",
    "season",
    "year",
    "decade",
    "century",
    "between",
    "unknown",
]
"""How fine the interval is; between: only its ends are known."""

TimeBasis = Literal["stated", "published", "earlier", "weekday", "unknown"]
"""stated: the words themselves; published: counted from the publication; earlier: counted from
another expression of the text, the `anchor`; weekday: the words name no more than a day of the
week, of the week of publication where that is known."""

TimeDirection = Literal["past", "future", "unknown"]
"""Where the words, or else the nearest verb of the sentence, say that the time lies."""

TimeFlaw = Literal["impossible", "other_calendar"]
"""impossible: the calendar has no such date; other_calendar: it is not a Gregorian date."""

BoundBasis = Literal[
    "stated",
    "markup",
    "feed",
    "page_furniture",
    "told",
    "caption",
    "ongoing",
    "continued",
    "office",
    "two_sides",
    "linked",
    "captured",
]
"""Why a document was not published before, or after, a day. stated, markup, feed and
page_furniture: it says when it was published; told: something of that day is told as past;
caption: a picture was taken on it; ongoing: something has been so since then; continued: "last
year" went on with what began in a year, and so was no earlier; office: someone is called the
current holder of an office whose term is known; two_sides: a government and a group are told of
as two parties, and the group is the government since a known day; linked: through another
document; captured: its page was fetched on it."""

PublicationFlaw = Literal["before_event", "after_capture"]
"""before_event: something told as past is later; after_capture: a day that it gives is left out,
because the page was captured before it."""


class TimeExpression(Value, frozen=True, kw_only=True):
    """Words for a time, and the days that bound what they mean.

    `first` and `last` are null where that end is open or unknown: nothing is guessed.
    """

    start: int  # code points of the document's text, half-open
    end: int
    type: TimeType
    value: str | None  # as TIMEX3 writes it; null where the words give none
    first: str | None  # day, ISO 8601
    last: str | None
    precision: TimePrecision
    modifier: TimeModifier | None
    basis: TimeBasis
    anchor: int | None  # place in `expressions` of the one it is counted from
    direction: TimeDirection
    flaw: TimeFlaw | None = None


class DayBound(Value, frozen=True, kw_only=True):
    """A day that something lies not before, or not after, and what shows it."""

    day: str  # ISO 8601
    basis: BoundBasis
    evidence: tuple[Evidence, ...]  # empty where it stands in markup alone


class Publication(Value, frozen=True, kw_only=True):
    """When a document was published: between two bounds, of which either may be unknown."""

    first: DayBound | None
    last: DayBound | None
    basis: Basis | None  # stated and the like: the document says it; null: nothing bounds it
    flaws: tuple[PublicationFlaw, ...] = ()


@register
class Dates(Record, tag="dates", frozen=True, kw_only=True):
    """What one document says of time; nothing in it rests on another document."""

    document: str
    expressions: tuple[TimeExpression, ...]  # in text order, none overlapping another
    published: Publication
    captured: DateValue | None  # when the page was fetched, a clock of its own


@register
class LinkedDates(Record, tag="linked_dates", frozen=True, kw_only=True):
    """What other documents of its thread or process say of when an undated one was published.

    Nothing is made from it but what people see: no step before it takes it back.
    """

    document: str
    day: str | None  # ISO day: of the weekday that its opening names, which it speaks from
    first: DayBound | None  # null: nothing narrower than what the document itself says
    last: DayBound | None
