"""Gathers what is known of one document's days, and dates its claims through its thread."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from chancery.model import (
    CLAIMS,
    Basis,
    Claim,
    ClaimDays,
    Clock,
    Dates,
    DateValue,
    DaySpan,
    Document,
    LinkedDates,
    PublishedSpan,
    Record,
    ThreadPart,
    make_id,
)
from chancery.ports import GroupStage
from chancery.stages.timeline.weighing import mark
from chancery.stages.together import of_kind
from chancery.text.claim_time import time_of
from chancery.text.linked import linked_time

DAY = slice(10)  # of an ISO day or time


class Clocks(GroupStage):
    """Brings the claims of a document together with its days and those that its thread gives."""

    name: ClassVar[str] = "clocks"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (
        Document,
        Dates,
        LinkedDates,
        ThreadPart,
        *CLAIMS,
    )
    outputs: ClassVar[tuple[type[Record], ...]] = (Clock,)
    lookups: ClassVar[tuple[type[Record], ...]] = ()
    smallest: ClassVar[int] = 4  # a document that was read, with its dates, a thread and a claim

    def keys(self, record: Record) -> Sequence[str]:
        """Return the document."""
        if isinstance(record, (Dates, LinkedDates, ThreadPart, Claim)):
            return (record.document,)
        return (record.id,)

    def refers(self, record: Record) -> Sequence[str]:
        """Return nothing: all that is needed is in the group."""
        del record
        return ()

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the clock of the document."""
        del key, found
        claims = sorted(of_kind(group, Claim), key=lambda one: one.id)
        documents, dates = of_kind(group, Document), of_kind(group, Dates)
        parts = of_kind(group, ThreadPart)
        linked = next(iter(of_kind(group, LinkedDates)), None)
        for document, said, part in zip(documents, dates, parts, strict=True):
            yield make_clock(document, said, linked, part.thread, claims)


def make_clock(
    document: Document,
    dates: Dates,
    linked: LinkedDates | None,
    thread: str,
    claims: Sequence[Claim],
) -> Clock:
    """Return what is known of a document's days; `linked` is what its thread says of them."""
    return Clock(
        id=make_id("clock", [document.id]),
        document=document.id,
        thread=thread,
        published=published_span(dates, linked),
        captured=_captured(dates.captured),
        marks=tuple(mark(one, document) for one in claims),
        linked=tuple(_linked(document, dates, linked, claims)),
    )


def published_span(dates: Dates, linked: LinkedDates | None) -> PublishedSpan:
    """Return the days of publication; a bound that others give is narrower than the own one."""
    own = dates.published
    first = linked.first if linked and linked.first else own.first
    last = linked.last if linked and linked.last else own.last
    bases: set[str] = {one.basis for one in (first, last) if one}
    basis: Basis | None = "linked" if "linked" in bases else own.basis
    if bases and basis is None:
        basis = "inferred"  # it says no day of its own, and its text bounds it
    return PublishedSpan(
        first=first.day[DAY] if first else None,
        last=last.day[DAY] if last else None,
        basis=basis,
    )


def _captured(value: DateValue | None) -> DaySpan | None:
    if value is None or not (value.start or value.end):
        return None
    return DaySpan(first=value.start and value.start[DAY], last=value.end and value.end[DAY])


def _linked(
    document: Document, dates: Dates, linked: LinkedDates | None, claims: Iterable[Claim]
) -> Iterator[ClaimDays]:
    for one in claims:
        told = time_of(one)
        time = told and linked_time(told, document.text, dates.published, linked)
        if time and time != told:
            yield ClaimDays(claim=one.id, time=time)
