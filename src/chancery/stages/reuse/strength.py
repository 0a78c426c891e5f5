"""Judges whether a passage proves a common origin, or is a set phrase, a quotation, a caption."""

from typing import NamedTuple

import numpy as np

from chancery.model.reuse import Strength
from chancery.stages.reuse.proof import MARGIN, SURE_RUN, Proof
from chancery.stages.reuse.reading import Mask, Reading
from chancery.stages.reuse.runs import Run
from chancery.text.words import Hashes, Positions

LEAST_TELLING = 4  # below this a passage is a set phrase and no link; tuned on ECB+ train
LEAST_LENGTH = 8  # words alike of any link; read off Timeline17
STRONG_TELLING = 6  # from here on it proves a common origin; tuned on ECB+ train
STRONG_LENGTH = 16  # words alike that such a passage has at least: an apposition is shorter
DENSE_TELLING = 8  # with so many telling words
DENSE_LENGTH = 12  # a passage may be this short: read off Timeline17
COMMON_TELLING = 10  # the same for what many documents hold, lest it be a set phrase; chosen


class Verdict(NamedTuple):
    """How strong a passage is as proof, and why, in words."""

    strength: Strength
    reason: str


class Counts(NamedTuple):
    """The words that both sides of a passage hold, and those that tell of an origin."""

    length: int
    telling: int  # distinct words outside set phrases, names and titles
    silent: int  # of these, outside quotation marks in one document or both
    own: int  # of these, outside captions in both
    rare: int  # of these, those that few documents hold


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
    own = silent & ~(a.pictured[places_a] | b.pictured[places_b])
    counts = Counts(
        length=sum(run.length for run in runs),
        telling=_count(words),
        silent=_count(words[silent]),
        own=_count(words[own]),
        rare=_count(words[own & _rare(runs, proof)[telling]]),
    )
    return _verdict(counts)


def _rare(runs: list[Run], proof: Proof) -> Mask:
    """Say of each word of a passage whether few documents hold it.

    A long run holds fingerprints all along; where those are common, or were left out by the law,
    many documents hold its words. Of a short run nothing is known: its words count.
    """
    edges = np.array(proof.rare, dtype=np.int64).reshape(-1, 2)
    masks: list[Mask] = []
    for run in runs:
        places = np.arange(run.a, run.a + run.length)
        if run.length >= SURE_RUN and len(edges):
            at = np.searchsorted(edges[:, 0], _within_margins(places), side="right") - 1
            masks.append((at >= 0) & (_within_margins(places) < edges[at, 1]))
        else:
            masks.append(np.full(run.length, run.length < SURE_RUN))
    return np.concatenate(masks)


def _within_margins(places: Positions) -> Positions:
    """Return the places, those at either end moved in to where a fingerprint must stand."""
    return np.clip(places, places[MARGIN], places[-1 - MARGIN])


def _verdict(counts: Counts) -> Verdict | None:
    if counts.telling < LEAST_TELLING or counts.length < LEAST_LENGTH:
        return None
    told = f"{counts.length} words alike, {counts.telling} of them telling"
    if _enough(counts.own, counts.length):
        if _enough(counts.rare, counts.length) or counts.own >= COMMON_TELLING:
            return Verdict("strong", told)
        return Verdict("weak", f"{told}, which many documents hold")
    return Verdict("weak", _weakness(told, counts))


def _weakness(told: str, counts: Counts) -> str:
    if counts.silent == 0:
        return f"{told}, all in the speech of one speaker"
    if not _enough(counts.telling, counts.length):
        return f"only {told}"
    if counts.own == 0:
        return f"{told}, all in a caption or in speech"
    return f"{told}, only {counts.own} outside speech and captions"


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
