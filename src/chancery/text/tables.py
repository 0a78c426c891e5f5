"""Reads the tables of words that are packaged beside the code that is told by them."""

from importlib.resources import files

COMMENT = "#"  # a table opens with lines that say what it is, its source and its licence


def packaged_rows(package: str, name: str) -> list[list[str]]:
    """Return the columns of each line of a table, parted by tabs, without comments and blanks."""
    table = (files(package) / name).read_text(encoding="utf-8")
    return [
        line.split("\t") for line in table.splitlines() if line and not line.startswith(COMMENT)
    ]
