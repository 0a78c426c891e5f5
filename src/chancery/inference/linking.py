"""Links the mentions of a document into chains: which of them are one thing."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from chancery.inference import chains
from chancery.inference.scorer import Floats, Integers, Scorer

PAIRS = 8192  # pairs of mentions that are scored at once: for memory alone
LEAST = -2.5  # what two mentions may lack together: of more, hardly a pair is joined
LINE_END = re.compile("\n")

Span = tuple[int, int]


class Member(NamedTuple):
    """What stands for a mention, (192,), and its score as a span."""

    state: Floats
    score: float


def link(
    text: str, mentions: Mapping[Span, Member], scorer: Scorer
) -> tuple[list[Span], list[list[int]]]:
    """Return the mentions in text order, and those of two or more that are one thing.

    How far two mentions fall short of a score of 0 is taken from the score of their pair, as in
    Lee et al. 2017: what is less surely a mention is less readily one thing with another.
    """
    spans = sorted(mentions)
    if len(spans) < 2:  # noqa: PLR2004 - a pair
        return spans, []
    states = np.stack([mentions[span].state for span in spans])
    lacking = np.minimum([mentions[span].score for span in spans], 0).astype(np.float32)
    phrases = [chains.phrase(text, *span) for span in spans]
    breaks = np.array([match.start() for match in LINE_END.finditer(text)], np.int64)
    lines = np.searchsorted(breaks, [start for start, _ in spans])
    linked = chains.pairs(phrases)
    scores = lacking[linked].sum(1)
    linked, scores = linked[scores >= LEAST], scores[scores >= LEAST]
    for low in range(0, len(linked), PAIRS):
        part = linked[low : low + PAIRS]
        shown = chains.features(phrases, part, lines)
        scores[low : low + PAIRS] += scorer.pairs(states[part[:, 0]], states[part[:, 1]], shown)
    return spans, group(len(spans), linked, scores)


def group(count: int, linked: Integers, scores: Floats) -> list[list[int]]:
    """Join each mention to the one before it that scores best, if above 0."""
    best: dict[int, tuple[float, int]] = {}
    likely = scores > 0
    for (one, other), score in zip(linked[likely].tolist(), scores[likely].tolist(), strict=True):
        if one not in best or score > best[one][0]:
            best[one] = (score, other)
    chain_of = list(range(count))
    for one in range(count):
        if one in best:
            chain_of[one] = chain_of[best[one][1]]
    groups: dict[int, list[int]] = defaultdict(list)
    for place, first in enumerate(chain_of):
        groups[first].append(place)
    return [places for places in groups.values() if len(places) > 1]
