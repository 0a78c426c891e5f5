"""Measures the clean stage on flattened pages, held out by document, beside the usual rules.

`python bench/clean.py` prints JSON: word and line F1 for keeping everything, for C4's line rule,
for C4's rule with one contiguous window, and for this stage (five folds, each line scored by
weights that never saw its page); the share of words kept of clean articles; what becomes of
furniture put into clean text; and milliseconds an article of 600 words.

`body` counts only lines typed body as kept, as the gold does, which leaves out title, dek, dates
and captions; `kept` counts every kept type.
"""

import collections
import json
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import clean_fit
import clean_made
from chancery.model.document import Block, Document, document_id
from chancery.stages.clean import stage
from clean_fit import FOLDS, GoldLine, Page, fold

ARTICLE = 600  # words
FLOORS: dict[str, float] = json.loads(Path(__file__).with_name("floors.json").read_text())["clean"]
FEWEST = 5  # words of a line that C4 keeps
POLICY = (
    "terms of use",
    "privacy policy",
    "cookie policy",
    "uses cookies",
    "use of cookies",
    "javascript",
    "lorem ipsum",
    "{",
)
COSTS = (0.25, 0.5, 1.0, 2.0)  # of a word that C4's rule drops, in the window's sum
Choice = list[bool]


def main() -> int:
    """Print every measurement as one JSON object; 1 if a floor is missed."""
    result: dict[str, Any] = {
        kind: measure_pages(kind) for kind in ("flattened", "flattened_semi")
    }
    clean = clean_fit.read_clean("dev")
    result["clean articles"] = kept_share(clean)
    result["injected"] = measure_injected(clean)
    result["ms per 600 words"] = measure_speed(clean)
    print(json.dumps(result, indent=2))
    failures = list(missed(result))
    print("\n".join(failures) or "every floor is met")
    return 1 if failures else 0


def missed(result: Mapping[str, Any]) -> Iterator[str]:
    """Yield each floor of quality that a measurement falls short of."""
    reached = {
        "flattened_word_f1": result["flattened"]["body"]["word F1"],
        "flattened_line_f1": result["flattened"]["body"]["line F1"],
        "semi_word_f1": result["flattened_semi"]["body"]["word F1"],
        "clean_words_kept": result["clean articles"]["words kept"],
        "injected_removed": min(
            row["removed"] for kind, row in result["injected"].items() if kind != "none"
        ),
        "injected_kept": min(row["article kept"] for row in result["injected"].values()),
    }
    for name, value in reached.items():
        if value < FLOORS[name]:
            yield f"{name} is {value}, the floor is {FLOORS[name]}"


def measure_pages(kind: str) -> dict[str, object]:
    """Return the scores of every method on one set of pages."""
    pages = clean_fit.read_pages(kind)
    cost = {
        number: best_cost([page for page in pages if fold(page.name) != number])
        for number in range(FOLDS)
    }
    ours = held_out(pages)
    methods: dict[str, Callable[[Page], Choice]] = {
        "keep everything": lambda page: [True] * len(page.gold),
        "C4 line rule": c4,
        "C4 and window": lambda page: c4_window(page, cost[fold(page.name)]),
        "body": lambda page: ours[page.name][0],
        "kept": lambda page: ours[page.name][1],
    }
    return {name: score(pages, method) for name, method in methods.items()}


def held_out(pages: Sequence[Page]) -> dict[str, tuple[Choice, Choice]]:
    """Return for each page which lines are body, and which are kept, by weights of other folds."""
    examples = [clean_fit.example(page) for page in clean_fit.training_pages()]
    found: dict[str, tuple[Choice, Choice]] = {}
    for number in range(FOLDS):
        weights = clean_fit.fit(clean_fit.without(examples, number))
        for page in pages:
            if fold(page.name) == number:
                found[page.name] = choices(page, weights)
    return found


def choices(page: Page, weights: Mapping[str, float]) -> tuple[Choice, Choice]:
    """Return which gold lines the stage calls body, and which it keeps: by most of the line."""
    blocks = stage.clean_blocks(as_document(page.text), weights)
    body = [covered(line, [b for b in blocks if b.type == "body"]) for line in page.gold]
    kept = [covered(line, [b for b in blocks if b.kept]) for line in page.gold]
    return body, kept


def covered(line: GoldLine, blocks: Sequence[Block]) -> bool:
    """Say whether at least half of the line lies in the blocks."""
    shared = sum(max(0, min(line.end, b.end) - max(line.start, b.start)) for b in blocks)
    return 2 * shared >= line.end - line.start > 0


