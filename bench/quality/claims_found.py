"""Scores the claims that the product finds in the documents of the gold of claims.

`python bench/quality/claims_found.py [--split tune] [--out FILE] [--json]` reads the texts of
../shared/data with the shipped reader, makes claims of them as a build would, and scores them with
bench/quality/claims.py. `same` in a prediction are the phrases of one referent, and what is
introduced for a party that is not named. Rules and weights were tuned on the tune half; the check
half, which is scored without --split, was scored and not looked into. `--out` writes what is
predicted.

Floors are of the check half: F1 with all head slots right; of meetings that both have, also the
share in which host, parties, place and time are each right, or unknown in both; of events, which
are kept by precision, that and how many an article has too many.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))  # claims and others, no package

from claim_match import align, claims_of
from claim_rows import document_row
from claims import print_report, score
from gold_read import Read, read_gold

from chancery.model import Claim
from chancery.stages.commitments.stage import find_commitments
from chancery.stages.events.stage import find_events
from chancery.stages.figures.stage import find_figures
from chancery.stages.meetings.stage import find_meetings
from chancery.stages.statements.stage import find_statements

HERE = Path(__file__).resolve().parent
FLOORS: dict[str, float] = json.loads((HERE.parent / "floors.json").read_text())["claims"]
SLOTS = ("host", "parties", "place", "time")  # of a meeting; the day rests on its date of issue
KINDS = {
    "statements": "statement",
    "figures": "figure",
    "meetings": "meeting",
    "commitments": "commitment",
}


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
    print(f"of meetings found, right: {slots_right([one.row for one in read], rows)}")
    if asked.split == "tune":
        return 0
    failures = [*missed(report), *missed_slots(slots_right([one.row for one in read], rows))]
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
    told = [*said, *find_meetings(read.document, read.annotation, read.dates)]
    yield from told
    yield from find_figures(read.document, read.annotation, read.dates, said)
    yield from find_commitments(read.document, read.annotation, read.dates, said)
    yield from find_events(read.document, read.annotation, read.dates, told)


def slots_right(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[str, float]:
    """Return, of the meetings that both have, the share in which a slot is right or both empty."""
    right: Counter[str] = Counter()
    pairs = 0
    for row, other in zip(gold, found, strict=True):
        for claim, made, agree in align(claims_of(row), claims_of(other)):
            if claim.kind == "meeting" and not claim.optional:
                pairs += 1
                empty = set(SLOTS) - claim.filled() - made.filled()
                right.update(empty | agree)
    return {name: round(right[name] / max(pairs, 1), 3) for name in SLOTS}


def missed(report: dict[str, Any]) -> Iterable[str]:
    """Yield each floor that a score falls short of."""
    for name, kind in KINDS.items():
        found = report["kinds"][kind]["f1"]
        if found < FLOORS[name]:
            yield f"{name}: F1 {found}, floor {FLOORS[name]}"
    events = report["kinds"]["event"]
    if events["precision"] < FLOORS["event_precision"]:
        yield f"events: precision {events['precision']}, floor {FLOORS['event_precision']}"
    if events["extra_per_article"] > FLOORS["event_extra"]:
        yield f"events: {events['extra_per_article']} extra, at most {FLOORS['event_extra']}"


def missed_slots(found: dict[str, float]) -> Iterable[str]:
    """Yield each slot of the meetings that is right less often than the floor."""
    for name, share in found.items():
        if share < FLOORS["meeting_slots"]:
            yield f"meetings: {name} right in {share}, floor {FLOORS['meeting_slots']}"


if __name__ == "__main__":
    raise SystemExit(main())
