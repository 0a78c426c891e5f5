"""Learns what speaks for a person before "he" or "she": `python -m training.antecedents`.

With `--data DATA` it reads every second article of ECB+, and all documents of OntoGUM but news,
interviews and speeches, with the shipped reader; of OntoGUM without the reader's chains, which it
has learned from these texts. It writes stages/resolve/within/antecedents.tsv; the other articles
and genres say how far the weights carry (bench/quality/references.py).
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chancery.inference import open_reader
from chancery.model import Annotation, Span
from chancery.stages.resolve.within import antecedents
from chancery.stages.resolve.within.antecedents import Candidate, Ranker, packaged_ranker
from chancery.stages.resolve.within.reading import Phrase
from chancery.text.sentences import sentences
from training.persons import Asked, Gold, annotation, articles, documents, stage_names

GENRES = frozenset(
    {"academic", "bio", "conversation", "court", "essay", "fiction", "letter", "podcast"}
    | {"textbook", "vlog", "voyage", "whow", "reddit"}
)
ROUNDS = 3  # what is taken up decides what may be taken up next, so it is read anew
STEPS, RATE = 600, 0.3
RIDGE = 0.1  # strong: the choices are few
NEWS = 4  # times that a choice in news counts: there is less of it, and it is what will be read
BEFORE = {
    "same_sentence": 1.5,
    "one_back": 0.8,
    "two_back": -0.3,
    "further": -1.0,
    "first": 0.5,
    "aside": -0.5,
    "spoke_last": 1.0,
}
"""Weights from which few choices do not lead far away: the nearest sentence's subject, and who
spoke last for a pronoun that speaks: the corpora ask that 18 times."""
WEIGHTS = Path(antecedents.__file__).with_name("antecedents.tsv")
HEAD = """# What the features of a person before "he" or "she" count; see antecedents.py there.
# Learned from ECB+ and from GUM (CC BY) by training/antecedents.py.
feature\tweight
"""

Row = NDArray[np.float64]
Choice = tuple[list[dict[str, float]], list[bool]]  # candidates and which of them are right


@dataclass(frozen=True)
class Noting(Ranker):
    """A ranker that notes what it chose from."""

    seen: dict[Span, Sequence[Candidate]] = field(default_factory=dict)

    def choose(self, phrase: Phrase, candidates: Sequence[Candidate]) -> Candidate | None:
        """Choose as ever."""
        self.seen[phrase.span] = candidates
        return super().choose(phrase, candidates)


def main() -> None:
    """Learn, and write the weights."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    options = ask.parse_args()
    read = list(readings(options.data))
    weights = dict(packaged_ranker().weights)
    for _ in range(ROUNDS):
        found = [
            one
            for row, made in read
            for one in choices(row, made, weights)
            for _ in range(NEWS if made.chains else 1)
        ]
        weights = learn(found, list(weights))
        right = sum(_is_right(one, weights) for one in found)
        print(f"{right} of {len(found)} right: {100 * right / len(found):.1f}")
    rows = "".join(f"{name}\t{value:.2f}\n" for name, value in weights.items())
    WEIGHTS.write_text(HEAD + rows, encoding="utf-8")


def readings(data: Path) -> Iterator[tuple[dict[str, Any], Annotation]]:
    """Yield what is learned from, with what the shipped reader finds there."""
    reader = open_reader(None)
    for row in list(articles(data))[::2]:
        yield row, annotation(row, reader.read(row["text"], sentences(row["text"])))
    for row in documents(data, GENRES):
        found = reader.read(row["text"], sentences(row["text"]))
        yield row, annotation(row, replace(found, chains=()))


def choices(row: dict[str, Any], made: Annotation, weights: dict[str, float]) -> Iterator[Choice]:
    """Yield between whom it was chosen in a document, where one of them is right."""
    ranker = Noting(weights)
    names = stage_names(row, made, ranker)
    gold = Gold(row)
    for asked in gold.asked():
        seen = ranker.seen.get(asked.span, ())
        right = [_means(gold, asked, one, names) for one in seen]
        if any(right) and not all(right):
            yield [dict(one.features) for one in seen], right


def _means(gold: Gold, asked: Asked, one: Candidate, names: dict[Span, list[Span]]) -> bool:
    place = (one.place.start, one.place.end)
    return gold.right(asked, {asked.span: [place, *names.get(place, ())]})


def learn(found: Sequence[Choice], names: Sequence[str]) -> dict[str, float]:
    """Return the weights under which those who are right are likeliest, by gradient descent."""
    rows = [
        np.array([[one.get(name, 0.0) for name in names] for one in candidates])
        for candidates, _ in found
    ]
    marks = [np.array(right) for _, right in found]
    before = np.array([BEFORE.get(name, 0.0) for name in names])
    weights = before.copy()
    for _ in range(STEPS):
        slope = RIDGE * (weights - before)
        for row, mark in zip(rows, marks, strict=True):
            share = _softmax(row @ weights)
            good = share * mark / (share @ mark)
            slope -= (good - share) @ row / len(rows)
        weights -= RATE * slope
    return {name: round(float(value), 2) for name, value in zip(names, weights, strict=True)}


def _softmax(scores: Row) -> Row:
    raised = np.exp(scores - scores.max())
    shares: Row = raised / raised.sum()
    return shares


def _is_right(one: Choice, weights: dict[str, float]) -> bool:
    ranker = Ranker(weights)
    sums = [ranker.sum(features) for features in one[0]]
    return one[1][sums.index(max(sums))]


if __name__ == "__main__":
    main()
