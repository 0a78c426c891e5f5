"""Words as the full-text index of a dossier has them: SQLite itself is asked, not imitated."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing

TOKENIZER = "unicode61 remove_diacritics 2"
_TABLES = (
    f"CREATE VIRTUAL TABLE told USING fts5(text, tokenize='{TOKENIZER}')",
    "CREATE VIRTUAL TABLE term USING fts5vocab(told, instance)",
)
_FIRST, _LAST = "x", "y"  # what a character is put between, to see what becomes of it


def tokens_of(text: str) -> list[str]:
    """Return the words of a text in order, folded."""
    with closing(_opened()) as connection:
        connection.execute("INSERT INTO told VALUES (?)", (text,))
        return [row[0] for row in connection.execute("SELECT term FROM term ORDER BY offset")]


class Folding:
    """Folds texts: their words as `tokens_of` gives them, parted by blanks.

    What becomes of a character does not depend on those beside it, so each is asked for once.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self._table: dict[int, str] = {}

    def fold(self, text: str) -> str:
        """Return the words of a text, parted by blanks."""
        if fresh := [one for one in set(text) if ord(one) not in self._table]:
            self._learn(fresh)
        return text.translate(self._table)

    def _learn(self, characters: Iterable[str]) -> None:
        asked = {ord(one): one for one in characters}
        with closing(_opened()) as connection:
            rows = ((code, f"{_FIRST}{one}{_LAST}") for code, one in asked.items())
            connection.executemany("INSERT INTO told(rowid, text) VALUES (?, ?)", rows)
            told: dict[int, list[str]] = {code: [] for code in asked}
            for code, term in connection.execute(
                "SELECT doc, term FROM term ORDER BY doc, offset"
            ):
                told[code].append(term)
        self._table |= {code: _between(terms) for code, terms in told.items()}


def _between(terms: list[str]) -> str:
    """Return what stands for a character: itself folded, nothing for a mark, or a blank."""
    if len(terms) != 1:
        return " "
    return terms[0].removeprefix(_FIRST).removesuffix(_LAST)


def _opened() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for statement in _TABLES:
        connection.execute(statement)
    return connection
