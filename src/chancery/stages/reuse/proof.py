"""Says which words of a document the fingerprints stand for that another shares."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from chancery.stages.reuse.pairing import RARITY_STEPS
from chancery.stages.reuse.reading import Mask, Reading, Spans
from chancery.stages.reuse.runs import Run
from chancery.text.shingles import SIZE, WINDOW
from chancery.text.words import Hashes, Positions

SURE_RUN = SIZE + 2 * WINDOW - 1  # a run of so many words holds two neighbouring fingerprints
RARE = 0.25  # below it is the rarity of fingerprints that 13 documents or more hold
OURS, THEIRS = -1, -2  # what stands for a left out word: it is like none of the other document
MARGIN = WINDOW - 1  # words at the ends of a run that no fingerprint need stand for


class Proof(NamedTuple):
    """Where in document a the shared fingerprints stand: the first word of each, in order."""

    places: Positions  # of those that no law left out
    rare: Positions  # of those of them that few documents hold


def find_proof(a: Reading, hashes: Hashes, rarities: NDArray[np.uint8]) -> Proof:
    """Return where these shared fingerprints, with rarities in sixteenths, stand."""
    order = np.argsort(hashes)
    places, which = a.find_shingles(hashes[order])
    return Proof(places, places[rarities[order][which] >= RARE * RARITY_STEPS])


def unproven(run: Run, proof: Proof) -> list[Run]:
    """Return the parts of a long run that should hold fingerprints and do not.

    The law left theirs out. A few words at either end of a run need hold none.
    """
    if run.length < SURE_RUN:
        return []
    parts: list[Run] = []
    start, end = run.a, run.a + run.length
    for low, high in (*_covered(proof.places), (end, end)):
        stop = min(max(low, start), end)
        if stop - start > MARGIN:
            parts.append(Run(start, run.b + start - run.a, stop - start))
        start = max(start, high)
    return parts


def _covered(places: Positions) -> Spans:
    """Return the spans of words that the shingles at these places cover."""
    if len(places) == 0:
        return []
    cuts = np.flatnonzero(np.diff(places) > SIZE)
    starts = places[np.concatenate([[0], cuts + 1])]
    ends = places[np.concatenate([cuts, [-1]])] + SIZE
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def few_hold(runs: Sequence[Run], words: Positions, proof: Proof) -> Mask:
    """Say of each word of a passage, given its places in a, whether few documents hold it.

    A long run holds fingerprints all along; where those are common, or were left out by the law,
    many documents hold its words. Of a short run nothing is known: its words count.
    """
    if len(runs) == 1:  # most passages
        return _few_hold_run(runs[0], words, proof)
    starts, _, lengths = np.array(runs, dtype=np.int64).T
    firsts = np.repeat(starts + MARGIN, lengths)
    lasts = np.repeat(starts + lengths - 1 - MARGIN, lengths)
    short = np.repeat(lengths < SURE_RUN, lengths)
    places = np.where(short, words, np.minimum(np.maximum(words, firsts), lasts))
    unknown = short & ~_stand_at(proof.places, words)
    return unknown | _stand_at(proof.rare, places)


def _few_hold_run(run: Run, words: Positions, proof: Proof) -> Mask:
    if run.length < SURE_RUN:
        return ~_stand_at(proof.places, words) | _stand_at(proof.rare, words)
    first, last = run.a + MARGIN, run.a + run.length - 1 - MARGIN
    return _stand_at(proof.rare, np.minimum(np.maximum(words, first), last))


def _stand_at(shingles: Positions, places: Positions) -> Mask:
    """Say of each place whether one of the shingles that start at these places holds it."""
    if len(shingles) == 0:
        return np.zeros(len(places), dtype=np.bool_)
    before = shingles.searchsorted(places, side="right") - 1
    inside: Mask = (before >= 0) & (places - shingles[before] < SIZE)
    return inside


def leave_out(a: list[int], b: list[int], runs: list[Run], proof: Proof) -> list[Run]:
    """Return the runs without their unproven parts, whose words then end every passage."""
    kept: list[Run] = []
    for run in runs:
        start, end = run.a, run.a + run.length
        for part in (*unproven(run, proof), Run(end, run.b + run.length, 0)):
            _blank(a, part.a, part.length, OURS)
            _blank(b, part.b, part.length, THEIRS)
            if part.a > start:
                kept.append(Run(start, run.b + start - run.a, part.a - start))
            start = part.a + part.length
    return kept


def _blank(side: list[int], start: int, length: int, mark: int) -> None:
    side[start : start + length] = [mark] * length
