"""Reads the pairs of claims that tell one point, or seem to, with the texts that they stand in.

`python bench/gold/merged.py [--part tune] [--show same]` counts the pairs, or prints those of one
label with their words. docs/explanation/annotation.md says what the labels mean.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NoReturn, get_args

from kinds import NEEDED
from quotes import Span
from texts import DATA, digest, text_of

PAIRS = Path(__file__).resolve().parent / "merges.jsonl"
Part = Literal["tune", "check"]
Label = Literal["same", "different", "unclear"]
PARTS: tuple[Part, ...] = get_args(Part)
LABELS: tuple[Label, ...] = get_args(Label)


class PairError(ValueError):
    """A row is no pair of claims of two documents, or does not fit their texts."""


@dataclass(frozen=True, eq=False)
class Side:
    """A claim as one document tells it; `head` is the slot that every claim of its kind has."""

    corpus: str
    document: str
    text: str
    evidence: tuple[Span, ...]
    head: tuple[Span, ...]
    slots: Mapping[str, tuple[Span, ...]]

    def words(self, spans: Iterable[Span]) -> str:
        """Return the words of spans, with single spaces."""
        return " / ".join(" ".join(self.text[start:end].split()) for start, end in spans)


@dataclass(frozen=True, eq=False)
class Pair:
    """Two claims of one kind from two documents, and whether they are of one point."""

    part: Part
    episode: str
    kind: str
    label: Label
    sides: tuple[Side, Side]


def main() -> int:
    """Print the numbers of pairs by part, kind and label, or the pairs of a label; return 0."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--pairs", type=Path, default=PAIRS)
    ask.add_argument("--data", type=Path, default=DATA, help="where the corpora are")
    ask.add_argument("--part", choices=PARTS)
    ask.add_argument("--show", choices=LABELS)
    asked = ask.parse_args()
    pairs = [p for p in read_pairs(asked.pairs, asked.data) if asked.part in {None, p.part}]
    if asked.show is None:
        counts = Counter((pair.part, pair.kind, pair.label) for pair in pairs)
        for names, count in sorted(counts.items()):
            print(f"{count:>4} {' '.join(names)}")
    for pair in pairs:
        if pair.label == asked.show:
            print(f"== {pair.part} {pair.episode} {pair.kind}")
            for side in pair.sides:
                print(f"   {side.document}: {side.words(side.head)} | {side.words(side.evidence)}")
    return 0


def read_pairs(path: Path = PAIRS, data: Path = DATA) -> list[Pair]:
    """Return the pairs of a file, in its order.

    Raises:
        PairError: a row is no pair, its spans do not fit, or an episode stands in both parts.
        KeyError: a row or a corpus lacks what is asked of it.
        FileNotFoundError: a corpus is not there.
    """
    pairs: list[Pair] = []
    parts: dict[str, str] = {}
    seen = set[tuple[str, frozenset[str]]]()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        row = json.loads(line)
        claims = frozenset(json.dumps(side, sort_keys=True) for side in row["sides"])
        try:
            if parts.setdefault(row["episode"], row["part"]) != row["part"]:
                _refuse(f"the episode {row['episode']} stands in both parts")
            if (row["kind"], claims) in seen:
                _refuse("the pair stands twice")
            seen.add((row["kind"], claims))
            pairs.append(_pair(row, data))
        except PairError as error:
            message = f"{path.name}, row {number}: {error}"
            raise PairError(message) from None
    return pairs


def _pair(row: Mapping[str, Any], data: Path) -> Pair:
    for name, closed in (("part", PARTS), ("kind", tuple(NEEDED)), ("label", LABELS)):
        if row[name] not in closed:
            _refuse(f"{name}: {row[name]!r} is none of {', '.join(closed)}")
    sides = [_side(side, row["kind"], data) for side in row["sides"]]
    if len(sides) != 2 or sides[0].document == sides[1].document:
        _refuse("a pair has sides from two documents")
    return Pair(row["part"], row["episode"], row["kind"], row["label"], (sides[0], sides[1]))


def _side(side: Mapping[str, Any], kind: str, data: Path) -> Side:
    text = text_of(side["corpus"], side["document"], data)
    if digest(text) != side["sha256"]:
        _refuse(f"the text of {side['document']} is another one")
    evidence = _spans(side["evidence"])
    slots = {name: _spans(spans) for name, spans in side["slots"].items()}
    if not evidence or not slots.get(NEEDED[kind]):
        _refuse(f"{side['document']}: evidence or {NEEDED[kind]} is lacking")
    _check(evidence, (0, len(text)), side["document"])
    around = min(start for start, _ in evidence), max(end for _, end in evidence)
    _check(slots[NEEDED[kind]], around, side["document"])
    for spans in slots.values():
        _check(spans, (0, len(text)), side["document"])
    head = slots[NEEDED[kind]]
    return Side(side["corpus"], side["document"], text, evidence, head, slots)


def _spans(spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in spans)


def _check(spans: Iterable[Span], around: Span, document: str) -> None:
    for start, end in spans:
        if not around[0] <= start < end <= around[1]:
            _refuse(f"{document}: {start}–{end} is no span within {around[0]}–{around[1]}")


def _refuse(message: str) -> NoReturn:
    raise PairError(message)


if __name__ == "__main__":
    raise SystemExit(main())
