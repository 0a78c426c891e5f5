"""Says which words of a document the fingerprints stand for that another shares."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from chancery.stages.reuse.reading import Reading, Spans
from chancery.stages.reuse.runs import Run, Side
from chancery.text.shingles import SIZE, WINDOW
from chancery.text.words import Hashes

SURE_RUN = SIZE + 2 * WINDOW - 1  # a run of so many words holds two neighbouring fingerprints
LEFT_OUT = -1  # the segment of words that no passage holds


class Proof(NamedTuple):
    """Where in document a the fingerprints stand that b shares and that no law left out."""

    places: list[int]  # numbers of words, rising
    rarities: list[int]  # of the fingerprint at each place, in sixteenths
    covered: Spans  # the words, from and to, that fingerprints stand for, in order


def find_proof(a: Reading, hashes: Hashes, rarities: NDArray[np.uint8]) -> Proof:
    """Return where these shared fingerprints stand in document a."""
    order = np.argsort(hashes)
    places, which = a.find_shingles(hashes[order])
    if len(places) == 0:
        return Proof([], [], [])
    cuts = np.flatnonzero(np.diff(places) > SIZE + 2 * WINDOW)
    starts = places[np.concatenate([[0], cuts + 1])] - WINDOW
    ends = places[np.concatenate([cuts, [-1]])] + SIZE + WINDOW
    covered = list(zip(starts.tolist(), ends.tolist(), strict=True))
    return Proof(places.tolist(), rarities[order][which].tolist(), covered)


def unproven(run: Run, proof: Proof) -> list[Run]:
    """Return the parts of a long run that hold no fingerprint: the law left theirs out."""
    if run.length < SURE_RUN:
        return []
    parts: list[Run] = []
    start, end = run.a, run.a + run.length
    for low, high in (*proof.covered, (end, end)):
        stop = min(max(low, start), end)
        if stop > start:
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
