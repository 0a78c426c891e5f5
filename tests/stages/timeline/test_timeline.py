"""Entries have the days that texts and threads give, on clocks kept apart, and never a guess."""

from typing import cast

import pytest
from msgspec.structs import replace
from told import Told

from chancery.model import (
    Claim,
    ClaimTime,
    Clock,
    Dates,
    DateValue,
    DayBound,
    DaySpan,
    Finding,
    FollowUp,
    LinkedDates,
    LookedThrough,
    Publication,
    PublishedSpan,
    ThreadPart,
    TimelineEntry,
    make_id,
)
from chancery.stages.corroborate.stage import make_finding
from chancery.stages.timeline.clocks import Clocks, make_clock
from chancery.stages.timeline.stage import Timeline, make_entry
from chancery.stages.timeline.weighing import mark

TEXT = (
    "Aldania shelled Port Tarn on Wednesday. The mayor spoke at noon. Few or many came to the "
    "square by the old harbour. He said the ferry would leave. The ferry had left twice that day."
)
A, B = Told("a", TEXT), Told("b", TEXT)
UNDATED = Publication(first=None, last=None, basis=None)


def bound(day: str, basis: str = "linked") -> DayBound:
    return DayBound(day=day, basis=basis, evidence=())  # type: ignore[arg-type]


def dates(
    told: Told, published: Publication = UNDATED, captured: DateValue | None = None
) -> Dates:
    return Dates(
        id=f"dates-{told.id}",
        document=told.id,
        expressions=(),
        published=published,
        captured=captured,
    )


def linked(told: Told, day: str | None, first: str, last: str | None) -> LinkedDates:
    return LinkedDates(
        id=f"linked_dates-{told.id}",
        document=told.id,
        day=day,
        first=bound(first),
        last=last and bound(last),  # type: ignore[arg-type]
    )


def shelling(told: Told, day: str | None = None) -> Claim:
    return told.event("shelled", "Aldania", time=told.day("Wednesday", day))


def clock(
    told: Told,
    claim: Claim,
    *,
    published: Publication = UNDATED,
    by_thread: LinkedDates | None = None,
    captured: DateValue | None = None,
) -> Clock:
    said = dates(told, published, captured)
    return make_clock(told.page.document, said, by_thread, "thread-1", [claim])


def found(*claims: Claim) -> Finding:
    points = [(A if one.document == A.id else B).point(one) for one in claims]  # type: ignore[arg-type]
    return make_finding(claims, (), {one.id: one for one in claims}, (), points)


def test_a_weekday_has_the_day_that_its_thread_gives() -> None:
    claim = shelling(A)
    own = clock(A, claim, by_thread=linked(A, "2031-03-05", "2031-03-05", "2031-03-11"))

    entry = make_entry(found(claim), [own])

    assert entry.time is not None
    assert (entry.time.start, entry.time.end) == ("2031-03-05", "2031-03-05")
    assert entry.time.basis == "linked"
    assert entry.published == PublishedSpan(first="2031-03-05", last="2031-03-11", basis="linked")
    assert entry.threads == ("thread-1",)


def test_a_weekday_of_a_document_that_nothing_dates_has_no_day() -> None:
    claim = shelling(A)

    entry = make_entry(found(claim), [clock(A, claim)])

    assert entry.time is not None
    assert (entry.time.start, entry.time.end) == (None, None)
    assert entry.published == PublishedSpan(first=None, last=None, basis=None)


def test_a_weekday_between_bounds_is_an_interval() -> None:
    claim = shelling(A)
    published = Publication(
        first=bound("2030-01-01", "continued"), last=bound("2031-08-20", "two_sides"), basis=None
    )

    entry = make_entry(found(claim), [clock(A, claim, published=published)])

    assert entry.time is not None
    assert (entry.time.start, entry.time.end) == ("2030-01-01", "2031-08-20")
    assert entry.time.precision == "between"
    assert entry.published.basis == "inferred"


