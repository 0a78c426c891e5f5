"""A dossier on disk: opened, read by kind and id, searched, and checked."""

import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec

from chancery.errors import NotADossierError, NotFoundError
from chancery.model import (
    Commitment,
    DateValue,
    Document,
    Finding,
    Record,
    Rejection,
    ReuseLink,
    Revision,
    kind_of,
    record_kinds,
)
from chancery.store import costs, decision_table, history, schema, shelves
from chancery.store.costs import RunCost
from chancery.store.growing import growing
from chancery.store.history import CommitmentState, FindingState, RevisionState
from chancery.store.rows import AnyKind, from_row
from chancery.store.schema import columns
from chancery.store.shelves import Shelf

_date = msgspec.json.Decoder(DateValue)
TOGETHER = 256  # records that are read with one question
FEW = 32  # places of a shelf that are looked at first: most who ask want a page
BUSY_TIMEOUT_S = 10.0  # a reader waits this long for a writer that is just committing


Rank = TypeVar("Rank", bound=tuple[Any, ...])


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One build of the dossier, as its history table keeps it."""

    number: int
    started: str
    finished: str
    version: str
    sources: tuple[str, ...]
    settings: dict[str, str | int | bool]
    added: int
    changed: int
    removed: int
    rejected: int
    cost: RunCost | None = None  # null: a version built it that did not count


class Dossier:
    """An open dossier; use it in a `with` statement."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Take an open connection whose schema was checked; see `open_dossier`."""
        self.path = path
        self.connection = connection

    def __enter__(self) -> Self:
        """Return the dossier itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.connection.close()

    def count(self, kind: type[Record]) -> int:
        """Return how many records of the kind there are."""
        query = f"SELECT count(*) FROM {kind_of(kind)}"
        count: int = self.connection.execute(query).fetchone()[0]
        return count

    def counts(self) -> dict[str, int]:
        """Return how many records there are of each kind."""
        if self.is_shelved():
            return dict(self.connection.execute("SELECT kind, records FROM tally ORDER BY kind"))
        return {kind_of(kind): self.count(kind) for kind in record_kinds()}

    def all(self, kind: type[AnyKind]) -> Iterator[AnyKind]:
        """Yield every record of the kind, sorted by id."""
        yield from self.where(kind, "1 ORDER BY id")

    def get(self, kind: type[AnyKind], identity: str) -> AnyKind:
        """Return one record.

        Raises:
            NotFoundError: there is none of this kind with this id.
        """
        for record in self.where(kind, "id = ?", identity):
            return record
        message = f"no {kind_of(kind)} with id {identity!r} in {self.path}"
        raise NotFoundError(message)

    def distinct(self, kind: type[Record], field: str) -> list[str]:
        """Return the values of a field of text, each once, sorted."""
        query = f'SELECT DISTINCT "{field}" FROM {kind_of(kind)} ORDER BY 1'
        return [row[0] for row in self.connection.execute(query)]

    def count_decisions(self) -> int:
        """Return how many decisions people made, undone ones too."""
        return decision_table.last_number(self.connection)

    def digests(self, kind: type[Record]) -> dict[str, bytes]:
        """Return what stands for the content of each record of a kind, by id."""
        return dict(self.connection.execute(f"SELECT id, digest FROM {kind_of(kind)}"))

    def has(self, kind: type[Record]) -> bool:
        """Say whether there is any record of the kind."""
        query = f"SELECT EXISTS (SELECT 1 FROM {kind_of(kind)})"
        return bool(self.connection.execute(query).fetchone()[0])

    def page(
        self, kind: type[AnyKind], *, after: str, limit: int, document: str | None = None
    ) -> list[AnyKind]:
        """Return the first records behind an id, by id; only those of one document if named."""
        condition = "id > ?1 ORDER BY id LIMIT ?2"
        if document is None:
            return list(self.where(kind, condition, after, limit))
        return list(self.where(kind, f"document = ?3 AND {condition}", after, limit, document))

    def where(
        self, kind: type[AnyKind], condition: str, *parameters: str | int
    ) -> Iterator[AnyKind]:
        """Yield the records of the kind that meet an SQL condition of this package."""
        names = ", ".join(column.name for column in columns(kind))
        query = f"SELECT {names} FROM {kind_of(kind)} WHERE {condition}"
        for row in self.connection.execute(query, parameters):
            yield from_row(kind, row)

    def beginning(self, kind: type[AnyKind], start: str) -> Iterator[AnyKind]:
        """Yield the records whose ids begin so, by id."""
        yield from self.where(kind, "id >= ?1 AND id < ?1 || ?2 ORDER BY id", start, "\U0010ffff")

    def among(self, kind: type[AnyKind], identities: Sequence[str]) -> Iterator[AnyKind]:
        """Yield the records of the kind with these ids, in their order, as far as they are."""
        for start in range(0, len(identities), TOGETHER):
            some = identities[start : start + TOGETHER]
            wanted = msgspec.json.encode(some).decode()
            condition = "id IN (SELECT value FROM json_each(?))" if len(some) > 1 else "id = ?"
            rows = self.where(kind, condition, wanted if len(some) > 1 else some[0])
            found = {one.id: one for one in rows}
            yield from (found[one] for one in some if one in found)

    def waiting(self, commitments: Sequence[str]) -> set[str]:
        """Return those of the commitments that still wait for something, by their ids."""
        wanted = msgspec.json.encode(commitments).decode()
        query = "SELECT about FROM open_item WHERE about IN (SELECT value FROM json_each(?))"
        return {row[0] for row in self.connection.execute(query, (wanted,))}

    def published(self, document: str) -> DateValue | None:
        """Return when a document was published, without reading its text.

        Raises:
            KeyError: there is no such document.
        """
        query = "SELECT published FROM document WHERE id = ?"
        row = self.connection.execute(query, (document,)).fetchone()
        if row is None:
            raise KeyError(document)
        return _date.decode(row[0]) if row[0] else None

    def is_shelved(self) -> bool:
        """Say whether the shelves hold what the last build left; see `chancery.store.shelves`."""
        return shelves.is_current(self.connection)

    def shelved(
        self,
        shelf: Shelf,
        kind: type[Rank],
        expression: str,
        behind: Rank | None = None,
        *,
        last: int = shelves.LAST,
    ) -> Iterator[tuple[Rank, str]]:
        """Yield what stands behind a rank and has these terms, in order, each with its own.

        The first part of a rank is the place.
        """
        first = behind[0] if behind else 0
        places = shelves.places(self.connection, shelf, expression, first, last)
        decode = msgspec.json.Decoder(kind).decode
        for some in growing(places, FEW, TOGETHER):
            found = shelves.found_at(self.connection, shelf, some)
            ranked = ((decode(rank), key) for _, rank, key in found)
            yield from sorted(one for one in ranked if behind is None or one[0] > behind)

    def keys_beginning(self, shelf: Shelf, starts: Iterable[str]) -> list[str]:
        """Return the keys on a shelf that begin so."""
        return list(shelves.keys_beginning(self.connection, shelf, starts))

    def find_document(self, name: str) -> Document:
        """Return the document with this id, the start of an id, this path or this uri.

        Raises:
            NotFoundError: there is none, or more than one begins so.
        """
        prefix = name if name.startswith("document-") else f"document-{name}"
        exact = "id = ?1 OR path = ?1 OR uri = ?1 ORDER BY id LIMIT 2"
        loose = r"id LIKE ?1 ESCAPE '\' OR path LIKE ?2 ESCAPE '\' ORDER BY id LIMIT 2"
        found = list(self.where(Document, exact, name)) or list(
            self.where(Document, loose, f"{_literal(prefix)}%", f"{_literal(name)}%")
        )
        if len(found) == 1:
            return found[0]
        reason = "more than one document begins with" if found else "no document is called"
        message = f"{reason} {name!r}; `chancery documents {self.path}` lists them"
        raise NotFoundError(message)

    def links(self, document: str | None = None) -> list[ReuseLink]:
        """Return the reuse links of a document, or all, the longest first."""
        mine = "json_extract(a, '$.document') = ?1 OR json_extract(b, '$.document') = ?1"
        order = "ORDER BY length DESC, id"
        if document is None:
            return list(self.where(ReuseLink, f"1 {order}"))
        return list(self.where(ReuseLink, f"({mine}) {order}", document))

    def rejections(self) -> list[Rejection]:
        """Return what was turned away, sorted by address and reason."""
        return list(self.where(Rejection, "1 ORDER BY uri, reason, id"))

    def runs(self) -> list[Run]:
        """Return the builds that made the dossier, the first one first."""
        have = {row[1] for row in self.connection.execute("PRAGMA table_info(run)")}
        fields = [one for one in Run.__struct_fields__ if one in have]
        query = f"SELECT {', '.join(fields)} FROM run ORDER BY number"
        rows = [dict(zip(fields, row, strict=True)) for row in self.connection.execute(query)]
        for row in rows:
            row["sources"] = msgspec.json.decode(row["sources"])
            row["settings"] = msgspec.json.decode(row["settings"])
            row["cost"] = costs.read_cost(row.get("cost"))
        return [msgspec.convert(row, Run) for row in rows]

    def findings_at(self, run: int) -> list[FindingState]:
        """Return the findings as they were after a build.

        Raises:
            NotFoundError: there was no such build, or the history does not reach back to it.
        """
        self.check_kept(run)
        return history.findings_at(self.connection, run)

    def check_kept(self, run: int) -> None:
        """Raise NotFoundError where there was no such build, or nothing is kept of it."""
        numbers = [one.number for one in self.runs()]
        if run not in numbers:
            builds = f"they are 1 to {numbers[-1]}" if numbers else "there was none"
            message = f"there is no build {run} of {self.path}; {builds}"
            raise NotFoundError(message)
        first = history.first_run(self.connection, Finding)
        if first is None or run < first:
            begins = f"begins with build {first}" if first else "begins with the next build"
            message = f"nothing is kept of build {run}: the history of findings {begins}"
            raise NotFoundError(message)

    def commitments_at(self, run: int) -> list[CommitmentState] | None:
        """Return the commitments as they were after a build; None where nothing is kept of it."""
        first = history.first_run(self.connection, Commitment)
        kept = first is not None and first <= run
        return history.commitments_at(self.connection, run) if kept else None

    def revisions_at(self, run: int) -> list[RevisionState] | None:
        """Return the revisions as they were after a build; None where nothing is kept of it."""
        first = history.first_run(self.connection, Revision)
        kept = first is not None and first <= run
        return history.revisions_at(self.connection, run) if kept else None


@contextmanager
def open_dossier(path: Path) -> Generator[Dossier]:
    """Open a dossier to read it; the file cannot be changed through it.

    Raises:
        NotADossierError: there is no such file, or it is something else.
        DossierVersionError: it was written by a newer version.
    """
    if not path.is_file():
        message = (
            f"{path} does not exist or is no file; make one with `chancery build SOURCE -o {path}`"
        )
        raise NotADossierError(message)
    connection = _connect(path)
    with Dossier(path, connection) as dossier:
        if not schema.check(connection, path):
            message = f"{path} is not a dossier"
            raise NotADossierError(message)
        yield dossier


def _connect(path: Path) -> sqlite3.Connection:
    """Connect for reading, also where nothing can be written beside the file, as on a CD."""
    log = path.with_name(f"{path.name}-wal")
    being_written = log.exists() and log.stat().st_size > 0
    address = f"{path.resolve().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT_S)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:
        connection.close()
        address += "" if being_written else "&immutable=1"
        connection = sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT_S)
    except sqlite3.DatabaseError:
        pass  # not a database: the check says so, with the remedy
    return connection


def check_target(path: Path) -> None:
    """Raise unless the path is free or holds a dossier that this program may write.

    Raises:
        NotADossierError: something else is there; it is left as it is.
        DossierVersionError: a newer version wrote it.
    """
    if path.exists() and not path.is_file():
        message = f"{path} exists and is no file; give the dossier another name"
        raise NotADossierError(message)
    if not path.parent.is_dir():
        message = f"the folder {path.parent} does not exist; make it first"
        raise NotADossierError(message)
    if path.exists() and path.stat().st_size:
        with open_dossier(path):
            pass


def _literal(name: str) -> str:
    return name.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
