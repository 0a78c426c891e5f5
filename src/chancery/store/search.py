"""Full-text search in the kept text of a dossier's documents, each hit with its characters."""

import re
import sqlite3
from collections.abc import Iterator
from itertools import islice

import msgspec

from chancery.errors import UsageError
from chancery.model import Block, Document, Evidence, cite
from chancery.store.dossier import Dossier
from chancery.store.rows import from_row
from chancery.store.schema import columns

OPEN, CLOSE = "\ufdd0", "\ufdd1"  # noncharacters, which no interchanged text may hold
TOKEN = re.compile(r'-?"[^"]+"|\S+')
CONTEXT = 160  # characters shown on each side of the first match


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One document that answers the query, with the passage shown and the matches in it."""

    document: Document
    passage: Evidence
    matches: tuple[Evidence, ...]
    block: str


def search(
    dossier: Dossier, query: str, *, limit: int, newest: bool = False, removed: bool = False
) -> list[Hit]:
    """Return the best documents for the query, or the newest ones that answer it.

    Words must all stand in the document; "a phrase", prefix*, -word and OR are understood.
    Matches in removed text count only when `removed` is set.

    Raises:
        UsageError: the query holds nothing to look for.
    """
    expression = to_fts(query)
    order = "json_extract(published, '$.start') DESC, rank" if newest else "rank"
    names = ", ".join(f"document.{column.name}" for column in columns(Document))
    statement = (
        f"SELECT {names}, highlight(document_text, 0, ?, ?) FROM document_text "
        f"JOIN document ON document.number = document_text.rowid "
        f"WHERE document_text MATCH ? ORDER BY {order}, document.id"
    )
    try:
        rows = dossier.connection.execute(statement, (OPEN, CLOSE, expression))
        return list(islice(_hits(rows, removed=removed), limit))
    except sqlite3.OperationalError as error:
        message = f"cannot search for {query!r}: {error}"
        raise UsageError(message) from error


def to_fts(query: str) -> str:
    """Return the FTS5 expression of a query, in which every word is quoted.

    Raises:
        UsageError: the query holds no word to look for.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    joined = False
    for part in TOKEN.findall(query):
        if part == "OR":
            joined = bool(wanted)
            continue
        word = _term(part.removeprefix("-"))
        if not word:
            continue
        if part.startswith("-"):
            unwanted.append(word)
        elif joined:
            wanted[-1] = f"({wanted[-1]} OR {word})"
        else:
            wanted.append(word)
        joined = False
    if not wanted:
        message = f"nothing to look for in {query!r}; give at least one word that is not excluded"
        raise UsageError(message)
    return " AND ".join(wanted) + "".join(f" NOT {word}" for word in unwanted)


def _term(token: str) -> str:
    star = "*" if token.endswith("*") else ""
    words = token.strip("*").replace('"', "")
    return f'"{words}"{star}' if re.search(r"\w", words) else ""


def _hits(rows: sqlite3.Cursor, *, removed: bool) -> Iterator[Hit]:
    for row in rows:
        document = from_row(Document, row)
        spans = _spans(row[-1])
        for block in document.blocks:
            inside = [(s, e) for s, e in spans if block.start <= s and e <= block.end]
            if inside and (block.kept or removed):
                yield _hit(document, block, inside)
                break


def _spans(marked: str) -> list[tuple[int, int]]:
    """Return the matches as spans of the text without the marks."""
    spans: list[tuple[int, int]] = []
    seen = 0
    for match in re.finditer(f"{OPEN}([^{CLOSE}]*){CLOSE}", marked):
        start = match.start() - seen
        spans.append((start, start + len(match.group(1))))
        seen += 2
    return spans


def _hit(document: Document, block: Block, spans: list[tuple[int, int]]) -> Hit:
    start = max(block.start, spans[0][0] - CONTEXT)
    end = min(block.end, spans[0][1] + CONTEXT)
    text = document.text
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    return Hit(
        document=document,
        passage=cite(document.id, text, start, end),
        matches=tuple(cite(document.id, text, s, e) for s, e in spans if start <= s and e <= end),
        block=block.type,
    )
