"""Runs every benchmark, keeps what each prints in bench/results/, and says what fell short.

usage: python bench/run.py [NAME ...]

Speeds mean something only on a machine that does nothing else.
"""

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
RESULTS = HERE / "results"
BENCHMARKS = {
    "build": ["build.py"],
    "incremental": ["incremental.py"],
    "reuse": ["reuse.py", "--sizes", "5000", "20000", "--rivals"],
    "reuse_large": ["reuse.py", "--sizes", "80000"],
    "clean": ["clean.py"],
    "pages": ["pages.py"],
    "pages_speed": ["pages_speed.py"],
    "memory": ["memory.py"],
    "warc": ["warc.py"],
    "describe": ["describe.py"],
    "metadata": ["metadata.py"],
    "sentences": ["sentences.py", "--rivals"],
    "reading": ["quality/reading.py"],
    "read_speed": ["read_speed.py"],
    "holders": ["quality/holders.py"],
    "entities": ["quality/entities.py"],
    "entities_speed": ["entities_speed.py", "--workers", "2"],
    "claims_speed": ["claims_speed.py"],
    "findings_speed": ["findings_speed.py", "--workers", "2"],
    "plots": ["plots.py"],
    "compare": ["compare.py", "--seed", "2"],
}


def main() -> int:
    """Run the named benchmarks, or all; return 1 if one misses a floor."""
    names = sys.argv[1:] or list(BENCHMARKS)
    RESULTS.mkdir(exist_ok=True)
    failed = [name for name in names if not _run(name)]
    print(f"floors missed in: {', '.join(failed)}" if failed else "every benchmark met its floors")
    return 1 if failed else 0


def _run(name: str) -> bool:
    command = ["python", f"bench/{BENCHMARKS[name][0]}", *BENCHMARKS[name][1:]]
    ended = subprocess.run(
        [sys.executable, str(HERE / BENCHMARKS[name][0]), *BENCHMARKS[name][1:]],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        cwd=HERE.parent,
    )
    head = f"$ {' '.join(command)}\n{_machine()}\n\n"
    (RESULTS / f"{name}.txt").write_text(head + ended.stdout, encoding="utf-8")
    print(head + ended.stdout)
    return ended.returncode == 0


def _machine() -> str:
    day = datetime.now(UTC).date().isoformat()
    cores = len(os.sched_getaffinity(0))
    python = platform.python_version()
    return f"{day}, {platform.machine()}, {_processor()}, {cores} cores, Python {python}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "processor unknown"
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else "processor unknown"


if __name__ == "__main__":
    raise SystemExit(main())
