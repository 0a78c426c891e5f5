"""Reduces each document to winnowed hashes of word sequences, by range of the hash space."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, cast

import numpy as np
from numpy.typing import NDArray

from chancery.errors import SettingsError
from chancery.lineage.articles import address_of
from chancery.model import Document, FingerprintSlice, Record, make_id
from chancery.ports import BatchStage
from chancery.stages.reuse.reading import read_text
from chancery.text.shingles import Fingerprints, winnow_texts
from chancery.text.words import Words, code_points, find_words

BUCKETS = 16  # a bucket of 100,000 articles is then some 20 MB
MOST_BUCKETS = 1 << 16
CHUNK = 1 << 17  # code points worked on at once: the arrays stay in the processor's cache
HALF = np.uint64(32)
HASH_BYTES = 8
NEIGHBOUR_BYTES = 2


@dataclass(frozen=True)
class Fingerprint(BatchStage):
    """Makes the fingerprints of each document; the number of buckets changes no link."""

    name: ClassVar[str] = "fingerprint"
    version: ClassVar[int] = 2
    inputs: ClassVar[tuple[type[Record], ...]] = (Document,)
    outputs: ClassVar[tuple[type[Record], ...]] = (FingerprintSlice,)

    buckets: int = BUCKETS

    def __post_init__(self) -> None:
        """Reject a number of buckets that cannot be."""
        if not 1 <= self.buckets <= MOST_BUCKETS:
            message = f"buckets is {self.buckets}; it must lie between 1 and {MOST_BUCKETS}"
            raise SettingsError(message)

    @property
    def settings(self) -> str:
        """Return the number of buckets."""
        return f"buckets={self.buckets}"

    def run(self, batch: Sequence[Record]) -> Iterable[Sequence[Record]]:
        """Yield for each document its slices, one for every bucket that is not empty."""
        for documents in _chunks(cast("Sequence[Document]", batch)):
            yield from _slices(documents, self.buckets)


def _chunks(batch: Sequence[Document]) -> Iterator[list[Document]]:
    chunk: list[Document] = []
    size = 0
    for document in batch:
        if chunk and size + len(document.text) > CHUNK:
            yield chunk
            chunk, size = [], 0
        chunk.append(document)
        size += len(document.text)
    if chunk:
        yield chunk


def _slices(documents: list[Document], buckets: int) -> Iterator[list[FingerprintSlice]]:
    prints = _fingerprints([read_text(document) for document in documents])
    texts, hashes = prints.texts, prints.hashes
    ranges = ((hashes >> HALF) * np.uint64(buckets) >> HALF).astype(np.int64)
    cuts = np.flatnonzero(np.diff(texts * buckets + ranges, prepend=-1, append=-1))
    hash_bytes = hashes.astype("<u8").tobytes()
    neighbour_bytes = prints.neighbours.astype("<u2").tobytes()
    columns = (texts[cuts[:-1]].tolist(), ranges[cuts[:-1]].tolist(), cuts.tolist())
    made: list[list[FingerprintSlice]] = [[] for _ in documents]
    articles = [address_of(document) for document in documents]
    for text, bucket, start, end in zip(*columns, cuts[1:].tolist(), strict=False):
        made[text].append(
            _slice(
                documents[text],
                articles[text],
                bucket,
                hash_bytes[HASH_BYTES * start : HASH_BYTES * end],
                neighbour_bytes[NEIGHBOUR_BYTES * start : NEIGHBOUR_BYTES * end],
            )
        )
    yield from made


def _slice(
    document: Document, article: str | None, bucket: int, hashes: bytes, neighbours: bytes
) -> FingerprintSlice:
    return FingerprintSlice(
        id=make_id("fingerprint_slice", [document.id, bucket]),
        document=document.id,
        outlet=document.outlet.value if document.outlet else None,
        article=article,
        bucket=bucket,
        hashes=hashes,
        neighbours=neighbours,
    )


def _fingerprints(texts: list[str]) -> Fingerprints:
    words = find_words(code_points("\n".join(texts)))
    return winnow_texts(words.hashes, _word_counts(words, texts))


def _word_counts(words: Words, texts: list[str]) -> NDArray[np.int64]:
    ends = np.cumsum([len(text) + 1 for text in texts])
    return np.diff(np.searchsorted(words.starts, ends), prepend=0)
