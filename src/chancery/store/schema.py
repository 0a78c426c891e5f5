"""The dossier's tables, made from the registry of record kinds, and how old ones catch up."""

import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
from msgspec import inspect

from chancery.errors import DossierError, DossierVersionError, NotADossierError
from chancery.model import Record, kind_of, record_kinds
from chancery.store import costs, counted, decision_table, shelves
from chancery.store.tantivy_index import folder as search_folder

APPLICATION_ID = 0x43484359  # "CHCY": tells a dossier from any other SQLite file
SCHEMA_VERSION = 1

KNOWN = (
    "number, id, substr(json_extract(published, '$.start'), 1, 10) AS day, "
    "json_extract(outlet, '$.value') AS outlet, json_extract(language, '$.value') AS language, "
    "substr(json_extract(published, '$.end'), 1, 10) AS last_day"
)
"""What is sorted by, and counted, of a document, without its text."""

WATCH_TABLE = """CREATE TABLE IF NOT EXISTS watch (
    name TEXT PRIMARY KEY,
    added TEXT NOT NULL,
    sought TEXT NOT NULL
) WITHOUT ROWID;"""
"""What people watch: theirs, and no result of a build, which never touches it."""

INDEX_TEXTS = (
    "INSERT INTO document_text(rowid, text) SELECT number, text FROM document WHERE number > ?"
)
"""Indexes the documents behind a number at once: a trigger would write the index for each."""

FIXED_TABLES = """
CREATE TABLE IF NOT EXISTS run (
    number INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    finished TEXT NOT NULL,
    version TEXT NOT NULL,
    sources TEXT NOT NULL,
    settings TEXT NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    cost TEXT
);
CREATE TABLE IF NOT EXISTS finding_history (
    id TEXT NOT NULL,
    run INTEGER NOT NULL,
    state TEXT,
    PRIMARY KEY (id, run)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS commitment_history (
    id TEXT NOT NULL,
    run INTEGER NOT NULL,
    state TEXT,
    PRIMARY KEY (id, run)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS finding_history_run ON finding_history(run);
CREATE INDEX IF NOT EXISTS commitment_history_run ON commitment_history(run);
CREATE TABLE IF NOT EXISTS revision_history (
    id TEXT NOT NULL,
    run INTEGER NOT NULL,
    state TEXT,
    PRIMARY KEY (id, run)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS document_text USING fts5(
    text, content='document', content_rowid='number', tokenize="unicode61 remove_diacritics 2"
);
DROP TRIGGER IF EXISTS document_added;
CREATE TRIGGER IF NOT EXISTS document_removed AFTER DELETE ON document BEGIN
    INSERT INTO document_text(document_text, rowid, text) VALUES ('delete', old.number, old.text);
END;
CREATE TABLE IF NOT EXISTS document_known (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, day TEXT, outlet TEXT, language TEXT,
    last_day TEXT
);
CREATE INDEX IF NOT EXISTS document_known_day ON document_known(day DESC, id);
CREATE TRIGGER IF NOT EXISTS document_known_added AFTER INSERT ON document BEGIN
    INSERT INTO document_known SELECT {known} FROM document WHERE number = new.number;
END;
CREATE TRIGGER IF NOT EXISTS document_known_removed AFTER DELETE ON document BEGIN
    DELETE FROM document_known WHERE number = old.number;
END;
INSERT INTO document_known SELECT {known} FROM document
    WHERE number NOT IN (SELECT number FROM document_known);
CREATE INDEX IF NOT EXISTS reuse_link_a ON reuse_link(json_extract(a, '$.document'));
CREATE INDEX IF NOT EXISTS reuse_link_b ON reuse_link(json_extract(b, '$.document'));
CREATE INDEX IF NOT EXISTS reuse_link_length ON reuse_link(strength, length DESC, id);
CREATE INDEX IF NOT EXISTS document_path ON document(path);
CREATE INDEX IF NOT EXISTS document_uri ON document(uri);
CREATE INDEX IF NOT EXISTS finding_about ON finding(about, id);
CREATE INDEX IF NOT EXISTS timeline_entry_finding ON timeline_entry(finding);
CREATE INDEX IF NOT EXISTS event_made_from ON event(made_from) WHERE made_from IS NOT NULL;
CREATE INDEX IF NOT EXISTS role_entity ON role(entity);
CREATE INDEX IF NOT EXISTS open_item_about ON open_item(about);
CREATE TABLE IF NOT EXISTS held (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS document_history (
    id TEXT NOT NULL,
    run INTEGER NOT NULL,
    state TEXT,
    PRIMARY KEY (id, run)
) WITHOUT ROWID;
{watch}
""".replace("{watch}", WATCH_TABLE).replace("{known}", KNOWN)


