"""Fits the weights by which mentions are taken for a meeting with the parties that are found.

`python bench/quality/meetings_fit.py [--write]` reads the documents of the tune half of
bench/gold/claims from ../shared/data with the shipped reader. A candidate is right if a meeting
of the gold has its parties where it stands; one that only agrees with an optional meeting is left
out. Printed are the loss and the calibration of six folds by document, and of the check half,
whose documents are not looked at for anything else.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # claim_match and others, no package

from claim_match import align, claims_of, head_right
from claim_rows import document_row
from gold_read import Read, read_gold
from statements_fit import (
    Example,
    common,
    fit,
    held_out,
    likelihood,
    matrix,
    summary,
    truth,
)

from chancery.stages.meetings import weighing
from chancery.stages.meetings.stage import candidates
from chancery.text.page import Page

TABLE = Path(weighing.__file__).with_name("weights.tsv")
HEADER = (
    "# What each feature of mentions counts towards their being a meeting (log-odds).\n"
    "# Made by bench/quality/meetings_fit.py from the tune half of bench/gold/claims.\n"
    "feature\tweight\n"
)


def main() -> int:
    """Print how well the weights tell meetings; with --write, replace the table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--write", action="store_true")
    asked = ask.parse_args()
    examples = [one for read in read_gold() for one in examples_of(read)]
    tune = [one for one in examples if one.split == "tune"]
    names = common(tune)
    print("tune, held out", summary(held_out(tune, names), truth(tune)))
    weights = fit(tune, names)
    check = [one for one in examples if one.split == "check"]
    print("check", summary(likelihood(matrix(check, names), weights), truth(check)))
    if asked.write:
        rows = (f"{name}\t{value:.3f}\n" for name, value in zip(names, weights, strict=True))
        TABLE.write_text(HEADER + "".join(rows), encoding="utf-8")
    return 0


def examples_of(read: Read) -> Iterator[Example]:
    """Yield the candidates of a document that agree with no optional meeting alone."""
    page = Page(read.document, read.annotation, read.dates)
    made = list(candidates(page, read.dates))
    claims = [meeting for meeting, _ in made]
    row = document_row(read.row["document"], read.document.text, claims, read.referents)
    predicted = claims_of(row)
    gold = [one for one in claims_of(read.row) if one.kind == "meeting"]
    met = {id(other): (claim, right) for claim, other, right in align(gold, predicted)}
    for (_, features), claim in zip(made, predicted, strict=True):
        found, agreeing = met.get(id(claim), (None, frozenset[str]()))
        right = found is not None and head_right("meeting", agreeing)
        if not (right and found and found.optional):
            yield Example(features, right, read.document.id, read.row["split"])


if __name__ == "__main__":
    raise SystemExit(main())
