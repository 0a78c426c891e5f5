"""Runs a command and prints as JSON what it takes, with every process that it starts.

usage: python bench/spent.py FOLDER COMMAND…

`cpu_s` are user and system seconds of all processes, the short ones too; `largest_mb` is the most
that any of them held, `together_mb` the most that they held at once, a page that several hold
counted once, and `disk_mb` the most that lay below FOLDER; the last two are looked at each second,
and less often where looking takes long.
What the command prints goes to standard error. Linux only.
"""

import contextlib
import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from growth import session

ADOPT = 36  # PR_SET_CHILD_SUBREAPER: processes whose parent has ended become children of this one
EVERY_S = 1.0
LOOKING = 0.02  # share of the time that looking may take
EXPENDABLE = "1000"  # where memory runs out, what is measured ends, and nothing beside it


def main() -> int:
    """Print what the command took; return its exit status."""
    folder, command = Path(sys.argv[1]), sys.argv[2:]
    ctypes.CDLL(None).prctl(ADOPT, 1)
    Path("/proc/self/oom_score_adj").write_text(EXPENDABLE)
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=sys.stderr, start_new_session=True)
    together, disk = _watch(process, folder)
    wall = time.perf_counter() - started
    disk = max(disk, bytes_of(folder))
    with contextlib.suppress(ChildProcessError):  # none is left
        while True:
            os.waitpid(-1, 0)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = {
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 1),
        "wall_s": round(wall, 1),
        "largest_mb": round(usage.ru_maxrss * 1024 / 1e6),  # Linux counts in KiB
        "together_mb": round(together * 1024 / 1e6),
        "disk_mb": round(disk / 1e6, 1),
    }
    print(json.dumps(found))
    return process.returncode


def _watch(process: "subprocess.Popen[bytes]", folder: Path) -> tuple[int, int]:
    """Return the most memory, in KiB, and the most bytes on disk until the process has ended."""
    together = disk = 0
    while process.returncode is None:
        looked = time.monotonic()
        together = max(together, sum(memory for _, _, memory in session(process.pid)))
        disk = max(disk, bytes_of(folder))
        pause = max(EVERY_S, (time.monotonic() - looked) / LOOKING)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(pause)
    return together, disk


def bytes_of(path: Path) -> int:
    """Return the bytes of a file, or of all files in a folder."""
    if path.is_file():
        return path.stat().st_size
    total = 0
    for one in path.rglob("*"):
        with contextlib.suppress(FileNotFoundError):  # it was deleted meanwhile
            total += one.stat().st_size if one.is_file() else 0
    return total


def measure(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> dict[str, Any] | str:
    """Return what a command took that works in a folder, or the last that it said if it failed."""
    log = folder.with_name(f"{folder.name}.log")
    whole = [sys.executable, __file__, str(folder), *command]
    with log.open("w", encoding="utf-8") as file:
        done = subprocess.run(
            whole,
            stdout=subprocess.PIPE,
            stderr=file,
            cwd=folder,
            env={**os.environ, **environment},
            check=False,
        )
    if done.returncode:
        lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
        said = " ".join(line.strip() for line in lines[-6:]).strip()
        return f"exit status {done.returncode}: {said}"
    taken: dict[str, Any] = json.loads(done.stdout)
    return taken


if __name__ == "__main__":
    raise SystemExit(main())
