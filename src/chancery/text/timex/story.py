"""Lists what a history says of years, in the order of its text."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from chancery.text.timex.feasts import feast_day
from chancery.text.timex.forms import Away, Between, Form, Phrase, Stepped, Written
from chancery.text.timex.headings import heading_of
from chancery.text.timex.periods import MONTHS_IN_YEAR, PER_YEAR, SEASON_DAYS
from chancery.text.timex.values import Span
from chancery.text.timex.years import signed_year

ANY_YEAR = 2001  # in which feasts that move stand in the month that they mostly do
MarkKind = Literal["dated", "named", "step", "open"]


class Section(NamedTuple):
    """The years that the heading above a place names, and where that heading begins."""

    first: int
    last: int
    start: int

    def holds(self, year: int | None) -> bool:
        """Say whether the heading names a year, or a range that it lies in."""
        return year is not None and self.first <= year <= self.last


class Mark(NamedTuple):
    """An expression that gives a year or wants one.

    `dated` has a year and a month, `named` a year alone, `open` a month alone; of a `step`, `year`
    says how many years it goes. `apart` says that a line has ended since the mark before.
    """

    place: int
    start: int
    kind: MarkKind
    year: int
    month: int
    apart: bool
    section: Section | None


class _Said(NamedTuple):
    kind: MarkKind
    year: int
    month: int
    last: int  # the year that a range runs to


def marks(text: str, places: Sequence[Span], phrases: Sequence[Phrase]) -> Iterator[Mark]:
    """Yield what each expression says of years; those that say nothing have no mark."""
    section, before_christ, end = None, False, 0
    for place, (span, phrase) in enumerate(zip(places, phrases, strict=True)):
        said, before_christ = _said(phrase.form, before_christ)
        if said is None:
            continue
        apart = "\n" in text[end : span.start]
        end = span.end
        heading = heading_of(text, span) if said.kind in {"dated", "named"} else None
        if heading is not None:
            section = _widened(section, Section(said.year, said.last, heading))
        if heading is None or said.kind != "named" or said.year == said.last:
            yield Mark(place, span.start, said.kind, said.year, said.month, apart, section)


def _said(form: Form, before_christ: bool) -> tuple[_Said | None, bool]:  # noqa: FBT001 - handed on
    """Return what a form says of years, and whether years are now counted before Christ."""
    if isinstance(form, Between):
        return _range(form, before_christ)
    if isinstance(form, Written):
        return _written(form, before_christ)
    if isinstance(form, Stepped) and form.unit == "Y":
        return _Said("step", form.step, 0, 0), before_christ
    counts = isinstance(form, Away) and form.unit == "Y" and form.base is None and not form.event
    if isinstance(form, Away) and counts and form.amount is not None:
        return _Said("step", round(form.amount) * form.sign, 0, 0), before_christ
    return None, before_christ


def _range(form: Between, before_christ: bool) -> tuple[_Said | None, bool]:  # noqa: FBT001 - handed on
    """Return the start of a range with years, else its end: that one is read first."""
    last, _ = _written(form.last, before_christ)
    if last is None or last.kind == "open":
        return last, before_christ
    first, before_christ = _written(form.first, before_christ)
    return (first._replace(last=last.year) if first else None), before_christ


def _written(form: Written, before_christ: bool) -> tuple[_Said | None, bool]:  # noqa: FBT001 - handed on
    month = _month(form)
    if form.year is not None:
        year, before_christ = signed_year(form, before_christ)
        return _Said("dated" if month else "named", year, month, year), before_christ
    if form.within is not None:
        said, _ = _said(form.within, before_christ)
        return said, before_christ
    is_open = month and form.short is None and not form.like and not form.fiscal
    return (_Said("open", 0, month, 0) if is_open else None), before_christ


def _month(form: Written) -> int:
    """Return the month that a date begins in, 0 if it names no part of the year."""
    if form.month:
        return form.month
    if form.feast:
        day = feast_day(form.feast, ANY_YEAR)
        return day.month if day else 0
    if form.season is not None:
        return SEASON_DAYS[form.season][0][0]
    for unit, number in (("Q", form.quarter), ("H", form.half)):
        if number:
            return 1 + (number - 1) * MONTHS_IN_YEAR // PER_YEAR[unit]
    return 0


def _widened(before: Section | None, section: Section) -> Section:
    """Return the section of a heading, with the years that its line has named before."""
    if before is None or before.start != section.start:
        return section
    return Section(min(before.first, section.first), max(before.last, section.last), section.start)
