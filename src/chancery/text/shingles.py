"""Makes overlapping word sequences (shingles) and picks the few that stand for a text.

Winnowing after Schleimer, Wilkerson and Aiken (SIGMOD 2003): the smallest hash of every window
is kept, so two texts that share a run of `SIZE + WINDOW - 1` words share a fingerprint.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chancery.text.words import Hashes, Positions, mix

SIZE = 5  # words in a shingle: the size that design measurements were made with
WINDOW = 4  # with SIZE, any shared run of 8 words is seen
FACTOR = np.uint64(0xD6E8FEB86659FD93)  # odd; keeps the order of words in the hash
NEVER = np.uint64(0xFFFFFFFFFFFFFFFF)  # larger than any shingle that counts
BYTE = np.uint64(0xFF)
WIDTH = 8


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """The fingerprints of many texts: text numbers and hashes, sorted, each pair once.

    `neighbours` holds a byte of the fingerprint before in its text (high) and of the one after
    (low), 0 where there is none: two texts that hold one hash by chance differ in both.
    """

    texts: Positions
    hashes: Hashes
    neighbours: NDArray[np.uint16]


def shingle_hashes(words: Hashes, size: int = SIZE) -> Hashes:
    """Return one hash for every `size` words in a row: shape `(max(0, words - size + 1),)`."""
    count = max(0, len(words) - size + 1)
    total = np.zeros(count, dtype=np.uint64)
    for place in range(size):
        total = total * FACTOR + words[place : place + count]
    return mix(total)


def winnow_texts(
    words: Hashes, lengths: Positions, *, size: int = SIZE, window: int = WINDOW
) -> Fingerprints:
    """Return the fingerprints of many texts at once.

    `words` holds the words of all texts in order and `lengths` how many belong to each.
    A text shorter than `size` words has none.
    """
    owners = np.repeat(np.arange(len(lengths)), lengths)
    shingles = shingle_hashes(words, size)
    first, last = owners[: len(shingles)], owners[size - 1 :]
    whole = first == last
    lowest = _window_minimum(np.where(whole, shingles, NEVER), window)
    chosen = whole & _changes(lowest, first)
    return _distinct(first[chosen], lowest[chosen])


def _window_minimum(values: Hashes, window: int) -> Hashes:
    """Return the minimum of each value and the `window - 1` after it, fewer at the end."""
    padded = np.concatenate([values, np.full(window - 1, NEVER)])
    lowest = values
    for place in range(1, window):
        lowest = np.minimum(lowest, padded[place : place + len(values)])
    return lowest


def _changes(values: Hashes, owners: Positions) -> NDArray[np.bool_]:
    changed = np.ones(len(values), dtype=np.bool_)
    changed[1:] = (values[1:] != values[:-1]) | (owners[1:] != owners[:-1])
    return changed


def _distinct(texts: Positions, hashes: Hashes) -> Fingerprints:
    neighbours = _neighbours(texts, hashes)
    order = np.lexsort((hashes, texts))  # stable: of equal hashes the first in the text leads
    texts, hashes = texts[order], hashes[order]
    kept = _changes(hashes, texts)
    return Fingerprints(texts[kept], hashes[kept], neighbours[order][kept])


def _neighbours(texts: Positions, hashes: Hashes) -> NDArray[np.uint16]:
    signs = np.maximum(hashes & BYTE, 1).astype(np.uint16)
    joined = texts[1:] == texts[:-1]
    pairs = np.zeros(len(hashes), dtype=np.uint16)
    pairs[1:] |= np.where(joined, signs[:-1] << WIDTH, 0).astype(np.uint16)
    pairs[:-1] |= np.where(joined, signs[1:], 0).astype(np.uint16)
    return pairs
