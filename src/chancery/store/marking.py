"""Finds the characters of one document that answer a query: FTS5 marks them.

Its index of the dossier knows where words stand. But for a phrase, or the start of a word, it goes
through what these words have in all documents, for each document anew; then the one text is put
into a table of its own, which costs the same however many others there are.
"""

import re
import sqlite3
from types import TracebackType
from typing import Self

from chancery.store.dossier import Dossier
from chancery.store.folding import TOKENIZER
from chancery.store.query import Query

OPEN, CLOSE = "\ufdd0", "\ufdd1"  # noncharacters, which no interchanged text may hold
_OWN = f"CREATE VIRTUAL TABLE document_text USING fts5(text, tokenize='{TOKENIZER}')"
_MARKED = (
    "SELECT highlight(document_text, 0, ?, ?) FROM document_text "
    "WHERE document_text MATCH ? AND document_text.rowid = ?"
)


class Marker:
    """Marks documents by one query; use it in a `with` statement."""

    def __init__(self, dossier: Dossier, query: Query) -> None:
        """Take the dossier that the documents are of."""
        self._expression = query.fts
        self._index = dossier.connection
        self._own: sqlite3.Connection | None = None
        if not query.is_plain:
            self._own = sqlite3.connect(":memory:", isolation_level=None)
            self._own.execute(_OWN)

    def __enter__(self) -> Self:
        """Return the marker itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the table of its own."""
        if self._own is not None:
            self._own.close()

    def spans(self, number: int, text: str) -> list[tuple[int, int]]:
        """Return the matches in the document of this number as half-open code points, in order."""
        if self._own is not None:
            self._own.execute("DELETE FROM document_text")
            self._own.execute(
                "INSERT INTO document_text(rowid, text) VALUES (?, ?)", (number, text)
            )
        asked = self._own or self._index
        row = asked.execute(_MARKED, (OPEN, CLOSE, self._expression, number)).fetchone()
        return _unmarked(row[0]) if row else []


def _unmarked(marked: str) -> list[tuple[int, int]]:
    """Return the matches as spans of the text without the marks."""
    spans: list[tuple[int, int]] = []
    seen = 0
    for match in re.finditer(f"{OPEN}([^{CLOSE}]*){CLOSE}", marked):
        start = match.start() - seen
        spans.append((start, start + len(match.group(1))))
        seen += 2
    return spans
