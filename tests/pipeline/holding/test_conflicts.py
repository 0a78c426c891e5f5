"""What people decided otherwise in two dossiers is listed with both sides, and with what holds."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from fakes import Silent, WordReader
from halves import Halves, exported
from record import VELDT
from review import finding_of, named, ticking
from served import fill_served, records

from chancery.model import Decision, Entity, Finding
from chancery.pipeline.holding.conflicts import DecisionConflict, find_conflicts
from chancery.pipeline.holding.logs import Log, join_logs
from chancery.pipeline.holding.merge import merge
from chancery.pipeline.holding.taking import Making
from chancery.pipeline.review.decide import decide
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.review.wanted import read_fields
from chancery.pipeline.rows import read_claims
from chancery.store.decisions import read_decisions
from chancery.store.dossier import open_dossier


class Two:
    """Two copies of one dossier, in which people decide one after the other."""

    def __init__(self, first: Path, second: Path) -> None:
        self.paths = {"first": first, "second": second}
        self._clock: Iterator[datetime] = ticking()

    def decide(self, where: str, who: str, action: str, identity: str, **more: object) -> Decision:
        asked = read_fields({"action": action, "id": identity, "who": who, **more})
        return decide(self.paths[where], asked, lambda: next(self._clock))

    def share(self) -> None:
        """Give the second all that the first has."""
        shutil.copy(self.paths["first"], self.paths["second"])

    def finding(self, about: str, words: str = "") -> str:
        return finding_of(self.paths["first"], about, words).id

    def conflicts(self) -> list[DecisionConflict]:
        logs = []
        for name, path in self.paths.items():
            with open_dossier(path) as dossier:
                logs.append(Log(name, read_decisions(dossier)))
        with open_dossier(self.paths["first"]) as dossier:
            return find_conflicts(dossier, join_logs(logs))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("conflicts") / "t.dossier"
    fill_served(path, named(records()))
    return path


@pytest.fixture
def two(made: Path, tmp_path: Path) -> Two:
    return Two(*(Path(shutil.copy(made, tmp_path / name)) for name in ("a", "b")))


def told(conflicts: Sequence[DecisionConflict]) -> list[tuple[str, str, list[str], list[str]]]:
    """Return what each is over, what holds, and whose and where the sides are."""
    return [
        (
            one.over,
            one.holds,
            [one.first.who, one.second.who],
            [" ".join(one.first.dossiers), " ".join(one.second.dossiers)],
        )
        for one in conflicts
    ]


BOTH = ["first", "second"]


def test_neither_of_two_people_holds_against_the_other(two: Two) -> None:
    shut = two.finding("statement", "shut")
    two.decide("first", "Ada", "accept", shut)
    two.decide("second", "Ben", "reject", shut, reason="a guess")

    (one,) = two.conflicts()

    assert told([one]) == [("verdict", "neither", ["Ada", "Ben"], BOTH)]
    assert (one.first.number, one.second.number) == (1, 2)
    assert one.first.says.startswith("accepts a statement")
    assert "a guess" in one.second.says
    assert [claim.partition("-")[0] for claim in one.claims] == ["statement"]


def test_two_decisions_on_several_claims_are_one_conflict(two: Two) -> None:
    sails = two.finding("statement", "sail in May")
    two.decide("first", "Ada", "accept", sails)
    two.decide("second", "Ben", "reject", sails)

    assert [len(one.claims) for one in two.conflicts()] == [2]


def test_the_later_word_of_one_person_holds(two: Two) -> None:
    shut = two.finding("statement", "shut")
    two.decide("second", "Ada", "reject", shut)
    two.decide("first", "Ada", "accept", shut)

    assert told(two.conflicts()) == [("verdict", "later", ["Ada", "Ada"], BOTH[::-1])]


def test_other_words_for_one_slot_conflict_and_for_two_slots_do_not(two: Two) -> None:
    with open_dossier(two.paths["first"]) as dossier:
        claim = dossier.get(Finding, two.finding("statement", "shut")).support[0].claim
    two.decide("first", "Ada", "correct", claim, slot="sort", value="promises")
    two.decide("second", "Ada", "correct", claim, slot="modality", value="intended")
    assert two.conflicts() == []

    two.decide("second", "Ada", "correct", claim, slot="sort", value="denies")
    assert told(two.conflicts()) == [("verdict", "later", ["Ada", "Ada"], BOTH)]

    two.decide("first", "Ben", "accept", claim)
    assert ("verdict", "neither", ["Ada", "Ben"], BOTH[::-1]) in told(two.conflicts())


def test_what_was_decided_in_knowledge_of_the_other_is_no_conflict(two: Two) -> None:
    shut, nine = two.finding("statement", "shut"), two.finding("figure", "Nine")
    two.decide("first", "Ada", "accept", shut)
    two.decide("first", "Ben", "accept", nine)
    two.share()
    two.decide("second", "Ada", "reject", shut)
    two.decide("second", "Cyd", "reject", nine)

    assert two.conflicts() == []


def test_what_one_undid_and_the_other_lets_stand_is_listed(two: Two) -> None:
    two.decide("first", "Ada", "accept", two.finding("statement", "shut"))
    two.share()
    two.decide("second", "Ada", "undo", "1", reason="too soon")

    (one,) = two.conflicts()

    assert told([one]) == [("undo", "later", ["Ada", "Ada"], ["first second", "second"])]
    two.decide("second", "Ada", "undo", "2")
    assert two.conflicts() == []


def test_two_statuses_of_one_commitment_are_both_shown(two: Two) -> None:
    opens = two.finding("commitment")
    two.decide("first", "Ada", "status", opens, status="delivered", reason="I saw it")
    two.decide("second", "Ben", "status", opens, status="contested", reason="it is shut")
    two.decide("second", "Ada", "status", opens, status="withdrawn", reason="a letter")
    two.decide("second", "Cyd", "status", opens, status="delivered", reason="he told me")
    two.decide("second", "Cyd", "accept", opens)  # that it was said, not what became of it

    assert told(two.conflicts()) == [
        ("status", "both", ["Ada", "Ben"], BOTH),
        ("status", "later", ["Ada", "Ada"], BOTH),
    ]  # and nothing on what both say was delivered


@pytest.mark.parametrize(("who", "holds"), [("Ben", "neither"), ("Ada", "later")])
def test_a_merge_of_actors_against_a_split_is_listed(two: Two, who: str, holds: str) -> None:
    with open_dossier(two.paths["first"]) as dossier:
        other = next(one.id for one in dossier.all(Entity) if one.id != VELDT)
    two.decide("first", "Ada", "merge", VELDT, other=other)
    two.decide("second", who, "split", VELDT, words=["Veldt"])

    assert told(two.conflicts()) == [("join", holds, ["Ada", who], BOTH)]


def test_merges_of_findings_that_fit_are_none_and_one_against_a_split_is_listed(two: Two) -> None:
    sails = two.finding("statement", "sail in May")
    with open_dossier(two.paths["first"]) as dossier:
        claim = dossier.get(Finding, sails).support[1].claim
    nine, twelve = two.finding("figure", "Nine"), two.finding("figure", "12")
    two.decide("first", "Ada", "split", claim)
    two.decide("first", "Ada", "merge", nine, other=twelve)
    two.decide("second", "Ben", "merge", two.finding("statement", "never"), other=sails)

    assert told(two.conflicts()) == [("join", "neither", ["Ada", "Ben"], BOTH)]


def test_a_merge_of_dossiers_tells_them_and_keeps_both_sides(
    halves: Halves, tmp_path: Path
) -> None:
    two = Two(*(Path(shutil.copy(halves.left, tmp_path / name)) for name in ("a", "b")))
    with open_dossier(halves.left) as dossier:
        one, other = [each for each in dossier.all(Finding) if len(each.support) == 1][:2]
    two.decide("first", "Ada", "reject", one.id)
    two.decide("second", "Ben", "accept", one.id)
    two.decide("second", "Ben", "reject", other.id)

    report = merge(
        list(two.paths.values()),
        tmp_path / "c.dossier",
        wanted=Making(workers=1),
        progress=Silent(),
        reader=WordReader(),
    )

    assert [each.decisions for each in report.brought] == [1, 2]
    assert (report.decisions, told(report.conflicts)) == (
        3,
        [("verdict", "neither", ["Ada", "Ben"], [str(one) for one in two.paths.values()])],
    )
    with open_dossier(tmp_path / "c.dossier") as dossier:
        states = [
            Overlay(dossier).of_finding(read_claims(dossier, each)).state for each in (one, other)
        ]
        assert [each.number for each in read_decisions(dossier)] == [1, 2, 3]
    assert states == ["disputed", "rejected"]
    assert exported(tmp_path / "c.dossier") == exported(halves.left)
