"""Finds, in one range of the hash space, the pairs of documents that share fingerprints."""

import logging
from collections.abc import Iterable, Sequence
from typing import ClassVar, cast

import numpy as np

from chancery.model import FingerprintSlice, Record, SharedFingerprints, make_id
from chancery.ports import GroupStage
from chancery.stages.reuse.pairing import RARITY_STEPS, Holdings, Pairs, pair_documents

log = logging.getLogger(__name__)


class Compare(GroupStage):
    """Compares the documents of one bucket; what they share is judged hash by hash."""

    name: ClassVar[str] = "compare"
    version: ClassVar[int] = 2
    inputs: ClassVar[tuple[type[Record], ...]] = (FingerprintSlice,)
    outputs: ClassVar[tuple[type[Record], ...]] = (SharedFingerprints,)
    lookups: ClassVar[tuple[type[Record], ...]] = ()
    smallest: ClassVar[int] = 2

    def keys(self, record: Record) -> Sequence[str]:
        """Return the bucket."""
        return (str(cast("FingerprintSlice", record).bucket),)

    def refers(self, record: Record) -> Sequence[str]:  # noqa: ARG002 - a slice says it all
        """Return nothing: a slice needs no other record."""
        return ()

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield what each pair of the bucket's documents shares; log what the law treats apart."""
        del found
        slices = sorted(cast("Sequence[FingerprintSlice]", group), key=lambda part: part.document)
        pairs = pair_documents(_holdings(slices))
        for reason, count in pairs.cut.items():
            log.info("bucket %s: %d hashes treated apart: %s", key, count, reason)
        yield from _records([part.document for part in slices], int(key), pairs)


def _holdings(slices: list[FingerprintSlice]) -> Holdings:
    hashes = np.frombuffer(b"".join(part.hashes for part in slices), dtype="<u8")
    lengths = [len(part.hashes) // hashes.itemsize for part in slices]
    return Holdings(
        hashes=hashes.astype(np.uint64, copy=False),
        documents=np.repeat(np.arange(len(slices)), lengths),
        neighbours=np.frombuffer(b"".join(part.neighbours for part in slices), dtype="<u2").astype(
            np.uint16, copy=False
        ),
        outlets=_numbers([part.outlet for part in slices]),
        articles=_numbers([part.article or part.document for part in slices]),
    )


def _numbers(names: Iterable[str | None]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return a number for each name, from 0 on, and -1 where there is none."""
    numbers: dict[str, int] = {}
    return np.array(
        [-1 if name is None else numbers.setdefault(name, len(numbers)) for name in names],
        dtype=np.int64,
    )


def _records(documents: list[str], bucket: int, pairs: Pairs) -> Iterable[SharedFingerprints]:
    hashes, rarities = pairs.hashes.astype("<u8").tobytes(), pairs.rarities.tobytes()
    size = pairs.hashes.itemsize
    edges = pairs.edges.tolist()
    columns = (pairs.a.tolist(), pairs.b.tolist(), edges, edges[1:])
    for left, right, start, end in zip(*columns, strict=False):
        a, b = documents[left], documents[right]
        yield SharedFingerprints(
            id=make_id("shared_fingerprints", [a, b, bucket]),
            a=a,
            b=b,
            bucket=bucket,
            shared=end - start,
            weight=sum(rarities[start:end]) / RARITY_STEPS,
            hashes=hashes[size * start : size * end],
            rarities=rarities[start:end],
        )
