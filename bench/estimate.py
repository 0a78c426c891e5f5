"""Holds estimates against builds of the same articles: time, memory and disk.

usage: python bench/estimate.py [FOLDER] [--articles N] [--workers N] [--annotate]

Without a folder so many generated articles are written and used. Each figure is printed with the
range that was foretold and whether it lies within.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from build import write_texts
from generate_reuse import generate

LOOK_S = 0.3  # between two looks at what lies on the disk


def main() -> int:
    """Print the table; 1 if a figure lies out of its range."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folder", type=Path, nargs="?")
    ask.add_argument("--articles", type=int, default=2000)
    ask.add_argument("--workers", type=int, default=2)
    ask.add_argument("--annotate", action="store_true")
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        sources = asked.folder or _written(scratch, asked.articles)
        options = [str(sources), "-o", str(scratch / "t.dossier"), "-q", "--json"]
        options += ["--workers", str(asked.workers)]
        options += [] if asked.annotate else ["--no-annotate"]
        foretold = json.loads(_run("estimate", *options))
        actual = _build(scratch, options)
    print(f"{foretold['articles']} articles, {foretold['sample']} in the sample")
    missed = [name for name in actual if not _show(name, foretold[name], actual[name])]
    print("all within" if not missed else f"not within: {', '.join(missed)}")
    return bool(missed)


def _written(scratch: Path, count: int) -> Path:
    articles, _ = generate(count)
    return write_texts(scratch / "in", [one.text for one in articles])


def _run(*arguments: str) -> str:
    command = [sys.executable, "-m", "chancery", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _build(scratch: Path, options: list[str]) -> dict[str, float]:
    """Build, and return what it took by its own account, with the most that lay on the disk."""
    began, most = time.perf_counter(), 0
    command = [sys.executable, "-m", "chancery", "build", *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, sum(map(_size, scratch.glob("t.dossier*"))))
            time.sleep(LOOK_S)
    wall_s = time.perf_counter() - began
    dossier = scratch / "t.dossier"
    cost: dict[str, Any] = json.loads(_run("status", str(dossier), "--json"))["runs"][-1]["cost"]
    return {
        "wall_s": wall_s,
        "cpu_s": cost["cpu_s"],
        "peak": cost["peak"],
        "peak_all": cost["peak_all"],
        "dossier": _size(dossier),
        "work": _size(scratch / "t.dossier.work"),
        "building": most,
    }


def _size(path: Path) -> int:
    """Return the bytes of a file or of all below a folder, some of which may go meanwhile."""
    total = 0
    for one in (path, *path.rglob("*")):
        try:
            total += one.stat().st_size if one.is_file() else 0
        except FileNotFoundError:
            continue
    return total


def _show(name: str, foretold: dict[str, float], actual: float) -> bool:
    scale = 1.0 if name.endswith("_s") else 1e6
    low, likely, high = (foretold[key] / scale for key in ("low", "likely", "high"))
    within = low <= actual / scale <= high
    sign = "" if within else "  OUT"
    print(f"{name:9} {likely:9.1f} ({low:.1f} to {high:.1f})  actual {actual / scale:9.1f}{sign}")
    return within


if __name__ == "__main__":
    raise SystemExit(main())
