"""Fits the table of line weights that the clean stage ships: `python bench/clean_fit.py --write`.

A logistic regression over the features of lines, each line counting by the root of its words. It
learns from flattened pages, from their half-cleaned versions, from their gold bodies alone and
from clean articles, so that a text with nothing to remove loses nothing.
"""

import argparse
import collections
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from chancery.stages.clean import window
from chancery.stages.clean.cuts import cut_lines
from chancery.stages.clean.features import features
from chancery.stages.clean.repeats import doubled_near, find_repeats
from chancery.text.lines import join_wrapped, split_lines

SHARED = Path(__file__).resolve().parents[2] / "shared"
TABLE = Path(window.__file__).with_name("weights.tsv")
HEADER = (
    "# Weight of each feature of a line towards being the article's body (log-odds).\n"
    "# Made by bench/clean_fit.py from gold line labels; see docs/explanation/stages/clean.md.\n"
)
FOLDS = 5
PRIOR = 2.0  # of the squared weights; chosen by held-out word F1
ROUNDS = 250
RAREST = 3  # lines that must show a feature before it gets a weight
CLEAN_SHARE = 4  # one clean article in so many is learnt from
SMALLEST = 0.02  # weights nearer to 0 are left out of the table


class GoldLine(NamedTuple):
    """A line of a page with what people said of it."""

    start: int
    end: int
    words: int
    keep: bool


class Page(NamedTuple):
    """A flattened page, or a clean article all of whose lines are gold."""

    kind: str
    name: str
    text: str
    gold: list[GoldLine]


class Example(NamedTuple):
    """What the regression reads of a page."""

    name: str
    rows: list[list[str]]
    keep: list[bool]
    words: list[int]


def fold(name: str) -> int:
    """Return the fold of a document, from its name alone."""
    words = " ".join(re.findall(r"\w+", name.lower()))
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:8], "big") % FOLDS


def read_pages(kind: str) -> list[Page]:
    """Return the pages of `flattened` or `flattened_semi`."""
    folder = SHARED / "data" / "extraction" / kind
    gold: dict[str, list[GoldLine]] = collections.defaultdict(list)
    for row in map(json.loads, (folder / "labels.jsonl").read_text("utf-8").splitlines()):
        line = GoldLine(row["start"], row["end"], row["words"], row["label"] == "keep")
        gold[row["doc"]].append(line)
    return [
        Page(kind, name, _read(folder / f"{name}.txt"), lines)
        for name, lines in sorted(gold.items())
    ]


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def read_clean(part: str) -> list[Page]:
    """Return the articles of the attribution corpus, whose text is clean."""
    path = SHARED / "data" / "polnear" / f"{part}.jsonl"
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [_all_gold("clean article", row["doc_id"], row["text"]) for row in rows]


def body_alone(page: Page) -> Page:
    """Return the page's gold body as a text of its own."""
    text = "\n".join(page.text[line.start : line.end] for line in page.gold if line.keep)
    return _all_gold("clean body", page.name, text)


def _all_gold(kind: str, name: str, text: str) -> Page:
    lines = split_lines(text)
    gold = [GoldLine(a, b, len(text[a:b].split()), True) for a, b, _ in lines]  # noqa: FBT003
    return Page(kind, name, text, gold)


def training_pages() -> list[Page]:
    """Return all that the shipped table is learnt from."""
    full = read_pages("flattened")
    pages = full + read_pages("flattened_semi") + [body_alone(page) for page in full]
    return pages + read_clean("train")[::CLEAN_SHARE]


def example(page: Page) -> Example:
    """Return the features and labels of the lines that the stage would score."""
    lines = [
        piece.facts
        for piece in cut_lines(page.text, join_wrapped(page.text, split_lines(page.text)))
    ]
    doubles = find_repeats(lines)
    numbers = [i for i in range(len(lines)) if i not in doubles]
    lines = [lines[i] for i in numbers]
    gold = [line for line in page.gold if line.words]
    keep, at = [], 0
    for line in lines:
        while at + 1 < len(gold) and gold[at + 1].start <= line.start:
            at += 1
        keep.append(gold[at].keep)
    words = [len(page.text[line.start : line.end].split()) for line in lines]
    rows = features(lines, doubled_near(numbers, doubles))
    return Example(page.name, rows, keep, words)


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Return feature → weight, with the bias under `window.BIAS`."""
    counts = collections.Counter(name for one in examples for row in one.rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    index = {name: i for i, name in enumerate(names)}
    table = _table(examples, index)
    keep = np.array([keep for one in examples for keep in one.keep], dtype=float)
    worth = np.array([max(1, n) for one in examples for n in one.words], dtype=float) ** 0.5
    weights = _descend(table, keep, worth, len(names))
    return dict(zip(names, weights.tolist(), strict=False)) | {window.BIAS: float(weights[-1])}


def _table(examples: Sequence[Example], index: Mapping[str, int]) -> np.ndarray:
    """Return the features' numbers, `(lines, widest)`, filled up with a number of no weight."""
    rows = [[index[name] for name in row if name in index] for one in examples for row in one.rows]
    table = np.full((len(rows), max(map(len, rows))), len(index))
    for i, row in enumerate(rows):
        table[i, : len(row)] = row
    return table


def _descend(table: np.ndarray, keep: np.ndarray, worth: np.ndarray, size: int) -> np.ndarray:
    """Return weights that minimise the weighted logistic loss: Adam over all lines at once."""
    weights, slope, curve = np.zeros(size + 2), np.zeros(size + 2), np.zeros(size + 2)
    for step in range(1, ROUNDS + 1):
        margin = weights[table].sum(1) + weights[-1]
        error = worth * (1 / (1 + np.exp(-margin)) - keep)
        gradient = np.bincount(table.ravel(), np.repeat(error, table.shape[1]), minlength=size + 2)
        gradient[-1] = error.sum()
        gradient += PRIOR * weights
        gradient[size] = 0.0
        slope = 0.9 * slope + 0.1 * gradient
        curve = 0.99 * curve + 0.01 * gradient**2
        rate = 0.1 * (1 - step / ROUNDS) + 0.002
        weights -= rate * (slope / (1 - 0.9**step)) / (np.sqrt(curve / (1 - 0.99**step)) + 1e-8)
    return weights


def write(weights: Mapping[str, float], path: Path = TABLE) -> None:
    """Write the table, three digits a weight, the weightless left out."""
    rows = sorted((name, round(weight, 3)) for name, weight in weights.items())
    lines = [f"{name}\t{weight}\n" for name, weight in rows if abs(weight) >= SMALLEST]
    path.write_text(HEADER + "".join(lines), encoding="utf-8")


def without(examples: Iterable[Example], number: int) -> list[Example]:
    """Return the examples outside the fold."""
    return [one for one in examples if fold(one.name) != number]


def main() -> None:
    """Fit on everything and write the table, or say how large it would be."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--write", action="store_true", help=f"write {TABLE.name}")
    weights = fit([example(page) for page in training_pages()])
    print(json.dumps({"weights": len(weights)}))
    if ask.parse_args().write:
        write(weights)


if __name__ == "__main__":
    main()
