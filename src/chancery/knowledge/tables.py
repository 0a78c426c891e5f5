"""Reads the tables of facts that are packaged beside this module."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from chancery.errors import NotFoundError

PACKAGE = "chancery.knowledge"
SUFFIX = ".tsv"
COMMENT = "#"  # a table opens with lines that say what it is, its source and its licence
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
    text = files(PACKAGE).joinpath(name + SUFFIX).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith(COMMENT)]
    columns = lines[0].split("\t")
    return tuple(dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:])


@cache
def table_names() -> tuple[str, ...]:
    """Return the names of all tables, in order."""
    entries = (entry.name for entry in files(PACKAGE).iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in entries if name.endswith(SUFFIX)))


def forms_of(row: Row, column: str = "forms") -> tuple[str, ...]:
    """Return the forms in a column that holds several, parted by a bar."""
    return tuple(form for form in row[column].split(BETWEEN_FORMS) if form)
