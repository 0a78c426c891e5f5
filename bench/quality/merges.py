"""Scores whether two claims are rightly taken for one point: pairs of our own gold, and ECB+.

`python bench/quality/merges.py [--points FILE] [--part tune] [--gold]` reads ../shared/data with
the shipped reader. The pairs are those of bench/gold/merges.jsonl, of the check half, without the
unclear; what is scored is each pair alone, as of one thread. Of ECB+ the mentions of events are
given; they are grouped as a build groups claims, each topic with weights learned from the other
half of the topics, and scored are all pairs of mentions in two documents of one episode. Beside it
stands the rule that two mentions are one if they share a head word. `--gold` leaves ECB+ out.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "gold"))  # texts, no package
sys.path.insert(0, str(Path(__file__).resolve().parent))  # merge_points and others, no package

from merge_points import Mention, Told, gold_pairs
from merges_fit import by_topic, keyed, learn, points, values
from texts import DATA

from chancery.inference import open_reader
from chancery.model import ClaimKind
from chancery.stages.corroborate.apart import apart
from chancery.stages.corroborate.features import FEATURES, ONE, packaged_weights
from chancery.stages.corroborate.grouping import group

HERE = Path(__file__).resolve().parent
FLOORS: dict[str, float] = json.loads((HERE.parent / "floors.json").read_text())["merges"]
KINDS: tuple[ClaimKind, ...] = ("statement", "event", "meeting", "commitment", "figure")


class Score(NamedTuple):
    """How many pairs were rightly taken for one, wrongly, and wrongly not."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Return the share of pairs taken for one that are one."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Return the share of pairs that are one that were taken for one."""
        return self.right / max(1, self.right + self.missed)


def main() -> int:
    """Print precision and recall; 1 if a floor of the check half is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, default=DATA)
    ask.add_argument("--points", type=Path, help="where points are kept, or taken from")
    ask.add_argument("--part", choices=("tune", "check"), default="check")
    ask.add_argument("--gold", action="store_true", help="the pairs of our own gold alone")
    asked = ask.parse_args()
    if asked.gold and not asked.points:
        told, mentions = list(gold_pairs(asked.data, open_reader())), list[Mention]()
    else:
        told, mentions = points(asked.data, asked.points)
    found = own_pairs([one for one in told if one.pair.part == asked.part])
    if not asked.gold:
        found |= ecb(told, mentions)
    print(f"{'':<22}{'pairs':>7}{'p':>8}{'r':>8}")
    for name, one in found.items():
        count = one.right + one.missed
        print(f"{name:<22}{count:>7}{one.precision:>8.3f}{one.recall:>8.3f}")
    missed = list(below(found)) if asked.part == "check" else []
    print("\n".join(missed) or "every floor is met")
    return 1 if missed else 0


def own_pairs(told: Iterable[Told]) -> dict[str, Score]:
    """Return the scores of pairs by kind, and of all."""
    counts = {name: [0, 0, 0] for name in (*KINDS, "all kinds")}
    for one in told:
        if one.pair.label != "unclear":
            same, taken = one.pair.label == "same", is_one(one)
            at = 0 if same and taken else 1 if taken else 2 if same else None
            for name in (one.pair.kind, "all kinds") if at is not None else ():
                counts[name][at or 0] += 1
    return {name: Score(*three) for name, three in counts.items()}


def is_one(one: Told) -> bool:
    """Say whether the product takes two claims of one thread for one point."""
    weights = packaged_weights()[one.a.about]
    row = values(one.a, one.b, one_thread=True)
    score = sum(weights[name] * value for name, value in zip(FEATURES, row, strict=True))
    return apart(one.a, one.b) is None and score > 0


def ecb(told: Sequence[Told], mentions: Sequence[Mention]) -> dict[str, Score]:
    """Return the scores of events in ECB+, and those of the rule of head words."""
    halves = [[one for one in mentions if one.topic % 2 == half] for half in (0, 1)]
    ours, heads = [0, 0, 0], [0, 0, 0]
    for half, other in (halves, halves[::-1]):
        weights = learn(told, other)["event"]
        for some in by_topic(half).values():
            _count(ours, some, _grouped(some, weights))
            _count(heads, some, lambda a, b: bool(set(a.point.head) & set(b.point.head)))
    return {"ECB+ events": Score(*ours), "ECB+, head word": Score(*heads)}


def _grouped(
    some: Sequence[Mention], weights: Mapping[str, float]
) -> Callable[[Mention, Mention], bool]:
    """Return what says whether two mentions are grouped as one."""
    at = {one.point.claim: place for place, one in enumerate(some)}
    scores: dict[tuple[int, int], int] = {}
    never: set[tuple[int, int]] = set()
    for one, other in keyed(some):
        pair = at[one.point.claim], at[other.point.claim]
        row = values(one.point, other.point, one_thread=one.episode == other.episode)
        score = sum(weights[name] * value for name, value in zip(FEATURES, row, strict=True))
        scores[pair] = round(ONE * score)
        if apart(one.point, other.point):
            never.add(pair)
    groups = group(len(some), scores, never)
    of = {place: number for number, members in enumerate(groups) for place in members}
    return lambda a, b: of[at[a.point.claim]] == of[at[b.point.claim]]


def _count(
    counts: list[int], some: Sequence[Mention], taken: Callable[[Mention, Mention], bool]
) -> None:
    for a, b in combinations(some, 2):
        if a.episode == b.episode and a.point.document != b.point.document:
            same, one = a.chain == b.chain, taken(a, b)
            counts[0] += same and one
            counts[1] += one and not same
            counts[2] += same and not one


def below(found: Mapping[str, Score]) -> Iterable[str]:
    """Yield each floor that is missed."""
    for name, floor in FLOORS.items():
        row, figure = name.rsplit(", ", 1)
        if row in found and getattr(found[row], figure) < floor:
            yield f"{name}: {getattr(found[row], figure):.3f}, floor {floor}"


if __name__ == "__main__":
    raise SystemExit(main())
