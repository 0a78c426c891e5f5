"""Scores quantities on sentences made up for it, beside a rival, and on spans marked by others.

`python bench/quality/quantities.py [--rival PYTHON]` reads bench/quality/quantities.txt, whose
head says how it is written, and ../shared/data/ner/re3d_*.jsonl. A quantity is found if one with
the same characters of its number is; `value`, `modifier`, `unit`, `noun` are the shares of all
that are also right in that, `whole` in everything. `tuned` are the sentences that the rules were
made with, `kept back` every third. PYTHON is an interpreter that has quantulum3: it is asked for
numbers and values alone, a number being found if the spans overlap.

re3d: the share of spans marked Quantity or Money that a quantity overlaps, by what they are.
`--wrong` prints what is wrong in the tuned sentences, `--all-wrong` in all; `--read N` prints N
sentences of polnear/train and re3d with what is found in them, always the same; `--skip M` passes
over the first M of them.
"""

import argparse
import collections
import hashlib
import json
import subprocess
import time
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from chancery.knowledge.measures import quantity_lexicon
from chancery.text.quantities import Amount, Quantity, find_quantities
from chancery.text.sentences import sentences

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared"
TEST = HERE / "quantities.txt"
FLOORS: dict[str, float] = json.loads((HERE.parent / "floors.json").read_text())["quantities"]
KEPT_BACK = 3  # every third sentence
PARTS = ("value", "modifier", "unit", "noun", "more")
DURATIONS = ("hour", "minute", "second", "day", "week", "month", "year")

RIVAL = """
import json, sys
from quantulum3 import parser
for line in sys.stdin:
    rows = []
    try:
        for one in parser.parse(json.loads(line)):
            spread = one.uncertainty or 0
            rows.append([*one.span, one.value - spread, one.value + spread, one.unit.name])
    except Exception as error:
        print(type(error).__name__, file=sys.stderr)
    print(json.dumps(rows))
"""


class Gold(NamedTuple):
    """One quantity as the file gives it."""

    number: str
    value: str
    modifier: str = "-"
    unit: str = "count"
    noun: str = "-"
    more: str = "-"


class Sentence(NamedTuple):
    """A sentence with its quantities and their places."""

    text: str
    gold: tuple[tuple[int, int, Gold], ...]
    kept_back: bool


