"""Decisions are only ever added: by several at once, beside a build, and none is lost."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from review import decided, finding_of
from served import fill_served, records

from chancery.errors import DossierBusyError, DossierWriteError, NotADossierError
from chancery.model import Decision, Sides, decision_id
from chancery.store.decisions import append, read_decisions
from chancery.store.dossier import Dossier, open_dossier
from chancery.store.faults import find_faults
from chancery.store.free_sql import run_sql
from chancery.store.snapshot import open_snapshot

PLAIN = Decision(id="", number=0, who="Ada", at="2031-05-01T09:00:00+00:00", action="accept")
MANY = 25
WRITER = """
import sys
from pathlib import Path
from chancery.model import Decision
from chancery.store.decisions import append
path, who, many = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for one in range(many):
    append(path, lambda _: Decision(
        id="", number=0, who=who, at="2031-05-01T09:00:00+00:00", action="accept", reason=str(one)
    ))
"""

AGAIN = (
    "INSERT INTO decision (number, follows, id, who, at, action, anchors, reason)"
    " SELECT 9, follows, id, 'Eve', at, action, anchors, reason FROM decision"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "t.dossier"
    fill_served(made)
    return made


def log(path: Path) -> list[Decision]:
    with open_dossier(path) as dossier:
        return read_decisions(dossier)


def test_decisions_come_back_in_their_order_as_they_went_in(path: Path) -> None:
    made = [append(path, lambda _: PLAIN), append(path, lambda _: PLAIN)]

    assert log(path) == made
    assert [one.number for one in made] == [1, 2]
    assert all(one.id == decision_id(one) for one in made)
    assert [one.follows for one in made] == ["", made[0].id]


def test_a_table_that_an_older_program_made_is_read_and_added_to(path: Path) -> None:
    first = append(path, lambda _: PLAIN)
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE decision DROP COLUMN sides")
    assert log(path) == [first]

    second = append(path, lambda _: replace(PLAIN, action="merge", sides=Sides(first=0)))

    assert log(path) == [first, second]
    with open_dossier(path) as dossier:
        assert find_faults(dossier) == []


def test_what_is_known_is_not_read_again_unless_the_file_has_other_decisions(
    path: Path, tmp_path: Path
) -> None:
    first = append(path, lambda _: PLAIN)
    known = [replace(first, reason="as it is known")]
    second = append(path, lambda _: PLAIN)
    other = tmp_path / "other.dossier"
    fill_served(other)
    elsewhere = append(other, lambda _: replace(PLAIN, who="Ben"))

    with open_dossier(path) as dossier:
        assert read_decisions(dossier, known) == [*known, second]
    with open_dossier(other) as dossier:
        assert read_decisions(dossier, known) == [elsewhere]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decision SET who = 'Eve'",
        "DELETE FROM decision",
        "INSERT OR REPLACE INTO decision SELECT * FROM decision",
        AGAIN,
        "DELETE FROM decision_claim",
        "UPDATE decision_claim SET claim = 'other'",
    ],
)
def test_nothing_changes_a_decision_that_was_made(path: Path, statement: str) -> None:
    made = decided(path, "accept", finding_of(path, "meeting").id)

    with sqlite3.connect(path) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)

    assert log(path) == [made]


def test_two_that_write_at_once_and_a_build_beside_them_lose_nothing(path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), who, str(MANY)])
        for who in ("Ada", "Ben")
    ]
    for number in range(6):
        fill_served(path, records()[: -1 - number % 2])  # a build, while they write
    assert [one.wait() for one in writers] == [0, 0]

    found = log(path)
    assert [one.number for one in found] == list(range(1, 2 * MANY + 1))
    for who in ("Ada", "Ben"):
        assert [one.reason for one in found if one.who == who] == [str(n) for n in range(MANY)]
    with open_dossier(path) as dossier:
        assert find_faults(dossier) == []


def test_builds_never_touch_decisions(path: Path) -> None:
    made = append(path, lambda _: PLAIN)

    fill_served(path, [])
    fill_served(path)

    assert log(path) == [made]


def test_who_waits_too_long_for_a_build_is_told_that_nothing_was_decided(path: Path) -> None:
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")

    with pytest.raises(DossierBusyError, match="nothing was decided"):
        append(path, lambda _: PLAIN, patience=0.01)
    writer.close()

    assert log(path) == []


def test_what_the_draft_raises_leaves_no_trace(path: Path) -> None:
    def fail(_: Dossier) -> Decision:
        raise KeyError

    with pytest.raises(KeyError):
        append(path, fail)

    assert log(path) == []


def test_a_draft_that_is_in_the_log_already_is_not_added_again(path: Path) -> None:
    made = append(path, lambda _: PLAIN)

    assert append(path, lambda _: made) == made
    assert log(path) == [made]


def test_a_file_that_cannot_be_written_is_told_so(path: Path, tmp_path: Path) -> None:
    def spoil(dossier: Dossier) -> Decision:
        dossier.connection.execute("DROP TABLE decision_claim")
        return replace(PLAIN, anchors=())

    with pytest.raises(DossierWriteError, match="nothing was decided"):
        append(path, spoil)
    with pytest.raises(NotADossierError):
        append(tmp_path / "none.dossier", lambda _: PLAIN)


def test_a_dossier_of_an_older_program_has_no_decisions_and_takes_some(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE decision")

    assert log(path) == []
    with open_snapshot(path) as (_, before):
        pass
    made = append(path, lambda _: PLAIN)
    with open_snapshot(path) as (_, after):
        assert before != after
    assert log(path) == [made]


def test_the_edition_changes_with_every_decision(path: Path) -> None:
    seen = set()
    for _ in range(3):
        with open_snapshot(path) as (_, edition):
            seen.add(edition)
        append(path, lambda _: PLAIN)

    assert len(seen) == 3


def test_decisions_can_be_read_by_sql(path: Path) -> None:
    append(path, lambda _: PLAIN)
    with open_snapshot(path) as (_, edition):
        pass

    found = run_sql(
        path,
        "SELECT who, action FROM decision",
        edition=edition,
        most_rows=9,
        seconds=2,
    )

    assert found.rows == (("Ada", "accept"),)


def test_the_doctor_sees_decisions_that_were_tampered_with(path: Path) -> None:
    decided(path, "accept", finding_of(path, "meeting").id)
    decided(path, "undo", "1")
    with sqlite3.connect(path) as connection:
        for trigger in ("update", "delete", "replace"):
            connection.execute(f"DROP TRIGGER decision_{trigger}")
        connection.execute("UPDATE decision SET who = 'Eve' WHERE number = 1")
        connection.execute(
            "UPDATE decision SET anchors = replace(anchors, 'talks', 'walks') WHERE number = 1"
        )
        connection.execute("UPDATE decision SET number = 7, undoes = 'none' WHERE number = 2")

    with open_dossier(path) as dossier:
        faults = find_faults(dossier)

    said = "\n".join(faults)
    for words in ("was changed", "quote differs", "before it is gone", "no decision before it"):
        assert words in said


def test_the_doctor_says_what_of_a_decision_cannot_be_read(path: Path) -> None:
    append(path, lambda _: replace(PLAIN, reason="because"))
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER decision_update")
        connection.execute("UPDATE decision SET action = 'adore'")

    with open_dossier(path) as dossier:
        assert any(one.startswith("decision: ") for one in find_faults(dossier))
