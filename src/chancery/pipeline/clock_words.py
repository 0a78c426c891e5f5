"""Says in words when something happened, and when its articles were published and captured."""

from collections.abc import Mapping

from chancery.model import ClaimTime, ClaimTimeBasis, DaySpan, PublishedSpan
from chancery.pipeline.telling import when

BASES: Mapping[ClaimTimeBasis, str] = {
    "published": "counted from the publication",
    "earlier": "counted from another day in the text",
    "weekday": "by the weekday",
    "linked": "by its thread",
}
"""On what a day rests that is not stated."""


def happened(time: ClaimTime | None) -> str:
    """Return when something happened, in words; of an interval of which one end is known, that."""
    if time is None or not (time.start or time.end):
        return when(time) or "Day unknown"
    if time.start and time.end:
        said = when(time)
    else:
        said = f"not before {time.start}" if time.start else f"not after {time.end}"
        said = f"day unknown, {said}"
    return said[:1].upper() + said[1:]


def published_words(span: PublishedSpan) -> str:
    """Return the days of publication, and on what they rest where it is not stated."""
    days = span_words(DaySpan(first=span.first, last=span.last))
    known = span.basis not in {None, "stated"} and (span.first or span.last)
    return f"{days}, {(span.basis or '').replace('_', ' ')}" if known else days


def span_words(span: DaySpan) -> str:
    """Return days in words, without saying more than the bounds do."""
    if span.first and span.last:
        return " to ".join(dict.fromkeys((span.first, span.last)))
    if span.first or span.last:
        return f"{'not before' if span.first else 'not after'} {span.first or span.last}"
    return "on an unknown day"
