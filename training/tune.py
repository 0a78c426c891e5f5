"""Sets thresholds and confidence of a weights file, on the passages that were kept from training.

Run: python -m training.tune --data DATA --weights FILE
The tuning is written into FILE, which training.export made: it is tuned as it is, in int8 or not.

Confidence is a logistic of a few features (`chancery.inference.reader`), fitted by Newton's
method with a small ridge; thresholds of confidence are half of the best F1, and
of events .5 at least. Those of spans are given as scores.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from chancery.inference.labels import DEEDS, ROOTS, SCHEMES
from chancery.inference.read import Asked, FoundAttribution, FoundTrigger, Raw, read
from chancery.inference.reader import (
    attribution_features,
    confidence,
    deed_chance,
    odds,
    trigger_features,
)
from chancery.inference.scorer import Scorer
from chancery.inference.weights import open_scorer
from training.corpora import Passage, Said, held_back, open_corpora
from training.export import LOOKED_AT, write_tuning

RIDGE = 1e-2
FALSE_DEEDS = 0.04  # share of events that did not happen, at most, called a deed
DISTURBED = 0.05  # share of passages without events, at most, in which one is found
KEPT = 0.15  # below which a trigger is not even kept in doubt
MORE_LIKELY = 0.5  # an event that is more likely wrong than right is not shown
OF_SCHEME = {
    "types": "written",
    "re3d": "re3d",
    "linked": "gum",
    "time": "time",
}


def main() -> int:
    """Tune by the command line."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--weights", type=Path, required=True)
    options = ask.parse_args()
    corpora = {
        name: [one for one in passages if held_back(one)]
        for name, passages in open_corpora(options.data).items()
    }
    scorer = open_scorer(options.weights)
    tuning = tune(scorer, scorer.tokenizer, corpora)
    write_tuning(options.weights, tuning)
    print(json.dumps(tuning, indent=1, sort_keys=True))
    return 0


def tune(
    scorer: Scorer, tokenizer: Tokenizer, corpora: dict[str, list[Passage]]
) -> dict[str, Any]:
    """Return the tuning of a model from passages that it has not seen."""
    raws = {
        id(one): _raw(one, tokenizer, scorer)
        for name in {"polnear", "plv", "quiet", *OF_SCHEME.values()}
        for one in corpora[name]
    }
    spans = {scheme: _spans(scheme, corpora[name], raws) for scheme, name in OF_SCHEME.items()}
    return {
        "thresholds": LOOKED_AT | {name: spans[name][1] for name in OF_SCHEME if name != "linked"},
        "attributions": _attributions(corpora["polnear"], raws),
        "triggers": _triggers(corpora, raws),
        "spans": {scheme: weights for scheme, (weights, _) in spans.items()},
    }


def _raw(one: Passage, tokenizer: Tokenizer, scorer: Scorer) -> Raw:
    asked = Asked(LOOKED_AT, chains=False, vectors=False)
    return read(one.text, (), tokenizer, scorer, asked)


def _attributions(passages: list[Passage], raws: dict[int, Raw]) -> dict[str, Any]:
    rows: list[tuple[float, ...]] = []
    right: list[bool] = []
    gold = 0
    for one in passages:
        gold += len(one.said or ())
        found = [each for each in raws[id(one)].attributions if each.roles.get("content")]
        rows.extend(map(attribution_features, found))
        right.extend(matches(found, one.said or ()))
    weights = fit(rows, right)
    sure = [confidence(row, weights) for row in rows]
    return {"weights": weights, "least": best_threshold(sure, right, gold)}


def matches(found: Sequence[FoundAttribution], gold: Sequence[Said]) -> list[bool]:
    """Say of each attribution whether it is right: cue touched, source and content half alike.

    Each of the gold is matched once, by the best of those that are alike.
    """
    pairs = []
    for row, one in enumerate(found):
        for other, said in enumerate(gold):
            if not overlap([(one.cue.start, one.cue.end)], [said.cue]):
                continue
            source = overlap(one.roles.get("source", ()), said.source)
            content = overlap(one.roles.get("content", ()), said.content)
            if source >= 0.5 and content >= 0.5:  # noqa: PLR2004 - the scorer's share
                pairs.append((-content, row, other))
    right, taken = [False] * len(found), set()
    for _, row, other in sorted(pairs):
        if not right[row] and other not in taken:
            right[row] = True
            taken.add(other)
    return right


def overlap(one: Iterable[tuple[int, int]], other: Iterable[tuple[int, int]]) -> float:
    """Return the shared code points over all; two empty sides are alike."""
    a = {place for start, end in one for place in range(start, end)}
    b = {place for start, end in other for place in range(start, end)}
    if not a and not b:
        return 1.0
    return len(a & b) / len(a | b)


