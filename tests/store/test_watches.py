"""Watches are kept in short writes beside what builds write, which never touch them."""

import sqlite3
from pathlib import Path

import pytest
from record import write

from chancery.errors import DossierBusyError, DossierWriteError, NotFoundError, UsageError
from chancery.model import ActorSought, DeadlinesSought, PointsSought, Watch, WordsSought
from chancery.store import watches
from chancery.store.dossier import open_dossier
from chancery.store.watches import delete_watch, find_watch, read_watches, write_watch

MADE = "2031-03-04T05:06:07.000008+00:00"
DAM = Watch(name="dam", added=MADE, sought=WordsSought(query="dam"))
ALL = [
    DAM,
    Watch(name="due", added=MADE, sought=DeadlinesSought(days=-3, day="2031-01-01", open=True)),
    Watch(name="said", added=MADE, sought=PointsSought(about="statement", least=2)),
    Watch(name="veldt", added=MADE, sought=ActorSought(actor="Veldt")),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "t.dossier")


def kept(path: Path) -> list[Watch]:
    with open_dossier(path) as dossier:
        return read_watches(dossier)


def test_every_kind_comes_back_as_it_was_by_name(path: Path) -> None:
    for one in reversed(ALL):
        write_watch(path, one)

    assert kept(path) == ALL
    with open_dossier(path) as dossier:
        assert find_watch(dossier, "said") == ALL[2]


def test_a_build_leaves_them_as_they_are(path: Path) -> None:
    write_watch(path, DAM)

    write(path, [])

    assert kept(path) == [DAM]


def test_a_name_is_given_once_until_it_is_removed(path: Path) -> None:
    write_watch(path, DAM)
    with pytest.raises(UsageError, match="'dam' already"):
        write_watch(path, DAM)

    delete_watch(path, "dam")

    assert kept(path) == []
    with pytest.raises(NotFoundError, match="watch list"):
        delete_watch(path, "dam")
    write_watch(path, DAM)


def test_a_dossier_of_an_older_version_has_none_and_takes_some(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE watch")
    connection.close()
    assert kept(path) == []
    with open_dossier(path) as dossier, pytest.raises(NotFoundError):
        find_watch(dossier, "dam")

    write_watch(path, DAM)

    assert kept(path) == [DAM]


def test_while_a_build_writes_the_dossier_is_said_to_be_busy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watches, "BUSY_TIMEOUT_S", 0.01)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")

    with pytest.raises(DossierBusyError, match="try again"):
        write_watch(path, DAM)

    connection.close()
    write_watch(path, DAM)


def test_what_cannot_be_written_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watches, "WATCH_TABLE", "CREATE TABLE watch (")

    with pytest.raises(DossierWriteError, match="still stands"):
        write_watch(path, DAM)

    assert kept(path) == []
