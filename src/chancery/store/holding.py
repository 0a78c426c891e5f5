"""Lists what a dossier holds of each input, and reads it back, so that another may take it over.

Dossiers of older versions are read too: a column that they lack has its default.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from chancery.errors import DossierError, RecordError
from chancery.model import (
    Annotation,
    Capture,
    Credit,
    Document,
    Held,
    HeldText,
    Record,
    Rejection,
    kind_of,
)
from chancery.store.dossier import Dossier
from chancery.store.rows import from_row
from chancery.store.schema import columns
from chancery.store.snapshot import open_snapshot

DIGEST_BYTES = 16
Row = tuple[Any, ...]


class Listed(NamedTuple):
    """What a dossier holds of one input, by the ids and digests of its records."""

    capture: str | None
    document: str | None
    annotation: str | None
    text: str  # stands for capture, document and credits
    whole: str  # stands for the annotation too

    @property
    def key(self) -> str:
        """Return what it is known by: the document, or the capture that gave none."""
        return self.document or self.capture or ""


def list_inputs(dossier: Dossier) -> Iterator[Listed]:
    """Yield what is held of each input: of each document, then of captures that gave none."""
    captures = _digests(dossier, Capture, "id")
    read = _digests(dossier, Annotation, "document")
    credited = _digests(dossier, Credit, "document")
    used: set[str] = set()
    for document, capture, digest in _select(dossier, Document, "id", "capture", "digest"):
        own = captures.get(capture, [])
        used.update(one for one, _ in own)
        texts = [*own, (document, digest), *credited.get(document, [])]
        annotations = read.get(document, [])
        yield Listed(
            capture=own[0][0] if own else None,
            document=document,
            annotation=annotations[0][0] if annotations else None,
            text=digest_of(texts),
            whole=digest_of([*texts, *annotations[:1]]),
        )
    for capture in sorted(captures.keys() - used):
        digest = digest_of(captures[capture])
        yield Listed(capture, None, None, digest, digest)


def list_rejected(dossier: Dossier) -> Iterator[Rejection]:
    """Yield what was turned away, by id."""
    for row in _rows(dossier, Rejection, "1 ORDER BY id"):
        yield from_row(Rejection, row)


class DossierReader:
    """Reads what is held in the dossiers that lie at the places of what it is asked for."""

    def read(self, batch: Sequence[Held]) -> Iterator[Sequence[Record]]:
        """Yield the records of each.

        Raises:
            DossierError: some of it cannot be read, or is no longer what was listed.
        """
        for place, part in groupby(batch, key=lambda one: one.place):
            yield from _read(Path(place), list(part))


def read_texts(path: Path, listed: Iterable[Listed]) -> dict[str, tuple[Record, ...]]:
    """Return capture, document and credits of each input, by its key.

    Raises:
        DossierError: a record cannot be read.
    """
    some = list(listed)
    with open_snapshot(path) as (dossier, _):
        rows = _rows_of(dossier, [one.capture for one in some], [one.document for one in some], [])
        return {one.key: rows.of(one.capture, one.document, None)[0] for one in some}


def read_held(dossier: Dossier) -> frozenset[str]:
    """Return the ids of the captures, documents and rejections that builds take over."""
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'held'"
    if dossier.connection.execute(query).fetchone() is None:
        return frozenset()
    return frozenset(row[0] for row in dossier.connection.execute("SELECT id FROM held"))


def write_held(dossier: Dossier, identities: Iterable[str]) -> None:
    """Keep which records builds take over, in the place of those that were kept before."""
    dossier.connection.execute("DELETE FROM held")
    rows = ((one,) for one in sorted(set(identities)))
    dossier.connection.executemany("INSERT INTO held (id) VALUES (?)", rows)


def _read(path: Path, part: Sequence[Held]) -> Iterator[Sequence[Record]]:
    with open_snapshot(path) as (dossier, _):
        rows = _rows_of(
            dossier,
            [one.capture for one in part],
            [one.document for one in part],
            [one.annotation for one in part],
        )
    for one in part:
        yield _restored(rows, one)


def _restored(rows: "_Rows", one: Held) -> Sequence[Record]:
    annotation = None if isinstance(one, HeldText) else one.annotation
    try:
        records, digest = rows.of(one.capture, one.document, annotation)
    except (msgspec.MsgspecError, RecordError) as error:
        raise _unread(one, f"a record of it is damaged: {error}") from error
    if digest != one.digest:
        raise _unread(one, "a record of it was changed meanwhile")
    return records


def _unread(one: Held, why: str) -> DossierError:
    what = one.document or one.capture
    message = (
        f"{what} cannot be taken from {one.place}, {why}; nothing was written: "
        f"`chancery doctor {one.place}` says what is wrong there, then try again"
    )
    return DossierError(message)


class _Rows(NamedTuple):
    """Rows of some records, each with its digest at its end."""

    captures: Mapping[str | None, Row]
    documents: Mapping[str | None, Row]
    credits: Mapping[str | None, Sequence[Row]]  # by document
    annotations: Mapping[str | None, Row]

    def of(
        self, capture: str | None, document: str | None, annotation: str | None
    ) -> tuple[tuple[Record, ...], str]:
        """Return the records of one input, and what stands for all of them."""
        wanted: list[tuple[type[Record], Row]] = []
        if capture in self.captures:
            wanted.append((Capture, self.captures[capture]))
        if document in self.documents:
            wanted.append((Document, self.documents[document]))
            wanted += [(Credit, row) for row in self.credits.get(document, ())]
        if annotation in self.annotations:
            wanted.append((Annotation, self.annotations[annotation]))
        records = tuple(from_row(kind, row) for kind, row in wanted)
        digests = [(one.id, row[-1]) for one, (_, row) in zip(records, wanted, strict=True)]
        return records, digest_of(digests)


def _rows_of(
    dossier: Dossier,
    captures: Iterable[str | None],
    documents: Iterable[str | None],
    annotations: Iterable[str | None],
) -> _Rows:
    """Return the rows of some inputs, read with one question for each kind."""

    def among(kind: type[Record], field: str, some: Iterable[str | None]) -> Iterator[Row]:
        wanted = msgspec.json.encode([one for one in some if one is not None]).decode()
        condition = f'"{field}" IN (SELECT value FROM json_each(?)) ORDER BY id'
        return _rows(dossier, kind, condition, wanted)

    own = list(documents)
    credited: dict[str | None, list[Row]] = defaultdict(list)
    at = [one.field for one in columns(Credit)].index("document")
    for row in among(Credit, "document", own):
        credited[str(row[at])].append(row)
    return _Rows(
        captures={str(row[0]): row for row in among(Capture, "id", captures)},
        documents={str(row[0]): row for row in among(Document, "id", own)},
        credits=credited,
        annotations={str(row[0]): row for row in among(Annotation, "id", annotations)},
    )


def _rows(dossier: Dossier, kind: type[Record], condition: str, *parameters: str) -> Iterator[Row]:
    """Yield rows of a kind, in the order of its columns, and the digest."""
    have = _have(dossier.connection, kind)
    if not have:
        return
    names = (one.name if one.field in have else "NULL" for one in columns(kind))
    query = f"SELECT {', '.join(names)}, digest FROM {kind_of(kind)} WHERE {condition}"
    yield from dossier.connection.execute(query, parameters)


def _have(connection: sqlite3.Connection, kind: type[Record]) -> set[str]:
    """Return the columns that the kind's table has; none where there is no table."""
    return {row[1] for row in connection.execute(f"PRAGMA table_info({kind_of(kind)})")}


def _select(dossier: Dossier, kind: type[Record], *names: str) -> Iterator[Row]:
    if _have(dossier.connection, kind):
        query = f"SELECT {', '.join(names)} FROM {kind_of(kind)} ORDER BY id"
        yield from dossier.connection.execute(query)


def _digests(dossier: Dossier, kind: type[Record], by: str) -> dict[str, list[tuple[str, bytes]]]:
    """Return the ids and digests of the records of a kind, by id, under what one column says."""
    found: dict[str, list[tuple[str, bytes]]] = defaultdict(list)
    for key, identity, digest in _select(dossier, kind, by, "id", "digest"):
        found[key].append((identity, digest))
    return found


def digest_of(parts: Iterable[tuple[str, bytes]]) -> str:
    """Return what stands for records, by their ids and digests."""
    made = blake2b(digest_size=DIGEST_BYTES)
    for identity, digest in parts:
        made.update(msgspec.msgpack.encode((identity, digest)))
    return made.hexdigest()
