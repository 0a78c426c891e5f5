"""How well rows of other systems are matched to findings, and how fast, by the limits chosen.

usage: python bench/compare.py [--findings 2000] [--grid]

Of each system a file is written from invented findings, with the noise that such systems have:
days off by one or two, sides turned, countries instead of people, towns off by some kilometres,
acts coded otherwise, copies, and as many rows that tell none of the findings but look like them.
The file is read as a user's would be. `links`: rows that are linked to a finding, in a pair or
beside one; `pairs`: one row to one finding. Precision is the share of those that tell the finding
that they are linked to; recall the share of rows that tell one and are linked to it.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import NamedTuple, get_args

from chancery.pipeline.comparing.match import match
from chancery.pipeline.comparing.score import Limits
from chancery.pipeline.comparing.theirs import Theirs, as_theirs
from chancery.sources.foreign.read import ForeignFiles
from chancery.sources.foreign.record import ForeignRecord
from generate_foreign import SystemName, TheirRow, World, written

GAPS, PARTIES, TOTALS = (0, 1, 2), (0.45, 0.55, 0.65), (0.5, 0.6, 0.65, 0.7, 0.75)


class Score(NamedTuple):
    """What came of one system's rows."""

    rows: int
    link_precision: float
    link_recall: float
    pair_precision: float
    pair_recall: float  # of findings that rows tell

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall of links."""
        total = self.link_precision + self.link_recall
        return 2 * self.link_precision * self.link_recall / total if total else 0.0


def main() -> int:
    """Print a line for each system; with --grid, the F1 of all systems for each limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--findings", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--grid", action="store_true", help="try other limits too")
    asked = parser.parse_args()
    world = World(asked.findings, asked.seed)
    read = {}
    for system in get_args(SystemName):
        rows = world.rows(system)
        begun = process_time()
        theirs = read_back(system, rows)
        spent = process_time() - begun
        read[system] = rows, theirs
        print(f"{system:<8} read {len(rows):>6,} rows at {len(rows) / spent:>8,.0f} a second")
    if asked.grid:
        grid(world, read)
    print(f"\n{'system':<9}{'rows':>7}  links P    R    F1   pairs P    R   rows/s")
    for system, (rows, theirs) in read.items():
        begun = process_time()
        one = score(world, rows, theirs, Limits())
        spent = process_time() - begun
        print(
            f"{system:<9}{one.rows:>7,}{one.link_precision:>9.3f}{one.link_recall:>7.3f}"
            f"{one.f1:>7.3f}{one.pair_precision:>9.3f}{one.pair_recall:>7.3f}"
            f"{one.rows / spent:>9,.0f}"
        )
    return 0


def read_back(system: SystemName, rows: Sequence[TheirRow]) -> list[Theirs]:
    """Write the rows to a file and read them as a user's file is read."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / system
        path.write_text("".join(f"{line}\n" for line in written(system, rows)), "utf-8")
        found = [one for one in ForeignFiles([path]) if isinstance(one, ForeignRecord)]
    if len(found) != len(rows):
        sys.exit(f"{system}: {len(rows)} rows were written and {len(found)} read")
    return [as_theirs(one) for one in found]


def score(
    world: World, rows: Sequence[TheirRow], theirs: Sequence[Theirs], limits: Limits
) -> Score:
    """Return how many rows are linked to the finding that they tell."""
    found = match(theirs, world.ours, limits)
    truth = [one.truth for one in rows]
    keys = [one.event.id for one in world.ours]
    links = [*found.pairs, *found.also_theirs]
    right = sum(truth[one.theirs] == keys[one.ours] for one in links)
    paired = sum(truth[one.theirs] == keys[one.ours] for one in found.pairs)
    telling = [one for one in truth if one]
    return Score(
        rows=len(rows),
        link_precision=right / max(len(links), 1),
        link_recall=right / max(len(telling), 1),
        pair_precision=paired / max(len(found.pairs), 1),
        pair_recall=paired / max(len(set(telling)), 1),
    )


def grid(world: World, read: dict[SystemName, tuple[list[TheirRow], list[Theirs]]]) -> None:
    """Print the mean over systems for each combination of limits, the best F1 last."""
    made = []
    for gap in GAPS:
        for parties in PARTIES:
            for total in TOTALS:
                limits = Limits(gap_days=gap, parties=parties, total=total)
                scores = [score(world, rows, theirs, limits) for rows, theirs in read.values()]
                count = len(scores)
                precision = sum(one.link_precision for one in scores) / count
                recall = sum(one.link_recall for one in scores) / count
                made.append((sum(one.f1 for one in scores) / count, precision, recall, limits))
    for f1, precision, recall, limits in sorted(made, key=lambda one: one[0])[-25:]:
        print(f"F1 {f1:.3f}  P {precision:.3f}  R {recall:.3f}  {limits}")


if __name__ == "__main__":
    sys.exit(main())
