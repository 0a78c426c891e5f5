"""An index beside a dossier answers only where it is whole and of the dossier's present build."""

import logging
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from corpus import article, write_corpus
from fakes import Silent, document
from stored import Made
from unread import unread

from chancery.errors import SettingsError, UsageError
from chancery.pipeline import build as building
from chancery.pipeline.add import Extension, add
from chancery.pipeline.build import build
from chancery.pipeline.settings import Settings
from chancery.store import indexing
from chancery.store.dossier import open_dossier
from chancery.store.indexing import open_matcher
from chancery.store.matching import Known
from chancery.store.search import count_facets, find
from chancery.store.tantivy_index.folder import BELONGS, folder_of, read_belonging
from chancery.store.write import RunNote, save

tantivy = pytest.importorskip("tantivy", reason="the extra `search` is not installed")

NOTE = RunNote(started=datetime(2031, 3, 1, tzinfo=UTC), sources=(), settings={}, search="tantivy")


def put(path: Path, *texts: str, note: RunNote = NOTE) -> None:
    save(path, Made([document(text, text) for text in texts]), note, Silent())


def answers(path: Path, query: str) -> tuple[str, set[str | None]]:
    """Return what finds the documents, and which they are."""
    with open_dossier(path) as dossier:
        found = find(dossier, query, limit=99)
        return open_matcher(dossier).name, {hit.document.path for hit in found.hits}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "t.dossier"
    put(made, "red ferry", "blue ferry", "red toll")
    assert answers(made, "red") == ("tantivy", {"red ferry", "red toll"})
    return made


def test_an_index_follows_what_a_build_puts_in_and_takes_out(path: Path) -> None:
    segments = set(folder_of(path).glob("*.idx"))

    put(path, "red ferry", "blue ferry", "red truce", "grey toll")

    assert answers(path, "red") == ("tantivy", {"red ferry", "red truce"})
    assert answers(path, "toll") == ("tantivy", {"grey toll"})
    assert segments & set(folder_of(path).glob("*.idx"))  # what stays is not indexed again
    assert len({one.stat().st_mode for one in folder_of(path).iterdir()}) == 1  # for all users


def lose_folder(path: Path) -> None:
    shutil.rmtree(folder_of(path))


def lose_belonging(path: Path) -> None:
    (folder_of(path) / BELONGS).unlink()


def tear_belonging(path: Path) -> None:
    (folder_of(path) / BELONGS).write_bytes(b'{"format": 1, "libr')


def replaced(file: Path, data: bytes) -> None:
    """Put another file in a place: what is mapped from there must not shrink under a reader."""
    file.unlink()
    file.write_bytes(data)


def cut_segment(path: Path) -> None:
    segment = max(folder_of(path).glob("*.idx"), key=lambda one: one.stat().st_size)
    replaced(segment, segment.read_bytes()[:-20])


def lose_segment(path: Path) -> None:
    next(folder_of(path).glob("*.term")).unlink()


def spoil_list(path: Path) -> None:
    """Write what is as long as before, and says nothing of segments."""
    listed = folder_of(path) / "meta.json"
    replaced(listed, b"x" * listed.stat().st_size)


