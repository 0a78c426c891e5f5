"""Measures how fast and in how little memory the shipped reader reads, by the processor's clock.

`python bench/read_speed.py` reads articles of 600 words, made from polnear/dev in ../shared, in
one process on one core, and prints articles and tokens a second, what loading takes and the
process's peak memory. Speeds mean something only on a core that does nothing else.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
DEV = ROOT.parent / "shared/data/polnear/dev.jsonl"
FLOORS: dict[str, float] = json.loads(Path(__file__).with_name("floors.json").read_text())[
    "read_speed"
]
WORDS = 600
COUNT = 60
AT_LEAST = ("articles_per_s",)


def main() -> int:
    """Measure in a process of its own and print the figures; 1 if a floor is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--count", type=int, default=COUNT, help="articles to read")
    ask.add_argument("--weights", help="another weights file than the package's")
    ask.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = ask.parse_args()
    if options.measure:
        print(json.dumps(measure(options.count, options.weights)))
        return 0
    if not DEV.is_file():
        print(f"{DEV} is absent: nothing to read", file=sys.stderr)
        return 1
    done = subprocess.run(
        [sys.executable, __file__, "--measure", *sys.argv[1:]],
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(done.stdout)
    print(json.dumps(found, indent=1))
    failures = list(missed(found))
    print("\n".join(failures) or "every floor is met")
    return 1 if failures else 0


def missed(found: dict[str, Any]) -> Iterator[str]:
    """Yield each floor that a figure falls short of."""
    for name, floor in FLOORS.items():
        value = found[name]
        if (value < floor) if name in AT_LEAST else (value > floor):
            yield f"{name}: {value}, floor {floor}"


def measure(count: int, weights: str | None) -> dict[str, Any]:
    """Return the figures of this process."""
    wall = time.perf_counter()
    from chancery.inference import open_reader  # noqa: PLC0415 - loading is what is measured
    from chancery.inference.reader import scorer_of  # noqa: PLC0415
    from chancery.text.sentences import sentences  # noqa: PLC0415

    reader = open_reader(Path(weights) if weights else None)
    reader.read("It loads the weights.", ((0, 21),))
    load = time.perf_counter() - wall
    tokenizer = scorer_of(reader.path).tokenizer
    texts = list(_articles(count))
    pieces = sum(len(tokenizer.encode(text).ids) for text in texts)
    start = time.process_time()
    for text in texts:
        reader.read(text, sentences(text))
    seconds = time.process_time() - start
    return {
        "articles": len(texts),
        "articles_per_s": round(len(texts) / seconds, 2),
        "tokens_per_s": round(pieces / seconds),
        "words_per_s": round(WORDS * len(texts) / seconds),
        "load_s": round(load, 2),
        "peak_mb": round(_peak() / 1e6),
    }


def _articles(count: int) -> Iterator[str]:
    """Yield texts of 600 words, their paragraphs kept."""
    words: list[str] = []
    with DEV.open(encoding="utf-8") as file:
        for line in file:
            words.extend(json.loads(line)["text"].replace("\n", " \n").split(" "))
            while len(words) >= WORDS and count > 0:
                yield " ".join(words[:WORDS])
                del words[:WORDS]
                count -= 1


def _peak() -> int:
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return 1024 * int(line.split()[1])


if __name__ == "__main__":
    raise SystemExit(main())
