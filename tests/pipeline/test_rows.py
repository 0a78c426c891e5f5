"""Rows are joined, dated and found as doors need them."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from record import CORVIA, VELDT, finding, records, told, write

from chancery.errors import NotFoundError
from chancery.model import Absentee, ClaimTime, DateValue, Finding, Head, Meeting
from chancery.pipeline.located import findings_in, findings_of
from chancery.pipeline.query import Query, choose
from chancery.pipeline.rows import Row, day_of, find_finding, read_claims, span_of
from chancery.store.dossier import open_dossier


def meetings() -> tuple[Meeting, Meeting]:
    a, b, _ = told()
    one = a.meeting("talks", [("Jonas Veldt", VELDT)], states=["Corvia"], stated=3)
    two = b.meeting("said", [("Envoy Veldt", VELDT), ("the dam", None)])
    two = replace(
        two,
        heads=(Head(person=b.party("Envoy Veldt", VELDT), party=None),),
        absentees=(Absentee(party=b.party("people"), reason=()),),
    )
    return one, two


def test_a_meeting_is_shown_with_what_all_its_claims_tell() -> None:
    one, two = meetings()
    row = Row(finding=finding([one, two]), claims=(one, two))

    shown = row.shown

    assert isinstance(shown, Meeting)
    assert [each.evidence.quote for each in shown.parties] == ["Jonas Veldt", "the dam"]
    assert len(shown.heads) == len(shown.absentees) == 1
    assert shown.number_stated is None  # the difference says it


def test_a_number_without_names_is_no_gap_and_stays() -> None:
    one, _ = meetings()
    bare = replace(one, states_named=())

    shown = Row(finding=finding([bare]), claims=(bare,)).shown

    assert isinstance(shown, Meeting)
    assert shown.number_stated == 3


def test_a_day_of_its_own_goes_before_the_day_of_publication() -> None:
    a, _, _ = told()
    claim = a.statement("the ferry would sail in May", "Jonas Veldt")
    own = ClaimTime(
        start="2020-05-01", end="2020-05-31", precision="month", basis="stated", evidence=None
    )
    published = DateValue(
        start="2020-03-02T10:00", end="2020-03-02T10:00", precision="minute", basis="stated"
    )
    undated, dated = finding([claim]), finding([replace(claim, time=own)])

    said = {claim.document: published}
    assert day_of(Row(finding=undated, claims=(claim,)), said) == "2020-03-02"
    assert day_of(Row(finding=dated, claims=(claim,)), said) == "2020-05-01"
    assert day_of(Row(finding=undated, claims=(claim,)), {}) is None
    assert span_of(None, "meeting", published) == (None, None)


def test_a_start_of_an_id_that_several_findings_have_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "t.dossier")

    with open_dossier(path) as dossier:
        first = next(iter(dossier.all(Finding)))
        assert find_finding(dossier, first.id) == first
        assert find_finding(dossier, "") is None
        assert find_finding(dossier, "nothing") is None
        with pytest.raises(NotFoundError, match="more than one finding begins"):
            find_finding(dossier, "finding-")


def test_claims_are_traced_to_their_findings(tmp_path: Path) -> None:
    path = write(tmp_path / "t.dossier")
    solid = next(one for one in records() if isinstance(one, Finding) and one.independent > 1)

    with open_dossier(path) as dossier:
        found = findings_of(dossier, read_claims(dossier, solid))
        inside = findings_in(dossier, solid.support[0].document)
        assert findings_of(dossier, []) == {}

    assert found == {one.claim: solid.id for one in solid.support}
    assert inside[solid.support[0].claim] == solid


def test_one_of_two_parties_is_enough(tmp_path: Path) -> None:
    path = write(tmp_path / "t.dossier")

    with open_dossier(path) as dossier:
        for name in (VELDT, CORVIA):
            (row,) = choose(dossier, Query(about="meeting", party=name), {})
            assert row.finding.about == "meeting"
