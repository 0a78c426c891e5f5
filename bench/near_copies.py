"""Finds near-copies among very many articles, by Chancery and by two rivals, in the same run.

usage: python bench/near_copies.py --sizes 100000 1000000 --workers 2 --rivals PYTHON

The articles are invented (bench/stream_reuse.py), 680 words each, a tenth of them copies that are
known; even a verbatim copy often has another footer, of some 70 words. Chancery builds an archive
without the model: it cleans texts, reads dates, aligns the passages that are shared, and stores
all. The rivals, datatrove and text-dedup, compare whole documents by MinHash and write those that
they keep, with their defaults (similarity of about .7). PYTHON is an interpreter that has both,
and spaCy, by which datatrove splits English; most of its time goes there, so it is also measured
with words split at white space.

Each row is one system at one size. What a run takes is said in bench/spent.py; `articles_per_s`
counts articles of 600 words for each CPU second, `exponent` is that by which CPU seconds grew with
the articles since the size before. Recall is by kind of copy, from the pairs that the system
names. It all lies below TMPDIR meanwhile: some 25 GB for a million articles.
"""

import argparse
import json
import math
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from near_systems import SYSTEMS, Task, environment, score
from spent import measure
from stream_reuse import Stream, write_lines

SIZES = (100_000, 1_000_000)
WORDS = 600  # speeds are given for articles of this length


def main() -> int:
    """Print a row for each system at each size; 1 if any failed."""
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    ask.add_argument("--workers", type=int, default=1)
    ask.add_argument("--rivals", metavar="PYTHON", help="without it, Chancery alone")
    ask.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    given = ask.parse_args()
    systems = [name for name in given.systems if given.rivals or name == "chancery"]
    rows: list[dict[str, Any]] = []
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as name:
            corpus = Path(name) / "corpus"
            words = write_lines(corpus, size, given.workers)
            for system in systems:
                task = Task(corpus, Path(name) / system, size, given.workers)
                row = _measure(system, task, words, given.rivals or "")
                before = [one for one in rows if one["system"] == system and "cpu_s" in one]
                rows.append(row | _growth(row, before))
                print(json.dumps(rows[-1]), flush=True)
    return int(any("failed" in row for row in rows))


def _measure(name: str, task: Task, words: int, python: str) -> dict[str, Any]:
    """Run a system, and return what it took and found; what it wrote is gone then."""
    task.place.mkdir()
    system = SYSTEMS[name]
    row: dict[str, Any] = {"system": name, "articles": task.articles, "workers": task.workers}
    taken = measure(system.command(task, python), task.place, environment(task))
    if isinstance(taken, str):
        shutil.rmtree(task.place)
        return {**row, "failed": taken}
    row |= {**taken, "articles_per_s": round(words / WORDS / taken["cpu_s"], 1)}
    row["disk_bytes_per_article"] = round(row.pop("disk_mb") * 1e6 / task.articles)
    truth = {(one.original, one.copy): one.kind for one in Stream(task.articles).copies}
    row |= {**score(system.found(task), truth), **system.more(task)}
    shutil.rmtree(task.place)
    return row


def _growth(row: dict[str, Any], before: Sequence[dict[str, Any]]) -> dict[str, float]:
    if "cpu_s" not in row or not before:
        return {}
    seconds = row["cpu_s"] / before[-1]["cpu_s"]
    articles = row["articles"] / before[-1]["articles"]
    return {"exponent": round(math.log(seconds, articles), 3)}


if __name__ == "__main__":
    raise SystemExit(main())
