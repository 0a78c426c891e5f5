"""Writes what is made one by one, some at a time, and counts it."""

from collections.abc import Iterable
from itertools import islice
from typing import Any, BinaryIO

import msgspec

TOGETHER = 256  # items that are written with one call


def write_lines(stream: BinaryIO, lines: Iterable[bytes]) -> int:
    """Write lines, each with its end; return how many."""
    rest, count = iter(lines), 0
    while some := list(islice(rest, TOGETHER)):
        stream.write(b"\n".join(some) + b"\n")
        count += len(some)
    return count


def write_graph(stream: BinaryIO, head: Any, items: Iterable[object]) -> int:  # noqa: ANN401
    """Write a JSON value whose last part is an empty list, with items in it; return how many.

    Each item has a line of its own.
    """
    opening, _, closing = msgspec.json.encode(head).rpartition(b"[")
    stream.write(opening + b"[")
    rest, count = map(msgspec.json.encode, items), 0
    while some := list(islice(rest, TOGETHER)):
        stream.write((b",\n" if count else b"\n") + b",\n".join(some))
        count += len(some)
    stream.write(b"\n" + closing + b"\n")
    return count
