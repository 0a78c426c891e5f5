"""How every command prints: tables and text for people, JSON for programs, never mixed."""

import sys
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table

NARROW = 100  # columns assumed where the output is no terminal


def console() -> Console:
    """Return the console on standard output; colours only on a terminal."""
    width = None if sys.stdout.isatty() else NARROW
    return Console(width=width, highlight=False, emoji=False, markup=False, soft_wrap=False)


def print_json(value: Any) -> None:  # noqa: ANN401 - anything that msgspec can encode
    """Print one JSON document, indented, with code points as they are."""
    data = msgspec.json.format(msgspec.json.encode(value), indent=2)
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.buffer.flush()


def table(*columns: str) -> Table:
    """Return an empty table in the house style."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def short_id(identity: str) -> str:
    """Return an id without its kind and with eight digits: enough for `show` and `lineage`."""
    return identity.rpartition("-")[2][:8]


def one_line(text: str) -> str:
    """Return the text with every run of white space as one blank."""
    return " ".join(text.split())


def clip(text: str, length: int) -> str:
    """Return one line of at most `length` characters, for a table cell."""
    line = one_line(text)
    return line if len(line) <= length else line[: length - 1] + "…"


def count_words(count: int, noun: str) -> str:
    """Return a number with its noun: 1 document, 2,000 documents."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def name_list(names: list[str], most: int) -> str:
    """Return the first names and how many more there are."""
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most:,} more"