@pytest.mark.parametrize("day", ["2031-03-05", "2031-03-12"])
def test_a_day_that_a_document_states_stands_before_one_of_a_thread(day: str) -> None:
    stated, told = shelling(A, "2031-03-05"), shelling(B)
    by_thread = linked(B, day, day, None)

    entry = make_entry(
        found(stated, told), [clock(A, stated), clock(B, told, by_thread=by_thread)]
    )

    assert entry.time is not None
    assert (entry.time.start, entry.time.basis) == ("2031-03-05", "stated")


def test_publication_of_several_is_open_where_that_of_one_is() -> None:
    one, other = shelling(A, "2031-03-05"), shelling(B, "2031-03-05")
    known = Publication(
        first=bound("2031-03-06", "stated"), last=bound("2031-03-06", "stated"), basis="stated"
    )
    later = Publication(first=bound("2031-03-05", "told"), last=None, basis=None)

    entry = make_entry(
        found(one, other), [clock(A, one, published=known), clock(B, other, published=later)]
    )

    assert entry.published == PublishedSpan(first="2031-03-05", last=None, basis="inferred")
    assert entry.documents == (A.id, B.id)


def test_the_day_of_capture_is_a_clock_of_its_own() -> None:
    claim = shelling(A)
    value = DateValue(start="2034-01-02T08:00:00Z", end=None, precision="after", basis="capture")

    entry = make_entry(found(claim), [clock(A, claim, captured=value)])

    assert entry.captured == DaySpan(first="2034-01-02", last=None)
    assert entry.published.first is None
    assert make_entry(found(claim), [clock(A, claim)]).captured is None


def test_what_is_told_near_the_head_weighs_more() -> None:
    first = shelling(A)
    last = A.statement("the ferry would leave", "He")
    late = last.evidence[0].start > 0.15 * len(TEXT)

    entries = [make_entry(found(one), [clock(A, one)]) for one in (first, last)]
    marks = [mark(one, A.page.document) for one in (first, last)]

    assert late
    assert [one.lead for one in marks] == [True, False]
    assert entries[0].weight - entries[1].weight == pytest.approx(2.0 + 2.5 - 1.5)


def test_a_count_of_a_few_things_weighs_less() -> None:
    few, many = A.figure("Few", 3, "by the old", None), A.figure("many", 30, "by the old", None)

    weights = [make_entry(found(one), [clock(A, one)]).weight for one in (few, many)]

    assert weights[1] - weights[0] == pytest.approx(1.0)


def test_the_stages_go_from_claims_to_entries() -> None:
    claim = shelling(A)
    part = ThreadPart(
        id="thread_part-1",
        document=A.id,
        thread="thread-1",
        extent=LookedThrough(documents=1, since=None, until=None),
    )
    group = [A.page.document, dates(A), part, claim]
    (made,) = Clocks().run(A.id, group, {})
    finding = found(claim)
    (entry,) = Timeline().run(finding.id, [finding], {made.id: made})

    assert {one for record in group for one in Clocks().keys(record)} == {A.id}
    assert Timeline().refers(finding) == [make_id("clock", [A.id])]
    assert cast("TimelineEntry", entry).finding == finding.id


def test_an_entry_keeps_the_words_of_a_time_without_days() -> None:
    claim = A.event("shelled", "Aldania", time=None)
    entry = make_entry(found(claim), [clock(A, claim)])
    worded = make_entry(found(shelling(A)), [clock(A, shelling(A))])

    assert entry.time is None
    assert isinstance(worded.time, ClaimTime)
    assert worded.time.evidence == A.cite("Wednesday")


def test_a_commitment_of_which_something_became_weighs_more() -> None:
    pledge = A.commitment("pledge", "the ferry would leave", "He")
    became = FollowUp(
        type="reaffirmed",
        order="later",
        document=B.id,
        claim=None,
        evidence=(B.cite("He said the ferry would leave."),),
        reasons=(),
    )
    told = replace(pledge, follow_up=(became,))
    own = clock(A, pledge)
    finding = found(pledge)
    kept = {own.id: own}
    (plain,) = Timeline().run(finding.id, [finding], kept)
    (followed,) = Timeline().run(finding.id, [finding], {**kept, told.id: told})

    assert Timeline().refers(finding) == sorted([own.id, pledge.id])
    weights = [cast("TimelineEntry", one).weight for one in (plain, followed)]
    assert weights[1] - weights[0] == pytest.approx(1.5)
