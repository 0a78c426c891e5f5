"""Opens one state of a dossier and says which it is, so that no answer mixes two."""

import hashlib
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from chancery.errors import (
    DossierError,
    DossierReplacedError,
    NotADossierError,
    RecordError,
)
from chancery.store.decision_table import last_number
from chancery.store.dossier import Dossier, open_dossier

EDITION_BYTES = 12


class Snapshot(NamedTuple):
    """A dossier as it stood at one moment; `edition` stands for its file, builds and decisions."""

    dossier: Dossier
    edition: str


@contextmanager
def open_snapshot(path: Path) -> Generator[Snapshot]:
    """Open the dossier as it now is; what is built meanwhile is not seen.

    Raises:
        NotADossierError: there is no such file, or it is something else.
        DossierReplacedError: another file came in its place while it was opened.
        DossierVersionError: it was written by a newer version.
        DossierError: the file cannot be read.
    """
    before = _file(path)
    try:
        with open_dossier(path) as dossier:
            dossier.connection.execute("BEGIN")  # all that is read below is of one state
            edition = edition_of(dossier.connection, path)
            if _file(path) != before:
                message = f"{path} was replaced while it was opened; ask again"
                raise DossierReplacedError(message)
            yield Snapshot(dossier, edition)
    except (sqlite3.DatabaseError, msgspec.MsgspecError, RecordError) as error:
        message = f"cannot read {path}: {error}; `chancery doctor {path}` says what is wrong"
        raise DossierError(message) from error


def edition_of(connection: sqlite3.Connection, path: Path) -> str:
    """Return what stands for the file at the path and the builds and decisions seen in it."""
    builds = connection.execute("SELECT * FROM run ORDER BY number").fetchall()
    state = hashlib.blake2b(digest_size=EDITION_BYTES)
    decided = last_number(connection)
    state.update(msgspec.msgpack.encode([_file(path), builds, decided]))
    return state.hexdigest()


def _file(path: Path) -> tuple[int, int]:
    """Return what tells the file from one that takes its name."""
    try:
        found = path.stat()
    except OSError as error:
        message = f"{path} cannot be opened: {error.strerror or error}"
        raise NotADossierError(message) from error
    return found.st_dev, found.st_ino
