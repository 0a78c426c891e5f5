"""Resolves the time of a claim in an undated document by what its thread says of the document."""

import re
from datetime import date

from chancery.model import ClaimTime, DayBound, LinkedDates, Publication, Span
from chancery.text.timex import direction_of, read_times

Bounds = tuple[DayBound | None, DayBound | None]

COUNTED = frozenset({"weekday", "published", "unknown"})  # bases of what the publication decides
_WEEKDAY = re.compile(r"XXXX-WXX-[1-7]")


def linked_time(
    time: ClaimTime, text: str, published: Publication, linked: LinkedDates | None
) -> ClaimTime:
    """Return the time of a claim as other documents date it, with basis linked; else unchanged.

    `text` is the document's, `published` what the document itself says of its publication. Where
    the day is linked that the document speaks from, its words are counted from that day. Where
    the publication is bounded alone, a bare weekday lies between the bounds, as a text tells of
    its own days; a bound of the document's own leaves the basis as it was.
    """
    if time.basis not in COUNTED or time.start or time.end or time.evidence is None:
        return time
    span = time.evidence.start, time.evidence.end
    if linked and linked.day:
        return _counted(time, text, span, date.fromisoformat(linked.day))
    return _between(time, text, span, _bounds(published, linked))


def _counted(time: ClaimTime, text: str, span: Span, day: date) -> ClaimTime:
    """Return the days that the words mean, counted from a day."""
    (value,) = read_times(text, [span], day)
    if value.first is None and value.last is None:
        return time
    return ClaimTime(
        start=value.first,
        end=value.last,
        precision=value.precision,
        basis="linked",
        evidence=time.evidence,
    )


def _bounds(published: Publication, linked: LinkedDates | None) -> Bounds:
    """Return the narrower bounds: where others bound the publication, those are."""
    first = linked.first if linked and linked.first else published.first
    last = linked.last if linked and linked.last else published.last
    return first, last


def _between(time: ClaimTime, text: str, span: Span, bounds: Bounds) -> ClaimTime:
    """Return a bare weekday between the bounds of the publication, on the side that it lies."""
    first, last = bounds
    (value,) = read_times(text, [span], None)
    start = first.day if first else None
    end = last.day if last and direction_of(text, *span) == "past" else None
    if not _WEEKDAY.match(value.value or "") or (start is None and end is None):
        return time
    by_link = "linked" in {one.basis for one in bounds if one}
    return ClaimTime(
        start=start,
        end=end,
        precision="between",
        basis="linked" if by_link else time.basis,
        evidence=time.evidence,
    )
