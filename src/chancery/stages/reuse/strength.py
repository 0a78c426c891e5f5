"""Judges whether passages prove a common origin, or are set phrases, quotations, captions."""

from collections.abc import Sequence
from typing import NamedTuple

from chancery.model.reuse import Strength
from chancery.stages.reuse.proof import Proof, few_hold
from chancery.stages.reuse.reading import Reading, both_spoken, may_tell
from chancery.stages.reuse.runs import Run, word_places
from chancery.text.words import Hashes

LEAST_TELLING = 4  # below this a passage is a set phrase and no link; tuned on ECB+ train
LEAST_LENGTH = 8  # words alike of any link; read off Timeline17
STRONG_TELLING = 6  # from here on it proves a common origin; tuned on ECB+ train
STRONG_LENGTH = 16  # words alike that such a passage has at least: an apposition is shorter
DENSE_TELLING = 8  # with so many telling words
DENSE_LENGTH = 12  # a passage may be this short: read off Timeline17
COMMON_TELLING = 10  # the same for what many documents hold, lest it be a set phrase; chosen
PIECE_LENGTH = 10  # words of a passage that counts towards a sum; read off Timeline17
SUM_TELLING = 12  # telling words of a sum: phrases of all who report one event had 10 there
SUM_LENGTH = 24  # words of a sum: half as many again as one passage needs; chosen


class Verdict(NamedTuple):
    """How strong a passage is as proof, and why, in words."""

    strength: Strength
    reason: str


class Counts(NamedTuple):
    """The words that both sides of a passage hold, and those that tell of an origin."""

    length: int
    own_length: int  # of these, outside quotation marks in one document and captions in both
    telling: int  # distinct words outside set phrases, names and titles
    silent: int  # of these, outside quotation marks in one document or both
    own: int  # of these, outside captions in both
    rare: frozenset[int]  # of these, those that few documents hold


def judge_passages(
    a: Reading, b: Reading, passages: Sequence[list[Run]], proof: Proof, *, add_up: bool
) -> list[Verdict | None]:
    """Return the verdict on each passage of two documents, None for a set phrase.

    A word is no name where one of the documents writes it small. Where `add_up` is true,
    passages that are too short one by one may prove a common origin together.
    """
    counts = [_count_words(a, b, runs, proof) for runs in passages]
    pieces = [one for one in counts if one and _is_piece(one)] if add_up else []
    together = _sum_up(pieces)
    return [one and _verdict(one, together if one in pieces else None) for one in counts]


def _count_words(a: Reading, b: Reading, runs: list[Run], proof: Proof) -> Counts | None:
    """Return what the words of a passage are; None for a set phrase, whatever they are beside."""
    at_a, at_b = word_places(runs)
    if len(at_a) < LEAST_LENGTH:
        return None
    words = a.hashes[at_a]
    telling = may_tell(words) & (a.small(at_a) | b.small(at_b))
    words = words[telling]
    all_telling = len(_distinct(words))
    if all_telling < LEAST_TELLING:
        return None
    silent = ~both_spoken(a, at_a, b, at_b)
    own = silent & ~(a.pictured(at_a) | b.pictured(at_b))
    rare = own & few_hold(runs, at_a, proof)
    return Counts(
        length=len(at_a),
        own_length=int(own.sum()),
        telling=all_telling,
        silent=len(_distinct(words[silent[telling]])),
        own=len(_distinct(words[own[telling]])),
        rare=_distinct(words[rare[telling]]),
    )


def _is_piece(counts: Counts) -> bool:
    """Say whether a passage that proves nothing by itself may count towards a sum."""
    tells = counts.own_length >= PIECE_LENGTH and len(counts.rare) >= LEAST_TELLING
    return tells and not _is_proof(counts)


def _sum_up(pieces: Sequence[Counts]) -> str | None:
    """Return what the pieces prove together, in words, or None if that is nothing."""
    telling = len(frozenset[int]().union(*(one.rare for one in pieces)))
    length = sum(one.own_length for one in pieces)
    if telling < SUM_TELLING or length < SUM_LENGTH:
        return None
    return f"{len(pieces)} such passages hold {telling} telling words together"


def _verdict(counts: Counts, together: str | None) -> Verdict:
    """Return the verdict, given what pieces that this passage is one of prove together."""
    told = f"{counts.length} words alike, {counts.telling} of them telling"
    if _is_proof(counts):
        return Verdict("strong", told)
    if together is not None:
        return Verdict("strong", f"{told}; {together}")
    if _enough(counts.own, counts.own_length):
        return Verdict("weak", f"{told}, which many documents hold")
    return Verdict("weak", _weakness(told, counts))


def _is_proof(counts: Counts) -> bool:
    return _enough(counts.own, counts.own_length) and (
        _enough(len(counts.rare), counts.own_length) or counts.own >= COMMON_TELLING
    )


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


def _distinct(words: Hashes) -> frozenset[int]:
    return frozenset(words.tolist())
