"""What the words of an expression say before anything around them is known."""

from typing import Literal, NamedTuple

from chancery.text.timex.values import Flaw, Modifier

Side = Literal["", "past", "next", "first", "last"]
Frame = Literal["published", "earlier", "either"]


class Written(NamedTuple):
    """Parts of a date as they are written; what is not written is None.

    `short` is a year of two figures; `clock` is hour, minute and second as "14:30"; `part` the
    part of the day; `within` the expression that gives the year, as in "July of that year";
    `feast` the rule of a feast (`feasts.py`), which has no month and day where it moves.
    """

    year: int | None = None
    short: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    tens: int | None = None
    century: int | None = None
    part: str | None = None
    clock: str | None = None
    era: str | None = None
    fiscal: bool = False
    weekend: bool = False
    like: bool = False  # "the 1988 period": the part of that year that is spoken of
    lone: int | None = None  # a figure alone, that a neighbour must explain
    within: "Stepped | None" = None
    feast: str | None = None


class Stepped(NamedTuple):
    """A period so many steps from a frame: this year, last Friday, the next day, tomorrow night.

    `unit` is one of a calendar's, or "weekday", "month", "season" with its `number`, or "feast".
    """

    step: int
    unit: str
    number: int = 0
    frame: Frame = "published"
    part: str | None = None
    clock: str | None = None
    word: str = ""
    day: int | None = None
    feast: str | None = None


class Away(NamedTuple):
    """A distance from a frame: two days ago, a year earlier, three weeks from now.

    `amount` is None where the words give no number; `base` is the date that the words count from,
    `event` says that they count from something that happened, `exact` that they go from day to
    day: a year ago today.
    """

    amount: float | None
    unit: str
    sign: int
    frame: Frame
    base: "Form | None" = None
    event: bool = False
    exact: bool = False


class Length(NamedTuple):
    """A length of time, as TIMEX3 writes it; `side` ties it to a frame or to `whole`."""

    value: str
    amount: float | None
    unit: str
    side: Side = ""
    whole: "Form | None" = None
    frame: Frame = "published"


class Nth(NamedTuple):
    """The day number `number` of a period, from its end if negative: the last day of August."""

    number: int
    whole: "Form"


class Repeat(NamedTuple):
    """Something that comes again and again: every Friday, annual."""

    value: str


class Reference(NamedTuple):
    """The past, the present or the future, and no more."""

    value: str


class Between(NamedTuple):
    """From one date to another."""

    first: Written
    last: Written


class Figured(NamedTuple):
    """A date in figures of which day and month may change places."""

    readings: tuple[Written, ...]


class Broken(NamedTuple):
    """Words that give no value, and why; None where the reason is that they are not understood."""

    flaw: Flaw | None


Form = Written | Stepped | Away | Length | Nth | Repeat | Reference | Between | Figured | Broken


class Phrase(NamedTuple):
    """A form with what modifies it."""

    form: Form
    modifier: Modifier | None = None
