"""Scores claims against the gold of claims, or one annotator's claims against another's.

`python bench/quality/claims.py PREDICTED.jsonl [--gold FOLDER] [--split check] [--json]`

Predictions have the form of the gold (docs/explanation/annotation.md): one line for each document
with `document`, `claims` and, where it has any, `same`: pairs of spans that mean one thing. A
document that is not predicted has no claims; `--shared` leaves such documents out, as two
annotators' agreement needs. `--local` takes a pronoun or description for right as it stands;
otherwise a party that the text names elsewhere has to be tied to its name.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from claim_match import HEADS, Claim, align, claims_of, head_right

HERE = Path(__file__).resolve().parent
GOLD = HERE.parent / "gold" / "claims"

Row = dict[str, Any]


def main() -> int:
    """Print what is right by kind and by slot."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("predicted", type=Path, nargs="+")
    ask.add_argument("--gold", type=Path, default=GOLD)
    ask.add_argument("--split", choices=("tune", "check"))
    ask.add_argument("--shared", action="store_true")
    ask.add_argument("--local", action="store_true")
    ask.add_argument("--json", action="store_true")
    asked = ask.parse_args()
    gold = [row for row in read_rows([asked.gold]) if asked.split in {None, row["split"]}]
    predicted = {row["document"]: row for row in read_rows(asked.predicted)}
    if asked.shared:
        gold = [row for row in gold if row["document"] in predicted]
    report = score(gold, predicted, local=asked.local)
    if asked.json:
        print(json.dumps(report, indent=1))
    else:
        print_report(report)
    return 0


def read_rows(paths: Iterable[Path]) -> list[Row]:
    """Return the rows of JSONL files, and of those in folders, in order of their names."""
    files = [f for p in paths for f in (sorted(p.glob("*.jsonl")) if p.is_dir() else [p])]
    lines = (line for file in files for line in file.read_text("utf-8").splitlines())
    return [json.loads(line) for line in lines if line.strip()]


def score(gold: Iterable[Row], predicted: Mapping[str, Row], *, local: bool = False) -> Row:
    """Return precision, recall and F1 by kind and slot, and extra claims for each article.

    Raises:
        ValueError: a prediction was made on another text.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    documents = 0
    for row in gold:
        documents += 1
        other = predicted.get(row["document"], {"claims": []})
        if other.get("sha256", row["sha256"]) != row["sha256"]:
            message = f"{row['document']}: predicted on another text than the gold's"
            raise ValueError(message)
        count_document(claims_of(row, local=local), claims_of(other), counts)
    kinds = {kind: _kind_report(kind, counts, documents) for kind in HEADS}
    return {"documents": documents, "kinds": kinds}


def count_document(
    gold: list[Claim], predicted: list[Claim], counts: Counter[tuple[str, ...]]
) -> None:
    """Add a document's claims to the counts, by kind and by kind and slot.

    An optional claim of either side counts for nothing, nor does one that agrees with it.
    """
    pairs = align(gold, predicted)
    waived = {id(c) for pair in pairs if _needless(*pair) for c in pair[:2]}
    for side, claims in (("gold", gold), ("predicted", predicted)):
        for claim in claims:
            if claim.optional or id(claim) in waived:
                continue
            counts[claim.kind, side] += 1
            counts.update((claim.kind, side, name) for name in claim.filled())
    for claim, other, right in pairs:
        if claim.optional or other.optional:
            continue
        counts[claim.kind, "right"] += head_right(claim.kind, right)
        both = claim.filled() & other.filled() & right
        counts.update((claim.kind, "right", name) for name in both)


def _needless(claim: Claim, other: Claim, right: frozenset[str]) -> bool:
    return (claim.optional or other.optional) and head_right(claim.kind, right)


def _kind_report(kind: str, counts: Counter[tuple[str, ...]], documents: int) -> Row:
    extra = counts[kind, "predicted"] - counts[kind, "right"]
    names = {key[2] for key in counts if key[0] == kind and len(key) > 2}
    whole = _measures(*(counts[kind, side] for side in ("right", "predicted", "gold")))
    slots = {
        name: _measures(*(counts[kind, side, name] for side in ("right", "predicted", "gold")))
        for name in sorted(names)
    }
    return {**whole, "extra_per_article": round(extra / max(documents, 1), 3), "slots": slots}


def _measures(right: int, predicted: int, gold: int) -> Row:
    precision = right / predicted if predicted else 0.0
    recall = right / gold if gold else 0.0
    both = predicted + gold
    return {
        "gold": gold,
        "predicted": predicted,
        "right": right,
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * right / both, 3) if both else 0.0,
    }


def print_report(report: Row) -> None:
    """Print a line for each kind and, indented, for each slot."""
    print(f"{report['documents']} documents")
    print(f"{'':<24}{'gold':>6}{'pred':>6}{'right':>6}{'P':>7}{'R':>7}{'F1':>7}{'extra':>7}")
    for kind, row in report["kinds"].items():
        print(_line(kind, row) + f"{row['extra_per_article']:>7.2f}")
        for name, slot in row["slots"].items():
            print(_line(f"  {name}", slot))


def _line(name: str, row: Row) -> str:
    return (
        f"{name:<24}{row['gold']:>6}{row['predicted']:>6}{row['right']:>6}"
        f"{row['precision']:>7.3f}{row['recall']:>7.3f}{row['f1']:>7.3f}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