def as_document(text: str) -> Document:
    """Return a plain text as extraction hands it on."""
    return Document(
        id=document_id("bench", str(len(text))),
        capture="capture",
        uri="bench",
        path=None,
        sha256="",
        text=text,
        blocks=(Block(type="body", start=0, end=len(text), kept=True),) if text else (),
    )


def score(pages: Sequence[Page], method: Callable[[Page], Choice]) -> dict[str, float]:
    """Return F1, precision and recall over all lines of all pages, by word and by line."""
    cells: collections.Counter[tuple[str, bool, bool]] = collections.Counter()
    for page in pages:
        for line, got in zip(page.gold, method(page), strict=True):
            cells["line", line.keep, got] += 1
            cells["word", line.keep, got] += line.words
    result: dict[str, float] = {}
    for unit in ("word", "line"):
        hit, extra, lost = (
            cells[unit, True, True],
            cells[unit, False, True],
            cells[unit, True, False],
        )
        result[f"{unit} F1"] = round(2 * hit / max(1, 2 * hit + extra + lost), 4)
        result[f"{unit} recall"] = round(hit / max(1, hit + lost), 4)
    return result


def c4(page: Page) -> Choice:
    """Return the lines that C4 keeps: a full stop at the end, five words, no policy wording."""
    return [is_c4(page.text[line.start : line.end], line.words) for line in page.gold]


def is_c4(line: str, words: int) -> bool:
    """Say whether C4's rule keeps the line."""
    low = line.lower()
    ends = line.rstrip().endswith((".", "!", "?", '"', "”", "’"))
    return ends and words >= FEWEST and not any(phrase in low for phrase in POLICY)


def c4_window(page: Page, cost: float) -> Choice:
    """Return the contiguous run of lines with most words of C4's choice and fewest others."""
    marks = c4(page)
    worth = [
        line.words if mark else -cost * (line.words + 2)
        for line, mark in zip(page.gold, marks, strict=True)
    ]
    best, total, start, found = 0.0, 0.0, 0, (0, 0)
    for i, value in enumerate(worth):
        if total <= 0:
            total, start = 0.0, i
        total += value
        if total > best:
            best, found = total, (start, i + 1)
    return [found[0] <= i < found[1] for i in range(len(marks))]


def best_cost(pages: Sequence[Page]) -> float:
    """Return the window's cost that does best on these pages."""
    return max(COSTS, key=lambda cost: score(pages, lambda page: c4_window(page, cost))["word F1"])


def kept_share(pages: Sequence[Page]) -> dict[str, float]:
    """Return the share of words of clean articles that is kept, and how many articles lose any."""
    kept = total = losing = 0
    for page in pages:
        blocks = stage.clean_blocks(as_document(page.text))
        own = sum(len(page.text[b.start : b.end].split()) for b in blocks if b.kept)
        everything = len(page.text.split())
        kept, total, losing = kept + own, total + everything, losing + (own < everything)
    return {"words kept": round(kept / total, 4), "articles": len(pages), "losing a word": losing}


def measure_injected(pages: Sequence[Page]) -> dict[str, dict[str, float]]:
    """Return by kind of furniture the share of it removed and of the article kept."""
    hosts = [*clean_made.ARTICLES, *(page.text.split("\n\n") for page in pages)]
    return {kind: injected(kind, hosts) for kind in clean_made.KINDS}


def injected(kind: str, hosts: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return the shares of code points over all hosts, each with one injection of the kind."""
    draw = random.Random(0)
    removed = foreign = kept = own = 0
    for host in hosts:
        text, spans = clean_made.inject(kind, host, draw)
        inside = bytearray(len(text))
        for start, end in spans:
            inside[start:end] = b"\1" * (end - start)
        for block in stage.clean_blocks(as_document(text)):
            size = block.end - block.start
            put_in = sum(inside[block.start : block.end])
            foreign, own = foreign + put_in, own + size - put_in
            removed += 0 if block.kept else put_in
            kept += size - put_in if block.kept else 0
    return {
        "removed": round(removed / foreign, 4) if foreign else 0.0,
        "article kept": round(kept / own, 4),
    }


def measure_speed(pages: Sequence[Page]) -> float:
    """Return milliseconds for 600 words, the best of five passes over the articles."""
    batch = [as_document(page.text) for page in pages]
    words = sum(len(page.text.split()) for page in pages)
    best = float("inf")
    for _ in range(5):
        begin = time.perf_counter()
        for _ in stage.Clean().run(batch):
            pass
        best = min(best, time.perf_counter() - begin)
    return round(1000 * best / words * ARTICLE, 3)


if __name__ == "__main__":
    raise SystemExit(main())
