"""Measures how fast, in how little memory and how rightly referents are joined across documents.

`python bench/entities_speed.py [--sizes N ...]` makes the referents of so many invented articles
(seven each, bench/generate_referents.py), joins them with all steps of the plan, from profiles
to entities, in processes of their own, and prints CPU seconds, the largest memory, and precision
and recall over pairs of referents. Seconds are the processor's, of one core, and memory is what is
resident, both of all processes together; what n log n allows from the size before stands beside
the growth.
"""

import json
import math
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chancery.model import Record
from generate_referents import generate
from growth import Growth, run
from resolving import entities, resolve

SIZES = (12_500, 25_000, 50_000, 100_000)
FLOORS: dict[str, float] = json.loads(Path(__file__).with_name("floors.json").read_text()).get(
    "entities_speed", {}
)


def main() -> int:
    """Print a line for each size; 1 if a floor is missed."""
    return run(
        Growth(
            text=__doc__ or "",
            script=__file__,
            measure=measure,
            sizes=SIZES,
            floors=FLOORS,
            cost="cpu_s",
            settled=SIZES[0],
        )
    )


def measure(size: int, workers: int) -> dict[str, Any]:
    """Return the figures of this process; making the articles is taken off the seconds."""
    meant: dict[str, int] = {}
    start = time.process_time()
    for _ in _records(size, meant):
        pass
    making = time.process_time() - start
    start, wall = time.process_time(), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        found = entities(resolve(_records(size, meant), Path(folder), workers=workers))
        seconds = time.process_time() - start - making
        wall = time.perf_counter() - wall
    precision, recall = _pairs([[meant[one] for one in each.referents] for each in found], meant)
    return {
        "articles": size,
        "referents": len(meant),
        "entities": len(found),
        "true": len(set(meant.values())),
        "cpu_s": round(seconds, 1),
        "wall_s": round(wall, 1),
        "peak_mb": _peak_mb(),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
    }


def _records(size: int, meant: dict[str, int]) -> Iterator[Record]:
    """Yield documents and referents as they are made, and note what each referent means."""
    for document, referents in generate(size):
        yield document
        for referent, number in referents:
            meant[referent.id] = number
            yield referent


def _pairs(groups: list[list[int]], meant: dict[str, int]) -> tuple[float, float]:
    """Return precision and recall over pairs of referents that are one."""
    found = sum(math.comb(len(group), 2) for group in groups)
    right = sum(math.comb(n, 2) for group in groups for n in Counter(group).values())
    true = sum(math.comb(n, 2) for n in Counter(meant.values()).values())
    return right / max(1, found), right / max(1, true)


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    raise SystemExit(main())
