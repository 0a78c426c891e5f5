"""Makes a timeline entry of each finding, dated through the threads of its documents."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, cast

from chancery.model import (
    Basis,
    ClaimTime,
    Clock,
    Commitment,
    DaySpan,
    Finding,
    PublishedSpan,
    Record,
    TimelineEntry,
    make_id,
)
from chancery.ports import GroupStage
from chancery.stages.timeline.weighing import is_followed, weigh
from chancery.text.claim_time import closest, lies_in

BASES: tuple[Basis, ...] = (  # from the surest to the weakest
    "stated",
    "markup",
    "feed",
    "page_furniture",
    "capture",
    "linked",
    "inferred",
)
DIGITS = 4  # of a weight


class Timeline(GroupStage):
    """Dates each finding by the clocks of its documents; nothing is made from its entry."""

    name: ClassVar[str] = "timeline"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (Finding,)
    outputs: ClassVar[tuple[type[Record], ...]] = (TimelineEntry,)
    lookups: ClassVar[tuple[type[Record], ...]] = (Clock, Commitment)
    smallest: ClassVar[int] = 1

    def keys(self, record: Record) -> Sequence[str]:
        """Return the finding itself."""
        return (record.id,)

    def refers(self, record: Record) -> Sequence[str]:
        """Return the clocks of its documents, and commitments with what became of them."""
        finding = cast("Finding", record)
        clocks = {make_id("clock", [one.document]) for one in finding.support}
        commits = finding.about == "commitment"
        return sorted(clocks | {one.claim for one in finding.support if commits})

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the entry of the finding."""
        del key
        clocks = sorted(
            (one for one in found.values() if isinstance(one, Clock)),
            key=lambda one: one.document,
        )
        followed = any(map(is_followed, found.values()))
        for one in group:
            if isinstance(one, Finding):
                yield make_entry(one, clocks, followed=followed)


def make_entry(
    finding: Finding, clocks: Sequence[Clock], *, followed: bool = False
) -> TimelineEntry:
    """Return the entry of a finding; `clocks` are those of its documents.

    `followed`: it is a commitment of which something became.
    """
    marks = {each.claim: each for clock in clocks for each in clock.marks}
    captured = [one.captured for one in clocks if one.captured]
    return TimelineEntry(
        id=make_id("timeline_entry", [finding.id]),
        finding=finding.id,
        about=finding.about,
        time=narrowed(finding, clocks),
        published=_published([one.published for one in clocks]),
        captured=_hull(captured) if captured else None,
        threads=tuple(sorted({one.thread for one in clocks})),
        documents=tuple(one.document for one in clocks),
        independent=finding.independent,
        strength=finding.strength,
        weight=round(weigh(finding, marks, followed=followed), DIGITS),
    )


def narrowed(finding: Finding, clocks: Sequence[Clock]) -> ClaimTime | None:
    """Return the time of a finding, or that which threads give its claims where it is closer.

    A time that does not lie in that of the finding says nothing. Where no day is known, the
    words of the first claim that has any are kept, which say that.
    """
    own = {one.claim for one in finding.support}
    linked = [each.time for one in clocks for each in one.linked if each.claim in own]
    best = closest([finding.time, *(one for one in linked if lies_in(one, finding.time))])
    return best or next((one.time for one in finding.support if one.time), None)


def _published(spans: Sequence[PublishedSpan]) -> PublishedSpan:
    whole = _hull([DaySpan(first=one.first, last=one.last) for one in spans])
    bases = {one.basis for one in spans}
    known: list[Basis] = [one for one in BASES if one in bases]
    return PublishedSpan(first=whole.first, last=whole.last, basis=known[-1] if known else None)


def _hull(spans: Sequence[DaySpan]) -> DaySpan:
    """Return the days that all lie between; an end that is open for one is open for all."""
    firsts = [one.first for one in spans if one.first]
    lasts = [one.last for one in spans if one.last]
    return DaySpan(
        first=min(firsts) if firsts and len(firsts) == len(spans) else None,
        last=max(lasts) if lasts and len(lasts) == len(spans) else None,
    )
