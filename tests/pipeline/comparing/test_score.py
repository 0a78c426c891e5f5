"""A row fits one of ours by days, parties, act and place; never by its day alone."""

import pytest
from compared import DAY, ours, place, site, theirs, who
from msgspec.structs import replace

from chancery.pipeline.comparing.differ import differences
from chancery.pipeline.comparing.ours import Ours
from chancery.pipeline.comparing.score import Limits, Parts, fit, is_turned, place_fit
from chancery.pipeline.comparing.theirs import Theirs
from chancery.sources.foreign.record import ForeignActor

LIMITS = Limits()
ALDANE, MARENTH = ForeignActor(name="Aldane"), ForeignActor(name="Marenth")
RUSSIA = ForeignActor(name="RUSSIA", country="RUS", state=True)
KENYA = ForeignActor(name="KENYA", country="KEN", state=True)


def slots(row: Theirs, own: Ours) -> dict[str, str]:
    return {one.slot: one.kind for one in differences(row, own)}


def test_the_same_fits_wholly_and_differs_in_nothing() -> None:
    row = theirs(where=site("Port Tarn"))
    own = ours(places=[place("Port Tarn")])

    assert fit(row, own, LIMITS) == Parts(days=1, parties=1, act=1, place=1, total=1)
    assert slots(row, own) == {}


def test_a_day_and_an_act_alone_never_match() -> None:
    others = ForeignActor(name="Corvia"), ForeignActor(name="Orlan")
    row = theirs(actors=others[:1], recipients=others[1:], where=site("Port Tarn"))

    assert fit(row, ours(places=[place("Port Tarn")]), LIMITS) is None
    assert fit(theirs(actors=(), recipients=()), ours(), LIMITS) is None
    one_of_two = theirs(recipients=others[:1])
    assert fit(one_of_two, ours(), LIMITS) is None


@pytest.mark.parametrize(
    ("day", "days"),
    [(DAY, 1.0), ("2031-05-05", 0.7), ("2031-05-02", 0.4), ("2031-05-07", None)],
)
def test_days_between_cost_and_too_many_part(day: str, days: float | None) -> None:
    row = theirs(day=day)
    found = fit(row, ours(), LIMITS)

    assert (found.days if found else None) == days
    assert (slots(row, ours()).get("date") == "differs") is (day != DAY)


def test_of_day_and_act_one_must_be_the_same() -> None:
    assert fit(theirs(root="AGREE"), ours(), LIMITS)
    assert fit(theirs(day="2031-05-05"), ours(), LIMITS)
    assert fit(theirs(root="AGREE", day="2031-05-05"), ours(), LIMITS) is None
    assert fit(theirs(root=None, day="2031-05-05"), ours(), LIMITS) is None


def test_a_week_holds_its_days_and_is_no_difference() -> None:
    own = ours(days=("2031-05-01", "2031-05-07"), precision="days")

    found = fit(theirs(), own, LIMITS)

    assert found is not None
    assert found.days == 0.8
    assert "date" not in slots(theirs(), own)


def test_where_ours_has_no_day_that_of_its_articles_counts_little_and_acts_are_alike() -> None:
    told = ours(days=(DAY, DAY), precision="told")

    found = fit(theirs(), told, LIMITS)
    assert found is not None
    assert found.days == 0.4
    assert slots(theirs(), told) == {"date": "only_theirs"}
    assert fit(theirs(root="AGREE"), told, LIMITS) is None
    assert fit(theirs(day="2031-05-05"), told, LIMITS) is None
    assert fit(theirs(), ours(days=None, precision="unknown"), LIMITS) is None
    assert fit(theirs(day=None), ours(), LIMITS) is None


def test_a_person_fits_its_state_less_and_not_a_compatriot() -> None:
    envoy = who("Ida Roth", "RUS")
    own = ours(actors=[envoy], recipients=[who("Kenya", "KEN", state=True)])

    found = fit(theirs(actors=[RUSSIA], recipients=[KENYA]), own, LIMITS)
    assert found is not None
    assert found.parties == 0.8
    other = ForeignActor(name="Oda Lind", country="RUS")
    compatriots = fit(theirs(actors=[other], recipients=[KENYA]), own, LIMITS)
    assert compatriots is not None
    assert compatriots.parties == 0.65
    assert slots(theirs(actors=[other], recipients=[KENYA]), own)["parties"] == "differs"
    elsewhere = ForeignActor(name="Ida Roth", country="UGA")
    assert fit(theirs(actors=[elsewhere], recipients=[KENYA]), own, LIMITS) is None


