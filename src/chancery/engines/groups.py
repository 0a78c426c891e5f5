"""Brings records that share a key together, by reference, with what they look up."""

from collections.abc import Iterator

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from chancery.engines.dataset import Dataset, Place


class Group(msgspec.Struct, frozen=True):
    """The records under one key: digests sorted by record id, places in the same order."""

    key: str
    digests: tuple[bytes, ...]
    places: tuple[Place, ...]
    found_digests: tuple[bytes, ...]
    found: tuple[Place, ...]


def gather(smallest: int, inputs: Dataset, keyed: pa.Table, lookups: Dataset) -> Iterator[Group]:
    """Yield the groups of at least `smallest` records, sorted by key.

    `keyed` has columns `record` (row of `inputs`), `kind` (key or refers) and `id` (the key, or
    the id referred to).
    """
    digests, places = inputs.digests(), inputs.places(range(len(inputs)))
    refers = _lists(keyed, "refers")
    at = {one: row for row, one in enumerate(lookups.ids())}
    found_digests, found_places = lookups.digests(), lookups.places(range(len(lookups)))
    for key, rows in _runs(keyed.filter(pc.equal(keyed.column("kind"), "key")), smallest):
        ids = sorted({one for row in rows for one in refers.get(row, ()) if one in at})
        yield Group(
            key=key,
            digests=tuple(digests[row] for row in rows),
            places=tuple(places[row] for row in rows),
            found_digests=tuple(found_digests[at[one]] for one in ids),
            found=tuple(found_places[at[one]] for one in ids),
        )


def _runs(keys: pa.Table, smallest: int) -> Iterator[tuple[str, list[int]]]:
    """Yield each key with its rows of `inputs`, which are sorted by kind and id."""
    counts = pc.value_counts(keys.column("id"))
    often = counts.field("values").filter(pc.greater_equal(counts.field("counts"), smallest))
    keys = keys.filter(pc.is_in(keys.column("id"), value_set=often))
    keys = keys.sort_by([("id", "ascending"), ("record", "ascending")])
    names, rows = keys.column("id").to_pylist(), keys.column("record").to_pylist()
    start = 0
    for end in range(1, len(names) + 1):
        if end == len(names) or names[end] != names[start]:
            yield names[start], rows[start:end]
            start = end


def _lists(keyed: pa.Table, kind: str) -> dict[int, list[str]]:
    part = keyed.filter(pc.equal(keyed.column("kind"), kind))
    lists: dict[int, list[str]] = {}
    for row, one in zip(
        part.column("record").to_pylist(), part.column("id").to_pylist(), strict=True
    ):
        lists.setdefault(row, []).append(one)
    return lists
