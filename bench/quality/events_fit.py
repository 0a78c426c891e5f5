"""Fits the weights by which mentions are taken for a deed with the parties that are found.

`python bench/quality/events_fit.py [--write]` reads the documents of the tune half of
bench/gold/claims, and those of the judged deeds, from ../shared/data with the shipped reader. A
candidate is right if an event of the gold has its root, actor, recipient and whether it was done;
one that only agrees with an optional event is left out, and so is one that is plainly denied, as
the gold has not all of those. Of the documents of bench/gold/deeds.jsonl only the candidates count
that were judged there. Printed are the loss, the calibration and what each bound of confidence
gives of six folds by document, and the same of the check half by all weights.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))  # claim_match and others, no package

from claim_match import agreeing, align, claims_of, head_right
from claim_rows import document_row
from gold_read import Read, judged_rows, read_gold, read_rows
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

from chancery.stages.events import weighing
from chancery.stages.events.stage import candidates
from chancery.text.page import Page, overlap

TABLE = Path(weighing.__file__).with_name("weights.tsv")
KINDS = frozenset({"event", "verbal_event"})  # the latter are agreements
CHECK = "check"
DENIED = "plainly not"
BOUNDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
HEADER = (
    "# What each feature of mentions counts towards their being a deed (log-odds).\n"
    "# Made by bench/quality/events_fit.py from the tune half of bench/gold/claims and from\n"
    "# bench/gold/deeds.jsonl.\n"
    "feature\tweight\n"
)


def main() -> int:
    """Print how well the weights tell events; with --write, replace the table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--write", action="store_true")
    asked = ask.parse_args()
    examples = [one for read in read_gold() for one in examples_of(read)]
    check = [one for one in examples if one.split == CHECK]
    taught = [one for one in examples if one.split != CHECK]
    taught += [one for read in read_rows(judged_rows()) for one in judged_of(read)]
    names = common(taught)
    shares = held_out(taught, names)
    for split in sorted({one.split for one in taught}):
        report(
            f"{split}, held out",
            [e for e in zip(taught, shares, strict=True) if e[0].split == split],
        )
    weights = fit(taught, names)
    report("check", list(zip(check, likelihood(matrix(check, names), weights), strict=True)))
    if asked.write:
        rows = (f"{name}\t{value:.3f}\n" for name, value in zip(names, weights, strict=True))
        TABLE.write_text(HEADER + "".join(rows), encoding="utf-8")
    return 0


def report(name: str, held: list[tuple[Example, float]]) -> None:
    """Print how well examples are told, and how many are right above each bound."""
    shares, right = np.array([share for _, share in held]), truth([one for one, _ in held])
    print(f"{name}: {summary(shares, right)}")
    above = ((bound, right[shares >= bound]) for bound in BOUNDS)
    print("  right above", ", ".join(f"{b:.2f}: {r.sum():.0f} of {len(r)}" for b, r in above))


def examples_of(read: Read) -> Iterator[Example]:
    """Yield the candidates of a document that agree with no optional event alone."""
    page = Page(read.document, read.annotation, read.dates)
    made = list(candidates(page))
    claims = [one for one, _ in made]
    row = document_row(read.row["document"], read.document.text, claims, read.referents)
    predicted = claims_of(row)
    gold = [one for one in claims_of(read.row) if one.kind in KINDS]
    met = {id(other): (claim, right) for claim, other, right in align(gold, predicted)}
    for (_, features), claim in zip(made, predicted, strict=True):
        found, agreeing = met.get(id(claim), (None, frozenset[str]()))
        right = found is not None and head_right(claim.kind, agreeing)
        unsure = found.optional if right and found else DENIED in features
        if not unsure:
            yield Example(features, right, read.document.id, read.row["split"])


def judged_of(read: Read) -> Iterator[Example]:
    """Yield the candidates of a document whose triggers were judged."""
    page = Page(read.document, read.annotation, read.dates)
    made = list(candidates(page))
    claims = [one for one, _ in made]
    row = document_row(read.row["document"], read.document.text, claims, read.referents)
    gold = claims_of(read.row)
    for (event, features), claim in zip(made, claims_of(row), strict=True):
        here = event.trigger.start, event.trigger.end
        if any(overlap(here, (start, end)) for start, end in read.row["judged"]):
            told = [
                g for g in gold for f in g.slots["trigger"] for s in f.spans if overlap(here, s)
            ]
            right = any(head_right(one.kind, agreeing(one, claim)) for one in told)
            yield Example(features, right, read.document.id, "judged")


if __name__ == "__main__":
    raise SystemExit(main())
