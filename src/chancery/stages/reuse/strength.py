"""Judges whether a passage proves a common origin, or is a set phrase, a quotation, a caption."""

from bisect import bisect_left
from typing import NamedTuple

import numpy as np

from chancery.model.reuse import Strength
from chancery.stages.reuse.pairing import RARITY_STEPS
from chancery.stages.reuse.proof import Proof, unproven
from chancery.stages.reuse.reading import Reading
from chancery.stages.reuse.runs import Run
from chancery.text.shingles import SIZE, WINDOW
from chancery.text.words import Hashes, Positions

LEAST_TELLING = 4  # below this a passage is a set phrase and no link; tuned on ECB+ train
STRONG_TELLING = 6  # from here on it proves a common origin; tuned on ECB+ train
STRONG_LENGTH = 16  # words alike that such a passage has at least: an apposition is shorter
DENSE_TELLING = 8  # with so many telling words
DENSE_LENGTH = 12  # a passage may be this short: read off Timeline17
COMMON_TELLING = 10  # the same for what many documents hold, lest it be a set phrase; chosen
COMMON = 0.25  # below it is the rarity of fingerprints that 13 documents or more hold


class Verdict(NamedTuple):
    """How strong a passage is as proof, and why, in words."""

    strength: Strength
    reason: str


class Counts(NamedTuple):
    """The words that both sides of a passage hold, and those that tell of an origin."""

    length: int
    telling: int  # distinct words outside set phrases, names and titles
    spoken: int  # of these, inside quotation marks in both documents
    pictured: int  # of the others, inside a caption in either document


def judge_passage(a: Reading, b: Reading, runs: list[Run], proof: Proof) -> Verdict | None:
    """Return the verdict on a passage, or None for a set phrase.

    A word is no name where one of the documents writes it small.
    """
    places_a, places_b = _places(runs)
    telling = a.open_class[places_a] & (a.small[places_a] | b.small[places_b])
    places_a, places_b = places_a[telling], places_b[telling]
    if len(places_a) < LEAST_TELLING:
        return None
    words = a.hashes[places_a]
    silent = ~(a.spoken[places_a] & b.spoken[places_b])
    printed = ~(a.pictured[places_a] | b.pictured[places_b])
    everything, outside = _count(words), _count(words[silent])
    counts = Counts(
        length=sum(run.length for run in runs),
        telling=everything,
        spoken=everything - outside,
        pictured=outside - _count(words[silent & printed]),
    )
    return _verdict(counts, common=_rarity(runs, proof) < COMMON)


def _rarity(runs: list[Run], proof: Proof) -> float:
    """Return the median rarity of the passage's fingerprints, 1 where it holds none.

    A long run holds fingerprints all along; those that the law left out are held by many.
    """
    rarities: list[int] = []
    for run in runs:
        first = bisect_left(proof.places, run.a)
        last = bisect_left(proof.places, run.a + run.length - SIZE + 1)
        rarities.extend(proof.rarities[first:last])
        missing = sum(part.length for part in unproven(run, proof))
        rarities.extend([0] * (missing // WINDOW))
    return sorted(rarities)[len(rarities) // 2] / RARITY_STEPS if rarities else 1.0


def _verdict(counts: Counts, *, common: bool) -> Verdict | None:
    if counts.telling < LEAST_TELLING:
        return None
    told = f"{counts.length} words alike, {counts.telling} of them telling"
    own = counts.telling - counts.spoken - counts.pictured
    if _enough(own, counts.length):
        if common and own < COMMON_TELLING:
            return Verdict("weak", f"{told}, which many documents hold")
        return Verdict("strong", told)
    return Verdict("weak", _weakness(told, counts, own))


def _weakness(told: str, counts: Counts, own: int) -> str:
    if counts.spoken == counts.telling:
        return f"{told}, all in the speech of one speaker"
    if not _enough(counts.telling, counts.length):
        return f"only {told}"
    if own == 0:
        return f"{told}, all in a caption or in speech"
    return f"{told}, only {own} outside speech and captions"


def _enough(telling: int, length: int) -> bool:
    return (telling >= STRONG_TELLING and length >= STRONG_LENGTH) or (
        telling >= DENSE_TELLING and length >= DENSE_LENGTH
    )


def _places(runs: list[Run]) -> tuple[Positions, Positions]:
    ours = [np.arange(run.a, run.a + run.length) for run in runs]
    theirs = [np.arange(run.b, run.b + run.length) for run in runs]
    return np.concatenate(ours), np.concatenate(theirs)


def _count(hashes: Hashes) -> int:
    return len(set(hashes.tolist()))
