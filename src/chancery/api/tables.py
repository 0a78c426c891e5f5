"""What the dossier holds, the builds that made it, and its tables by SQL."""

from typing import Annotated

import msgspec
from msgspec import Meta

from chancery import __version__
from chancery.api.parameters import Parameters
from chancery.api.view import View
from chancery.store.dossier import Run
from chancery.store.free_sql import Table, run_sql

MOST_ROWS = 10_000
SECONDS = 2.0  # that a query may take


class Sql(Parameters, frozen=True, kw_only=True):
    """What to ask the tables."""

    query: Annotated[
        str, Meta(min_length=1, max_length=20_000, description="One SELECT of SQLite.")
    ]
    rows: Annotated[int, Meta(ge=1, le=MOST_ROWS, description="The most rows.")] = 1_000


class Holdings(msgspec.Struct, frozen=True, kw_only=True):
    """What the dossier holds: records by kind, and the builds that made it, the first first."""

    version: str  # of this program
    edition: str  # changes with the file, every build and every decision
    records: dict[str, int]
    runs: tuple[Run, ...]


def holdings(view: View, asked: Parameters) -> Holdings:
    """Say what the dossier holds."""
    del asked
    return Holdings(
        version=__version__,
        edition=view.edition,
        records=view.dossier.counts(),
        runs=tuple(view.dossier.runs()),
    )


def sql(view: View, asked: Sql) -> Table:
    """Answer one SELECT."""
    return run_sql(
        view.path, asked.query, edition=view.edition, most_rows=asked.rows, seconds=SECONDS
    )
