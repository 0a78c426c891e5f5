"""Measures whether memory stays flat while one worker reads very many web pages.

`python bench/memory.py` reads 100,000 made pages of 5,000 outlets, every title, author, address
and class name its own, from HTML to clean and described documents, in one process. Memory is what
the process holds once its garbage is collected, after so many pages.
"""

import argparse
import gc
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from made_pages import make_pages
from saved_page import read_page

FLOORS: dict[str, float] = json.loads(Path(__file__).with_name("floors.json").read_text())[
    "memory"
]
PAGES = 100_000
STEPS = (1_000, 3_000, 10_000, 30_000, 60_000, 100_000)
SETTLED = 10_000  # pages after which caches are full and tables loaded
BATCH = 256  # documents a call of a stage, as in a build


def main() -> int:
    """Print what is held after each step; 1 if it grows beyond the floor."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--pages", type=int, default=PAGES)
    ask.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.measure:
        measure(given.pages)
        return 0
    command = [sys.executable, __file__, "--measure", f"--pages={given.pages}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        held: dict[int, float] = {}
        for line in running.stdout or ():
            step = json.loads(line)
            held[step["pages"]] = step["held_mb"]
            print(line, end="", flush=True)
    if running.returncode:
        return running.returncode
    growth = held[max(held)] - held[max(one for one in held if one <= max(SETTLED, min(held)))]
    thousands = (max(held) - SETTLED) / 1_000
    print(f"grown by {growth:.1f} MB over the last {thousands:g} thousand pages")
    return int(thousands > 0 and growth > FLOORS["growth_mb"])


def measure(pages: int) -> None:
    """Read the pages, and print a line of JSON for each step."""
    from chancery.model import Document  # noqa: PLC0415 - loaded where it is measured
    from chancery.stages.clean.stage import Clean  # noqa: PLC0415
    from chancery.stages.describe.stage import Describe  # noqa: PLC0415

    clean, describe = Clean(), Describe()
    batch: list[Document] = []
    start = time.process_time()
    for number, made in enumerate(make_pages(pages), start=1):
        document = read_page(made.address, made.html)
        if not isinstance(document, Document):
            sys.exit(f"{made.address}: {document}")
        batch.append(document)
        if len(batch) == BATCH or number == pages:
            cleaned = [one for found in clean.run(batch) for one in found]
            made_of = sum(1 for found in describe.run(cleaned) for _ in found)
            if made_of < len(batch):
                sys.exit("a page is lost")
            batch.clear()
        if number in STEPS or number == pages:
            gc.collect()
            print(json.dumps(_state(number, time.process_time() - start)), flush=True)


def _state(number: int, seconds: float) -> dict[str, Any]:
    held, peak = (_status(name) for name in ("VmRSS", "VmHWM"))
    return {
        "pages": number,
        "held_mb": round(held / 1e6, 1),
        "peak_mb": round(peak / 1e6, 1),
        "pages_per_s": round(number / seconds, 1),
    }


def _status(name: str) -> int:
    """Return bytes that the kernel says of this process."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * int(next(line for line in lines if line.startswith(f"{name}:")).split()[1])


if __name__ == "__main__":
    sys.exit(main())
