"""Measures what Daft costs on one machine beside the local engine, on the same articles.

usage: python bench/engines.py [--articles N ...] [--rounds N] [--workers N]

Generated articles are built from nothing by each engine in turn, several times, without the model.
CPU seconds are of all processes of a build, start-up included; the least of the rounds counts.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from build import write_texts
from generate_reuse import generate
from growth import watched

ENGINES = ("local", "daft")
SIZES = (2_000, 10_000)
MOST_OVERHEAD = 0.15  # of the local engine's, at the largest size


def main() -> int:
    """Print a line for each size and engine; 1 if Daft costs more than it may."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--articles", type=int, nargs="+", default=SIZES)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--workers", type=int, default=2)
    ask.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.measure:
        print(json.dumps(measure(*given.measure, workers=given.workers)))
        return 0
    overhead = 0.0
    for size in sorted(given.articles):
        least = _compare(size, given.rounds, given.workers)
        overhead = least["daft"] / least["local"] - 1
        print(f"{size} articles: Daft costs {overhead:+.1%} CPU", flush=True)
    return int(overhead > MOST_OVERHEAD)


def _compare(size: int, rounds: int, workers: int) -> dict[str, float]:
    """Print each build; return the least CPU seconds of each engine."""
    least: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        articles, _ = generate(size)
        corpus = write_texts(Path(name) / "articles", [one.text for one in articles])
        for turn in range(rounds):
            for engine in ENGINES:
                dossier = Path(name) / f"{engine}{turn}.dossier"
                command = [sys.executable, __file__, "--workers", str(workers), "--measure"]
                found = watched([*command, engine, str(corpus), str(dossier)])
                print(json.dumps({"articles": size, **found}), flush=True)
                least[engine] = min(found["cpu_s"], least.get(engine, found["cpu_s"]))
    return least


def measure(engine: str, corpus: str, dossier: str, *, workers: int) -> dict[str, Any]:
    """Build in this process; return the seconds, and the CPU seconds of this process."""
    from chancery.cli.progress import BarProgress  # noqa: PLC0415 - its start is measured too
    from chancery.pipeline.build import build  # noqa: PLC0415
    from chancery.pipeline.settings import Settings  # noqa: PLC0415

    started = time.perf_counter()
    settings = Settings(engine=engine, workers=workers, annotate=False)
    with BarProgress(quiet=True) as progress:
        build([corpus], Path(dossier), settings=settings, progress=progress)
    return {
        "engine": engine,
        "wall_s": round(time.perf_counter() - started, 1),
        "cpu_s": round(time.process_time(), 1),
        "peak_mb": 0,
    }


if __name__ == "__main__":
    raise SystemExit(main())
