"""Scores threads, B-cubed, beside TF-IDF in a single pass over the same documents.

`python bench/quality/threads.py` reads ../shared/data/ecb/train.jsonl with the shipped reader.
Weights are learned from one half of the topics and weave the other, so that none has seen the
topics that it weaves; all documents are woven together, with a pair across the halves weighed by
the mean of both; and each topic is woven as a collection of its own, which is what an analyst
gives. `--sample N` takes the first N documents with the weights of the package, which
have seen them all. The rival reads the documents in shuffled order and puts each with the nearest
centre above a threshold; the threshold is the best of those tried.
"""

import argparse
import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # training/, which is no package

from chancery.model import DocumentPair
from chancery.stages.threads.features import ONE, compare, packaged_weights
from chancery.stages.threads.match import LEAST, Match
from chancery.stages.threads.weave import weave
from training.threads import Told, learn, told

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[2] / "shared/data/ecb/train.jsonl"
FLOORS: dict[str, float] = json.loads((HERE.parent / "floors.json").read_text())["threads"]
THRESHOLDS = (0.15, 0.2, 0.25, 0.3, 0.35)
ORDERS = 5  # shuffled, of the rival

Groups = Mapping[str, object]  # document → group
Weigh = Callable[[Told, Told], int]


def main() -> int:
    """Print precision, recall and F1 of both; 1 if the floor is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--sample", type=int, help="the first documents, with the package's weights")
    ask.add_argument("--json", action="store_true", help="print the figures alone, as JSON")
    options = ask.parse_args()
    documents = list(told(DATA, options.sample))
    weigh = packaged(documents) if options.sample else by_halves(documents)
    found = {"chancery": b_cubed(documents, threads(documents, weigh))}
    found["chancery, by topic"] = by_topic(documents, weigh)
    rivals = [(b_cubed(documents, single_pass(documents, least)), least) for least in THRESHOLDS]
    best, least = max(rivals, key=lambda one: one[0][2])
    found[f"TF-IDF, from {least}"] = best
    if options.json:
        print(json.dumps(found))
        return 0
    print(f"{len(documents)} documents{'':<12}{'p':>8}{'r':>8}{'f1':>8}")
    for name, (p, r, f1) in found.items():
        print(f"{name:<25}{p:>8.3f}{r:>8.3f}{f1:>8.3f}")
    names = ("sample", "sample by topic") if options.sample else ("all", "by topic")
    floors = zip(("chancery", "chancery, by topic"), names, strict=True)
    missed = [name for name, floor in floors if found[name][2] < FLOORS[floor]]
    print(f"below the floor: {', '.join(missed)}" if missed else "every floor is met")
    return bool(missed)


def packaged(documents: Sequence[Told]) -> Weigh:
    """Return what weighs a pair by the weights of the package."""
    del documents
    return lambda a, b: compare(a.read, b.read, packaged_weights()).score


def by_halves(documents: Sequence[Told]) -> Weigh:
    """Return what weighs a pair by weights that were learned from the other half of the topics."""
    topics = sorted({one.topic for one in documents})
    half = {topic: place % 2 for place, topic in enumerate(topics)}
    parts = [[one for one in documents if half[one.topic] == side] for side in (0, 1)]
    weights = [learn(part) for part in parts]

    def weigh(a: Told, b: Told) -> int:
        sides = {half[a.topic], half[b.topic]}
        scores = [compare(a.read, b.read, weights[1 - side]).score for side in sorted(sides)]
        return round(sum(scores) / len(scores))

    return weigh


def threads(documents: Sequence[Told], weigh: Weigh) -> Groups:
    """Return the threads: pairs by the keys of the stage, then as the stage weaves them."""
    of = {one.portrait.document: one for one in documents}
    by_key: dict[str, list[str]] = defaultdict(list)
    for one in documents:
        for key in Match().keys(one.portrait):
            by_key[key].append(one.portrait.document)
    met = {pair for group in by_key.values() for pair in combinations(sorted(group), 2)}
    pairs = []
    for a, b in sorted(met):
        score = weigh(of[a], of[b])
        if score > LEAST:
            pairs.append(
                DocumentPair(id=f"document_pair-{a}{b}", a=a, b=b, score=score / ONE, reasons=())
            )
    portraits = sorted((one.portrait for one in documents), key=lambda one: one.document)
    return {
        document: thread.id
        for thread in weave(portraits, pairs, ())
        for document in thread.documents
    }


def by_topic(documents: Sequence[Told], weigh: Weigh) -> tuple[float, float, float]:
    """Return the mean of the figures over the topics, each woven alone, by their documents."""
    topics: dict[int, list[Told]] = defaultdict(list)
    for one in documents:
        topics[one.topic].append(one)
    rows = [(b_cubed(part, threads(part, weigh)), len(part)) for part in topics.values()]
    p, r, f1 = (sum(row[at] * size for row, size in rows) / len(documents) for at in range(3))
    return p, r, f1


def single_pass(documents: Sequence[Told], least: float) -> Groups:
    """Return the groups of the rival in one shuffled order."""
    spread = Counter(word for one in documents for word, _ in one.portrait.words)
    rows = {
        one.portrait.document: _unit(
            {
                word: weight * math.log(len(documents) / spread[word])
                for word, weight in one.portrait.words
            }
        )
        for one in documents
    }
    order = sorted(rows)
    random.Random(ORDERS).shuffle(order)
    centres: list[dict[str, float]] = []
    groups: dict[str, object] = {}
    for document in order:
        near = [_product(rows[document], _unit(one)) for one in centres]
        best = max(range(len(near)), key=near.__getitem__, default=-1)
        if best < 0 or near[best] < least:
            best = len(centres)
            centres.append({})
        for word, weight in rows[document].items():
            centres[best][word] = centres[best].get(word, 0.0) + weight
        groups[document] = best
    return groups


def _unit(row: Mapping[str, float]) -> dict[str, float]:
    size = math.sqrt(sum(one * one for one in row.values())) or 1.0
    return {word: one / size for word, one in row.items()}


def _product(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    return sum(weight * b[word] for word, weight in a.items() if word in b)


def b_cubed(documents: Sequence[Told], groups: Groups) -> tuple[float, float, float]:
    """Return precision, recall and F1, as tools/score_clusters.py counts them."""
    gold: dict[str, set[str]] = defaultdict(set)
    found: dict[object, set[str]] = defaultdict(set)
    for one in documents:
        gold[one.event].add(one.portrait.document)
        found[groups[one.portrait.document]].add(one.portrait.document)
    shares = [
        (
            len(gold[one.event] & found[groups[one.portrait.document]]),
            len(found[groups[one.portrait.document]]),
            len(gold[one.event]),
        )
        for one in documents
    ]
    p = sum(both / size for both, size, _ in shares) / len(shares)
    r = sum(both / size for both, _, size in shares) / len(shares)
    return p, r, 2 * p * r / (p + r)


if __name__ == "__main__":
    sys.exit(main())