def rot(path: Path) -> None:
    segment = max(folder_of(path).glob("*.idx"), key=lambda one: one.stat().st_size)
    data = bytearray(segment.read_bytes())
    data[len(data) // 2] ^= 0xFF
    replaced(segment, bytes(data))


def tell(path: Path, **said: object) -> None:
    told = read_belonging(folder_of(path))
    assert told is not None
    (folder_of(path) / BELONGS).write_bytes(
        msgspec.json.encode(msgspec.structs.replace(told, **said))
    )


def of_other_library(path: Path) -> None:
    tell(path, library="tantivy v0.1.0")


def of_other_format(path: Path) -> None:
    tell(path, format=999)


def of_other_build(path: Path) -> None:
    tell(path, token="of another build")  # noqa: S106 - no secret


HARMS: tuple[Callable[[Path], None], ...] = (
    lose_folder,
    lose_belonging,
    tear_belonging,
    cut_segment,
    lose_segment,
    spoil_list,
    rot,
    of_other_library,
    of_other_format,
    of_other_build,
)


@pytest.mark.parametrize("harm", HARMS)
def test_fts5_answers_for_an_index_that_is_not_whole_and_the_next_build_makes_another(
    path: Path, harm: Callable[[Path], None]
) -> None:
    harm(path)

    assert answers(path, "red") == ("fts5", {"red ferry", "red toll"})

    put(path, "red ferry", "blue ferry", "red toll", "red truce")
    assert answers(path, "red") == ("tantivy", {"red ferry", "red toll", "red truce"})


def test_an_earlier_state_of_the_dossier_is_not_searched_by_a_later_index(
    path: Path, tmp_path: Path
) -> None:
    earlier = tmp_path / "earlier"
    shutil.copy(path, earlier)
    put(path, "grey toll")

    shutil.copy(earlier, path)

    assert answers(path, "red") == ("fts5", {"red ferry", "red toll"})


def test_a_copy_is_searched_with_its_folder_and_without(path: Path, tmp_path: Path) -> None:
    alone, both = tmp_path / "alone.dossier", tmp_path / "both.dossier"
    for copy in (alone, both):
        shutil.copy(path, copy)
    shutil.copytree(folder_of(path), folder_of(both))

    assert answers(alone, "red") == ("fts5", {"red ferry", "red toll"})
    assert answers(both, "red") == ("tantivy", {"red ferry", "red toll"})


def test_a_folder_that_cannot_be_written_leaves_the_build_and_a_warning(
    path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        message = "No space left on device"
        raise OSError(message)

    monkeypatch.setattr("chancery.store.tantivy_index.index.bring_up", full)

    put(path, "grey toll")

    assert answers(path, "grey") == ("fts5", {"grey toll"})
    assert not folder_of(path).exists()
    assert "search goes on by FTS5" in caplog.text


def test_a_build_that_fails_after_its_index_leaves_the_old_state_to_fts5(path: Path) -> None:
    def fail() -> None:
        message = "disk I/O error"
        raise sqlite3.OperationalError(message)

    note = msgspec.structs.replace(NOTE, cost=fail)  # asked behind the index

    with pytest.raises(Exception, match="still stands"):
        put(path, "grey toll", note=note)

    assert answers(path, "red") == ("fts5", {"red ferry", "red toll"})


def test_what_tantivy_refuses_fts5_answers(
    path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        message = "too many"
        raise ValueError(message)

    for name in ("count", "said"):
        monkeypatch.setattr(f"chancery.store.tantivy_index.matcher.Tantivy.{name}", refuse)

    with caplog.at_level(logging.WARNING):
        assert answers(path, "red")[1] == {"red ferry", "red toll"}
        with open_dossier(path) as dossier:
            facets = count_facets(dossier, "red", Known(dossier))

    assert facets.languages[0].documents == 2
    assert "too many" in caplog.text


def test_an_older_dossier_is_searched_by_fts5(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE search_index")

    assert answers(path, "red")[0] == "fts5"


def test_what_is_asked_for_is_kept_for_the_next_build_and_is_no_source(tmp_path: Path) -> None:
    sources = write_corpus(tmp_path / "in", 2)
    dossier = sources / "t.dossier"
    build([str(sources)], dossier, settings=unread(search="tantivy"), progress=Silent())
    (sources / "new.txt").write_text(article(9))

    report = add(dossier, [], wanted=Extension(workers=1), progress=Silent())

    assert (report.documents, report.rejected) == (4, 1)
    assert answers(dossier, "crossing talks")[0] == "tantivy"


def test_tantivy_that_is_not_there_is_asked_for_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "has_tantivy", lambda: False)

    with pytest.raises(UsageError, match=r"pip install 'chancery\[search\]'"):
        build(["x"], tmp_path / "t", settings=unread(search="tantivy"), progress=Silent())


def test_a_kind_of_search_that_there_is_not_is_refused() -> None:
    with pytest.raises(SettingsError, match="must be auto, fts5, tantivy"):
        Settings(search="lucene")  # type: ignore[arg-type]


def test_an_index_is_made_from_so_many_documents_on() -> None:
    assert indexing.LARGE >= 10_000
