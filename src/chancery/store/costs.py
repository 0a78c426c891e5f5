"""What a build cost, as the table of builds keeps it beside what it did."""

import sqlite3
from collections.abc import Iterator

import msgspec

COLUMN = "cost"  # of the table of builds; older dossiers lack it


class StepCost(msgspec.Struct, frozen=True, kw_only=True):
    """How long one step of a build took, and over what."""

    step: str
    units: int  # of work that were done
    reused: int  # that an earlier build had done, beside those
    seconds: float  # on the clock


class RunCost(msgspec.Struct, frozen=True, kw_only=True):
    """What a build cost, all its processes together; those of the program that started it aside.

    Memory is what a process held at most since it began. That of all is the sum over those that
    worked at once: what they had at most, for each had its most at another time.
    """

    wall_s: float  # on the clock
    cpu_s: float  # of the processor
    processes: int  # that worked at once, this one counted only where it worked alone
    peak: int  # bytes, of the largest process
    peak_all: int  # bytes, of all
    written: int | None = None  # bytes; null: the system does not say
    articles: int  # that were read anew; those that an earlier build had read are left out
    articles_per_cpu_s: float | None = None  # of those; null: there were none
    steps: tuple[StepCost, ...] = ()


_decode = msgspec.json.Decoder(RunCost).decode


def statements(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what lets the table of builds of an older dossier hold costs."""
    have = {row[1] for row in connection.execute("PRAGMA table_info(run)")}
    if have and COLUMN not in have:
        yield f"ALTER TABLE run ADD COLUMN {COLUMN} TEXT"


def keep(connection: sqlite3.Connection, run: int, cost: RunCost) -> None:
    """Write down what a build cost."""
    query = f"UPDATE run SET {COLUMN} = ? WHERE number = ?"
    connection.execute(query, (msgspec.json.encode(cost).decode(), run))


def read_cost(kept: str | None) -> RunCost | None:
    """Return what was written down; None where nothing was."""
    return _decode(kept) if kept else None
