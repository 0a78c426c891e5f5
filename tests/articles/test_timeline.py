"""The timeline of five real articles: 5.5 and stories 6 and 19 of FACTS.md.

The texts are other people's and are not in this repository: they are read from `../shared`, and
the tests are skipped where that is absent.
"""

import pytest
from five import ARTICLES, dossier, numbers

from chancery.model import TimelineEntry
from chancery.store.dossier import Dossier

__all__ = ["dossier", "numbers"]
pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"{ARTICLES} is absent")
CONFERENCE = "2021-10-20"

Entries = dict[frozenset[str], list[TimelineEntry]]  # by the numbers of their documents


@pytest.fixture(scope="module")
def entries(dossier: Dossier, numbers: dict[str, str]) -> Entries:
    """Return the entries by the articles that tell of them."""
    made: Entries = {}
    for one in dossier.all(TimelineEntry):
        made.setdefault(frozenset(numbers[each] for each in one.documents), []).append(one)
    return made


def days(entries: Entries, number: str) -> set[tuple[str | None, str | None, str]]:
    """Return the times of what one article alone tells."""
    return {
        (one.time.start, one.time.end, one.time.basis)
        for one in entries.get(frozenset({number}), [])
        if one.time
    }


def test_the_conference_is_on_its_day(entries: Entries) -> None:
    (meeting,) = (
        one
        for documents, some in entries.items()
        for one in some
        if {"001", "003"} <= documents
        and one.about == "meeting"
        and one.time
        and one.time.start == CONFERENCE
    )

    assert meeting.time
    assert meeting.time.end == CONFERENCE
    for number in ("001", "003"):
        assert any(one[:2] == (CONFERENCE, CONFERENCE) for one in days(entries, number))


def test_what_000_alone_tells_has_its_days_by_its_thread_or_as_stated(entries: Entries) -> None:
    found = days(entries, "000")
    (published,) = {one.published for one in entries[frozenset({"000"})]}

    assert (published.first, published.basis) == (CONFERENCE, "linked")
    assert any(basis == "linked" for *_, basis in found)
    assert all(basis in {"linked", "stated"} for start, end, basis in found if start or end)


def test_002_has_an_interval_and_no_day(entries: Entries) -> None:
    found = [one for one in days(entries, "002") if one[0] and one[1]]

    assert found
    for start, end, _ in found:
        assert start != end
        assert str(start) >= "2017-01-01"
        assert str(end) <= "2021-08-31"


def test_004_asserts_no_year(entries: Entries) -> None:
    found = [one for one in days(entries, "004") if one[0] or one[1]]

    assert found
    assert all(end is None or basis == "stated" for _, end, basis in found)


def test_nothing_is_dated_2024(entries: Entries) -> None:
    for some in entries.values():
        for one in some:
            time = one.time
            assert not time or max(time.start or "", time.end or "") < "2022"
            assert (one.published.first or "") < "2022"


def test_the_day_of_capture_is_kept_apart(entries: Entries) -> None:
    captured = {one.captured for one in entries[frozenset({"003"})]}

    assert {one.first if one else None for one in captured} == {"2024-10-13"}
