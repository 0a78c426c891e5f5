"""Undated documents are bounded by what their thread and process say, and never guessed."""

import pytest

from chancery.model import (
    Evidence,
    Lead,
    LinkedDates,
    Portrait,
    Process,
    Thread,
    TimeDirection,
    Turn,
)
from chancery.stages.narrow.stage import narrow


def evidence(document: str) -> Evidence:
    return Evidence(document=document, start=0, end=4, quote="then")


def portrait(
    name: str,
    *,
    lead: tuple[int, str | None] | None = None,
    looks: TimeDirection = "past",
    days: tuple[str | None, str | None] = (None, None),
    turns: tuple[Turn, ...] = (),
) -> Portrait:
    document = f"document-{name}"
    return Portrait(
        id=f"portrait-{name}",
        document=document,
        size=1,
        words=(),
        names=(),
        opening=(),
        vector=b"",
        first_day=days[0],
        last_day=days[1],
        lead=lead
        and Lead(evidence=evidence(document), weekday=lead[0], day=lead[1], direction=looks),
        turns=turns,
    )


def thread(*names: str) -> Thread:
    documents = tuple(f"document-{one}" for one in names)
    return Thread(
        id=f"thread-{names[0]}",
        documents=documents,
        central=documents[0],
        names=(),
        first_day=None,
        last_day=None,
        links=(),
    )


def turn(
    name: str, first: str | None = None, last: str | None = None, about: str = "power"
) -> Turn:
    return Turn(
        evidence=evidence(f"document-{name}"),
        about=about,
        names=("luvane front",) if first is None else ("aldania", "luvane front"),
        first=first,
        last=last,
    )


def process(*names: str) -> Process:
    return Process(
        id="process-1",
        threads=tuple(f"thread-{one}" for one in names),
        documents=tuple(f"document-{one}" for one in names),
        parties=(),
        series=(),
        first_day=None,
        last_day=None,
        links=(),
    )


def linked(
    portraits: list[Portrait], threads: list[Thread], *processes: Process
) -> list[LinkedDates]:
    return list(narrow({one.document: one for one in portraits}, threads, processes))


DATED = portrait("b", lead=(3, "2021-10-20"), days=("2021-10-20", "2021-10-20"))


@pytest.mark.parametrize(
    ("looks", "first", "last"),
    [
        ("past", "2021-10-20", "2021-10-26"),
        ("future", "2021-10-14", "2021-10-20"),
        ("unknown", "2021-10-14", "2021-10-26"),
    ],
)
def test_the_weekday_of_a_thread_is_one_day(looks: TimeDirection, first: str, last: str) -> None:
    (found,) = linked([portrait("a", lead=(3, None), looks=looks), DATED], [thread("a", "b")])

    assert (found.document, found.day) == ("document-a", "2021-10-20")
    assert found.first is not None
    assert found.last is not None
    assert (found.first.day, found.last.day) == (first, last)
    assert found.first.basis == found.last.basis == "linked"
    assert [one.document for one in found.first.evidence] == ["document-a", "document-b"]


def test_another_weekday_gives_no_day() -> None:
    assert linked([portrait("a", lead=(5, None)), DATED], [thread("a", "b")]) == []


def test_a_document_of_another_thread_says_nothing_of_the_day() -> None:
    undated = portrait("a", lead=(3, None))

    assert linked([undated, DATED], [thread("a"), thread("b")], process("a", "b")) == []


@pytest.mark.parametrize("other", [(3, "2021-10-27"), (5, "2021-11-05")])
def test_a_thread_that_goes_on_for_weeks_dates_nothing(other: tuple[int, str]) -> None:
    late = portrait("c", lead=other, days=(other[1], other[1]))
    portraits = [portrait("a", lead=(3, None)), DATED, late]

    assert linked(portraits, [thread("a", "b", "c")]) == []


@pytest.mark.parametrize("days", [(None, "2021-08-22"), ("2021-11-01", None)])
def test_bounds_of_the_document_that_deny_the_day_stand(
    days: tuple[str | None, str | None],
) -> None:
    undated = portrait("a", lead=(3, None), days=days)

    assert linked([undated, DATED], [thread("a", "b")]) == []


def test_a_turning_point_that_another_thread_of_the_process_dates_bounds_from_below() -> None:
    undated = portrait("a", days=("2017-01-01", None), turns=(turn("a"),))
    dated = portrait("b", turns=(turn("b", "2021-08-09", "2021-08-23"),))
    (found,) = linked([undated, dated], [thread("a"), thread("b")], process("a", "b"))

    assert (found.day, found.last) == (None, None)
    assert found.first is not None
    assert (found.first.day, found.first.basis) == ("2021-08-09", "linked")
    assert [one.document for one in found.first.evidence] == ["document-a", "document-b"]


@pytest.mark.parametrize(
    "others",
    [
        (turn("b", "2021-08-09", "2021-08-23"), turn("b", "1996-09-01", "1996-09-30")),
        (turn("b", "2021-08-09", "2021-08-23", "office"),),
        (turn("b", "2016-08-09", "2016-08-23"),),
    ],
    ids=["it came about twice", "another kind", "no later than is known"],
)
def test_a_turning_point_that_says_nothing_sure_bounds_nothing(others: tuple[Turn, ...]) -> None:
    undated = portrait("a", days=("2017-01-01", None), turns=(turn("a"),))
    dated = portrait("b", turns=others)

    assert linked([undated, dated], [thread("a"), thread("b")], process("a", "b")) == []


def test_a_dated_document_is_left_alone() -> None:
    mine = portrait("a", lead=(3, None), days=("2021-10-21", "2021-10-21"))

    assert linked([mine, DATED], [thread("a", "b")]) == []
