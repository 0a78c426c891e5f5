"""The units of a step: their signatures at once, what each reads only when it is to be done.

A step has as many units as there are records, so what a unit needs is held no longer than the
task that does it.
"""

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

import numpy as np
import pyarrow as pa

from chancery.engines.cache import signatures
from chancery.engines.dataset import Dataset, Digests, Place, Rows
from chancery.engines.flat import FlatFile
from chancery.engines.groups import Groups, Some
from chancery.engines.work import Unit
from chancery.model.codec import DIGEST_BYTES

Cuttable = TypeVar("Cuttable", bytes, list[int])
Judged = Callable[[pa.Array], Mapping[str, Place]]


class Units(Protocol):
    """What an engine knows of a step's units."""

    signatures: pa.Array

    def chosen(self, missing: Rows, flat: str) -> Iterator[Unit]:
        """Yield the units at these positions in the order in which they are best done.

        `flat` names a file that may be written for them, and that lasts until they are done.
        """
        ...


class Singles:
    """Each record alone, done in the order in which they lie in their shards."""

    def __init__(self, identity: bytes, inputs: Dataset, *, keys_only: bool = False) -> None:
        """Sign each record, for its keys by a mark alone: its digest is a hash already."""
        digests = inputs.digests()
        if keys_only:
            self.signatures = signatures([digests.marked(sign(identity, []))])
        else:
            self.signatures = signatures(sign(identity, [one]) for one in digests)
        self._inputs = inputs

    def chosen(self, missing: Rows, flat: str) -> Iterator[Unit]:
        """Yield the units shard by shard, so that each shard is read once."""
        del flat
        signed = Digests(self.signatures)
        for path, rows, places in self._inputs.by_shard(missing):
            for row, place in zip(rows.tolist(), places.tolist(), strict=True):
                yield Unit(signed[row], path, (place,))


class Grouped:
    """The records under each key, laid out in a flat file before they are done."""

    def __init__(
        self,
        identity: bytes,
        inputs: Dataset,
        lookups: Dataset,
        groups: Groups,
        judged: Judged | None = None,
    ) -> None:
        """Sign each group; `judged` says where earlier pairs of keys lie, if they are kept."""
        digests, found = inputs.digests(), lookups.digests()
        parts = groups.parts(np.arange(len(groups)))
        self.signatures = signatures(
            one for some in parts for one in _sign_groups(identity, some, digests, found)
        )
        self._inputs = inputs
        self._lookups = lookups
        self._groups = groups
        self._judged = judged

    def chosen(self, missing: Rows, flat: str) -> Iterator[Unit]:
        """Yield the units by key."""
        if not len(missing):
            return
        ours, theirs = self._groups.all_rows(missing)
        with FlatFile(flat) as file:
            rows, found = file.add(self._inputs, ours), file.add(self._lookups, theirs)
        signed = Digests(self.signatures)
        earlier = self._judged(self._groups.keys(missing)) if self._judged else {}
        units = iter(missing.tolist())
        for some in self._groups.parts(missing):
            own = _cut(rows[some.rows].tolist(), some.edges)
            others = _cut(found[some.found].tolist(), some.found_edges)
            for key, places, seen in zip(some.keys, own, others, strict=True):
                yield Unit(signed[next(units)], flat, places, key, seen, earlier.get(key))


class Whole:
    """All records together as one unit, laid out in a flat file."""

    def __init__(self, identity: bytes, inputs: Dataset) -> None:
        """Sign all records."""
        self.signatures = signatures([sign(identity, inputs.digests())])
        self._inputs = inputs

    def chosen(self, missing: Rows, flat: str) -> Iterator[Unit]:
        """Yield the unit, if it is missing."""
        for at in map(int, missing):
            with FlatFile(flat) as file:
                starts = file.add(self._inputs, np.arange(len(self._inputs)))
            yield Unit(self.signatures[at].as_py(), flat, array("q", starts.tobytes()))


def sign(identity: bytes, parts: Iterable[bytes]) -> bytes:
    """Return the signature of a unit of the stage, whose parts are all that it reads."""
    data = b"".join([identity, *parts])  # one call, for there are a million units
    return hashlib.blake2b(data, digest_size=DIGEST_BYTES).digest()


def _sign_groups(identity: bytes, some: Some, digests: Digests, found: Digests) -> Iterator[bytes]:
    ours = _cut(digests.joined(some.rows), some.edges, DIGEST_BYTES)
    theirs = _cut(found.joined(some.found), some.found_edges, DIGEST_BYTES)
    for name, own, seen in zip(some.keys, ours, theirs, strict=True):
        key = name.encode("utf-8", "surrogatepass")
        yield sign(identity, [len(key).to_bytes(8, "big"), key, own, b"found", seen])


def _cut(joined: Cuttable, edges: Sequence[int], width: int = 1) -> Iterator[Cuttable]:
    """Yield what each group has of something joined, where a row takes up so much."""
    places = [width * edge for edge in edges]
    return (joined[start:end] for start, end in pairwise(places))
