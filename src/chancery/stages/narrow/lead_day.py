"""Dates the weekday that opens an undated document by the day that opens others of its thread."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from chancery.model import DayBound, Evidence, Lead, Portrait

WEEK = timedelta(days=6)  # a bare weekday is of the last seven days, or of the next


class Linked(NamedTuple):
    """The day that a document speaks from, and the bounds that it gives the publication.

    A bound is None where the document's own is narrower.
    """

    day: str
    first: DayBound | None
    last: DayBound | None


def by_lead_day(own: Portrait, others: Sequence[Portrait]) -> Linked | None:
    """Return the day that all dated openings of the thread give this weekday, if they give one.

    None of them may speak of another week, and the document's own bounds must allow the day: so
    a thread that goes on for weeks dates nothing.
    """
    lead = own.lead
    if lead is None or lead.day:
        return None
    dated = [one.lead for one in others if one.lead and one.lead.day]
    same = [one for one in dated if one.weekday == lead.weekday]
    days = {one.day for one in same if one.day}
    if len(days) != 1:
        return None
    day = date.fromisoformat(days.pop())
    if any(one.day and abs(date.fromisoformat(one.day) - day) > WEEK for one in dated):
        return None
    first, last = _published(lead, day)
    if (own.first_day or "") > last.isoformat() or (own.last_day or "9") < first.isoformat():
        return None
    evidence = (lead.evidence, *(one.evidence for one in same))
    return Linked(
        day=day.isoformat(),
        first=_bound(max(first.isoformat(), own.first_day or ""), own.first_day, evidence),
        last=_bound(min(last.isoformat(), own.last_day or "9"), own.last_day, evidence),
    )


def _published(lead: Lead, day: date) -> tuple[date, date]:
    """Return the days between which a text is published that speaks so of a day."""
    first = day if lead.direction == "past" else day - WEEK
    last = day if lead.direction == "future" else day + WEEK
    return first, last


def _bound(day: str, own: str | None, evidence: tuple[Evidence, ...]) -> DayBound | None:
    return None if day == own else DayBound(day=day, basis="linked", evidence=evidence)
