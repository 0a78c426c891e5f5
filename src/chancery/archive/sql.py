"""Answers SQL over an archive by DuckDB: this is the only door to it.

Each record kind is a table, and `claim` holds what the five kinds of claims have in common.
Nothing but the archive can be read, and nothing written: what is asked may come from anyone.
"""

import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from chancery.archive.read import Archive
from chancery.archive.rows import schema_of
from chancery.errors import UsageError
from chancery.model import CLAIMS, kind_of, record_kinds

SETTINGS = {
    "python_enable_replacements": "false",  # else a name may mean what this program holds
    "autoinstall_known_extensions": "false",  # they come from the network
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "lock_configuration": "true",
}
ROWS = 10_000  # of a batch


@contextmanager
def answering(archive: Archive, query: str) -> Generator[pa.RecordBatchReader]:
    """Give what a query says, batch by batch; it is read while the context lasts.

    Raises:
        UsageError: the query is wrong, or would do more than read the archive; or DuckDB is not
            installed.
    """
    duckdb = _load()
    spill = tempfile.mkdtemp(prefix="chancery-sql-")
    try:
        with duckdb.connect(":memory:") as connection:
            for name, value in {"temp_directory": spill, **SETTINGS}.items():
                connection.execute(f"SET {name} = '{value}'")
            _register(connection, archive)
            yield connection.sql(_single(duckdb, connection, query)).to_arrow_reader(ROWS)
    except (duckdb.Error, pa.ArrowInvalid, OSError) as error:
        message = f"cannot answer {query!r}: {error}"
        raise UsageError(message) from error
    finally:
        shutil.rmtree(spill, ignore_errors=True)


def _load() -> Any:  # noqa: ANN401 - the module itself
    try:
        import duckdb  # noqa: PLC0415 - of an extra
    except ModuleNotFoundError as error:
        message = "SQL over an archive needs DuckDB: pip install 'chancery[archive]'"
        raise UsageError(message) from error
    return duckdb


def _single(duckdb: Any, connection: Any, query: str) -> Any:  # noqa: ANN401 - DuckDB's own types
    """Return the one statement of a query, which must give rows.

    Raises:
        UsageError: there is none, there are several, or it is of another kind.
    """
    statements = connection.extract_statements(query)
    asks = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
    if len(statements) != 1 or statements[0].type not in asks:
        message = f"cannot answer {query!r}: ask with one SELECT, DESCRIBE, SHOW TABLES or EXPLAIN"
        raise UsageError(message)
    return statements[0]


def _register(connection: Any, archive: Archive) -> None:  # noqa: ANN401 - DuckDB's own type
    for kind in record_kinds():
        connection.register(kind_of(kind), archive.dataset(kind))
    schemas = [schema_of(kind) for kind in CLAIMS]
    shared = [field.name for field in schemas[0] if all(field in other for other in schemas[1:])]
    columns = ", ".join(f'"{one}"' for one in [*shared, "month"])
    parts = (
        f"SELECT '{kind_of(kind)}' AS about, {columns} FROM {kind_of(kind)}"  # noqa: S608 - names of kinds
        for kind in CLAIMS
    )
    connection.execute(f"CREATE VIEW claim AS {' UNION ALL '.join(parts)}")
