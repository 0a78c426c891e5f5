"""Measures what it takes to join two dossiers, beside one build of all their articles.

usage: python bench/merging.py [--articles N] [--read N]

Two rows: invented articles of which nothing is read, so many in each half; and news that the model
reads, where `../shared` has it. CPU seconds are of one process, start-up included. The exports of
the join and of the build are compared: 1 is returned where they differ.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from build import NEWS, write_texts
from generate_reuse import generate

COMMAND = (sys.executable, "-m", "chancery")


def main() -> int:
    """Print a line for each collection; 1 if a join differs from a build."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--articles", type=int, default=1000)
    ask.add_argument("--read", type=int, default=100)
    given = ask.parse_args()
    rows = list(measure(given.articles, given.read))
    return int(not all(row["same"] for row in rows))


def measure(articles: int, read: int) -> Iterator[dict[str, Any]]:
    """Yield one row for each collection, as it is printed."""
    made, _ = generate(2 * articles)
    yield _told("generated, not read", [one.text for one in made], ["--no-annotate"])
    if NEWS.is_file():
        with NEWS.open(encoding="utf-8") as lines:
            texts = [
                json.loads(line)["text"] for line, _ in zip(lines, range(2 * read), strict=False)
            ]
        yield _told("news, read", texts, [])


def _told(name: str, texts: Sequence[str], options: Sequence[str]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        row = {"collection": name, "articles": len(texts), **_joined(Path(folder), texts, options)}
    print(json.dumps(row), flush=True)
    return row


def _joined(folder: Path, texts: Sequence[str], options: Sequence[str]) -> dict[str, Any]:
    """Build all, and two halves that are then joined, each by names below a folder of its own."""
    names = [f"{number:06}.txt" for number in range(len(texts))]
    whole = _build(folder / "whole", names, texts, options)
    half = len(texts) // 2
    parts = [
        _build(folder / "first", names[:half], texts[:half], options),
        _build(folder / "second", names[half:], texts[half:], options),
    ]
    joined = folder / "joined.dossier"
    dossiers = [str(folder / name / "t.dossier") for name in ("first", "second")]
    merging = _seconds([*COMMAND, "merge", *dossiers, "-o", str(joined), "-q", "--workers", "1"])
    return {
        "build_cpu_s": whole,
        "halves_cpu_s": parts,
        "merge_cpu_s": merging,
        "share": round(merging / whole, 2),
        "same": _digest(joined) == _digest(folder / "whole" / "t.dossier"),
    }


def _build(
    folder: Path, names: Sequence[str], texts: Sequence[str], options: Sequence[str]
) -> float:
    folder.mkdir()
    articles = write_texts(folder / "all", list(texts))
    (folder / "articles").mkdir()
    for made, name in zip(sorted(articles.iterdir()), names, strict=True):
        made.rename(folder / "articles" / name)
    command = [*COMMAND, "build", "articles", "-o", "t.dossier", "-q", "--workers", "1", *options]
    return _seconds(command, folder)


def _seconds(command: Sequence[str], folder: Path | None = None) -> float:
    """Return the CPU seconds of a command of one process."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(command, cwd=folder, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return round(usage.ru_utime + usage.ru_stime, 1)


def _digest(dossier: Path) -> str:
    command = [*COMMAND, "export", str(dossier), "--format", "jsonl"]
    made = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return hashlib.sha256(made.stdout).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
