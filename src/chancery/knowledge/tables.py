"""Reads the tables of facts that are packaged beside this module."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from chancery.errors import NotFoundError
from chancery.text.tables import packaged_rows

PACKAGE = "chancery.knowledge"
SUFFIX = ".tsv"
BETWEEN_FORMS = "|"

Row = Mapping[str, str]


@cache
def load(name: str) -> tuple[Row, ...]:
    """Return the rows of a table, column name to value, read once in a process.

    Raises:
        NotFoundError: there is no table of this name.
    """
    if name not in table_names():
        message = f"no table {name!r}; there are {', '.join(table_names())}"
        raise NotFoundError(message)
    columns, *rows = packaged_rows(PACKAGE, name + SUFFIX)
    return tuple(dict(zip(columns, row, strict=True)) for row in rows)


@cache
def table_names() -> tuple[str, ...]:
    """Return the names of all tables, in order."""
    entries = (entry.name for entry in files(PACKAGE).iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in entries if name.endswith(SUFFIX)))


def forms_of(row: Row, column: str = "forms") -> tuple[str, ...]:
    """Return the forms in a column that holds several, parted by a bar."""
    return tuple(form for form in row[column].split(BETWEEN_FORMS) if form)
