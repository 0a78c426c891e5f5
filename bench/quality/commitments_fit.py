"""Fits the weights by which a draft is taken for a commitment.

`python bench/quality/commitments_fit.py [--write]` reads the documents of the tune half of
bench/gold/claims from ../shared/data with the shipped reader. A draft is right if a commitment of
the gold has its type, its party and its content where it stands; one that only agrees with an
optional commitment is left out. bench/gold/commitment_drafts.jsonl has further drafts, by the
place of the cue, of documents outside of the gold; one annotator, who read the sentence of each,
marked it 1 or 0. Printed are the loss and the calibration of six folds by document, and of the
check half, whose documents are not looked at for anything else.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))  # claim_match and others, no package

from claim_match import align, claims_of, head_right
from claim_rows import document_row
from gold_read import Read, read_gold, read_text
from statements_fit import FOLDS, Example, Floats, fit, likelihood, matrix, summary, truth
from texts import text_of

from chancery.inference import open_reader
from chancery.pipeline.one import date_one
from chancery.stages.commitments import weighing
from chancery.stages.commitments.find import draft_all
from chancery.stages.commitments.stage import make_commitment
from chancery.stages.statements.stage import find_statements
from chancery.text.page import Page

MARKED = Path(__file__).resolve().parents[1] / "gold" / "commitment_drafts.jsonl"
TABLE = Path(weighing.__file__).with_name("weights.tsv")
HEADER = (
    "# What each feature of a draft counts towards its being a commitment (log-odds).\n"
    "# Made by bench/quality/commitments_fit.py from the tune half of bench/gold/claims and from\n"
    "# bench/gold/commitment_drafts.jsonl.\n"
    "feature\tweight\n"
)
RAREST = 4  # drafts that must show a feature before it gets a weight


def main() -> int:
    """Print how well the weights tell commitments; with --write, replace the table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--write", action="store_true")
    asked = ask.parse_args()
    examples = [one for read in read_gold() for one in examples_of(read)]
    tune = [one for one in examples if one.split == "tune"]
    more = list(marked())
    names = common([*tune, *more])
    print("tune, held out", summary(held_out(tune, more, names), truth(tune)))
    weights = fit([*tune, *more], names)
    check = [one for one in examples if one.split == "check"]
    print("check", summary(likelihood(matrix(check, names), weights), truth(check)))
    if asked.write:
        rows = (f"{name}\t{value:.3f}\n" for name, value in zip(names, weights, strict=True))
        TABLE.write_text(HEADER + "".join(rows), encoding="utf-8")
    return 0


def common(examples: Sequence[Example]) -> list[str]:
    """Return the features that are not rare, sorted."""
    names = sorted({name for one in examples for name in one.features})
    return [name for name in names if sum(name in one.features for one in examples) >= RAREST]


def held_out(examples: list[Example], more: list[Example], names: list[str]) -> Floats:
    """Return how likely each is right, by weights that were fitted on other documents."""
    folds = sorted({one.document for one in examples})
    held = np.zeros(len(examples))
    for number in range(FOLDS):
        out = set(folds[number::FOLDS])
        others = [one for one in examples if one.document not in out]
        weights = fit([*others, *more], names)
        for at, one in enumerate(examples):
            if one.document in out:
                held[at] = likelihood(matrix([one], names), weights)[0]
    return held


def examples_of(read: Read) -> Iterator[Example]:
    """Yield the drafts of a document that agree with no optional commitment alone."""
    page = Page(read.document, read.annotation, read.dates)
    said = list(find_statements(read.document, read.annotation, read.dates))
    drafts = draft_all(page, said)
    made = [make_commitment(page, [one]) for one in drafts]
    row = document_row(read.row["document"], read.document.text, made, read.referents)
    gold = [one for one in claims_of(read.row) if one.kind == "commitment"]
    predicted = claims_of(row)
    met = {id(other): (claim, right) for claim, other, right in align(gold, predicted)}
    for draft, claim in zip(drafts, predicted, strict=True):
        found, agreeing = met.get(id(claim), (None, frozenset[str]()))
        right = found is not None and head_right("commitment", agreeing)
        if not (right and found and found.optional):
            split = read.row["split"]
            yield Example(weighing.features(page, draft), right, read.document.id, split)


def marked() -> Iterator[Example]:
    """Yield the drafts outside of the gold that were marked; one without a party is not right."""
    reader = open_reader()
    with tempfile.TemporaryDirectory() as folder:
        for row in map(json.loads, MARKED.read_text("utf-8").splitlines()):
            text = text_of(row["corpus"], row["document"])
            found = read_text(text, reader, Path(folder))
            if found:
                marks = {start: bool(right) for start, _, right in row["cues"]}
                dates = date_one(*found)
                page = Page(*found, dates)
                for draft in draft_all(page, list(find_statements(*found, dates))):
                    if (right := marks.get(draft.cue[0])) is not None:
                        right = right and bool(draft.by or draft.speaking)
                        name = found[0].id
                        yield Example(weighing.features(page, draft), right, name, "marked")


if __name__ == "__main__":
    raise SystemExit(main())
