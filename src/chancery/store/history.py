"""What each finding was after each build, kept beside the records so that builds can be compared.

Like the table of builds, it is no part of what two builds of the same articles have in common.
"""

import sqlite3
from collections.abc import Iterable, Sequence

import msgspec

from chancery.model import Discrepancy, make_id

READ_BATCH = 512  # findings whose state is read together
MARK = ""  # stands for no finding: says that a build is in the history at all


class FindingState(msgspec.Struct, frozen=True, kw_only=True):
    """What is compared of a finding; it is known again by its claims, for its id may change."""

    claims: tuple[str, ...]
    independent: int
    upper_bound: int
    differences: tuple[str, ...]  # digests, sorted


class _Support(msgspec.Struct):
    claim: str


_supports = msgspec.json.Decoder(list[_Support])
_discrepancies = msgspec.json.Decoder(tuple[Discrepancy, ...])
_state = msgspec.json.Decoder(FindingState)


def digest_of(one: Discrepancy) -> str:
    """Return what stands for a difference: its slot, its type and what the sides say."""
    return make_id("difference", [one.slot, one.type, *sorted({v.value for v in one.versions})])


def begin(connection: sqlite3.Connection) -> None:
    """Keep what an older dossier, without history, holds as the state after its last build."""
    if connection.execute("SELECT 1 FROM finding_history LIMIT 1").fetchone():
        return
    last = connection.execute("SELECT max(number) FROM run").fetchone()[0]
    if last is not None:
        held = [row[0] for row in connection.execute("SELECT id FROM finding ORDER BY id")]
        keep(connection, last, held, ())


def keep(
    connection: sqlite3.Connection, run: int, written: Sequence[str], removed: Iterable[str]
) -> None:
    """Add to the history which findings a build wrote and which it removed, by their ids."""
    insert = "INSERT INTO finding_history (id, run, state) VALUES (?, ?, ?)"
    connection.execute(insert, (MARK, run, None))
    connection.executemany(insert, ((one, run, None) for one in removed))
    for start in range(0, len(written), READ_BATCH):
        wanted = msgspec.json.encode(written[start : start + READ_BATCH]).decode()
        rows = connection.execute(
            "SELECT id, support, independent, upper_bound, discrepancies FROM finding"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (wanted,),
        ).fetchall()
        connection.executemany(insert, ((row[0], run, _encoded(*row[1:])) for row in rows))


def first_run(connection: sqlite3.Connection) -> int | None:
    """Return the first build of which the history tells; None where there is no history."""
    query = "SELECT 1 FROM sqlite_master WHERE name = 'finding_history'"
    if connection.execute(query).fetchone() is None:
        return None
    found: int | None = connection.execute("SELECT min(run) FROM finding_history").fetchone()[0]
    return found


def states_at(connection: sqlite3.Connection, run: int) -> list[FindingState]:
    """Return the findings as they were after a build, sorted by id."""
    rows = connection.execute(
        "SELECT state FROM finding_history AS one WHERE state IS NOT NULL AND run ="
        " (SELECT max(run) FROM finding_history WHERE id = one.id AND run <= ?) ORDER BY id",
        (run,),
    )
    return [_state.decode(row[0]) for row in rows]


def _encoded(support: str, independent: int, upper_bound: int, discrepancies: str) -> str:
    state = FindingState(
        claims=tuple(one.claim for one in _supports.decode(support)),
        independent=independent,
        upper_bound=upper_bound,
        differences=tuple(
            sorted({digest_of(one) for one in _discrepancies.decode(discrepancies)})
        ),
    )
    return msgspec.json.encode(state).decode()
