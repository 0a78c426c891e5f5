"""What figures show of a dossier: lanes, ties and their sources, places, counts."""

import pytest

from chancery.errors import NotFoundError
from chancery.pipeline.timeline import Asked
from chancery.plots.data import chosen, network, timeline
from chancery.plots.data.histogram import Bar, read_histogram
from chancery.plots.data.network import read_network
from chancery.plots.data.places import read_places
from chancery.plots.data.timeline import read_timeline
from chancery.store.dossier import Dossier

ALL = Asked(everything=True)


def test_what_has_no_day_stands_in_no_lane(dossier: Dossier) -> None:
    shown = read_timeline(dossier, ALL)

    lanes = {lane.about: [(one.first, one.last) for one in lane.marks] for lane in shown.lanes}
    assert lanes == {"meeting": [("2020-05-04", "2020-05-04")]}
    assert {one.first for one in shown.undated} == {None}
    assert len(shown.undated) == 4, "a weekday alone is no day"
    assert shown.chosen == 5


def test_those_that_matter_most_have_the_rows(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "MOST_UNDATED", 2)

    shown = read_timeline(dossier, ALL)

    assert (len(shown.undated), shown.chosen) == (2, 5)


def test_more_than_can_be_read_is_said(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chosen, "MOST_READ", 4)

    assert read_network(dossier, ALL).unread
    assert read_network(dossier, ALL).chosen == 4


def test_a_meeting_of_three_stands_between_those_who_came(dossier: Dossier) -> None:
    shown = read_network(dossier, ALL)

    (gathering,) = shown.gatherings
    spokes = {(one.a, one.what) for one in shown.ties if one.b == gathering.finding}
    assert gathering.first == "2020-05-04"
    assert spokes == {(name, ("took part",)) for name in ("Aldane", "Corvia", "Marenth")}


def test_a_tie_says_how_many_independent_sources_it_has(dossier: Dossier) -> None:
    ties = {(one.a, one.b): one for one in read_network(dossier, ALL).ties}

    attack, raid = ties["Aldane", "Marenth"], ties["Corvia", "Aldane"]
    assert (attack.kind, attack.what) == ("did", ("ASSAULT",))
    assert (attack.documents, attack.independent) == (2, 1), "one copies the other"
    assert ties["Corvia", "Marenth"].kind == "met"
    assert raid.documents == 2


def test_what_is_only_planned_ties_nobody(dossier: Dossier) -> None:
    shown = read_network(dossier, ALL)

    assert shown.untold == 1
    assert sum(len(one.findings) for one in shown.ties if one.kind == "met") == 4


def test_only_the_best_connected_are_drawn(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "MOST_ACTORS", 2)

    shown = read_network(dossier, ALL)

    kept = {one.entity for one in shown.actors}
    assert (len(kept), shown.more_actors) == (2, 1)
    assert {side for one in shown.ties for side in (one.a, one.b)} <= kept | {
        one.finding for one in shown.gatherings
    }


def test_ties_of_most_findings_are_kept_and_meetings_whole(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "MOST_TIES", 1)

    shown = read_network(dossier, ALL)

    (gathering,) = shown.gatherings
    assert sum(one.b == gathering.finding for one in shown.ties) == 3
    assert (len(shown.ties), shown.more_ties) == (4, 2)


def test_a_place_is_as_likely_as_it_and_what_lies_around_it(dossier: Dossier) -> None:
    shown = read_places(dossier, ALL)

    (spot,) = shown.spots
    assert (spot.place, spot.share, spot.certain) == ("geonames/1", 0.95, True)
    assert [one.when for one in spot.told] == ["2020-05-04"]


def test_a_place_that_was_not_resolved_is_not_drawn(dossier: Dossier) -> None:
    shown = read_places(dossier, ALL)

    assert [(one.words, one.why, one.findings) for one in shown.unplaced] == [
        ("Karrow", "unsure", 1)
    ]
    assert (shown.placeless, shown.untold) == (2, 1)


def test_documents_are_counted_by_day_and_outlet(dossier: Dossier) -> None:
    shown = read_histogram(dossier, Asked())

    assert (shown.unit, shown.days) == (
        "day",
        (Bar(name="2020-05-05", count=1), Bar(name="2020-05-06", count=1)),
    )
    assert (shown.undated, shown.without_outlet) == (1, 1)
    assert shown.outlets == (Bar(name="The Weir", count=2),)
    assert sum(one.count for one in shown.sources) == shown.findings == 5


def test_with_a_filter_only_what_fits_is_counted(dossier: Dossier) -> None:
    shown = read_histogram(dossier, Asked(kind="event"))

    assert (shown.documents, shown.findings) == (2, 2)


@pytest.mark.parametrize("read", [read_timeline, read_network, read_places, read_histogram])
def test_nobody_of_that_name_is_an_error(dossier: Dossier, read: object) -> None:
    assert callable(read)
    with pytest.raises(NotFoundError, match="Nemo"):
        read(dossier, Asked(party="Nemo"))
