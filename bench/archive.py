"""Measures an archive: what it takes to fill, what one more day takes, what lies on disk.

usage: python bench/archive.py [--sizes 1000 10000 100000] [--workers N] [--news FOLDER]

Generated articles without the model, of 740 words; the day is one hundredth of them, generated
with them, so that it copies from the rest as they do. `--news` takes real articles instead, in
folders of collections whose parts are called after days (see bench/lay_news.py), and reads them
with the model; the last hundredth of each collection, by day, comes in alone. CPU seconds are of
all processes with their start.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from build import write_texts
from generate_reuse import generate
from spent import bytes_of

SIZES = (1_000, 10_000, 100_000)
DAY = 100  # the day is one article in so many
WORDS = 600  # speeds are given for articles of this length
LARGEST_SHARE = 0.03  # of the whole build, for one article in a hundred


def main() -> int:
    """Print a line for each size; 1 if a day of news costs too large a share of the whole."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--news", type=Path)
    given = options.parse_args()
    rows: Iterator[dict[str, Any]] = (
        measure_news(given.news, given.workers)
        if given.news
        else measure_generated(given.sizes, given.workers)
    )
    shares = []
    for row in rows:
        print(json.dumps(row), flush=True)
        shares.append(row["day_share"])
    return int(bool(given.news) and max(shares) > LARGEST_SHARE)


def measure_generated(sizes: Sequence[int], workers: int) -> Iterator[dict[str, Any]]:
    """Yield a row for each size."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            texts = [one.text for one in generate(size)[0]]
            day = max(1, size // DAY)
            write_texts(folder / "old", texts[:-day])
            write_texts(folder / "new", texts[-day:])
            words = sum(len(text.split()) for text in texts[:-day])
            yield _measure(folder, words, workers, ["--no-annotate"])


def measure_news(news: Path, workers: int) -> Iterator[dict[str, Any]]:
    """Yield the row of real articles that the model reads."""
    words = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for collection in sorted(news.iterdir()):
            files = sorted(collection.rglob("*.txt"), key=lambda one: (one.parent.name, str(one)))
            files = [one for one in files if one.parent.name[:1].isdigit()]
            day = round(len(files) / DAY)
            for at, path in enumerate(files):
                part = "old" if at < len(files) - day else "new"
                target = folder / part / path.relative_to(news)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, target)
                words += len(path.read_text("utf-8", "replace").split()) if part == "old" else 0
        yield _measure(folder, words, workers, ["--annotate"])


def _measure(folder: Path, words: int, workers: int, options: Sequence[str]) -> dict[str, Any]:
    place = folder / "the.archive"
    full = _run(place, folder / "old", workers, options)
    sizes = {one.name: bytes_of(one) for one in sorted((place / "work").iterdir())}
    held = _documents(place)
    again = _run(place, None, workers, options)
    day = _run(place, folder / "new", workers, options)
    count = held or 1
    return {
        "articles": held,
        "day": _documents(place) - held,
        "full_cpu_s": round(full.cpu, 1),
        "full_wall_s": round(full.wall, 1),
        "articles_per_s": round(words / WORDS / full.cpu, 1),
        "unchanged_cpu_s": round(again.cpu, 1),
        "day_cpu_s": round(day.cpu, 1),
        "day_share": round(day.cpu / full.cpu, 3),
        "peak_mb": round(max(full.peak, day.peak) / 1e6),
        "data_bytes_per_article": round(bytes_of(place / "data") / count),
        "work_bytes_per_article": {
            name: round(size / count) for name, size in sizes.items() if size >= count
        },
    }


class Spent:
    """What a command took."""

    def __init__(self, usage: resource.struct_rusage, wall: float) -> None:
        """Take what the system counted."""
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss * 1024  # Linux counts in KiB, of the largest process
        self.wall = wall


def _run(place: Path, source: Path | None, workers: int, options: Sequence[str]) -> Spent:
    command = [sys.executable, "-m", "chancery", "archive", "build", str(place)]
    command += [str(source)] if source else []
    command += ["-q", "--workers", str(workers), *options]
    started = time.perf_counter()
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 4}:  # 4: some inputs were rejected
        raise subprocess.CalledProcessError(process.returncode, command)
    return Spent(usage, time.perf_counter() - started)


def _documents(place: Path) -> int:
    runs: list[dict[str, int]] = json.loads((place / "archive.json").read_text())["runs"]
    return runs[-1]["documents"]


if __name__ == "__main__":
    raise SystemExit(main())
