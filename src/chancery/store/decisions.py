"""Adds decisions to a dossier, reads them, and checks that none was tampered with."""

import sqlite3
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
from msgspec.structs import replace

from chancery.errors import DossierBusyError, DossierWriteError
from chancery.model import Anchor, Claim, Decision, decision_id, kind_of
from chancery.store import decision_table
from chancery.store.dossier import Dossier, open_dossier
from chancery.store.quotes import quotes_in
from chancery.store.rows import to_row
from chancery.store.schema import columns

PATIENCE_S = 30.0  # a decision waits this long for a build that is just writing
PRIMARY = 0xFF  # bits of an SQLite error code that say what it is

Draft = Callable[[Dossier], Decision]
"""Makes a decision, without number and id, from the state of the dossier that it is added to."""


def append(path: Path, draft: Draft, *, patience: float = PATIENCE_S) -> Decision:
    """Add a decision and return it; whatever `draft` raises leaves the dossier as it was.

    A draft that has a number is in the dossier already, and is returned as it is.
    Nothing else is written meanwhile, so what the draft was checked against still holds.

    Raises:
        NotADossierError: there is no such file, or it is something else.
        DossierVersionError: it was written by a newer version.
        DossierBusyError: a build wrote for all the time that was waited.
        DossierWriteError: the file cannot be written.
    """
    with _writing(path, patience) as connection:
        for statement in decision_table.statements():
            connection.execute(statement)
        drafted = draft(Dossier(path, connection))
        if drafted.number:
            return drafted
        made = _numbered(drafted, decision_table.last_number(connection) + 1)
        names = ", ".join(one.name for one in columns(Decision))
        marks = ", ".join("?" * len(columns(Decision)))
        connection.execute(f"INSERT INTO decision ({names}) VALUES ({marks})", to_row(made))
    return made


def _numbered(drafted: Decision, number: int) -> Decision:
    made = replace(drafted, number=number)
    return replace(made, id=decision_id(made))


def read_decisions(dossier: Dossier, behind: int = 0) -> list[Decision]:
    """Return the decisions behind this number, in the order in which they were made."""
    if not decision_table.is_there(dossier.connection):
        return []
    return list(dossier.where(Decision, "number > ? ORDER BY number", behind))


def has_claim(dossier: Dossier, kind: type[Claim], identities: list[str]) -> set[str]:
    """Return those of the ids that claims of a kind have, without reading the claims."""
    wanted = msgspec.json.encode(identities).decode()
    query = f"SELECT id FROM {kind_of(kind)} WHERE id IN (SELECT value FROM json_each(?))"
    return {row[0] for row in dossier.connection.execute(query, (wanted,))}


def decision_faults(dossier: Dossier, texts: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with the decisions: one changed or gone, or quotes of other words.

    What is on a document that the dossier no longer holds is no fault.
    """
    known: set[str] = set()
    for place, one in enumerate(read_decisions(dossier), start=1):
        name = f"decision {one.number} {one.id}"
        if one.number != place:
            yield f"{name}: a decision before it is gone"
        if one.id != decision_id(one):
            yield f"{name}: it was changed after it was made"
        if one.undoes is not None and one.undoes not in known:
            yield f"{name}: it undoes {one.undoes}, which is no decision before it"
        known.add(one.id)
        for anchor in one.anchors:
            yield from _misquoted(name, anchor, texts)


def _misquoted(name: str, anchor: Anchor, texts: Mapping[str, str]) -> Iterator[str]:
    for _, one in quotes_in(msgspec.to_builtins(anchor)):
        text = texts.get(one["document"])
        if text is not None and text[one["start"] : one["end"]] != one["quote"]:
            yield f"{name}: quote differs from {one['document']}[{one['start']}:{one['end']}]"


@contextmanager
def _writing(path: Path, patience: float) -> Generator[sqlite3.Connection]:
    """Hold the dossier's one place for writers, until the decision is on the disk."""
    with open_dossier(path):
        pass  # says what the file is where it is no dossier
    address = f"{path.resolve().as_uri()}?mode=rw"
    try:
        with closing(
            sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)
        ) as connection:
            connection.execute("PRAGMA synchronous = FULL")  # what a person did is done only once
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & PRIMARY in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            message = f"{path} is being written by a build; nothing was decided: decide again"
            raise DossierBusyError(message) from error
        message = f"cannot write {path}: {error}; nothing was decided"
        raise DossierWriteError(message) from error
