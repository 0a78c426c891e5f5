"""Learns what speaks for two claims making the same point, and writes the weights of the package.

`python bench/quality/merges_fit.py [--points FILE]` reads the tune half of the pairs of
bench/gold, and the mentions of events of ECB+ but of the episodes that the check half has. Weights
start from merge_priors.tsv and move no further than the data ask, for pairs are few: each may go
about `FREE` from where it began. Then each kind is made more careful by `CAUTION`: among all
pairs of a collection far fewer are one than among those that were marked, so it was chosen by
reading what was merged in 70 articles of Timeline17. `--points` keeps what was read.
"""

import argparse
import pickle
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "gold"))  # texts, no package
sys.path.insert(0, str(Path(__file__).resolve().parent))  # merge_points, no package

from merge_points import Mention, Told, ecb_mentions, gold_pairs
from texts import DATA

from chancery.inference import open_reader
from chancery.model import ClaimKind, Point
from chancery.stages.corroborate import features
from chancery.stages.corroborate.apart import apart
from chancery.stages.corroborate.features import FEATURES, measure
from chancery.stages.corroborate.liken import EACH_PAIR, Liken
from chancery.stages.corroborate.ready import read
from chancery.text.tables import COMMENT

HERE = Path(__file__).resolve().parent
PRIORS = HERE / "merge_priors.tsv"
WEIGHTS = Path(features.__file__).with_name("weights.tsv")
HEAD = """# What each feature of a pair of claims counts, in log odds, by kind; see features.py.
# Learned by bench/quality/merges_fit.py from pairs marked for the project, and from ECB+.
"""
KINDS: tuple[ClaimKind, ...] = ("commitment", "event", "figure", "meeting", "statement")
FREE = 1.0
CAUTION: Mapping[ClaimKind, float] = {
    "commitment": 5.8,
    "event": 1.5,
    "figure": 2.2,
    "meeting": 1.5,
    "statement": 3.7,
}
ECB_WORTH = 0.02  # of a pair of ECB+, beside one marked for the project
CHECKED = {"19ecb", "11ecb"}  # episodes of ECB+ that are in the check half
AGAINST = ("other_", "unlike_who", "days_apart", "weeks_apart")  # how such features begin
SIGNS = np.array(
    [0 if one == "bias" else -1 if one.startswith(AGAINST) else 1 for one in FEATURES]
)
STEPS = 40
TINY = 1e-9

Row = tuple[list[float], bool]
Weights = dict[str, float]


