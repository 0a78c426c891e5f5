"""Brings a dossier up to date with the results of a run, in one transaction."""

import os
import sqlite3
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, cast

import msgspec

from chancery import __version__
from chancery.errors import DossierWriteError
from chancery.model import PASSED_OVER, Document, Record, Rejection, kind_of, record_kinds
from chancery.ports import Progress, Results
from chancery.store import costs, counted, history, indexing, schema, shelves
from chancery.store.costs import RunCost
from chancery.store.dossier import BUSY_TIMEOUT_S, Dossier, check_target
from chancery.store.growing import growing
from chancery.store.indexing import SearchBy
from chancery.store.rows import to_row
from chancery.store.schema import columns

WRITE_BATCH = 512  # records read and written together: about 4 MB of articles


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """How many records a run added, changed and removed."""

    added: int
    changed: int
    removed: int


class Touched(NamedTuple):
    """The ids of the records of one kind that a run writes and removes, sorted."""

    added: list[str]
    changed: list[str]
    removed: list[str]
    documents: frozenset[str]  # of all of them, where the kind names one


Shelve = Callable[[Dossier, Mapping[type[Record], Touched] | None], None]
"""Brings the shelves of a dossier up to date with what a run touched, or, for None, makes all."""


class RunNote(msgspec.Struct, frozen=True, kw_only=True):
    """What the history keeps of a run beside its counts."""

    started: datetime
    sources: tuple[str, ...]
    settings: dict[str, str | int | bool]
    cost: Callable[[], RunCost] | None = None  # asked when all is written
    search: SearchBy = "auto"


def save(
    path: Path,
    results: Results,
    note: RunNote,
    progress: Progress,
    shelve: Shelve | None = None,
) -> Change:
    """Write the difference between the dossier and the results, and a line of history.

    `shelve` orders what is written for lists; without it they are read whole and sorted.

    Raises:
        NotADossierError: the path holds something else.
        DossierWriteError: the disk is full or refuses; the dossier stays as it was.
    """
    with _writing(path) as connection:
        schema.prepare(connection, path)
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            history.begin(connection)
            shelved = shelves.is_current(connection)
            touched = {
                kind: _save_kind(connection, kind, results, progress) for kind in record_kinds()
            }
            change = Change(
                added=sum(len(one.added) for one in touched.values()),
                changed=sum(len(one.changed) for one in touched.values()),
                removed=sum(len(one.removed) for one in touched.values()),
            )
            run = _add_history(connection, note, change, count_rejected(results))
            for kind in history.KEPT:
                found = touched[kind]
                history.keep(connection, kind, run, found.added + found.changed, found.removed)
            if shelve is not None:
                shelve(Dossier(path, connection), touched if shelved else None)
                counted.keep(connection)
                shelves.set_current(connection, map(kind_of, record_kinds()))
            found = touched[Document]
            gone, fresh = found.changed + found.removed, found.added + found.changed
            indexing.bring_up(connection, path, note.search, gone, fresh)
            if note.cost is not None:
                costs.keep(connection, run, note.cost())
    return change


def count_rejected(results: Results) -> int:
    """Return how many inputs were turned away, without what an archive holds beside articles."""
    found = list(results.digests(Rejection))
    if not found:
        return 0
    rejections = cast("Iterable[Rejection]", results.load(Rejection, found))
    return sum(one.reason not in PASSED_OVER for one in rejections)


