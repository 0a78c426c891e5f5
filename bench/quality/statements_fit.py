"""Fits the weights by which an attribution is taken for a statement.

`python bench/quality/statements_fit.py [--write]` reads the documents of the tune half of
bench/gold/claims from ../shared/data with the shipped reader. A draft is right if a statement of
the gold has its words and its speaker where it stands; one that only agrees with an optional
statement is left out. Printed are the loss and the calibration of six folds by document, and of
the check half, whose documents are not looked at for anything else.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent))  # claim_match and others, no package

from claim_match import align, claims_of, head_right
from gold_read import Read, read_gold

from chancery.stages.statements import weighing
from chancery.stages.statements.draft import Draft, draft_all
from chancery.stages.statements.nesting import without_own
from chancery.text.page import Page

TABLE = Path(weighing.__file__).with_name("weights.tsv")
HEADER = (
    "# What each feature of an attribution counts towards its being a statement (log-odds).\n"
    "# Made by bench/quality/statements_fit.py from the tune half of bench/gold/claims.\n"
    "feature\tweight\n"
)
FOLDS = 6
PRIOR = {"always": 0.01, "reader": 0.1}  # of the squared weight; chosen
OTHERS = 1.0
RAREST = 4  # drafts that must show a feature before it gets a weight
STEPS, BINS = 50, 10

Floats = NDArray[np.float64]


class Example(NamedTuple):
    """A draft: what speaks for it, whether it is right, and where it is from."""

    features: dict[str, float]
    right: bool
    document: str
    split: str


def main() -> int:
    """Print how well the weights tell statements; with --write, replace the table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--write", action="store_true")
    asked = ask.parse_args()
    examples = [one for read in read_gold() for one in examples_of(read)]
    tune = [one for one in examples if one.split == "tune"]
    names = common(tune)
    weights = fit(tune, names)
    print("tune, held out", summary(held_out(tune, names), truth(tune)))
    check = [one for one in examples if one.split == "check"]
    print("check", summary(likelihood(matrix(check, names), weights), truth(check)))
    if asked.write:
        rows = (f"{name}\t{value:.3f}\n" for name, value in zip(names, weights, strict=True))
        TABLE.write_text(HEADER + "".join(rows), encoding="utf-8")
    return 0


def held_out(examples: Sequence[Example], names: Sequence[str]) -> Floats:
    """Return how likely each is by weights that were fitted on the documents of other folds."""
    documents = sorted({one.document for one in examples})
    held = np.zeros(len(examples))
    for number in range(FOLDS):
        out = set(documents[number::FOLDS])
        weights = fit([one for one in examples if one.document not in out], names)
        for at, one in enumerate(examples):
            if one.document in out:
                held[at] = likelihood(matrix([one], names), weights)[0]
    return held


def examples_of(read: Read) -> Iterator[Example]:
    """Yield the drafts of a document that agree with no optional statement alone."""
    page = Page(read.document, read.annotation, read.dates)
    drafts = without_own(page, list(draft_all(page)))
    predicted = claims_of({"claims": [as_row(page, one) for one in drafts]})
    gold = [one for one in claims_of(read.row, local=True) if one.kind == "statement"]
    met = {id(other): (claim, right) for claim, other, right in align(gold, predicted)}
    for draft, claim in zip(drafts, predicted, strict=True):
        found, agreeing = met.get(id(claim), (None, frozenset[str]()))
        right = found is not None and head_right("statement", agreeing)
        if not (right and found and found.optional):
            split = read.row["split"]
            yield Example(weighing.features(page, draft), right, read.document.id, split)


def as_row(page: Page, one: Draft) -> dict[str, Any]:
    """Return a draft as a claim of the gold's form."""
    return {
        "kind": "statement",
        "slots": {"speaker": one.speaker, "words": one.words},
        "values": {},
        "modality": "asserted",
        "evidence": page.sentences_of(one.spans),
    }


def common(examples: Sequence[Example]) -> list[str]:
    """Return the features that are not rare, sorted."""
    names = sorted({name for one in examples for name in one.features})
    return [name for name in names if sum(name in one.features for one in examples) >= RAREST]


def matrix(examples: Sequence[Example], names: Sequence[str]) -> Floats:
    """Return (examples, names)."""
    return np.array([[one.features.get(name, 0.0) for name in names] for one in examples])


def truth(examples: Sequence[Example]) -> Floats:
    """Return 1 for those that are right."""
    return np.array([float(one.right) for one in examples])


def fit(examples: Sequence[Example], names: Sequence[str]) -> Floats:
    """Return the weights (names) of a logistic regression, by Newton's method."""
    rows, right = matrix(examples, names), truth(examples)
    prior = np.array([PRIOR.get(name, OTHERS) for name in names])
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        shares = likelihood(rows, weights)
        slope = rows.T @ (shares - right) + prior * weights
        bend = (rows * (shares * (1 - shares))[:, None]).T @ rows + np.diag(prior)
        weights -= np.linalg.solve(bend, slope)
    return weights


def likelihood(rows: Floats, weights: Floats) -> Floats:
    """Return how likely each row is right."""
    shares: Floats = 1 / (1 + np.exp(-(rows @ weights)))
    return shares


def summary(shares: Floats, right: Floats) -> str:
    """Return log loss, share told right, and expected calibration error over ten bins."""
    loss = -np.mean(right * np.log(shares) + (1 - right) * np.log(1 - shares))
    told = np.mean((shares >= 0.5) == (right > 0))
    bins = np.minimum((shares * BINS).astype(int), BINS - 1)
    error = sum(
        abs(shares[bins == one].mean() - right[bins == one].mean()) * np.mean(bins == one)
        for one in set(bins.tolist())
    )
    return f"n {len(right)}, log loss {loss:.3f}, right {told:.3f}, calibration error {error:.3f}"


if __name__ == "__main__":
    raise SystemExit(main())
