"""Reads a little at first and more as it goes on: most who ask want the head of a list."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def growing(items: Iterable[Item], first: int, most: int) -> Iterator[list[Item]]:
    """Yield the items in lists, the first of `first`, each twice as long up to `most`."""
    left, size = iter(items), first
    while part := list(islice(left, size)):
        yield part
        size = min(2 * size, most)
