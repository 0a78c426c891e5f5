"""Says which words of a document the fingerprints stand for that another shares."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from chancery.stages.reuse.pairing import RARITY_STEPS
from chancery.stages.reuse.reading import Reading, Spans
from chancery.stages.reuse.runs import Run, Side
from chancery.text.shingles import SIZE, WINDOW
from chancery.text.words import Hashes, Positions

SURE_RUN = SIZE + 2 * WINDOW - 1  # a run of so many words holds two neighbouring fingerprints
RARE = 0.25  # below it is the rarity of fingerprints that 13 documents or more hold
MARGIN = WINDOW - 1  # words at the ends of a run that no fingerprint need stand for
LEFT_OUT = -1  # the segment of words that no passage holds


class Proof(NamedTuple):
    """Which words of document a the shared fingerprints stand for, as spans in order."""

    covered: Spans  # by those that no law left out
    rare: Spans  # by those of them that few documents hold


def find_proof(a: Reading, hashes: Hashes, rarities: NDArray[np.uint8]) -> Proof:
    """Return what these shared fingerprints, with rarities in sixteenths, stand for."""
    order = np.argsort(hashes)
    places, which = a.find_shingles(hashes[order])
    rare = rarities[order][which] >= RARE * RARITY_STEPS
    return Proof(_spans(places), _spans(places[rare]))


def _spans(places: Positions) -> Spans:
    """Return the spans of words that the shingles at these places cover."""
    if len(places) == 0:
        return []
    cuts = np.flatnonzero(np.diff(places) > SIZE)
    starts = places[np.concatenate([[0], cuts + 1])]
    ends = places[np.concatenate([cuts, [-1]])] + SIZE
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def unproven(run: Run, proof: Proof) -> list[Run]:
    """Return the parts of a long run that should hold fingerprints and do not.

    The law left theirs out. A few words at either end of a run need hold none.
    """
    if run.length < SURE_RUN:
        return []
    parts: list[Run] = []
    start, end = run.a, run.a + run.length
    for low, high in (*proof.covered, (end, end)):
        stop = min(max(low, start), end)
        if stop - start > MARGIN:
            parts.append(Run(start, run.b + start - run.a, stop - start))
        start = max(start, high)
    return parts


def leave_out(a: Side, b: Side, runs: list[Run], proof: Proof) -> list[Run]:
    """Return the runs without their unproven parts, whose words then end every passage."""
    kept: list[Run] = []
    for run in runs:
        start, end = run.a, run.a + run.length
        for part in (*unproven(run, proof), Run(end, run.b + run.length, 0)):
            a.segments[part.a : part.a + part.length] = [LEFT_OUT] * part.length
            b.segments[part.b : part.b + part.length] = [LEFT_OUT] * part.length
            if part.a > start:
                kept.append(Run(start, run.b + start - run.a, part.a - start))
            start = part.a + part.length
    return kept
