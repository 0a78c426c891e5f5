"""Speed and memory of exports, from a dossier made by bench/generate_dossier.py.

Usage: python bench/exports.py DOSSIER [FORMAT…]. Each export runs in a process of its own, by the
command line, into a folder beside the dossier that is removed again.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text("utf-8"))["exports"]
FORMATS = (
    "jsonl", "parquet", "csv", "sqlite", "web-annotation", "plover", "polecat", "ftm",
    "timelinejs", "gexf", "graphml", "csl-json", "bibtex", "markdown", "ro-crate",
)  # fmt: skip
ONE = """
import resource, sys
from chancery.cli.app import main
try:
    main()
finally:
    sys.stderr.write(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}\\n")
"""


def main(dossier: Path, formats: list[str]) -> int:
    """Print a row for each format; return 1 if one misses a floor."""
    missed: list[str] = []
    print(f"{'format':<15} {'written':>10} {'of':<16} {'wall s':>7} {'CPU s':>7} {'/s CPU':>8} "
          f"{'peak MB':>8} {'MB':>8}")  # fmt: skip
    for name in formats or FORMATS:
        with tempfile.TemporaryDirectory(dir=dossier.parent) as folder:
            speed, peak = measure(dossier, name, Path(folder) / "export")
        floor = FLOORS["records_per_cpu_s"].get(name, 0)
        if speed < floor or peak > FLOORS["peak_mb"]:
            missed.append(name)
    print(f"floors missed by: {', '.join(missed)}" if missed else "every floor is met")
    return 1 if missed else 0


def measure(dossier: Path, name: str, output: Path) -> tuple[float, float]:
    """Export once, print what it took, and return records a CPU second and megabytes of memory."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", ONE, "export", dossier, "-f", name, "-o", output, "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = json.loads(done.stdout)
    peak = int(done.stderr.rpartition("peak ")[2]) / 1024
    size = sum(one.stat().st_size for one in output.parent.rglob("*") if one.is_file()) / 1e6
    print(f"{name:<15} {said['records']:>10,} {said['of']:<16} {wall:>7.1f} {cpu:>7.1f} "
          f"{said['records'] / cpu:>8,.0f} {peak:>8.0f} {size:>8.1f}", flush=True)  # fmt: skip
    return said["records"] / cpu, peak


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
