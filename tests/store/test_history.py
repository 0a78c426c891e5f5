"""The history keeps what findings were after each build, however their ids change."""

import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace
from record import finding, followed, records, told, write

from chancery.errors import NotFoundError
from chancery.model import Commitment, Finding
from chancery.store.dossier import open_dossier
from chancery.store.history import CommitmentState, FindingState, told_by


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "t.dossier")


def states(path: Path, run: int) -> dict[tuple[str, ...], FindingState]:
    with open_dossier(path) as dossier:
        return {one.claims: one for one in dossier.findings_at(run)}


def test_each_build_keeps_every_finding_as_it_was(path: Path) -> None:
    made = [one for one in records() if isinstance(one, Finding)]
    write(path, [one for one in records() if one.id != made[0].id])
    kept = {tuple(each.claim for each in one.support) for one in made}

    assert states(path, 1).keys() == kept
    assert states(path, 2).keys() == kept - {tuple(one.claim for one in made[0].support)}


def test_a_build_that_changes_nothing_adds_no_state(path: Path) -> None:
    write(path)

    with open_dossier(path) as dossier:
        rows = dossier.connection.execute(
            "SELECT run, count(state) FROM finding_history GROUP BY run"
        )
        assert rows.fetchall() == [(1, 7), (2, 0)]
    assert states(path, 1) == states(path, 2)


def test_a_state_holds_sources_and_differences(path: Path) -> None:
    solid = [one for one in states(path, 1).values() if one.independent > 1]

    (one,) = solid
    assert (one.independent, one.upper_bound, len(one.claims), len(one.differences)) == (
        2,
        2,
        2,
        1,
    )


def test_a_dossier_from_before_the_history_begins_with_what_it_holds(path: Path) -> None:
    with open_dossier(path) as dossier:
        before = {one.claims: one for one in dossier.findings_at(1)}
    _forget(path)
    a, _, _ = told()
    more = a.statement("Corvia will open the dam", "Corvia")

    write(path, [*records(), more, finding([more])])

    assert states(path, 1) == before
    assert len(states(path, 2)) == len(before) + 1


def test_builds_that_are_not_kept_are_refused_with_the_reason(path: Path) -> None:
    with open_dossier(path) as dossier, pytest.raises(NotFoundError, match="they are 1 to 1"):
        dossier.findings_at(7)
    write(path, [replace(one, confidence=0.1) for one in records() if isinstance(one, Finding)])
    _forget(path, table=True)
    with open_dossier(path) as dossier, pytest.raises(NotFoundError, match="the next build"):
        dossier.findings_at(1)
    write(path)
    with open_dossier(path) as dossier, pytest.raises(NotFoundError, match="begins with build 2"):
        dossier.findings_at(1)


def test_what_became_of_a_commitment_is_kept_by_its_type_and_place(path: Path) -> None:
    (opens,) = (one for one in records() if isinstance(one, Commitment))
    shut = told()[2].cite("Corvia will keep the dam shut")
    found = followed(opens, "contested", shut)
    write(path, [found if one.id == opens.id else one for one in records()])

    with open_dossier(path) as dossier:
        first, second = dossier.commitments_at(1), dossier.commitments_at(2)
    assert first == [CommitmentState(claim=opens.id, told=())]
    assert second == [CommitmentState(claim=opens.id, told=(told_by(found.follow_up[0]),))]


def test_of_commitments_nothing_is_known_before_their_history_begins(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE commitment_history")
    connection.close()
    with open_dossier(path) as dossier:
        assert dossier.commitments_at(1) is None

    write(path)

    with open_dossier(path) as dossier:
        assert dossier.commitments_at(1) == dossier.commitments_at(2)


def _forget(path: Path, *, table: bool = False) -> None:
    """Take the history out, as a dossier of an older version has none."""
    with sqlite3.connect(path) as connection:
        connection.execute(f"{'DROP TABLE' if table else 'DELETE FROM'} finding_history")
    connection.close()
