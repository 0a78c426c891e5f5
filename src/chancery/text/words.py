"""Finds the words of a text and gives each a hash that case, accents and typography leave alone.

A word is a run of letters and digits.
Apostrophes and hyphens part words, so that `Moscow's` and a broken `Moscow s` are the same two;
zero-width characters, soft hyphens and combining accents are passed over.
"""

import sys
import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.uint32]
Hashes = NDArray[np.uint64]
Positions = NDArray[np.int64]

SEPARATOR = 0
PASSED_OVER = 1  # neither parts a word nor belongs to it
ACCENTS = frozenset({"Mn", "Me"})
PLANE = 0x10000  # the table covers the basic plane; the few code points above are looked up singly
BASE = np.uint64(0x9E3779B97F4A7C15)  # an odd 64-bit number (golden ratio), so it has an inverse
INVERSE = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
MIX_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))  # the finaliser of SplitMix64
MIX_FACTORS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
SMALLEST_TABLE = 1 << 16


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order: `text[starts[i]:ends[i]]` has the hash `hashes[i]`."""

    starts: Positions
    ends: Positions
    hashes: Hashes

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.hashes)


def find_words(points: Points) -> Words:
    """Return the words among these code points, with offsets into them.

    Hashes are the same on any machine and in any process.
    """
    folded = _fold(points)
    skipped = folded == PASSED_OVER
    if not skipped.any():
        return _hash_runs(folded)
    places = np.flatnonzero(~skipped)
    words = _hash_runs(folded[places])
    ends = places[words.ends - 1] + 1
    return Words(places[words.starts], _after_accents(points, skipped, ends), words.hashes)


def code_points(text: str) -> Points:
    """Return the code points of the text, lone surrogates included."""
    order = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
    return np.frombuffer(text.encode(order, "surrogatepass"), dtype=np.uint32)


def starts_small(points: Points) -> NDArray[np.bool_]:
    """Say of each code point whether it is a letter that is no capital."""
    return _small().take(np.minimum(points, PLANE - 1))


def mix(values: Hashes) -> Hashes:
    """Return the values with every bit depending on every bit of the one that went in."""
    values = (values ^ (values >> MIX_SHIFTS[0])) * MIX_FACTORS[0]
    values = (values ^ (values >> MIX_SHIFTS[1])) * MIX_FACTORS[1]
    return values ^ (values >> MIX_SHIFTS[2])


def _fold(points: Points) -> Points:
    if len(points) == 0 or int(points.max()) < PLANE:
        return _folds().take(points)
    folded = _folds().take(np.minimum(points, PLANE - 1))
    for place in np.flatnonzero(points >= PLANE):
        folded[place] = _fold_point(int(points[place]))
    return folded


def _after_accents(points: Points, skipped: NDArray[np.bool_], ends: Positions) -> Positions:
    """Return the ends moved past the combining accents that belong to a word's last letter."""
    followed = np.flatnonzero(skipped[np.minimum(ends, len(points) - 1)])
    for place in followed:
        end = int(ends[place])
        while end < len(points) and unicodedata.category(chr(points[end])) in ACCENTS:
            end += 1
        ends[place] = end
    return ends


def _hash_runs(folded: Points) -> Words:
    inside = np.zeros(len(folded) + 2, dtype=np.bool_)
    np.not_equal(folded, SEPARATOR, out=inside[1:-1])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[0::2], edges[1::2]
    powers, inverses = _powers(max(SMALLEST_TABLE, 1 << len(folded).bit_length()))
    sums = np.zeros(len(folded) + 1, dtype=np.uint64)
    np.cumsum(folded * powers[: len(folded)], out=sums[1:])
    return Words(starts, ends, mix((sums[ends] - sums[starts]) * inverses[starts]))


@cache
def _folds() -> Points:
    return np.fromiter((_fold_point(point) for point in range(PLANE)), np.uint32, PLANE)


@cache
def _small() -> NDArray[np.bool_]:
    letters = map(chr, range(PLANE))
    small = (one.isalpha() and not one.isupper() and not one.istitle() for one in letters)
    return np.fromiter(small, np.bool_, PLANE)


def _fold_point(point: int) -> int:
    letter = chr(point)
    if letter.isalnum():
        lower = letter.casefold()
        lower = lower if len(lower) == 1 else letter
        return ord(unicodedata.normalize("NFD", lower)[0])
    kind = unicodedata.category(letter)
    if kind == "Mc":  # vowel signs that stand beside their letter, as in Devanagari
        return point
    return PASSED_OVER if kind in ACCENTS or kind == "Cf" else SEPARATOR


@cache
def _powers(size: int) -> tuple[Hashes, Hashes]:
    factors = np.full((2, size), [[BASE], [INVERSE]], dtype=np.uint64)
    factors[:, 0] = 1
    products = np.cumprod(factors, axis=1)
    return products[0], products[1]
