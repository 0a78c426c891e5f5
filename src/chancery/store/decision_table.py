"""The table of decisions, and that of the claims that each is on: only ever added to.

No build touches it, for decisions are no result of one.
"""

import sqlite3
from collections.abc import Iterator
from itertools import product

NEVER = "decisions are only added to: undo one by another"
LATER = ("sides",)  # columns that a table which an older program made has not


def prepare(connection: sqlite3.Connection) -> None:
    """Make the table where there is none, or bring one that an older program made up to date."""
    for statement in statements():
        connection.execute(statement)
    for name in missing(connection):
        connection.execute(f"ALTER TABLE decision ADD COLUMN {name} TEXT")


def missing(connection: sqlite3.Connection) -> list[str]:
    """Return the columns that the table has not, for an older program made it."""
    have = {row[1] for row in connection.execute("PRAGMA table_info(decision)")}
    return [one for one in LATER if one not in have]


def statements() -> Iterator[str]:
    """Yield what makes the table, and what keeps it as it is."""
    yield (
        "CREATE TABLE IF NOT EXISTS decision (number INTEGER PRIMARY KEY, follows TEXT NOT NULL, "
        "id TEXT UNIQUE NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, action TEXT NOT NULL, "
        "anchors TEXT NOT NULL, correction TEXT, status TEXT, reason TEXT NOT NULL, undoes TEXT, "
        "sides TEXT)"
    )
    yield (
        "CREATE TABLE IF NOT EXISTS decision_claim (claim TEXT NOT NULL, number INTEGER NOT NULL, "
        "PRIMARY KEY (claim, number)) WITHOUT ROWID"
    )
    yield "CREATE INDEX IF NOT EXISTS decision_undoes ON decision(undoes)"
    yield (
        "CREATE TRIGGER IF NOT EXISTS decision_added AFTER INSERT ON decision BEGIN "
        "INSERT INTO decision_claim SELECT DISTINCT json_extract(value, '$.claim'), new.number "
        "FROM json_each(new.anchors); END"
    )
    for table, what in product(("decision", "decision_claim"), ("UPDATE", "DELETE")):
        yield (
            f"CREATE TRIGGER IF NOT EXISTS {table}_{what.lower()} BEFORE {what} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{NEVER}'); END"
        )
    yield (  # INSERT OR REPLACE takes a row out without a word to the trigger above
        "CREATE TRIGGER IF NOT EXISTS decision_replace BEFORE INSERT ON decision "
        "WHEN EXISTS (SELECT 1 FROM decision WHERE number = new.number OR id = new.id) "
        f"BEGIN SELECT RAISE(ABORT, '{NEVER}'); END"
    )


def is_there(connection: sqlite3.Connection) -> bool:
    """Say whether the dossier has the table: one that an older program built has none."""
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'decision'"
    return connection.execute(query).fetchone() is not None


def last_number(connection: sqlite3.Connection) -> int:
    """Return the number of the last decision; 0 where there is none."""
    if not is_there(connection):
        return 0
    found: int | None = connection.execute("SELECT max(number) FROM decision").fetchone()[0]
    return found or 0
