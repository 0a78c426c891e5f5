"""Measures what each step of a build costs, beside annotation, by the processor's clock.

`python bench/claims_speed.py [--count N] [--dossier FILE]` builds the five articles of ../shared
and N more of two of its outlets, spread evenly over their days, in one process, and prints the CPU
seconds of every step, and of claims, findings, threads and timeline together as a share of those
of annotation. `--profile` prints where the steps after annotation spend their time as well.
"""

import argparse
import cProfile
import json
import pstats
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from chancery.pipeline.build import build
from chancery.pipeline.settings import Settings

ROOT = Path(__file__).parents[1]
NEWS = ROOT.parent / "shared" / "data" / "t17"
FIVE = ROOT.parent / "shared" / "articles" / "moscow-format"
COLLECTIONS = ("IraqWar_guardian", "bpoil_reuters")
COUNT = 55
FLOORS: dict[str, float] = json.loads((ROOT / "bench" / "floors.json").read_text()).get(
    "claims_speed", {}
)
READING = ("annotate",)
BEFORE = (  # what is there without claims
    "captures", "extract", "clean", "describe", "annotate", "dates", "places", "gather", "profile",
    "bundle", "pair", "decide", "fingerprint", "compare", "align", "trace", "saving",
)  # fmt: skip


class Clock:
    """Adds up the CPU seconds between the ends of steps; naming keys counts with its step."""

    def __init__(self, profile: cProfile.Profile | None = None) -> None:
        """Start to count; what is profiled is what comes after annotation."""
        self.seconds: dict[str, float] = defaultdict(float)
        self._profile = profile
        self._last = time.process_time()
        self._step = ""

    def begin(self, step: str, total: int | None) -> None:
        """Note the step's name."""
        del total
        self._step = step.removesuffix(" keys")

    def advance(self, units: int) -> None:
        """Do nothing."""

    def end(self, *, reused: int) -> None:
        """Add what was used since the last step ended."""
        del reused
        now = time.process_time()
        self.seconds[self._step] += now - self._last
        self._last = now
        if self._profile and self._step == READING[0]:
            self._profile.enable()


def main() -> int:
    """Print the seconds of each step; 1 if claims and the rest cost more than they may."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--count", type=int, default=COUNT)
    ask.add_argument("--dossier", type=Path, help="where to leave what is built")
    ask.add_argument("--profile", action="store_true")
    options = ask.parse_args()
    paths = [*sorted(FIVE.glob("*.*")), *chosen(options.count)]
    if not NEWS.is_dir():
        print(f"{NEWS} is absent: nothing to build", file=sys.stderr)
        return 1
    profile = cProfile.Profile() if options.profile else None
    clock = Clock(profile)
    with tempfile.TemporaryDirectory() as folder:
        target = options.dossier or Path(folder) / "t.dossier"
        build([str(path) for path in paths], target, settings=Settings(workers=1), progress=clock)
    if profile:
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(45)
    return report(clock.seconds, len(paths))


def chosen(count: int) -> list[Path]:
    """Return so many articles, as far from each other as their days and names allow."""
    found = [
        path
        for name in COLLECTIONS
        for path in sorted((NEWS / name / "InputDocs").glob("*/*"))
        if path.read_text(encoding="utf-8").strip()
    ]
    return found[:: max(1, len(found) // count)][:count]


def report(seconds: dict[str, float], count: int) -> int:
    """Print the table; return 1 where the floor is missed."""
    reading = sum(seconds[name] for name in READING)
    after = {name: used for name, used in seconds.items() if name not in BEFORE}
    for name, used in seconds.items():
        mark = "*" if name in after else " "
        print(
            f"{mark} {name:<14}{used:8.2f} s {1000 * used / count:8.1f} ms {used / reading:7.3f}"
        )
    share = sum(after.values()) / reading
    print(f"{count} articles; the steps marked * cost {share:.3f} of annotation")
    most = FLOORS.get("share_of_annotation", 1.0)
    print("every floor is met" if share <= most else f"share {share:.3f}, floor {most}")
    return share > most


if __name__ == "__main__":
    sys.exit(main())
