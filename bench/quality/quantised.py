"""Compares a weights file in int8 with the same model in single precision.

`python bench/quality/quantised.py WHOLE SMALL` scores both as bench/quality/reading.py does and
fails if the small one is worse by more than 0.5 in any score. Both come from training/export.py,
the whole one by its option --whole.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MOST_LOST = 0.5  # of an F1 or a share, x 100
LESS_IS_BETTER = ("false deeds", "quiet text disturbed")
NO_SCORES = ("calibration of attributions", "calibration of triggers")


def main() -> int:
    """Print both columns and what is lost; 1 if any score loses too much."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("whole", type=Path)
    ask.add_argument("small", type=Path)
    options = ask.parse_args()
    whole, small = (scores(path) for path in (options.whole, options.small))
    failed = False
    print(f"{'':<30}{'whole':>8}{'int8':>8}{'lost':>8}")
    for name in whole:
        lost = whole[name] - small[name]
        if name in LESS_IS_BETTER:
            lost = -lost
        too_much = lost > MOST_LOST and name not in NO_SCORES
        failed = failed or too_much
        note = "  too much" if too_much else ""
        print(f"{name:<30}{whole[name]:>8.2f}{small[name]:>8.2f}{lost:>8.2f}{note}")
    return 1 if failed else 0


def scores(weights: Path) -> dict[str, float]:
    """Return the figures of a weights file."""
    command = [sys.executable, str(HERE / "reading.py"), "--json", "--weights", str(weights)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    raise SystemExit(main())
