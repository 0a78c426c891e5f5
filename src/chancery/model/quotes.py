"""Finds what a record quotes: every span of a document among its parts, at any depth."""

from collections.abc import Iterable, Iterator
from typing import Any

SPAN = frozenset({"document", "start", "end", "quote"})  # the fields of evidence, in any record


def quotes_in(value: object, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each span in a record as plain values, with its JSON Pointer."""
    if isinstance(value, dict):
        if value.keys() >= SPAN:
            yield place, value
        parts: Iterable[tuple[object, object]] = value.items()
    elif isinstance(value, (list, tuple)):
        parts = enumerate(value)
    else:
        return
    for name, part in parts:
        yield from quotes_in(part, f"{place}/{name}")