def _save_kind(
    connection: sqlite3.Connection, kind: type[Record], results: Results, progress: Progress
) -> Touched:
    table = kind_of(kind)
    have = dict(connection.execute(f"SELECT id, digest FROM {table}"))
    want = results.digests(kind)
    removed = sorted(have.keys() - want.keys())
    added = sorted(want.keys() - have.keys())
    changed = sorted(one for one in want.keys() & have.keys() if want[one] != have[one])
    documents = _documents(connection, kind, removed + changed)
    _delete(connection, table, removed + changed)
    fresh = added + changed
    progress.begin(f"store {table}", len(fresh))
    last = connection.execute(f"SELECT max(number) FROM {table}").fetchone()[0] or 0
    numbers = {one: number for number, one in enumerate(fresh, last + 1)}
    for records in growing(results.load(kind, fresh), WRITE_BATCH, WRITE_BATCH):
        _insert(connection, kind, records, numbers, want)
        progress.advance(len(records))
    if kind is Document:
        connection.execute(schema.INDEX_TEXTS, (last,))
    progress.end(reused=len(want) - len(fresh))
    documents |= _documents(connection, kind, fresh)
    return Touched(added, changed, removed, documents)


def _documents(
    connection: sqlite3.Connection, kind: type[Record], identities: Sequence[str]
) -> frozenset[str]:
    """Return the documents that records of a kind name, or are."""
    if kind is Document:
        return frozenset(identities)
    if all(one.field != "document" for one in columns(kind)):
        return frozenset()
    wanted = msgspec.json.encode(identities).decode()
    query = (
        f"SELECT DISTINCT document FROM {kind_of(kind)}"
        " WHERE id IN (SELECT value FROM json_each(?))"
    )
    return frozenset(row[0] for row in connection.execute(query, (wanted,)))


def _insert(
    connection: sqlite3.Connection,
    kind: type[Record],
    records: Iterable[Record],
    numbers: Mapping[str, int],
    digests: Mapping[str, bytes],
) -> None:
    """Write records; they come as they lie, so the numbers say which is before which."""
    names = ", ".join(["number", *(column.name for column in columns(kind)), "digest"])
    marks = ", ".join("?" * (len(columns(kind)) + 2))
    rows = ([numbers[one.id], *to_row(one), digests[one.id]] for one in records)
    connection.executemany(f"INSERT INTO {kind_of(kind)} ({names}) VALUES ({marks})", rows)


def _delete(connection: sqlite3.Connection, table: str, identities: Sequence[str]) -> None:
    rows = ((identity,) for identity in identities)
    connection.executemany(f"DELETE FROM {table} WHERE id = ?", rows)


def _add_history(
    connection: sqlite3.Connection, note: RunNote, change: Change, rejected: int
) -> int:
    """Add a build to the table of builds, and return its number."""
    added = connection.execute(
        "INSERT INTO run (started, finished, version, sources, settings, added, changed, removed,"
        " rejected) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            note.started.isoformat(timespec="seconds"),
            datetime.now(UTC).isoformat(timespec="seconds"),
            __version__,
            msgspec.json.encode(note.sources).decode(),
            msgspec.json.encode(note.settings).decode(),
            change.added,
            change.changed,
            change.removed,
            rejected,
        ),
    )
    return cast("int", added.lastrowid)


@contextmanager
def _writing(path: Path) -> Generator[sqlite3.Connection]:
    check_target(path)
    is_new = not path.exists() or path.stat().st_size == 0
    try:
        with _beside(path) if is_new else _in_place(path) as connection:
            yield connection
    except (sqlite3.OperationalError, OSError) as error:
        message = f"cannot write {path}: {error}; what it held before still stands"
        raise DossierWriteError(message) from error


@contextmanager
def _in_place(path: Path) -> Generator[sqlite3.Connection]:
    """Write so that others read on: they see what was before until all is written."""
    with closing(_connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        yield connection
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _beside(path: Path) -> Generator[sqlite3.Connection]:
    """Write a file beside, which takes its place once it is whole.

    A log of all that is new would be as long as the dossier, and is searched for each page that
    is read again: 100,000 articles took hours.
    """
    target = path.resolve()
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        with closing(_connect(partial)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            yield connection
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA journal_mode = WAL")
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        for left in ("-wal", "-shm", "-journal"):  # of a file that somebody took away
            target.with_name(target.name + left).unlink(missing_ok=True)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
