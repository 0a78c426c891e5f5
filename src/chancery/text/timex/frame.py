"""What is known of time at a place in a text: its publication, and what it spoke of before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from chancery.text.timex.forms import Between, Form, Phrase, Stepped, Written
from chancery.text.timex.headings import heading_of
from chancery.text.timex.periods import UNITS, Period, PeriodUnit, day_period, year_of
from chancery.text.timex.spoken import is_talk
from chancery.text.timex.values import Basis, Span

LEAST_YEARS = 3  # dates with a year of their own that make a text a history
LEAST_UNDATED = 5  # the same where it is unknown when the text was published
YEARS_BACK = 1  # such a year is more than this before the publication
YEARS_ON = 2  # years that a history may leave out between two dates
SENTENCE = 250  # characters back in which a date with a year may stand in the same sentence
NEXT_TO = 300  # characters back in which a date is what "later" and "that year" count from
NEAR = 600  # characters back in which a text still speaks of the same day, month or quarter
TALK_BACK = 60  # days back that a talk may tell of by their weekdays; chosen
ALL_UNITS = frozenset(UNITS)
DAYS: frozenset[PeriodUnit] = frozenset({"D"})
MONTHS: frozenset[PeriodUnit] = frozenset({"M"})
DAYS_AND_MONTHS = DAYS | MONTHS
DAY_UNITS: frozenset[PeriodUnit] = frozenset({"D", "W", "E"})
FINE_UNITS = DAY_UNITS - {"E"} | MONTHS
COMPARED: frozenset[PeriodUnit] = frozenset({"Q", "H"})  # what is compared with its like


class Anchor(NamedTuple):
    """A period to count from, and the expression that named it, None for the publication date."""

    period: Period
    basis: Basis
    expression: int | None = None


class Past(NamedTuple):
    """A date that was read earlier in the text; `stated` if its words give its year."""

    expression: int
    start: int
    period: Period
    stated: bool


@dataclass(slots=True)
class Timeframe:
    """The frame of one text, filled as it is read from its start.

    `history` says that the text tells of other years than the one it was published in, so that a
    month without a year belongs to the year last named; `talk` that its writer speaks of himself;
    `guide` that nothing in it speaks of the
    day it was published, so that "in January" may mean any; `today` is the day that a diary says
    it is writing on; `before_christ` says that the years it last named are counted so. `latest`
    keeps the last date of each unit, `far` the last one of another time, `years` what a history's
    dates without a year are counted from, `described` the days that words describe. `order` gives
    the number of each expression by its place in the text.
    """

    text: str
    published: date | None
    history: bool
    guide: bool
    talk: bool | None = None
    order: Sequence[int] = ()
    years: Mapping[Span, Anchor] = field(default_factory=dict)
    described: dict[tuple[str, ...], Anchor] = field(default_factory=dict)
    latest: dict[PeriodUnit, Past] = field(default_factory=dict)
    far: Past | None = None
    today: Anchor | None = None
    before_christ: bool = False

    def note(self, past: Past) -> None:
        """Keep a date that later expressions may count from."""
        self.latest[past.period.unit] = past
        year = year_of(past.period)
        if past.stated and (self.published is None or _is_far(year, self.published)):
            self.far = past

    def publication(self) -> Anchor | None:
        """Return the day that the text calls today; None if it is unknown."""
        if self.today:
            return self.today
        return Anchor(day_period(self.published), "published") if self.published else None

    def last(self, units: frozenset[PeriodUnit] = ALL_UNITS, since: int = 0) -> Anchor | None:
        """Return the last date of the text behind `since` that is of one of these units."""
        known = [past for unit, past in self.latest.items() if unit in units]
        past = max(known, key=lambda one: (one.start, one.expression), default=None)
        if past is None or past.start < since:
            return None
        return Anchor(past.period, "earlier", past.expression)

    def told_day(self) -> Anchor | None:
        """Return the day that a talk last told of, if that lies a little before its own."""
        last, now = self.last(DAYS), self.publication()
        if last is None or now is None:
            return None
        near = 0 < now.period.number - last.period.number <= TALK_BACK
        return last if near and self.is_talk() else None

    def is_talk(self) -> bool:
        """Say whether the writer speaks of himself, so that a weekday may lie in the week told of.

        It is found when it is first asked for, as most texts have no need of it.
        """
        if self.talk is None:
            self.talk = is_talk(self.text)
        return self.talk

    def told(self, span: Span) -> Anchor | None:
        """Return the year that the story as a whole gives to an expression."""
        return self.years.get(span)

    def around(self, start: int) -> Anchor | None:
        """Return what a date without a year at `start` is counted from."""
        if self.history:
            return self.storyline() or self.publication()
        if self.far and self._same_sentence(self.far.start, start):
            return Anchor(self.far.period, "earlier", self.far.expression)
        return self.publication()

    def _same_sentence(self, start: int, end: int) -> bool:
        if end - start > SENTENCE:
            return False
        between = self.text[start:end]
        return "\n" not in between and ". " not in between

    def storyline(self) -> Anchor | None:
        """Return the last date with a month, or a year named since that goes on from it."""
        fine = self.last(FINE_UNITS)
        last = self.last()
        if fine is None or last is None or last == fine:
            return last
        ahead = year_of(last.period) - year_of(fine.period)
        return last if 0 <= ahead <= YEARS_ON else fine


def open_frame(
    text: str, places: Sequence[Span], phrases: Sequence[Phrase], published: date | None
) -> Timeframe:
    """Return the frame of a text with these expressions, before any of them is read."""
    far = sum(
        _is_past_date(phrase.form, published) or _heads_past(text, span, phrase.form, published)
        for span, phrase in zip(places, phrases, strict=True)
    )
    near = sum(_speaks_of_now(phrase.form) for phrase in phrases)
    least = LEAST_YEARS if published else LEAST_UNDATED
    history = far >= least and far > 2 * near
    return Timeframe(text, published, history, guide=near == 0)


def _is_past_date(form: Form, published: date | None) -> bool:
    """Say whether the words name a month or season of a year that lies behind the publication."""
    if not isinstance(form, Written) or form.year is None:
        return False
    fine = form.month is not None or form.season is not None
    return fine and (published is None or _is_far(form.year, published))


def _heads_past(text: str, span: Span, form: Form, published: date | None) -> bool:
    """Say whether a year that lies behind the publication heads a section."""
    year = form.last if isinstance(form, Between) else form
    if not isinstance(year, Written) or year.year is None:
        return False
    far = published is None or _is_far(year.year, published)
    return far and heading_of(text, span) is not None


def _is_far(year: int, published: date) -> bool:
    return abs(published.year - year) > YEARS_BACK


def _speaks_of_now(form: Form) -> bool:
    """Say whether the words only make sense on the day of publication."""
    if isinstance(form, Written):
        return form.weekday is not None and form.day is None
    return isinstance(form, Stepped) and form.frame == "published" and form.word != "this"
