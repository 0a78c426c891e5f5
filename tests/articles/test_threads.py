"""Threads, processes and linked dates of five real articles: stories 17 and 6 of FACTS.md.

The texts are other people's and are not in this repository: they are read from `../shared`, and
the tests are skipped where that is absent.
"""

import pytest
from five import ARTICLES, dossier, numbers

from chancery.model import (
    ClaimTime,
    Dates,
    Document,
    LinkedDates,
    Process,
    Thread,
    cite,
)
from chancery.store.dossier import Dossier
from chancery.text.linked import linked_time

__all__ = ["dossier", "numbers"]
pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"{ARTICLES} is absent")


def linked(dossier: Dossier, numbers: dict[str, str]) -> dict[str, LinkedDates]:
    return {numbers[one.document]: one for one in dossier.all(LinkedDates)}


def time_at(dossier: Dossier, numbers: dict[str, str], number: str, start: int) -> ClaimTime:
    """Return the time that an expression gives, as its thread dates it."""
    (document,) = (one for one in dossier.all(Document) if numbers[one.id] == number)
    (dates,) = (one for one in dossier.all(Dates) if one.document == document.id)
    (said,) = (one for one in dates.expressions if one.start <= start < one.end)
    time = ClaimTime(
        start=said.first,
        end=said.last,
        precision=said.precision,
        basis=said.basis,
        evidence=cite(document.id, document.text, said.start, said.end),
    )
    known = linked(dossier, numbers).get(number)
    return linked_time(time, document.text, dates.published, known)


def test_the_conference_is_one_thread_and_the_others_stand_alone(
    dossier: Dossier, numbers: dict[str, str]
) -> None:
    found = {frozenset(numbers[one] for one in each.documents) for each in dossier.all(Thread)}

    assert found == {frozenset({"000", "001", "003"}), frozenset({"002"}), frozenset({"004"})}


def test_the_three_threads_are_one_process(dossier: Dossier, numbers: dict[str, str]) -> None:
    (found,) = dossier.all(Process)

    assert set(found.threads) == {one.id for one in dossier.all(Thread)}
    assert {numbers[one] for one in found.documents} == set(numbers.values())
    assert {"russia", "taliban"} <= set(found.parties)
    assert len(found.links) == 2
    assert all(link.reasons for link in found.links)


def test_000_is_dated_through_its_thread(dossier: Dossier, numbers: dict[str, str]) -> None:
    found = linked(dossier, numbers)["000"]

    assert found.day == "2021-10-20"
    assert found.first is not None
    assert found.first.basis == "linked"
    assert {numbers[one.document] for one in found.first.evidence} == {"000", "001", "003"}
    for start, first, last in (
        (1188, "2021-10-20", "2021-10-20"),
        (2700, "2021-10-11", "2021-10-17"),
    ):
        time = time_at(dossier, numbers, "000", start)
        assert (time.start, time.end, time.basis) == (first, last, "linked")


def test_002_has_an_interval_and_no_day(dossier: Dossier, numbers: dict[str, str]) -> None:
    assert "002" not in linked(dossier, numbers)
    (dates,) = (one for one in dossier.all(Dates) if numbers[one.document] == "002")
    first, last = dates.published.first, dates.published.last
    assert first is not None
    assert last is not None
    assert (first.day, last.basis) == ("2017-01-01", "two_sides")
    assert "2021-08-15" <= last.day <= "2021-08-31"
    time = time_at(dossier, numbers, "002", 115)
    assert (time.start, time.end, time.precision) == (first.day, last.day, "between")


def test_004_is_no_older_than_what_001_and_003_date(
    dossier: Dossier, numbers: dict[str, str]
) -> None:
    found = linked(dossier, numbers)["004"]

    assert (found.day, found.last) == (None, None)
    assert found.first is not None
    assert (found.first.day[:7], found.first.basis) == ("2021-08", "linked")
    assert {numbers[one.document] for one in found.first.evidence} == {"004", "001", "003"}
    time = time_at(dossier, numbers, "004", 371)
    assert (time.start, time.end, time.basis) == (found.first.day, None, "linked")


def test_every_linked_bound_cites_its_characters(dossier: Dossier) -> None:
    texts = {one.id: one.text for one in dossier.all(Document)}

    for found in dossier.all(LinkedDates):
        for bound in (found.first, found.last):
            for one in bound.evidence if bound else ():
                assert texts[one.document][one.start : one.end] == one.quote
