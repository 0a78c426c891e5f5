"""Scores how the reader finds deeds with both their sides.

`python bench/quality/deeds_sides.py [--weights FILE] [--json]` scores the shipped reader on
bench/quality/deeds_sides.txt, which is never trained on. Its marks are matched with those of the
test by claim_match: a mark is met by one whose trigger touches it, and the two agree in root,
actor, recipient and whether it was done, an empty side with an empty one. To find what did not
happen gains nothing; to take it for a deed is one mark too many. Rules that make events of marks
have no part in this; bench/quality/claims_found.py scores what they make.

`deeds` are the roots that need no words (COERCE, AID ...), `acts by words` the rest.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))  # claim_match and others, no package
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # training/, which is no package

from claim_match import Claim, Span, align, claims_of, head_right
from reading import read

from chancery.inference import Reader, open_reader
from chancery.inference.labels import DEEDS
from chancery.model import Trigger
from training.corpora import Happened, written

TEST = Path(__file__).resolve().with_name("deeds_sides.txt")
KINDS = {"event": "deeds", "verbal_event": "acts by words"}
SLOTS = ("root", "actor", "recipient", "happened")
Pair = tuple[Sequence[Claim], Sequence[Claim]]


def main() -> int:
    """Print the scores of each kind and root."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--weights", type=Path, help="another weights file than the package's")
    ask.add_argument("--json", action="store_true", help="print the scores alone, as JSON")
    asked = ask.parse_args()
    report = score(list(read_test(open_reader(asked.weights))))
    if asked.json:
        print(json.dumps(report, indent=1))
        return 0
    names = ("gold", "found", "made", *SLOTS, "all", "precision", "recall", "f1")
    print(f"{'':<16}" + "".join(f"{name:>11}" for name in names))
    for group, figures in report.items():
        print(f"{group:<16}" + "".join(f"{figures[name]:>11.4g}" for name in names))
    return 0


def read_test(reader: Reader, path: Path = TEST) -> Iterator[Pair]:
    """Yield the events that each passage of a file marks, and those that the reader marks."""
    for passage in written(path):
        found = read(reader, passage.text).triggers
        yield rows_of(map(marked, passage.events)), rows_of(map(predicted, found))


def rows_of(claims: Iterable[dict[str, Any]]) -> list[Claim]:
    """Return events in the form in which they are matched."""
    return claims_of({"claims": list(claims)})


def marked(one: Happened) -> dict[str, Any]:
    """Return an event of the test in the gold's form; its evidence is its trigger."""
    roles = one.roles or {}
    sides = {name: roles.get(name, ()) for name in ("actor", "recipient")}
    return _row(one.trigger or (0, 0), one.root or "", one.modality or "", sides)


def predicted(one: Trigger) -> dict[str, Any]:
    """Return an event that the reader marks in the gold's form."""
    sides = {"actor": one.actor, "recipient": one.recipient}
    return _row((one.start, one.end), one.root, one.modality, sides)


def _row(
    trigger: Span, root: str, modality: str, sides: dict[str, Sequence[Span]]
) -> dict[str, Any]:
    return {
        "kind": "event",
        "values": {"root": root},
        "modality": modality,
        "slots": sides,
        "evidence": [trigger],
        "optional": modality not in DEEDS,
    }


def score(pairs: Iterable[Pair]) -> dict[str, dict[str, float]]:
    """Return counts and shares by kind and by root of the test's event.

    `found` are those that a mark touches; of them `root`, `actor`, `recipient` and `happened` are
    right so often. `all` have all four right; of `made` marks, that is the precision.
    """
    counts: dict[str, Counter[str]] = {}
    for gold, made in pairs:
        _count(gold, made, counts)
    order = [*KINDS.values(), *sorted(set(counts) - set(KINDS.values()))]
    return {group: _shares(counts[group]) for group in order if group in counts}


def _count(gold: Sequence[Claim], made: Sequence[Claim], counts: dict[str, Counter[str]]) -> None:
    pairs = align(list(gold), list(made))
    for one in gold:
        for group in _groups(one) if not one.optional else ():
            counts.setdefault(group, Counter())["gold"] += 1
    for other in made:
        for group in _groups(other) if not other.optional else ():
            counts.setdefault(group, Counter())["made"] += 1
    for one, _, right in pairs:
        for group in _groups(one) if not one.optional else ():
            counts[group].update(["found", *(right & set(SLOTS))])
            counts[group]["all"] += head_right(one.kind, right)


def _groups(one: Claim) -> tuple[str, str]:
    return KINDS[one.kind], one.values["root"]


def _shares(count: Counter[str]) -> dict[str, float]:
    shares: dict[str, float] = {
        name: count[name] for name in ("gold", "found", "made", *SLOTS, "all")
    }
    shares["precision"] = round(count["all"] / max(1, count["made"]), 3)
    shares["recall"] = round(count["all"] / max(1, count["gold"]), 3)
    shares["f1"] = round(2 * count["all"] / max(1, count["made"] + count["gold"]), 3)
    return shares


if __name__ == "__main__":
    raise SystemExit(main())
