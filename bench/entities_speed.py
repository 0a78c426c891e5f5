"""Measures how fast, in how little memory and how rightly referents are joined across documents.

`python bench/entities_speed.py [--sizes N ...]` makes the referents of so many invented articles
(seven each, bench/generate_referents.py), joins them with all steps of the plan, from profiles
to entities, in processes of their own, and prints CPU seconds, the largest memory, and precision
and recall over pairs of referents. Seconds are the processor's, of one core, and memory is what is
resident, both of all processes together; what n log n allows from the size before stands beside
the growth.
"""

import argparse
import contextlib
import json
import math
import os
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

TICKS = os.sysconf("SC_CLK_TCK")
SIZES = (12_500, 25_000, 50_000, 100_000)
MOST_GROWN = 1.1  # times what n log n allows, from the first of these sizes on
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
        found = watched(command)
        if before:
            found["growth"] = round(found["cpu_s"] / before["cpu_s"], 2)
            found["n_log_n"] = round(_steps(size) / _steps(before["articles"]), 2)
        print(json.dumps(found), flush=True)
        missed += [f"{size}: {one}" for one in _missed(found)]
        before = found
    print("\n".join(missed) or "every floor is met")
    return bool(missed)


def _missed(found: dict[str, Any]) -> Iterator[str]:
    for name, floor in FLOORS.items():
        if found[name] < floor if name in {"precision", "recall"} else found[name] > floor:
            yield f"{name} {found[name]}, floor {floor}"
    grown = "growth" in found and found["growth"] > MOST_GROWN * found["n_log_n"]
    if found["articles"] > SIZES[0] and grown:
        yield f"grew {found['growth']} times, n log n allows {found['n_log_n']}"


def watched(command: list[str]) -> dict[str, Any]:
    """Return what the command prints, with the memory and CPU seconds of its workers added."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    peak, seconds = 0, dict[int, float]()
    while process.poll() is None:
        held = 0
        for worker, used, memory in _session(process.pid):
            held += memory
            if worker != process.pid:
                seconds[worker] = used / TICKS
        peak = max(peak, held >> 10)
        time.sleep(0.5)
    if process.returncode or not process.stdout:
        raise subprocess.CalledProcessError(process.returncode, command)
    found: dict[str, Any] = json.loads(process.stdout.read())
    found["cpu_s"] = round(found["cpu_s"] + sum(seconds.values()), 1)
    found["peak_mb"] = max(found["peak_mb"], peak)
    return found


def _session(leader: int) -> Iterator[tuple[int, int, int]]:
    """Yield each process of a session: its number, ticks of the processor and KiB of memory.

    A page that several hold counts once, in parts.
    """
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            fields = path.read_text().rpartition(")")[2].split()
            if int(fields[3]) == leader:
                held = path.with_name("smaps_rollup").read_text().partition("\nPss:")[2].split()
                yield int(path.parent.name), int(fields[11]) + int(fields[12]), int(held[0])


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
