"""A dossier gives back what was written, says what is wrong, and changes only by difference."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
import stored
from fakes import document
from stored import figure, fill, records

from chancery.errors import (
    DossierError,
    DossierVersionError,
    DossierWriteError,
    NotADossierError,
    NotFoundError,
)
from chancery.model import Annotation, Document, Figure, Origin, Rejection, ReuseLink, record_kinds
from chancery.store.dossier import check_target, open_dossier
from chancery.store.faults import find_faults
from chancery.store.schema import SCHEMA_VERSION


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "t.dossier"
    fill(made)
    return made


def test_every_record_comes_back_as_it_went_in(path: Path) -> None:
    with open_dossier(path) as dossier:
        found = [record for kind in record_kinds() for record in dossier.all(kind)]

    assert sorted(found, key=lambda r: r.id) == sorted(records(), key=lambda r: r.id)


def test_bytes_are_stored_as_bytes(path: Path) -> None:
    with open_dossier(path) as dossier:
        rows = dossier.connection.execute("SELECT typeof(vectors), vectors FROM annotation")
        found = sorted(rows.fetchall())

    made = [one.vectors for one in records() if isinstance(one, Annotation)]
    assert found == sorted(("blob", vectors) for vectors in made)


def test_writing_twice_changes_nothing(path: Path) -> None:
    change = fill(path)

    assert (change.added, change.changed, change.removed) == (0, 0, 0)


def test_only_the_difference_is_written(path: Path) -> None:
    first, second, *rest = records()
    assert isinstance(first, Document)
    changed = msgspec.structs.replace(first, address="https://paper.example/1")

    change = fill(path, [changed, second, *rest, document("more\n", "more.txt")])

    assert (change.added, change.changed, change.removed) == (1, 1, 0)
    with open_dossier(path) as dossier:
        assert dossier.get(Document, first.id).address == "https://paper.example/1"
        assert find_faults(dossier) == []


def test_a_record_that_is_gone_leaves_the_search_index_too(path: Path) -> None:
    fill(path, records()[1:2])

    with open_dossier(path) as dossier:
        hits = dossier.connection.execute(
            "SELECT count(*) FROM document_text WHERE document_text MATCH 'holds'"
        ).fetchone()
        assert hits[0] == 0
        assert dossier.count(ReuseLink) == 0
        assert find_faults(dossier) == []


OLDER = (  # how dossiers were made whose texts were indexed one by one
    "CREATE TRIGGER document_added AFTER INSERT ON document BEGIN"
    " INSERT INTO document_text(rowid, text) VALUES (new.number, new.text); END"
)


def test_each_text_is_indexed_once_in_a_dossier_of_an_older_make_too(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(OLDER)

    fill(path, [*records(), document("more quays\n", "more.txt")])

    with closing(sqlite3.connect(path)) as connection:
        check = "INSERT INTO document_text(document_text, rank) VALUES ('integrity-check', 1)"
        connection.execute(check)  # raises where index and texts do not agree
        query = "SELECT count(*) FROM document_text WHERE document_text MATCH 'quays'"
        assert connection.execute(query).fetchone() == (1,)


def test_history_says_what_each_build_did(path: Path) -> None:
    fill(path)

    with open_dossier(path) as dossier:
        runs = dossier.runs()

    assert [run.added for run in runs] == [len(records()), 0]
    assert runs[0].sources == ("here",)
    assert runs[0].rejected == 1


def test_an_open_dossier_cannot_be_written(path: Path) -> None:
    with open_dossier(path) as dossier, pytest.raises(sqlite3.OperationalError):
        dossier.connection.execute("DELETE FROM document")


@pytest.mark.parametrize("name", ["first.txt", "first", "document-"])
def test_a_document_is_found_by_path_and_by_the_start_of_its_name(path: Path, name: str) -> None:
    with open_dossier(path) as dossier:
        if name == "document-":
            with pytest.raises(NotFoundError, match="more than one"):
                dossier.find_document(name)
        else:
            assert dossier.find_document(name).path == "first.txt"


def test_a_document_is_found_by_eight_digits_of_its_id(path: Path) -> None:
    identity = records()[0].id

    with open_dossier(path) as dossier:
        assert dossier.find_document(identity.removeprefix("document-")[:8]).id == identity


def test_what_is_not_there_is_said_so(path: Path) -> None:
    with open_dossier(path) as dossier:
        with pytest.raises(NotFoundError, match="chancery documents"):
            dossier.find_document("100%")
        with pytest.raises(NotFoundError):
            dossier.get(Origin, "origin-0")


def test_links_are_found_from_either_side(path: Path) -> None:
    first, second, link, *_ = records()

    with open_dossier(path) as dossier:
        assert dossier.links(first.id) == dossier.links(second.id) == dossier.links() == [link]
        assert dossier.links("document-0") == []


def test_a_changed_character_is_found_out(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE document SET text = replace(text, 'truce', 'Truce')")
    connection.close()

    with open_dossier(path) as dossier:
        assert any("quote differs" in fault for fault in find_faults(dossier))


def test_a_changed_character_behind_an_origin_is_found_out(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE origin SET evidence = replace(evidence, 'truce', 'Truce')")
    connection.close()

    with open_dossier(path) as dossier:
        faults = find_faults(dossier)

    assert [fault.split()[0] for fault in faults] == ["origin", "origin"]


def test_blocks_that_do_not_tile_are_found_out(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE document SET blocks = '[]' WHERE path = 'first.txt'")
    connection.close()

    with open_dossier(path) as dossier:
        assert any("blocks end at 0" in fault for fault in find_faults(dossier))


def test_a_record_that_breaks_a_rule_is_found_out(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE rejection SET reason = 'because'")
    connection.close()

    with open_dossier(path) as dossier:
        assert any("rejection" in fault for fault in find_faults(dossier))


def test_other_files_are_refused_and_left_alone(tmp_path: Path) -> None:
    text, database, folder = tmp_path / "a.txt", tmp_path / "b.db", tmp_path / "c.dossier"
    text.write_text("not a database, but long enough to look like a file of one" * 20)
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    folder.mkdir()

    for path in (text, database, folder):
        before = path.read_bytes() if path.is_file() else b""
        with pytest.raises(NotADossierError, match=path.name):
            check_target(path)
        with pytest.raises(DossierError):
            fill(path)
        assert not path.is_file() or path.read_bytes() == before


def test_a_missing_dossier_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NotADossierError, match="chancery build"), open_dossier(tmp_path / "no"):
        pass


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotADossierError, match="nowhere"):
        check_target(tmp_path / "nowhere" / "t.dossier")


def test_a_dossier_is_read_where_nothing_can_be_written(path: Path) -> None:
    program = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from chancery.store.dossier import open_dossier\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        "with open_dossier(Path(sys.argv[1])) as dossier: print(len(dossier.links()))"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program, str(path)], check=True, capture_output=True, text=True
    )

    assert ended.stdout == "1\n"


def test_a_newer_schema_is_refused(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()

    with pytest.raises(DossierVersionError, match="newer"), open_dossier(path):
        pass


def test_a_dossier_without_a_new_field_gets_it(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute('ALTER TABLE document DROP COLUMN "address"')
    connection.execute("UPDATE document SET digest = x'00'")
    connection.commit()
    connection.close()

    fill(path)

    with open_dossier(path) as dossier:
        assert all(one.address is None for one in dossier.all(Document))
        assert find_faults(dossier) == []


def test_a_failed_write_leaves_what_stood_before(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)

    connection.execute(
        "CREATE TRIGGER full BEFORE INSERT ON run "
        "BEGIN SELECT raise(ROLLBACK, 'disk is full'); END"
    )
    connection.close()

    with pytest.raises(sqlite3.IntegrityError, match="disk is full"):
        fill(path, records()[:1])

    with open_dossier(path) as dossier:
        assert dossier.count(Document) == 2
        assert dossier.count(Rejection) == 1


def test_a_first_write_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stored.Made, "load", refuse)
    target = tmp_path / "new.dossier"

    with pytest.raises(DossierWriteError, match=r"cannot write .*new\.dossier: .*No space left"):
        fill(target)

    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_first_write_left_is_not_read(tmp_path: Path) -> None:
    target = tmp_path / "new.dossier"
    (tmp_path / "new.dossier.partial").write_bytes(b"half of it")
    (tmp_path / "new.dossier-wal").write_bytes(b"the log of a dossier that somebody took away")

    fill(target)

    assert [one.name for one in tmp_path.iterdir()] == ["new.dossier"]
    with open_dossier(target) as dossier:
        assert find_faults(dossier) == []
        mode = dossier.connection.execute("PRAGMA journal_mode").fetchone()[0]
    assert mode == "wal"  # the next build leaves readers what they read


def test_exact_numbers_come_back_and_stand_plain_in_the_table(path: Path) -> None:
    one = next(r for r in records() if isinstance(r, Document))
    fill(path, [one, figure(one)])

    with open_dossier(path) as dossier:
        assert list(dossier.all(Figure)) == [figure(one)]
        (row,) = dossier.connection.execute("SELECT low, high FROM figure").fetchall()
        assert tuple(row) == ("2", None)
        assert find_faults(dossier) == []
