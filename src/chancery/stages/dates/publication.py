"""Puts together when a document was published: what it says, else what bounds it."""

from collections.abc import Iterator

from chancery.model import (
    BoundBasis,
    Citation,
    DateValue,
    DayBound,
    Document,
    Evidence,
    Publication,
    PublicationFlaw,
)
from chancery.model.metadata import AFTER_CAPTURE
from chancery.text.capture_day import last_day

DAY = slice(10)  # the day of an ISO time
STATED: dict[str, BoundBasis] = {
    "stated": "stated",
    "markup": "markup",
    "feed": "feed",
    "page_furniture": "page_furniture",
}


Bounds = tuple[DayBound | None, DayBound | None]


def publication(document: Document, told: DayBound | None, known: Bounds) -> Publication:
    """Return the publication that the document states, or that its text bounds, or unknown.

    `told` is the latest day that its text tells of as past, `known` the days that facts allow:
    who held an office that the text calls current, since when a group is the government. It was
    published on the day of its capture or before.
    """
    stated = document.published
    flaws = tuple(_flaws(document, told))
    captured = _captured(document)
    if stated is None or stated.basis not in STATED:
        past = None if told and captured and told.day > captured.day else told
        first, last = _narrowed(past, *known)
        last = _earlier(last, captured)
        return Publication(
            first=first, last=last, basis="inferred" if first or last else None, flaws=flaws
        )
    return Publication(
        first=_bound(stated, stated.start),
        last=_earlier(_bound(stated, stated.end), captured),
        basis=stated.basis,
        flaws=flaws,
    )


def _narrowed(told: DayBound | None, first: DayBound | None, last: DayBound | None) -> Bounds:
    """Return the narrower bounds; what is told stands alone where facts deny it."""
    if told and last and told.day > last.day:
        return told, None
    later = max((one for one in (told, first) if one), key=lambda one: one.day, default=None)
    return later, last


def _captured(document: Document) -> DayBound | None:
    day = last_day(document.captured)
    return DayBound(day=day, basis="captured", evidence=()) if day else None


def _earlier(last: DayBound | None, captured: DayBound | None) -> DayBound | None:
    known = [one for one in (last, captured) if one]
    return min(known, key=lambda one: one.day, default=None)


def _bound(stated: DateValue, moment: str | None) -> DayBound | None:
    if moment is None:
        return None
    evidence = _evidence(stated.evidence)
    return DayBound(day=moment[DAY], basis=STATED[stated.basis], evidence=evidence)


def _evidence(cited: Citation | None) -> tuple[Evidence, ...]:
    """Return the characters of a citation that has any; none for markup."""
    if cited is None or cited.document is None or cited.start is None:
        return ()
    quote = cited.quote or ""
    end = cited.start + len(quote)
    return (Evidence(document=cited.document, start=cited.start, end=end, quote=quote),)


def _flaws(document: Document, told: DayBound | None) -> Iterator[PublicationFlaw]:
    stated = document.published
    last = stated.end if stated and stated.basis in STATED else None
    if told and last and told.day > last[DAY]:
        yield "before_event"
    if AFTER_CAPTURE in document.fields:
        yield "after_capture"