def main() -> int:
    """Learn, and write the weights."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, default=DATA)
    ask.add_argument("--points", type=Path, help="where points are kept, or taken from")
    asked = ask.parse_args()
    told, mentions = points(asked.data, asked.points)
    weights = learn(told, [one for one in mentions if one.episode not in CHECKED])
    rows = ["\t".join(["feature", *KINDS])]
    rows += ["\t".join([name, *(f"{weights[k][name]:g}" for k in KINDS)]) for name in FEATURES]
    WEIGHTS.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return 0


def points(data: Path, kept: Path | None) -> tuple[list[Told], list[Mention]]:
    """Return the pairs and the mentions, read, or as a file keeps them from an earlier reading."""
    if kept and kept.is_file():
        found: tuple[list[Told], list[Mention]] = pickle.loads(kept.read_bytes())  # noqa: S301 - our own
        return found
    reader = open_reader()
    read = list(gold_pairs(data, reader)), list(ecb_mentions(data / "ecb/train.jsonl", reader))
    if kept:
        kept.write_bytes(pickle.dumps(read))
    return read


def learn(told: Sequence[Told], mentions: Sequence[Mention]) -> dict[ClaimKind, Weights]:
    """Return the weights by kind."""
    found: dict[ClaimKind, Weights] = {}
    for kind in KINDS:
        rows = [row for one in told if one.pair.kind == kind for row in _gold_row(one)]
        worth = [1.0] * len(rows)
        if kind == "event":
            more = list(ecb_rows(mentions))
            rows, worth = [*rows, *more], [*worth, *[ECB_WORTH] * len(more)]
        learned = _fit(rows, worth, priors()[kind])
        learned["bias"] -= CAUTION[kind]
        found[kind] = {name: round(value, 2) for name, value in learned.items()}
    return found


def priors() -> dict[ClaimKind, Weights]:
    """Return the weights to start from."""
    lines = [
        line.split("\t")
        for line in PRIORS.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith(COMMENT)
    ]
    header, *rows = lines
    at = {kind: header.index(kind) for kind in KINDS}
    return {kind: {row[0]: float(row[at[kind]]) for row in rows} for kind in KINDS}


def values(a: Point, b: Point, *, one_thread: bool) -> list[float]:
    """Return the features of a pair in the order of their table."""
    found = measure(read(a), read(b)) | {"thread": float(one_thread)}
    return [found.get(name, 0.0) for name in FEATURES]


def ecb_rows(mentions: Sequence[Mention]) -> Iterator[Row]:
    """Yield the pairs of mentions of one topic that share a key, as a build compares them."""
    for some in by_topic(mentions).values():
        for one, other in keyed(some):
            if apart(one.point, other.point) is None:
                thread = one.episode == other.episode
                yield values(one.point, other.point, one_thread=thread), one.chain == other.chain


def by_topic(mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    """Return the mentions by topic."""
    found: dict[int, list[Mention]] = defaultdict(list)
    for one in mentions:
        found[one.topic].append(one)
    return found


def keyed(mentions: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """Return the pairs of different documents that a build compares, each once."""
    stage, held = Liken(), defaultdict[str, list[int]](list)
    for at, one in enumerate(mentions):
        for key in stage.keys(one.point):
            held[key].append(at)
    small = (group for group in held.values() if len(group) <= EACH_PAIR)
    pairs = sorted({pair for group in small for pair in combinations(group, 2)})
    found = [(mentions[a], mentions[b]) for a, b in pairs]
    return [pair for pair in found if pair[0].point.document != pair[1].point.document]


def _gold_row(one: Told) -> Iterator[Row]:
    kept = one.pair.part == "tune" and one.pair.label != "unclear"
    if kept and apart(one.a, one.b) is None:
        yield values(one.a, one.b, one_thread=True), one.pair.label == "same"


def _fit(rows: Sequence[Row], worth: Sequence[float], start: Weights) -> Weights:
    """Return the weights under which the marks are likeliest, near their priors.

    What is said to speak for two claims being one never speaks against it, nor the other way:
    where the marks ask for that, it is how they were chosen.
    """
    x = np.array([row for row, _ in rows])
    y, counts = np.array([mark for _, mark in rows], float), np.array(worth)
    first = np.array([start[name] for name in FEATURES])
    weights = first.copy()
    free = np.ones(len(first), np.bool_)
    while True:
        weights[free] = _likeliest(x[:, free], y, counts, first[free])
        wrong = free & (weights * SIGNS < 0)
        if not wrong.any():
            return dict(zip(FEATURES, weights.tolist(), strict=True))
        weights[wrong], free = 0.0, free & ~wrong


def _likeliest(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    counts: NDArray[np.float64],
    first: NDArray[np.float64],
) -> NDArray[np.float64]:
    held: NDArray[np.float64] = np.full(len(first), 1 / FREE**2)

    def loss(at: NDArray[np.float64]) -> float:
        scores = x @ at
        told = counts @ (np.logaddexp(0, scores) - y * scores)
        return float(told + (held * (at - first) ** 2).sum() / 2)

    weights = first.copy()
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (counts * (chance - y)) + held * (weights - first)
        bend = (x * (counts * chance * (1 - chance))[:, None]).T @ x + np.diag(held)
        step = np.linalg.solve(bend, slope)
        while loss(weights - step) > loss(weights) + TINY:
            step /= 2
        weights -= step
    return weights


if __name__ == "__main__":
    raise SystemExit(main())
