"""Measures how fast, in how little memory and how rightly referents are joined across documents.

`python bench/entities_speed.py [--sizes N ...]` makes the referents of so many invented articles
(seven each, bench/generate_referents.py), joins them with all steps of the plan, from profiles
to entities, in a process of its own with one worker, and prints CPU seconds, the largest memory
of the process, and precision and recall over pairs of referents. Seconds are the processor's, of
one core; what n log n allows from the size before stands beside the growth.
"""

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chancery.model import Record
from generate_referents import generate
from resolving import entities, resolve

SIZES = (12_500, 25_000, 50_000, 100_000)
FLOORS: dict[str, float] = json.loads(Path(__file__).with_name("floors.json").read_text()).get(
    "entities_speed", {}
)


def main() -> int:
    """Print a line for each size; 1 if a floor is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    ask.add_argument("--workers", type=int, default=1)
    ask.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = ask.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure, options.workers)))
        return 0
    before: dict[str, Any] | None = None
    missed: list[str] = []
    for size in options.sizes:
        command = [sys.executable, __file__, "--measure", str(size)]
        command += ["--workers", str(options.workers)]
        ended = subprocess.run(command, check=True, capture_output=True, text=True)
        found = json.loads(ended.stdout)
        if before:
            found["growth"] = round(found["cpu_s"] / before["cpu_s"], 2)
            found["n_log_n"] = round(_steps(size) / _steps(before["articles"]), 2)
        print(json.dumps(found), flush=True)
        missed += [
            f"{size}: {name} {found[name]}, floor {floor}"
            for name, floor in FLOORS.items()
            if (found[name] < floor if name in {"precision", "recall"} else found[name] > floor)
        ]
        before = found
    print("\n".join(missed) or "every floor is met")
    return bool(missed)


def measure(size: int, workers: int) -> dict[str, Any]:
    """Return the figures of this process; making the articles is taken off the seconds."""
    meant: dict[str, int] = {}
    start = time.process_time()
    for _ in _records(size, meant):
        pass
    making = time.process_time() - start
    start, wall = time.process_time(), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        found = entities(resolve(_records(size, meant), Path(folder), workers=workers))
        seconds = time.process_time() - start - making
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds += children.ru_utime + children.ru_stime
        wall = time.perf_counter() - wall
    precision, recall = _pairs([[meant[one] for one in each.referents] for each in found], meant)
    return {
        "articles": size,
        "referents": len(meant),
        "entities": len(found),
        "true": len(set(meant.values())),
        "cpu_s": round(seconds, 1),
        "wall_s": round(wall, 1),
        "peak_mb": _peak_mb(),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
    }


def _records(size: int, meant: dict[str, int]) -> Iterator[Record]:
    """Yield documents and referents as they are made, and note what each referent means."""
    for document, referents in generate(size):
        yield document
        for referent, number in referents:
            meant[referent.id] = number
            yield referent


def _pairs(groups: list[list[int]], meant: dict[str, int]) -> tuple[float, float]:
    """Return precision and recall over pairs of referents that are one."""
    found = sum(math.comb(len(group), 2) for group in groups)
    right = sum(math.comb(n, 2) for group in groups for n in Counter(group).values())
    true = sum(math.comb(n, 2) for n in Counter(meant.values()).values())
    return right / max(1, found), right / max(1, true)


def _steps(size: int) -> float:
    return size * math.log2(size)


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    raise SystemExit(main())