def main() -> int:
    """Print the tables; 1 if a floor is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--rival", help="an interpreter that has quantulum3")
    ask.add_argument("--wrong", action="store_true")
    ask.add_argument("--all-wrong", action="store_true")
    ask.add_argument("--read", type=int, default=0)
    ask.add_argument("--skip", type=int, default=0)
    options = ask.parse_args()
    if options.read:
        read_aloud(options.skip, options.read)
        return 0
    test = read_test(TEST)
    if options.wrong or options.all_wrong:
        shown = [one for one in test if options.all_wrong or not one.kept_back]
        print("\n".join(line for one in shown for line in wrong(one)))
        return 0
    figures = measure(test, options.rival)
    figures |= measure_re3d()
    print(f"{'megabytes a second':<24}{speed():>10.2f}")
    failures = [
        f"{name} is {figures[name]:.3f}, the floor is {floor}"
        for name, floor in FLOORS.items()
        if name in figures and figures[name] < floor
    ]
    print("\n".join(failures) or "every floor is met")
    return 1 if failures else 0


def read_test(path: Path) -> list[Sentence]:
    """Return the sentences of the file."""
    found: list[Sentence] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if not line.startswith("  "):
            found.append(Sentence(line, (), len(found) % KEPT_BACK == KEPT_BACK - 1))
            continue
        one = Gold(*(cell.strip() for cell in line.split(" | ", len(Gold._fields) - 1)))
        last = found[-1]
        start = last.text.index(one.number, last.gold[-1][1] if last.gold else 0)
        gold = (*last.gold, (start, start + len(one.number), one))
        found[-1] = last._replace(gold=gold)
    return found


def measure(test: Sequence[Sentence], rival: str | None) -> dict[str, float]:
    """Print and return the scores on the test, by part."""
    print(f"{'':<24}{'sentences':>10}{'precision':>10}{'recall':>8}{'F1':>7}", end="")
    print("".join(f"{part:>10}" for part in (*PARTS, "whole")))
    figures: dict[str, float] = {}
    for name, kept in (("tuned", False), ("kept back", True)):
        part = [one for one in test if one.kept_back == kept]
        row = score(part)
        figures |= {f"{name} {key}": value for key, value in row.items()}
        print(f"{name:<24}{len(part):>10}{row['precision']:>10.3f}{row['recall']:>8.3f}", end="")
        print(f"{row['f1']:>7.3f}" + "".join(f"{row[key]:>10.3f}" for key in (*PARTS, "whole")))
    for name, interpreter in (("chancery", None), ("quantulum3", rival)):
        if interpreter or name == "chancery":
            row = against(test, interpreter)
            print(f"{name + ', overlap':<24}{len(test):>10}{row[0]:>10.3f}{row[1]:>8.3f}", end="")
            print(f"{row[2]:>7.3f}{row[3]:>10.3f}")
    return figures


def score(test: Sequence[Sentence]) -> dict[str, float]:
    """Return precision, recall, F1 and the shares right."""
    right: collections.Counter[str] = collections.Counter()
    for one in test:
        found = {quantity.number: quantity for quantity in find(one.text)}
        right["found"] += len(found)
        right["gold"] += len(one.gold)
        for start, end, gold in one.gold:
            quantity = found.get((start, end))
            if quantity:
                right["hit"] += 1
                faults = set(faulty(one.text, quantity, gold))
                right["whole"] += not faults
                right.update(set(PARTS) - faults)
    precision, recall = right["hit"] / right["found"], right["hit"] / right["gold"]
    shares = {part: right[part] / right["gold"] for part in (*PARTS, "whole")}
    f1 = 2 * precision * recall / (precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1, **shares}


def faulty(text: str, quantity: Quantity, gold: Gold) -> Iterator[str]:
    """Yield the parts in which a quantity differs from the gold."""
    plain = describe(text, quantity)
    for part in PARTS:
        theirs = getattr(gold, part)
        if part == "unit" and theirs in {"share", "-"}:
            theirs = theirs.replace("-", "count")
        if getattr(plain, part) != theirs:
            yield part


def describe(text: str, one: Quantity) -> Gold:
    """Return the quantity as the file would write it."""
    words = text[slice(*one.modifier_words)] if one.modifier_words else ""
    per = f"per {text[slice(*one.per)]}" if one.per else ""
    same = " ".join(
        f"~ {text[slice(*other.number)]} {value_of(other)} {unit_of(other)}"
        for other in one.equivalents
    )
    more = " | ".join(filter(None, (per, same))) or "-"
    return Gold(
        text[slice(*one.number)],
        value_of(one),
        f"{one.modifier} {words}" if words else "-",
        unit_of(one),
        text[slice(*one.counted)] if one.counted else "-",
        more,
    )


def value_of(one: Amount) -> str:
    """Return the bounds as the file would write them."""
    low, high = (plain(bound) for bound in (one.low, one.high))
    value = (low or "?") if low == high else f"{low}..{high}"
    return value if one.divisor == 1 else f"{value}/{one.divisor}"


def plain(bound: Decimal | None) -> str:
    """Return the decimal without needless zeros."""
    return "" if bound is None else f"{bound.normalize():f}"


def unit_of(one: Amount) -> str:
    """Return kind and unit as the file would write them."""
    if one.kind in {"count", "share"}:
        return one.kind
    return f"{one.kind}:{one.unit or '?'}"


def wrong(one: Sentence) -> Iterator[str]:
    """Yield what is wrong in a sentence."""
    found = {quantity.number: quantity for quantity in find(one.text)}
    for start, end, gold in one.gold:
        quantity = found.pop((start, end), None)
        if not quantity or list(faulty(one.text, quantity, gold)):
            is_ = describe(one.text, quantity) if quantity else "missed"
            yield f"{one.text}\n   gold {tuple(gold)}\n   ours {tuple(is_) if quantity else is_}"
    for quantity in found.values():
        yield f"{one.text}\n   too many {tuple(describe(one.text, quantity))}"


def against(test: Sequence[Sentence], rival: str | None) -> tuple[float, float, float, float]:
    """Return precision, recall, F1 by overlap and the share of numbers with the right value."""
    texts = [one.text for one in test]
    answers = ask_rival(rival, texts) if rival else [list(numbers(text)) for text in texts]
    hits = found = gold_count = right = 0
    for one, answer in zip(test, answers, strict=True):
        found += len(answer)
        left = list(answer)
        for start, end, gold in one.gold:
            gold_count += 1
            match = next((row for row in left if row[0] < end and start < row[1]), None)
            if match:
                left.remove(match)
                hits += 1
                right += ends(gold.value) == {as_written(value) for value in match[2:4]}
    precision, recall = hits / max(1, found), hits / gold_count
    return precision, recall, 2 * precision * recall / (precision + recall), right / gold_count


def numbers(text: str) -> Iterator[list[Any]]:
    """Yield number and bounds of each quantity, as the rival gives them."""
    for one in find(text):
        bounds = [bound for bound in (one.low, one.high) if bound is not None] or [None]
        values = [None if bound is None else float(bound) / one.divisor for bound in bounds]
        yield [*one.number, values[0], values[-1]]


def ends(value: str) -> set[str]:
    """Return the numbers that stand in a value of the file, to four figures."""
    if value == "?":
        return {"None"}
    ends_, _, divisor = value.partition("/")
    bounds = [bound for bound in ends_.split("..") if bound]
    return {as_written(float(Fraction(bound) / int(divisor or 1))) for bound in bounds}


def as_written(value: float | None) -> str:
    """Return the number to four figures: the rival computes in floats."""
    return "None" if value is None else f"{value:.4g}"


def ask_rival(interpreter: str, texts: Sequence[str]) -> list[list[list[Any]]]:
    """Return what quantulum3 finds in each text."""
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    command = [interpreter, "-c", RIVAL]
    ended = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in ended.stdout.splitlines()]


def measure_re3d() -> dict[str, float]:
    """Print and return the share of marked spans that a quantity overlaps."""
    marked: collections.Counter[str] = collections.Counter()
    found: collections.Counter[str] = collections.Counter()
    for document in documents("ner/re3d_*.jsonl"):
        spans = [(one.start, one.end) for one in find(document["text"])]
        for entity in document["entities"]:
            if entity["label"] in {"Quantity", "Money"}:
                kind = sort_of(entity["text"], entity["label"])
                marked[kind] += 1
                hit = any(start < entity["end"] and entity["start"] < end for start, end in spans)
                found[kind] += hit
    for kind, count in marked.most_common():
        print(f"{'re3d ' + kind:<24}{found[kind]:>10} of {count}")
    return {f"re3d {kind}": found[kind] / count for kind, count in marked.items()}


def sort_of(words: str, label: str) -> str:
    """Return what a marked span is: durations, ordinals and articles are no quantities here."""
    low = words.lower()
    if low in {"a", "an", "one", "money"}:
        return "a, an, one, money"
    if low.endswith(("1st", "2nd", "3rd")):
        return "ordinals"
    if any(low.rstrip("s").endswith(unit) for unit in DURATIONS):
        return "durations"
    return label


def documents(pattern: str) -> Iterator[dict[str, Any]]:
    """Yield the documents of the files of shared data that fit the pattern."""
    for path in sorted((SHARED / "data").glob(pattern)):
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def read_aloud(skip: int, count: int) -> None:
    """Print sentences of real text with what is found in them, always the same."""
    drawn = []
    for pattern in ("polnear/train.jsonl", "ner/re3d_*.jsonl"):
        for document in documents(pattern):
            text = document["text"]
            for start, end in sentences(text):
                key = f"{document['doc_id']} {start}".encode()
                drawn.append((hashlib.sha256(key).digest(), pattern, text, start, end))
    by_source = [
        sorted(row for row in drawn if row[1] == pattern)
        for pattern in ("polnear/train.jsonl", "ner/re3d_*.jsonl")
    ]
    rows = [row for pair in zip_longest(*by_source) for row in pair if row]
    rows = [
        row
        for row in rows
        if any(letter.isdigit() for letter in row[2][row[3] : row[4]])
        or find(row[2][row[3] : row[4]])
    ]
    for number, (_, _, text, start, end) in enumerate(rows[skip : skip + count], skip + 1):
        inside = [one for one in find(text) if start <= one.start < end]
        print(f"{number}. {text[start:end]!r}")
        for one in inside:
            print("      " + " | ".join(describe(text, one)))


def find(text: str) -> list[Quantity]:
    """Return the quantities of a text."""
    return find_quantities(text, quantity_lexicon())


def speed() -> float:
    """Return how many megabytes of news a second of one core reads, the best of three."""
    texts = [
        row["text"] for row, _ in zip(documents("polnear/train.jsonl"), range(200), strict=False)
    ]
    size = sum(len(text.encode()) for text in texts)
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            find(text)
        best = max(best, size / 1e6 / max(time.process_time() - start, 1e-9))
    return best if texts else 0.0


if __name__ == "__main__":
    raise SystemExit(main())
