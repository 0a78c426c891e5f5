"""Adds decisions to a dossier, reads them, and checks that none was tampered with."""

import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
from msgspec.structs import replace

from chancery.errors import DossierBusyError, DossierWriteError
from chancery.model import (
    ActorAnchor,
    Anchor,
    Claim,
    Correction,
    Decision,
    Sides,
    decision_id,
    kind_of,
)
from chancery.model.quotes import quotes_in
from chancery.store import decision_table
from chancery.store.dossier import Dossier, open_dossier
from chancery.store.rows import to_row
from chancery.store.schema import columns

PATIENCE_S = 30.0  # a decision waits this long for a build that is just writing
PRIMARY = 0xFF  # bits of an SQLite error code that say what it is

PLACES = 15  # digits of a number that SQLite can hold, and no dossier reaches

_anchors = msgspec.json.Decoder(tuple[Anchor, ...])
_correction = msgspec.json.Decoder(Correction)
_sides = msgspec.json.Decoder(Sides)

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
        decision_table.prepare(connection)
        drafted = draft(Dossier(path, connection))
        if drafted.number:
            return drafted
        made = _in_row(drafted, _last(Dossier(path, connection)))
        write_decisions(Dossier(path, connection), [made])
    return made


def write_decisions(dossier: Dossier, decisions: Iterable[Decision]) -> None:
    """Add decisions that have their place in the row, in the transaction that is open."""
    names = ", ".join(one.name for one in columns(Decision))
    marks = ", ".join("?" * len(columns(Decision)))
    query = f"INSERT INTO decision ({names}) VALUES ({marks})"
    dossier.connection.executemany(query, map(to_row, decisions))


def read_decisions(dossier: Dossier, known: Sequence[Decision] = ()) -> list[Decision]:
    """Return the decisions in the order in which they were made.

    Those that are known are not read again, if the dossier has them still: the last of them tells.
    """
    if not decision_table.is_there(dossier.connection):
        return []
    if known and _holds(dossier, known[-1]):
        return [*known, *_read(dossier, "number > ? ORDER BY number", known[-1].number)]
    return list(_read(dossier, "1 ORDER BY number"))


def decisions_on(dossier: Dossier, claims: Iterable[str], who: str) -> list[Decision]:
    """Return the open decisions of a person on any of some claims, in their order."""
    condition = (
        "who = ?1 AND number IN (SELECT number FROM decision_claim WHERE claim IN "
        "(SELECT value FROM json_each(?2))) ORDER BY number"
    )
    wanted = msgspec.json.encode(sorted(claims)).decode()
    return [one for one in _read(dossier, condition, who, wanted) if is_open(dossier, one)]


def joins_by(dossier: Dossier, who: str) -> list[Decision]:
    """Return the open merges and splits of a person, in their order."""
    condition = "who = ? AND action IN ('merge', 'split') ORDER BY number"
    return [one for one in _read(dossier, condition, who) if is_open(dossier, one)]


def decisions_called(dossier: Dossier, name: str) -> list[Decision]:
    """Return the decision of this number, or the first two whose ids begin so.

    Digits alone are a number and never the start of an id, which may begin with digits too.
    """
    if name.isdecimal():
        return list(_read(dossier, "number = ?", int(name))) if len(name) <= PLACES else []
    start = name if name.startswith("decision-") else f"decision-{name}"
    return list(_read(dossier, "substr(id, 1, length(?1)) = ?1 ORDER BY number LIMIT 2", start))


def is_open(dossier: Dossier, one: Decision) -> bool:
    """Say whether a decision is not undone: nothing undoes it, or what does is undone itself."""
    return not any(is_open(dossier, each) for each in _read(dossier, "undoes = ?", one.id))


def has_claim(dossier: Dossier, kind: type[Claim], identities: list[str]) -> set[str]:
    """Return those of the ids that claims of a kind have, without reading the claims."""
    wanted = msgspec.json.encode(identities).decode()
    query = f"SELECT id FROM {kind_of(kind)} WHERE id IN (SELECT value FROM json_each(?))"
    return {row[0] for row in dossier.connection.execute(query, (wanted,))}


def decision_faults(dossier: Dossier, texts: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with the decisions: one changed or gone, or quotes of other words.

    What is on a document that the dossier no longer holds is no fault.
    """
    known = {""}
    last = ""
    for place, one in enumerate(read_decisions(dossier), start=1):
        name = f"decision {one.number} {one.id}"
        if one.number != place or one.follows != last:
            yield f"{name}: a decision before it is gone"
        if one.id != decision_id(one):
            yield f"{name}: it was changed after it was made"
        if (one.undoes or "") not in known:
            yield f"{name}: it undoes {one.undoes}, which is no decision before it"
        last = one.id
        known.add(last)
        anchors: list[Anchor | ActorAnchor] = list(one.anchors)
        anchors += one.sides.actors if one.sides else ()
        for anchor in anchors:
            yield from _misquoted(name, anchor, texts)


def _in_row(drafted: Decision, last: Decision | None) -> Decision:
    number, follows = (last.number + 1, last.id) if last else (1, "")
    made = replace(drafted, number=number, follows=follows)
    return replace(made, id=decision_id(made))


def _last(dossier: Dossier) -> Decision | None:
    return next(_read(dossier, "1 ORDER BY number DESC LIMIT 1"), None)


def _holds(dossier: Dossier, known: Decision) -> bool:
    query = "SELECT 1 FROM decision WHERE number = ? AND id = ?"
    row = dossier.connection.execute(query, (known.number, known.id)).fetchone()
    return row is not None


def _read(dossier: Dossier, condition: str, *parameters: str | int) -> Iterator[Decision]:
    """Yield decisions; their parts are read straight into what they are, for there are many."""
    fields = Decision.__struct_fields__
    lacks = decision_table.missing(dossier.connection)
    names = (f"NULL AS {one}" if one in lacks else one for one in fields)
    query = f"SELECT {', '.join(names)} FROM decision WHERE {condition}"
    for row in dossier.connection.execute(query, parameters):
        given = {name: value for name, value in zip(fields, row, strict=True) if value is not None}
        given["anchors"] = _anchors.decode(given["anchors"])
        if "correction" in given:
            given["correction"] = _correction.decode(given["correction"])
        if "sides" in given:
            given["sides"] = _sides.decode(given["sides"])
        yield msgspec.convert(given, Decision)


def _misquoted(name: str, anchor: Anchor | ActorAnchor, texts: Mapping[str, str]) -> Iterator[str]:
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