def test_someone_of_a_group_fits_it_as_a_person_does_its_state() -> None:
    envoys = replace(who("Aldane envoys"), of=frozenset(["aldane"]))

    found = fit(theirs(), ours(actors=[envoys]), LIMITS)
    assert found is not None
    assert found.parties == 0.8
    assert fit(theirs(), ours(actors=[who("Aldane envoys")]), LIMITS) is None


def test_sides_that_are_turned_cost_and_are_told_but_not_of_those_who_met() -> None:
    turned = theirs(root="ACCUSE", actors=[MARENTH], recipients=[ALDANE])
    own = ours(root="ACCUSE")

    found = fit(turned, own, LIMITS)
    assert found is not None
    assert found.parties == 0.8
    assert slots(turned, own) == {"direction": "differs"}
    met = theirs(actors=[MARENTH], recipients=[ALDANE])
    assert not is_turned(met, ours())
    assert slots(met, ours()) == {}
    acled = theirs(root="ASSAULT", actors=[MARENTH], recipients=[ALDANE], system="ACLED")
    assert slots(acled, ours(root="ASSAULT")) == {}


def test_two_who_met_must_be_two_of_ours() -> None:
    met = ours(recipients=[who("Marenth"), who("Corvia")])

    assert fit(theirs(actors=[MARENTH], recipients=[ForeignActor(name="Corvia")]), met, LIMITS)
    assert fit(theirs(actors=[ALDANE], recipients=[ALDANE]), met, LIMITS) is None
    assert slots(theirs(), met) == {"parties": "only_ours"}


def test_one_side_alone_is_enough_where_the_other_is_not_told() -> None:
    found = fit(theirs(recipients=()), ours(), LIMITS)

    assert found is not None
    assert found.parties == 0.75


def test_acts_of_one_quad_fit_less_and_those_of_opposite_tone_not_at_all() -> None:
    alike = fit(theirs(root="AGREE"), ours(), LIMITS)
    assert alike is not None
    assert alike.act == 0.6
    assert slots(theirs(root="AGREE"), ours()) == {"act": "differs"}
    assert slots(theirs(root="AID"), ours()) == {"act": "differs", "quad": "differs"}
    assert fit(theirs(root="ACCUSE"), ours(), LIMITS) is None
    unknown = fit(theirs(root=None), ours(), LIMITS)
    assert unknown is not None
    assert unknown.act is None


def test_places_fit_by_name_by_distance_and_by_country() -> None:
    own = [place("Port Tarn", "KEN", (10.0, 20.0))]

    assert place_fit(site("PORT TARN"), own) == 1
    assert place_fit(site("Karrow", "KEN", (10.1, 20.1)), own) == 1
    assert place_fit(site("Karrow", "KEN", (11.0, 20.0)), own) == 0.5
    assert place_fit(site("Karrow", "KEN", (20.0, 20.0)), own) == 0
    assert place_fit(site("Kenya", "KEN", (0.0, 38.0), coarse=True), own) == 0.7
    assert place_fit(site("Karrow", "UGA"), own) == 0
    assert place_fit(site("Karrow"), own) is None
    assert place_fit(None, own) is None


def test_places_that_lie_apart_are_told_with_their_distance() -> None:
    own = ours(places=[place("Port Tarn", "KEN", (10.0, 20.0))])
    far = theirs(where=site("Karrow", "KEN", (20.0, 20.0)))

    (found,) = differences(far, own)
    assert (found.slot, found.kind) == ("place", "differs")
    assert found.theirs == "Karrow, KEN (1,112 km away)"
    assert slots(theirs(where=site("Karrow")), own) == {"place": "unclear"}
    assert slots(theirs(), own) == {"place": "only_ours"}
    assert slots(theirs(where=site("Karrow")), ours()) == {"place": "only_theirs"}
