"""The fields of the index, how a document fills them, and how the index is written."""

import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import msgspec
import tantivy

from chancery.store.folding import Folding
from chancery.store.tantivy_index.folder import (
    BELONGS,
    FORMAT,
    PARTIAL,
    Belonging,
    remove,
    sums_of,
    write_belonging,
)

LIBRARY = version("tantivy")
HEAP_BYTES = 60_000_000  # of the writer, before it writes a segment
ID, NUMBER, KEY, SAID, TEXT = "id", "number", "key", "said", "text"
_ID_BYTES = 4  # of a document's id, in its key: with a day they make 64 bits
_KIND = "document-"  # what an id begins with
READ = 256  # documents read together

Row = tuple[int, str, str | None, str | None, str | None, str]
ROWS = (
    "SELECT document.number, document.id, known.day, known.outlet, known.language, document.text "
    "FROM document JOIN document_known AS known ON known.number = document.number"
)


def make_schema() -> tantivy.Schema:
    """Return the fields of the index."""
    made = tantivy.SchemaBuilder()
    made.add_text_field(ID, tokenizer_name="raw", index_option="basic")
    made.add_unsigned_field(NUMBER, fast=True)
    made.add_unsigned_field(KEY, indexed=True, fast=True)
    made.add_text_field(SAID, tokenizer_name="raw", index_option="basic", fast=True)
    made.add_text_field(TEXT, tokenizer_name="whitespace", index_option="position")
    return made.build()


def key_of(day: str | None, identity: str) -> int:
    """Return a number by which a later day has a greater one, and of one day the first id.

    Documents of one day whose ids begin alike have the same.
    """
    days = int(day.replace("-", "").ljust(8, "0")) if day else 0
    begins = identity.removeprefix(_KIND).encode()[:_ID_BYTES].ljust(_ID_BYTES, b"\0")
    most = (1 << 8 * _ID_BYTES) - 1
    return (days << 8 * _ID_BYTES) | (most - int.from_bytes(begins))


def make_anew(connection: sqlite3.Connection, folder: Path, token: str) -> None:
    """Index all documents of a dossier; the folder is replaced when all is written.

    Raises:
        OSError: the disk is full or refuses.
        ValueError: tantivy cannot write it.
    """
    partial = folder.with_name(folder.name + PARTIAL)
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    made = tantivy.Index(make_schema(), path=str(partial))
    with closing(connection.execute(ROWS)) as rows:  # an open one would keep the dossier locked
        _write(made, (), rows)
    _conclude(connection, partial, token)
    remove(folder)
    partial.rename(folder)


def bring_up(
    connection: sqlite3.Connection,
    folder: Path,
    token: str,
    gone: Sequence[str],
    fresh: Sequence[str],
) -> None:
    """Take documents out of an index that is whole, and put others in, by their ids.

    Raises:
        OSError: the disk is full or refuses.
        ValueError: tantivy cannot write it.
    """
    (folder / BELONGS).unlink()
    had = tantivy.Index.open(str(folder))
    query = f"{ROWS} WHERE document.id IN (SELECT value FROM json_each(?))"
    wanted = msgspec.json.encode(fresh).decode()
    with closing(connection.execute(query, (wanted,))) as rows:
        _write(had, gone, rows)
    _conclude(connection, folder, token)


def _write(index: tantivy.Index, gone: Iterable[str], rows: Iterable[Row]) -> None:
    writer = index.writer(HEAP_BYTES, 1)
    for identity in gone:
        writer.delete_documents_by_term(ID, identity)
    folding = Folding()
    for number, identity, day, outlet, language, text in rows:
        document = tantivy.Document()
        document.add_text(ID, identity)
        document.add_unsigned(NUMBER, number)
        document.add_unsigned(KEY, key_of(day, identity))
        document.add_text(SAID, said_of(outlet, day, language))
        document.add_text(TEXT, folding.fold(text))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def said_of(outlet: str | None, day: str | None, language: str | None) -> str:
    """Return what is known of a document to count by, as one word."""
    return msgspec.json.encode((outlet, day[:4] if day else None, language)).decode()


def _conclude(connection: sqlite3.Connection, folder: Path, token: str) -> None:
    count: int = connection.execute("SELECT count(*) FROM document").fetchone()[0]
    told = Belonging(
        format=FORMAT, library=LIBRARY, token=token, documents=count, files=sums_of(folder)
    )
    write_belonging(folder, told)