class Column(msgspec.Struct, frozen=True):
    """One field of a record kind as a column: a plain value, or JSON for what has parts."""

    name: str
    field: str
    sql_type: str
    plain: bool
    required: bool


@cache
def columns(kind: type[Record]) -> tuple[Column, ...]:
    """Return the columns of the kind's table, in the order of its fields."""
    info = inspect.type_info(kind)
    if not isinstance(info, inspect.StructType):
        message = f"{kind} is no record"
        raise TypeError(message)
    return tuple(_column(field) for field in info.fields)


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables, or bring those of an older version up to date, in one transaction.

    Raises:
        NotADossierError: the file is a database of something else.
        DossierError: the system does not let it be read.
        DossierVersionError: it was written by a newer version.
    """
    check(connection, path)
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        for statement in _statements(connection):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def check(connection: sqlite3.Connection, path: Path) -> bool:
    """Return whether the file is a dossier, of a version that this program knows, or empty.

    Raises:
        NotADossierError: it is something else.
        DossierVersionError: it was written by a newer version.
        DossierError: the system does not let it be read.
    """
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.OperationalError as error:
        message = f"cannot open {path}: {error}"
        raise DossierError(message) from error
    except sqlite3.DatabaseError as error:
        message = f"{path} is not a dossier, and is left as it is: {error}"
        raise NotADossierError(message) from error
    if application != APPLICATION_ID and tables:
        message = f"{path} is an SQLite database but no dossier; it is left as it is"
        raise NotADossierError(message)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        message = (
            f"{path} has schema {version}, this program knows up to {SCHEMA_VERSION}: "
            "install a newer Chancery"
        )
        raise DossierVersionError(message)
    return bool(application == APPLICATION_ID)


def _statements(connection: sqlite3.Connection) -> Iterator[str]:
    for kind in record_kinds():
        table = kind_of(kind)
        have = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        wanted = columns(kind)
        if not have:
            parts = ", ".join(f"{c.name} {c.sql_type}" for c in wanted)
            parts = f"number INTEGER PRIMARY KEY, {parts}, digest BLOB NOT NULL"
            yield f"CREATE TABLE {table} ({parts})"
        else:
            yield from (
                f"ALTER TABLE {table} ADD COLUMN {c.name} {c.sql_type.replace(' NOT NULL', '')}"
                for c in wanted
                if c.field not in have
            )
    yield from _without_older(connection)
    yield from costs.statements(connection)
    yield from _split(FIXED_TABLES)
    yield from counted.statements()
    yield from decision_table.statements()
    yield search_folder.TABLE
    yield from shelves.statements()
    for kind in record_kinds():
        if any(one.field == "document" for one in columns(kind)):
            table = kind_of(kind)
            yield f"CREATE INDEX IF NOT EXISTS {table}_document ON {table}(document)"


def _without_older(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what takes out a table of an older form that is filled anew from the documents."""
    have = {row[1] for row in connection.execute("PRAGMA table_info(document_known)")}
    if have and "last_day" not in have:
        yield "DROP TRIGGER document_known_added"
        yield "DROP TRIGGER document_known_removed"
        yield "DROP TABLE document_known"


def _split(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _column(field: inspect.Field) -> Column:
    types = field.type.types if isinstance(field.type, inspect.UnionType) else (field.type,)
    nullable = any(isinstance(one, inspect.NoneType) for one in types)
    real = [one for one in types if not isinstance(one, inspect.NoneType)]
    sql_type, plain = _sql_type(real[0]) if len(real) == 1 else ("TEXT", False)
    if field.name == "id":
        sql_type = "TEXT UNIQUE NOT NULL"
    elif not nullable:
        sql_type += " NOT NULL"
    return Column(f'"{field.name}"', field.name, sql_type, plain, field.required)


def _sql_type(one: inspect.Type) -> tuple[str, bool]:
    if isinstance(one, (inspect.StrType, inspect.LiteralType, inspect.DecimalType)):
        return "TEXT", True
    if isinstance(one, inspect.BoolType):
        return "INTEGER", False
    if isinstance(one, inspect.IntType):
        return "INTEGER", True
    if isinstance(one, inspect.FloatType):
        return "REAL", True
    if isinstance(one, inspect.BytesType):
        return "BLOB", True
    return "TEXT", False
