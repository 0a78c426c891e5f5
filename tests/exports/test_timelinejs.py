"""Slides are those of the dated findings that matter most, each as fine as its date is known."""

import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from listed import Listed
from msgspec.structs import replace
from odd import fill_odd, records

from chancery.exports.cut import Cut
from chancery.exports.timelinejs import MOST_SLIDES, TimelineJs
from chancery.model import ClaimTime, TimePrecision
from chancery.pipeline.exporting.content import DossierContent
from chancery.ports.export import Entry
from chancery.store.dossier import open_dossier


class Told(Listed):
    """Records with findings that are given."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__(records())
        self._entries = entries

    def entries(self) -> Iterator[Entry]:
        return iter(self._entries)


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Entry:
    path = fill_odd(tmp_path_factory.mktemp("odd") / "odd.dossier")
    with open_dossier(path) as dossier:
        return next(one for one in DossierContent(dossier).entries() if one.time)


def at(one: Entry, start: str, end: str, precision: TimePrecision) -> Entry:
    time = ClaimTime(start=start, end=end, precision=precision, basis="stated", evidence=None)
    return replace(one, time=time)


def slides(*entries: Entry) -> tuple[list[Any], dict[str, int]]:
    stream = io.BytesIO()
    written = TimelineJs(Cut()).write(Told(entries), stream)
    left = {one.what: one.count for one in written.left_out}
    return json.loads(stream.getvalue())["events"], left


def test_of_many_those_that_matter_most_are_kept_and_the_rest_is_counted(dated: Entry) -> None:
    many = [
        replace(
            dated, weight=float(number % 7), finding=replace(dated.finding, id=f"f{number:03}")
        )
        for number in range(MOST_SLIDES + 20)
    ]

    found, left = slides(*many)

    ranked = sorted(many, key=lambda one: (-one.weight, one.finding.id))[:MOST_SLIDES]
    assert {one["unique_id"] for one in found} == {one.finding.id for one in ranked}
    assert left == {f"dated findings that matter less than the {MOST_SLIDES} of the slides": 20}


@pytest.mark.parametrize(
    ("start", "end", "precision", "date"),
    [
        ("2031-05-04", "2031-05-04", "day", {"year": 2031, "month": 5, "day": 4}),
        ("2031-05-01", "2031-05-31", "month", {"year": 2031, "month": 5}),
        ("2031-01-01", "2031-12-31", "year", {"year": 2031}),
    ],
)
def test_a_date_is_as_fine_as_it_is_known(
    dated: Entry, start: str, end: str, precision: TimePrecision, date: dict[str, int]
) -> None:
    (found,), _ = slides(at(dated, start, end, precision))

    assert found["start_date"] == date
    assert "end_date" not in found


def test_a_week_is_a_span_that_says_so_and_bounds_alone_are_none(dated: Entry) -> None:
    week = at(dated, "2031-05-05", "2031-05-11", "week")
    between = at(dated, "2017-01-01", "2021-08-22", "between")
    open_end = replace(dated, time=replace(week.time, end=None, precision="between"))

    (found,), left = slides(week, between, open_end)

    assert found["display_date"] == "between 2031-05-05 and 2031-05-11 (stated)"
    assert found["end_date"]["day"] == 11
    assert left == {"findings of no known date, or of which only bounds are known": 2}
