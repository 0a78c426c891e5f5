"""What waits for review comes with the most useful first, and blind to who is to be blind."""

from pathlib import Path

import pytest
from review import decided, finding_of
from served import fill_served
from stored import records as bare_records

from chancery.errors import NotFoundError
from chancery.model import Finding, TimelineEntry
from chancery.pipeline.review.joins import Joins
from chancery.pipeline.review.log import note
from chancery.pipeline.review.overlay import Overlay
from chancery.pipeline.review.queue import Asked, Waiting, find_queue
from chancery.store import shelves
from chancery.store.decisions import read_decisions
from chancery.store.dossier import open_dossier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "t.dossier"
    fill_served(made)
    return made


def waiting(path: Path, **asked: object) -> list[Waiting]:
    with open_dossier(path) as dossier:
        found = find_queue(dossier, Asked(**asked), Overlay(dossier))  # type: ignore[arg-type]
        return [one for _, one in found]


def ids(found: list[Waiting]) -> list[str]:
    return [one.row.finding.id for one in found]


def test_what_matters_and_is_not_sure_comes_first(path: Path) -> None:
    found = waiting(path)

    with open_dossier(path) as dossier:
        assert len(found) == dossier.count(Finding) == dossier.count(TimelineEntry)
    assert [one.use for one in found] == sorted((one.use for one in found), reverse=True)
    solid = [one for one in found if one.row.finding.strength == "solid"]
    thin = [one for one in found if one.row.finding.strength == "thin"]
    assert max(one.use for one in solid) < min(one.use for one in thin)


def test_the_queue_is_the_same_without_shelves(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_kind = [waiting(path, kind="figure"), waiting(path, thread="document-a"), waiting(path)]

    monkeypatch.setattr(shelves, "is_current", lambda _: False)

    assert [
        waiting(path, kind="figure"),
        waiting(path, thread="document-a"),
        waiting(path),
    ] == by_kind
    assert len(by_kind[0]) == 2


def test_it_goes_on_behind_any_of_its_places(path: Path) -> None:
    with open_dossier(path) as dossier:
        overlay = Overlay(dossier)
        found = list(find_queue(dossier, Asked(), overlay))
        for number, (key, _) in enumerate(found, start=1):
            assert list(find_queue(dossier, Asked(), overlay, key)) == found[number:]


def test_what_was_decided_waits_no_longer_but_what_is_disputed_does(path: Path) -> None:
    finding = finding_of(path, "meeting").id

    decided(path, "accept", finding, "Ada")
    assert finding not in ids(waiting(path))

    decided(path, "reject", finding, "Ben")
    found = waiting(path)
    assert finding in ids(found)
    assert {one.row.review.state for one in found if one.row.review} == {"unreviewed", "disputed"}


def test_who_is_blind_sees_all_that_is_undecided_by_him_and_no_others_word(path: Path) -> None:
    finding = finding_of(path, "meeting").id
    decided(path, "reject", finding, "Ada")

    before = waiting(path, who="Ben", blind=True)
    assert finding in ids(before)
    assert {one.row.review.state for one in before if one.row.review} == {"unreviewed"}

    decided(path, "accept", finding, "Ben")
    assert finding not in ids(waiting(path, who="Ben", blind=True))


def test_the_log_shows_the_blind_others_decisions_once_he_has_decided(path: Path) -> None:
    meeting, figure = finding_of(path, "meeting").id, finding_of(path, "figure").id

    def seen() -> list[int]:
        with open_dossier(path) as dossier:
            decisions = read_decisions(dossier)
            noted = note(decisions, Joins(dossier, decisions), blind="Ben")
            return [one.decision.number for one in noted]

    decided(path, "reject", meeting, "Ada")
    decided(path, "undo", "1", "Ada")
    decided(path, "reject", meeting, "Ada")
    decided(path, "accept", figure, "Ada")
    assert seen() == []

    decided(path, "accept", meeting, "Ben")
    assert seen() == [1, 2, 3, 5]


def test_what_is_remembered_is_as_good_as_read_anew(path: Path) -> None:
    meeting, figure = finding_of(path, "meeting").id, finding_of(path, "figure").id
    steps: list[tuple[str, str, str]] = [
        ("accept", meeting, "Ada"),
        ("reject", figure, "Ada"),
        ("reject", meeting, "Ben"),
        ("undo", "3", "Ben"),
        ("undo", "4", "Ben"),
        ("undo", "1", "Ada"),
    ]
    before: Overlay | None = None
    for action, identity, who in steps:
        decided(path, action, identity, who)
        with open_dossier(path) as dossier:
            before = Overlay(dossier, before)
            fresh = Overlay(dossier)
            for asked in (Asked(), Asked(who="Ben", blind=True)):
                found = [key for key, _ in find_queue(dossier, asked, before)]
                assert found == [key for key, _ in find_queue(dossier, asked, fresh)]
            assert before.decisions == fresh.decisions

    with open_dossier(path) as dossier:
        assert Overlay(dossier, before).remembered(figure) is not None
    fill_served(path, [])
    with open_dossier(path) as dossier:
        assert Overlay(dossier, before).remembered(figure) is None


def test_without_readings_there_is_nothing_to_review(tmp_path: Path) -> None:
    path = tmp_path / "bare.dossier"
    fill_served(path, bare_records())

    with pytest.raises(NotFoundError, match="nothing to review"):
        waiting(path)
