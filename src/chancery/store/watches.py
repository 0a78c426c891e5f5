"""The watches that people keep in a dossier, apart from what builds write."""

import sqlite3
from collections.abc import Generator, Iterable
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from chancery.errors import (
    DossierBusyError,
    DossierWriteError,
    NotFoundError,
    UsageError,
)
from chancery.model import Sought, Watch
from chancery.store.dossier import BUSY_TIMEOUT_S, Dossier, open_dossier
from chancery.store.schema import WATCH_TABLE

_sought: msgspec.json.Decoder[Sought] = msgspec.json.Decoder(Sought)


def read_watches(dossier: Dossier) -> list[Watch]:
    """Return the watches by name; a dossier of an older version has none."""
    query = "SELECT 1 FROM sqlite_master WHERE name = 'watch'"
    if dossier.connection.execute(query).fetchone() is None:
        return []
    rows = dossier.connection.execute("SELECT name, added, sought FROM watch ORDER BY name")
    return [
        Watch(name=name, added=added, sought=_sought.decode(sought))
        for name, added, sought in rows.fetchall()
    ]


def find_watch(dossier: Dossier, name: str) -> Watch:
    """Return the watch of this name.

    Raises:
        NotFoundError: there is none.
    """
    for one in read_watches(dossier):
        if one.name == name:
            return one
    raise _unknown(dossier.path, name)


def write_watch(path: Path, watch: Watch) -> None:
    """Keep a watch.

    Raises:
        UsageError: there is one of its name.
        DossierBusyError: a build is just writing.
        DossierWriteError: the file cannot be written.
    """
    with _writing(path) as connection:
        try:
            put_watches(Dossier(path, connection), [watch])
        except sqlite3.IntegrityError as error:
            message = (
                f"there is a watch {watch.name!r} already; give another name, or remove it first"
            )
            raise UsageError(message) from error


def put_watches(dossier: Dossier, watches: Iterable[Watch]) -> None:
    """Add watches in the transaction that is open; raises sqlite3.IntegrityError for a name."""
    rows = ((one.name, one.added, msgspec.json.encode(one.sought).decode()) for one in watches)
    query = "INSERT INTO watch (name, added, sought) VALUES (?, ?, ?)"
    dossier.connection.executemany(query, rows)


def delete_watch(path: Path, name: str) -> None:
    """Take a watch out.

    Raises:
        NotFoundError: there is none of this name.
        DossierBusyError: a build is just writing.
        DossierWriteError: the file cannot be written.
    """
    with _writing(path) as connection:
        if not connection.execute("DELETE FROM watch WHERE name = ?", (name,)).rowcount:
            raise _unknown(path, name)


@contextmanager
def _writing(path: Path) -> Generator[sqlite3.Connection]:
    """Open a dossier for one short transaction, which is undone if anything is raised."""
    with open_dossier(path):
        pass  # whether it is one, and of a version that this program knows
    try:
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
        with closing(connection), connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(WATCH_TABLE)
            yield connection
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            message = f"a build is just writing {path}; try again in a moment"
            raise DossierBusyError(message) from error
        message = f"cannot write {path}: {error}; what it held before still stands"
        raise DossierWriteError(message) from error


def _unknown(path: Path, name: str) -> NotFoundError:
    return NotFoundError(f"no watch is called {name!r}; `chancery watch list {path}` shows all")
