"""Scores the shipped reader on what it has not learned from, beside its rivals' figures.

`python bench/quality/reading.py` reads ../shared/data/polnear/dev.jsonl (attribution, by
tools/score_attribution.py with its defaults), the passages that training keeps back (triggers)
and bench/quality/deeds.txt (deed or not). `--sample N` takes N articles of dev, always the same.

Deed or not. Every trigger that the test marks is a deed (modality asserted or background) or not
(intended, requested, expected, hypothetical, negated). A trigger that is no deed counts as
*coded as actual* if the reader finds a trigger that touches it and calls it asserted or
background. `false deeds` is their share of all that are none of intended, requested, hypothetical
and negated; `deeds found` the share of deeds that a trigger called asserted or background
touches, so that a reader which codes nothing does not pass.

Quiet text. bench/quality/quiet.txt tells nothing that PLOVER codes: markets, weather, sport,
background. `quiet text disturbed` is the share of its passages in which the reader finds an event.

Calibration. Expected calibration error over ten bins of confidence of equal width: the mean, by
predictions, of the distance between a bin's mean confidence and its share of right ones. An
attribution is right by the scorer's relation; a trigger is right if it touches a marked one of
the same root, CONCEDE and RETREAT taken as one.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # training/, which is no package

from chancery.inference import Reader, open_reader
from chancery.inference.labels import DEEDS
from chancery.model import Attribution, Trigger
from chancery.ports import Reading
from chancery.text.sentences import sentences
from training import markup
from training.corpora import held_back, plv, written
from training.tools import load_tool

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SHARED = ROOT.parent / "shared"
DEV = SHARED / "data/polnear/dev.jsonl"
PLV = SHARED / "data/plover/plv_train.jsonl"
WRITTEN = ROOT / "training/written"
SCORER = SHARED / "tools/score_attribution.py"
FLOORS: dict[str, float] = json.loads((HERE.parent / "floors.json").read_text())["reading"]
CODED = frozenset({"intended", "requested", "hypothetical", "negated"})  # that must not be deeds
BINS = 10
RIVALS = {  # design/anchors.md: BBC Citron retrained on all of train, on the same set
    "relation": 50.3,
    "relation direct": 65.8,
    "relation mixed": 56.0,
    "relation indirect": 43.8,
    "source exact": 63.4,
    "cue exact": 57.0,
    "content exact": 41.9,
    "speaker": 90.1,
}
ROWS = {
    "relation": "relation all",
    "relation direct": "relation direct",
    "relation mixed": "relation mixed",
    "relation indirect": "relation indirect",
    "source exact": "source exact",
    "cue exact": "cue exact",
    "content exact": "content exact",
    "speaker": "src|content all",
}
AT_MOST = frozenset(
    {"false deeds", "quiet text disturbed"}
    | {"calibration of attributions", "calibration of triggers"}
)


def main() -> int:
    """Print the table; 1 if a floor is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--sample", type=int, help="articles of polnear/dev; all by default")
    ask.add_argument("--weights", type=Path, help="another weights file than the package's")
    ask.add_argument("--json", action="store_true", help="print the figures alone, as JSON")
    options = ask.parse_args()
    reader = open_reader(options.weights)
    found: dict[str, float] = {}
    if DEV.is_file():
        found |= measure_attribution(reader, sample(DEV, options.sample))
        found |= measure_triggers(reader)
    else:
        print(f"{DEV} is absent: only the deed test is run", file=sys.stderr)
    found |= measure_deeds(reader, HERE / "deeds.txt")
    found |= measure_quiet(reader, HERE / "quiet.txt")
    if options.json:
        print(json.dumps(found))
        return 0
    for line in table(found):
        print(line)
    failures = list(missed(found, sampled=options.sample is not None))
    print("\n".join(failures) or "every floor is met")
    return 1 if failures else 0


def table(found: dict[str, float]) -> Iterator[str]:
    """Yield the figures, each beside its rival's and its floor."""
    yield f"{'':<30}{'chancery':>10}{'Citron':>10}{'floor':>10}"
    for name, value in found.items():
        rival = f"{RIVALS[name]:.1f}" if name in RIVALS else ""
        floor = f"{FLOORS[name]:g}" if name in FLOORS else ""
        yield f"{name:<30}{value:>10.3g}{rival:>10}{floor:>10}"


def missed(found: dict[str, float], *, sampled: bool) -> Iterator[str]:
    """Yield each floor that a figure falls short of; a sample of articles has none."""
    for name, value in found.items():
        floor = FLOORS.get(name)
        if floor is None or (sampled and name in ROWS):
            continue
        if (value > floor) if name in AT_MOST else (value < floor):
            yield f"{name}: {value:.3g}, floor {floor:g}"


