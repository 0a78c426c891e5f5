"""Gives a day its place that is written by its number, its weekday or its hour alone."""

import re
from datetime import date

from chancery.text.timex.forms import Written
from chancery.text.timex.frame import DAYS, DAYS_AND_MONTHS, NEAR, NEXT_TO, Timeframe
from chancery.text.timex.periods import (
    DAYS_IN_WEEK,
    containing,
    day_period,
    first_day,
    month_days,
)
from chancery.text.timex.reading import Reading, dated, unknown
from chancery.text.timex.spoken import is_today
from chancery.text.timex.tense import outlook
from chancery.text.timex.values import Span

AHEAD = frozenset({"future", "possible"})
DETERMINER = 8  # characters before a part of the day that may hold its determiner
_DETERMINED = re.compile(r"\b(?:the|this|that)\b", re.IGNORECASE)
_GREETING = re.compile(r"\bgood\s$", re.IGNORECASE)  # good evening: the words are said then


def day_alone(form: Written, day: int, span: Span, frame: Timeframe) -> Reading:
    """Return the 28th of the month last spoken of, or of the one of publication."""
    anchor = (
        frame.last(DAYS_AND_MONTHS, 0 if frame.history else span.start - NEAR)
        or frame.publication()
    )
    start = first_day(containing("M", anchor.period)) if anchor else None
    found = day_of_month(start, day) if start else None
    if found is None:
        return unknown(f"XXXX-XX-{day:02}", form.part, form.clock)
    return dated(day_period(found), anchor, form.part, form.clock)


def on_weekday(form: Written, weekday: int, span: Span, frame: Timeframe) -> Reading:
    """Return the last such day up to publication, or the next where the sentence looks ahead.

    A diary goes on to the next such day where it says that it is today. A history goes on from
    the day last told of, and so does a talk, to the nearest such day.
    """
    looks_ahead = _looks_ahead(span, frame)
    told = frame.last(DAYS) if frame.history else frame.told_day()
    told = None if looks_ahead and not frame.history else told
    anchor = told or frame.publication()
    here = first_day(anchor.period) if anchor else None
    if anchor is None or here is None:
        return unknown(f"XXXX-WXX-{weekday}", form.part, form.clock)
    days = (weekday - here.isoweekday()) % DAYS_IN_WEEK
    if told and not frame.history:
        ahead = days <= DAYS_IN_WEEK // 2
    else:
        ahead = frame.history or days == 0 or looks_ahead
    period = day_period(here, days if ahead else days - DAYS_IN_WEEK)
    return dated(period, anchor, form.part, form.clock)


def _looks_ahead(span: Span, frame: Timeframe) -> bool:
    if frame.today and is_today(frame.text, span.start):
        return True
    return outlook(frame.text, *span) in AHEAD


def time_alone(form: Written, span: Span, frame: Timeframe) -> Reading:
    """Return the hour or part of the day that the text is at, or of today in a greeting."""
    if _GREETING.search(frame.text, max(0, span.start - DETERMINER), span.start):
        now = frame.publication()
        return dated(now.period, now, form.part) if now else unknown(None, form.part)
    near = frame.last(DAYS, span.start - NEXT_TO)
    anchor = near or (frame.last(DAYS) if frame.history else frame.publication())
    place = max(0, span.start - DETERMINER)
    named = form.clock is not None or _DETERMINED.search(frame.text, place, span.end)
    if anchor is None or not named:
        return unknown(None, form.part, form.clock)
    return dated(anchor.period, anchor, form.part, form.clock)


def day_of_month(start: date, day: int) -> date | None:
    """Return a day of the month that starts so; None if it has no such day."""
    return start.replace(day=day) if day <= month_days(start.year, start.month) else None
