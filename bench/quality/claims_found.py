"""Scores the claims that the product finds in the documents of the gold of claims.

`python bench/quality/claims_found.py [--split tune] [--out FILE] [--json]` reads the texts of
../shared/data with the shipped reader, makes claims of them as a build would, and scores them with
bench/quality/claims.py. `same` in a prediction are the phrases of one referent, and what is
introduced as a speaker who is not named. Rules and weights were tuned on the tune half; the check
half, which is scored without --split, was scored and not looked into. `--out` writes what is
predicted.

Floors are of the check half: F1 with all head slots right.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))  # claims and others, no package

from claim_rows import document_row
from claims import print_report, score
from gold_read import Read, read_gold

from chancery.model import Claim
from chancery.stages.figures.stage import find_figures
from chancery.stages.statements.stage import find_statements

HERE = Path(__file__).resolve().parent
FLOORS: dict[str, float] = json.loads((HERE.parent / "floors.json").read_text())["claims"]
KINDS = {"statements": "statement", "figures": "figure"}


def main() -> int:
    """Print the scores; 1 if a floor of the check half is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--split", choices=("tune", "check"), default="check")
    ask.add_argument("--out", type=Path, help="where to write the predictions, as JSON Lines")
    ask.add_argument("--json", action="store_true", help="print the scores alone, as JSON")
    asked = ask.parse_args()
    read = list(read_gold(asked.split))
    rows = [predict(one) for one in read]
    report = score([one.row for one in read], {row["document"]: row for row in rows})
    if asked.out:
        asked.out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    if asked.json:
        print(json.dumps(report, indent=1))
        return 0
    print_report(report)
    if asked.split == "tune":
        return 0
    failures = list(missed(report))
    print("\n".join(failures) or "every floor is met")
    return 1 if failures else 0


def predict(read: Read) -> dict[str, Any]:
    """Return a document's claims in the gold's form."""
    text = read.document.text
    row = document_row(read.row["document"], text, claims_in(read), read.referents)
    return row | {"sha256": read.row["sha256"]}


def claims_in(read: Read) -> Iterator[Claim]:
    """Yield the claims that a build makes of a document."""
    said = list(find_statements(read.document, read.annotation, read.dates))
    yield from said
    yield from find_figures(read.document, read.annotation, read.dates, said)


def missed(report: dict[str, Any]) -> Iterable[str]:
    """Yield each floor that a score falls short of."""
    for name, kind in KINDS.items():
        found = report["kinds"][kind]["f1"]
        if found < FLOORS[name]:
            yield f"{name}: F1 {found}, floor {FLOORS[name]}"


if __name__ == "__main__":
    raise SystemExit(main())
