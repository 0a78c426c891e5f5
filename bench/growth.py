"""Measures one size after another, each in a process of its own, and how the cost grows."""

import argparse
import contextlib
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

TICKS = os.sysconf("SC_CLK_TCK")
MOST_GROWN = 1.1  # times what n log n allows
AT_LEAST = {"precision", "recall"}  # floors of these are least values, of all others most

Found = dict[str, Any]


class Growth(NamedTuple):
    """What is measured; `cost` names the seconds that may not grow faster than n log n."""

    text: str  # what the script does
    script: str  # its file
    measure: Callable[[int, int], Found]  # the figures of so many articles, with so many workers
    sizes: Sequence[int]
    floors: Mapping[str, float]
    cost: str
    settled: int = 0  # articles up to which the growth is not judged


def run(growth: Growth) -> int:
    """Print a line for each size; 1 if a floor is missed."""
    ask = argparse.ArgumentParser(
        description=growth.text, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("--sizes", type=int, nargs="+", default=growth.sizes)
    ask.add_argument("--workers", type=int, default=1)
    ask.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = ask.parse_args()
    if options.measure:
        print(json.dumps(growth.measure(options.measure, options.workers)))
        return 0
    before: Found | None = None
    missed: list[str] = []
    for size in options.sizes:
        command = [sys.executable, growth.script, "--measure", str(size)]
        found = watched([*command, "--workers", str(options.workers)])
        if before:
            found["growth"] = round(found[growth.cost] / before[growth.cost], 2)
            found["n_log_n"] = round(_steps(size) / _steps(before["articles"]), 2)
        print(json.dumps(found), flush=True)
        missed += [f"{size}: {one}" for one in _missed(growth, found)]
        before = found
    print("\n".join(missed) or "every floor is met")
    return bool(missed)


def _missed(growth: Growth, found: Found) -> Iterator[str]:
    for name, floor in growth.floors.items():
        if found[name] < floor if name in AT_LEAST else found[name] > floor:
            yield f"{name} {found[name]}, floor {floor}"
    grown = "growth" in found and found["growth"] > MOST_GROWN * found["n_log_n"]
    if grown and found["articles"] > growth.settled:
        yield f"grew {found['growth']} times, n log n allows {found['n_log_n']}"


def _steps(size: int) -> float:
    return size * math.log2(size)


def watched(command: list[str]) -> Found:
    """Return the JSON that a command prints, with memory and CPU seconds of its workers."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    peak, seconds = 0, dict[int, float]()
    while process.poll() is None:
        held = 0
        for worker, used, memory in session(process.pid):
            held += memory
            if worker != process.pid:
                seconds[worker] = used / TICKS
        peak = max(peak, held >> 10)
        time.sleep(0.5)
    if process.returncode or not process.stdout:
        raise subprocess.CalledProcessError(process.returncode, command)
    found: Found = json.loads(process.stdout.read())
    found["cpu_s"] = round(found["cpu_s"] + sum(seconds.values()), 1)
    found["peak_mb"] = max(found["peak_mb"], peak)
    return found


def session(leader: int) -> Iterator[tuple[int, int, int]]:
    """Yield each process of a session: its number, ticks of the processor and KiB of memory.

    A page that several hold counts once, in parts.
    """
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            fields = path.read_text().rpartition(")")[2].split()
            if int(fields[3]) == leader:
                held = path.with_name("smaps_rollup").read_text().partition("\nPss:")[2].split()
                yield int(path.parent.name), int(fields[11]) + int(fields[12]), int(held[0])
