"""Measures whole builds by the command line: five articles cold, thousands in one process.

usage: python bench/build.py [--articles N] [--json FILE]

The rival in the same run is datasketch, which does less: it reads the same files and finds
near-copies of whole documents (128 permutations, word 5-grams), with no text cleaned, no passage
aligned and nothing stored. CPU seconds are of the whole process, start-up included.
Nothing is annotated: that is measured by itself.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generate_reuse import generate

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FIVE = SHARED / "articles" / "moscow-format"
NEWS = SHARED / "data" / "polnear" / "train.jsonl"
WORDS = 600  # speeds are given for articles of this length
FLOORS = json.loads((ROOT / "bench" / "floors.json").read_text(encoding="utf-8"))["build"]
RUNS = 5
RIVAL = """
import sys
from pathlib import Path
from datasketch import MinHash, MinHashLSH
lsh = MinHashLSH(threshold=0.5, num_perm=128)
for path in sorted(Path(sys.argv[1]).iterdir()):
    words = path.read_text(encoding="utf-8").lower().split()
    one = MinHash(num_perm=128)
    one.update_batch([" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))])
    lsh.query(one)
    lsh.insert(path.name, one)
"""


def main() -> int:
    """Print the table; 1 if a floor is missed."""
    options = argparse.ArgumentParser()
    options.add_argument("--articles", type=int, default=2000)
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    rows = list(measure(chosen.articles))
    for row in rows:
        print(json.dumps(row))
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    failures = [f for row in rows for f in _failures(row)]
    print("\n".join(failures) or "every floor is met")
    return 1 if failures else 0


def measure(count: int) -> Iterator[dict[str, Any]]:
    """Yield one row for each collection."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if FIVE.is_dir():
            yield _cold(folder)
        articles, _ = generate(count)
        yield _speed("generated", [one.text for one in articles], folder)
        if NEWS.is_file():
            rows = map(json.loads, NEWS.read_text(encoding="utf-8").splitlines())
            yield _speed("news", [row["text"] for row in rows], folder)


def _cold(folder: Path) -> dict[str, Any]:
    """Build the five articles from nothing, several times; the median wall time."""
    walls = []
    for run in range(RUNS):
        started = time.perf_counter()
        dossier = folder / f"five{run}.dossier"
        _run([*_command(), "build", str(FIVE), "-o", str(dossier), "-q", "--no-annotate"])
        walls.append(time.perf_counter() - started)
    return {"collection": "five", "articles": 5, "wall_s": round(sorted(walls)[RUNS // 2], 2)}


def _speed(name: str, texts: list[str], folder: Path) -> dict[str, Any]:
    corpus = write_texts(folder / name, texts)
    units = sum(len(text.split()) for text in texts) / WORDS
    dossier = folder / f"{name}.dossier"
    ours, memory = run_command(corpus, dossier)
    rival, _ = _run([sys.executable, "-c", RIVAL, str(corpus)])
    return {
        "collection": name,
        "articles": len(texts),
        "words": round(units * WORDS),
        "cpu_s": round(ours, 2),
        "articles_per_s": round(units / ours),
        "rival_articles_per_s": round(units / rival),
        "ratio": round(rival / ours, 2),
        "peak_mb": round(memory / 1e6),
        "dossier_kb_per_article": round(dossier.stat().st_size / 1000 / len(texts), 1),
    }


def write_texts(folder: Path, texts: list[str]) -> Path:
    """Write one text file for each article; return the folder."""
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return folder


def run_command(corpus: Path, dossier: Path) -> tuple[float, int]:
    """Build in one process; return its CPU seconds and its peak memory in bytes."""
    options = ["-q", "--workers", "1", "--no-annotate"]
    return _run([*_command(), "build", str(corpus), "-o", str(dossier), *options])


def _command() -> list[str]:
    return [sys.executable, "-m", "chancery"]


def _run(command: list[str]) -> tuple[float, int]:
    """Return the CPU seconds and the peak memory in bytes of a command."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage.ru_utime + usage.ru_stime, _bytes(usage)


def _bytes(usage: resource.struct_rusage) -> int:
    return usage.ru_maxrss * 1024  # Linux counts in KiB


def _failures(row: dict[str, Any]) -> Iterator[str]:
    floors: dict[str, float] = FLOORS.get(row["collection"], {})
    for name, floor in floors.items():
        slower = row[name] > floor if name == "wall_s" else row[name] < floor
        if slower:
            yield f"{row['collection']}: {name} is {row[name]}, the floor is {floor}"


if __name__ == "__main__":
    raise SystemExit(main())