def sample(path: Path, count: int | None) -> list[dict[str, Any]]:
    """Return the articles of a file, or always the same `count` of them."""
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    rows.sort(key=lambda row: hashlib.sha256(row["doc_id"].encode()).digest())
    return rows[:count]


def measure_attribution(reader: Reader, rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return what the scorer says of the articles, and the calibration."""
    scorer = load_tool(SCORER)
    guesses, sure = [], []
    for row in rows:
        reading = read(reader, row["text"])
        guesses.append({"doc_id": row["doc_id"], "attributions": _plain(reading.attributions)})
        sure.extend(_judged(scorer, row, reading.attributions))
    with tempfile.TemporaryDirectory() as folder:
        gold, guess, out = (Path(folder) / name for name in ("gold", "guess", "scores"))
        gold.write_text("".join(json.dumps(row) + "\n" for row in rows))
        guess.write_text("".join(json.dumps(row) + "\n" for row in guesses))
        command = [sys.executable, str(SCORER), str(gold), str(guess), "--json", str(out)]
        subprocess.run(command, check=True, capture_output=True)
        scores = json.loads(out.read_text())
    figures = {name: 100 * scores["scores"][row]["f1"] for name, row in ROWS.items()}
    return figures | {"calibration of attributions": calibration_error(sure)}


def _plain(found: Iterable[Attribution]) -> list[dict[str, Any]]:
    return [
        {"id": str(number), "source": one.source, "cue": [one.cue], "content": one.content}
        for number, one in enumerate(found)
    ]


def _judged(
    scorer: ModuleType, row: dict[str, Any], found: Sequence[Attribution]
) -> Iterator[tuple[float, bool]]:
    """Yield the confidence in each attribution, and whether it is right."""
    text = scorer.Text(row["text"])
    gold = [scorer.Att(one, text) for one in row["attributions"]]
    guesses = [scorer.Att(one, text) for one in _plain(found)]
    edges = {}
    for number, one in enumerate(guesses):
        like = [
            place
            for place, other in enumerate(gold)
            if one.cue & other.cue
            and scorer.overlap(one.source_w, other.source_w, "jaccard") >= 0.5
            and scorer.overlap(one.content_w, other.content_w, "jaccard") >= 0.5
        ]
        edges[number] = like
    right = scorer.max_match(len(guesses), edges)
    for number, one in enumerate(found):
        yield one.confidence, number in right


def measure_triggers(reader: Reader) -> dict[str, float]:
    """Return how triggers and their roots fare on the sentences that training keeps back."""
    passages = [one for path in sorted(WRITTEN.rglob("*.txt")) for one in written(path)]
    passages += plv(PLV)
    sure: list[tuple[float, bool]] = []
    gold = 0
    for one in filter(held_back, passages):
        gold += len(one.events)
        for found in read(reader, one.text).triggers:
            right = any(each.found_by(found.start, found.end, found.root) for each in one.events)
            sure.append((found.confidence, right))
    hits = sum(right for _, right in sure)
    return {
        "triggers with root": 200 * hits / max(1, len(sure) + gold),
        "calibration of triggers": calibration_error(sure),
    }


def measure_deeds(reader: Reader, path: Path) -> dict[str, float]:
    """Return the share of events that did not happen coded as deeds, and of deeds found."""
    wrong = none = hit = deeds = 0
    for one in markup.read(path):
        found = read(reader, one.text).triggers
        for mark in one.marks:
            modality = mark.label.split(".")[2]
            actual = _coded_actual(found, mark.start, mark.end)
            if modality in DEEDS:
                deeds += 1
                hit += actual
            elif modality in CODED:
                none += 1
                wrong += actual
    return {"false deeds": 100 * wrong / none, "deeds found": 100 * hit / deeds}


def measure_quiet(reader: Reader, path: Path) -> dict[str, float]:
    """Return the share of passages in which nothing happens where an event is found."""
    passages = list(markup.read(path))
    disturbed = sum(bool(read(reader, one.text).triggers) for one in passages)
    return {"quiet text disturbed": 100 * disturbed / len(passages)}


def _coded_actual(found: Iterable[Trigger], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end and one.modality in DEEDS for one in found)


def calibration_error(sure: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error of pairs of confidence and whether it was right."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for one in sure:
        bins.setdefault(min(BINS - 1, int(one[0] * BINS)), []).append(one)
    gaps = (
        abs(sum(confidence for confidence, _ in rows) - sum(right for _, right in rows))
        for rows in bins.values()
    )
    return sum(gaps) / max(1, len(sure))


def read(reader: Reader, text: str) -> Reading:
    """Return what the reader finds in a text."""
    return reader.read(text, sentences(text))


if __name__ == "__main__":
    raise SystemExit(main())