def _triggers(corpora: dict[str, list[Passage]], raws: dict[int, Raw]) -> dict[str, Any]:
    rows: list[tuple[float, ...]] = []
    right: list[bool] = []
    gold = 0
    passages = [*corpora["written"], *corpora["plv"], *corpora["quiet"]]
    for one in passages:
        if "trigger" not in one.spans:
            continue
        gold += len(one.events)
        for each in _found(raws[id(one)]):
            rows.append(trigger_features(each))
            place = each.trigger.start, each.trigger.end, _root(each)
            right.append(any(event.found_by(*place) for event in one.events))
    weights = fit(rows, right)
    sure = [confidence(row, weights) for row in rows]
    quiet = _quiet_threshold(corpora["quiet"], raws, weights)
    least = max(MORE_LIKELY, best_threshold(sure, right, gold), quiet)
    deed = _deed_threshold(passages, raws)
    return {"weights": weights, "least": least, "kept": KEPT, "deed": deed}


def _quiet_threshold(
    passages: list[Passage], raws: dict[int, Raw], weights: Sequence[float]
) -> float:
    """Return the least confidence at which few passages without events are found to have one."""
    loudest = []
    for one in passages:
        found = _found(raws[id(one)])
        loudest.append(
            max((confidence(trigger_features(each), weights) for each in found), default=0.0)
        )
    return min(
        place / 100
        for place in range(102)
        if sum(one >= place / 100 for one in loudest) <= DISTURBED * len(passages)
    )


def _deed_threshold(passages: list[Passage], raws: dict[int, Raw]) -> float:
    """Return the least chance of a deed at which few of those that are none are called one."""
    chances: list[tuple[float, bool]] = []
    for one in passages:
        known = [event for event in one.happened or () if event.trigger and event.modality]
        for found in raws[id(one)].triggers:
            chance = deed_chance(odds(found.scores["modality"]))
            for event in known:
                if event.touches(found.trigger.start, found.trigger.end):
                    chances.append((chance, event.modality in DEEDS))
                    break
    none = sum(not deed for _, deed in chances)
    for place in range(50, 100):
        wrong = sum(chance >= place / 100 for chance, deed in chances if not deed)
        if wrong <= FALSE_DEEDS * none:
            return place / 100
    return 1.0


def _found(raw: Raw) -> list[FoundTrigger]:
    """Return the triggers that are taken for an event of any root."""
    return [one for one in raw.triggers if _root(one) != "NONE"]


def _root(found: FoundTrigger) -> str:
    return ROOTS[int(found.scores["root"].argmax())]


def _spans(
    scheme: str, passages: list[Passage], raws: dict[int, Raw]
) -> tuple[list[float], float]:
    """Return the weights of a span's confidence, and the score above which it counts."""
    types = SCHEMES[scheme][0]
    rows, right = [], []
    known = 0
    for one in passages:
        if scheme not in one.spans:
            continue  # nobody marked them there: what is found may be right
        gold = set(one.spans[scheme])
        known += len(gold)
        for found in raws[id(one)].spans[scheme]:
            rows.append((found.score, 1.0))
            right.append((found.start, found.end, types[found.type]) in gold)
    slope, rest = fit(rows, right)
    least = best_threshold([confidence(row, (slope, rest)) for row in rows], right, known)
    score = (log(least / (1 - least)) - rest) / slope
    return [slope, rest], max(LOOKED_AT[scheme], round(score, 2))


def fit(rows: Sequence[Sequence[float]], right: Sequence[bool]) -> list[float]:
    """Return the weights of a logistic regression by Newton's method."""
    x: NDArray[np.float64] = np.array(rows, dtype=np.float64)
    y = np.array(right, dtype=np.float64)
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (y - p) - RIDGE * weights
        bend = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(x.shape[1])
        weights += np.linalg.solve(bend, slope)
    return [round(float(one), 4) for one in weights]


def best_threshold(sure: Sequence[float], right: Sequence[bool], gold: int) -> float:
    """Return half of the best F1 that any threshold gives: the best one for calibrated confidence.

    (Lipton, Elkan and Naryanaswamy 2014.) The threshold that happens to be best on a few hundred
    passages lies anywhere on a flat top.
    """
    best = 0.0
    for place in range(5, 90):
        kept = [ok for ok, one in zip(right, sure, strict=True) if one >= place / 100]
        best = max(best, 2 * sum(kept) / max(1, len(kept) + gold))
    return round(best / 2, 2)


if __name__ == "__main__":
    raise SystemExit(main())
