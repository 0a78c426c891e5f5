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
