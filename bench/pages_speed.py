"""Measures how fast web pages become clean documents with their metadata, beside trafilatura.

`python bench/pages_speed.py [SHARED]` reads the pages of data/extraction in one process: HTML to
extracted, cleaned and described documents. trafilatura reads each page with its metadata right
behind, so that both meet the same load; of each page the quickest of the rounds counts, since
other work only ever makes one slower. The floor is a ratio, for the machine may be busy.
"""

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

sys.path.insert(0, str(Path(__file__).resolve().parent))  # saved_page, which is in no package

from chancery.model import Document
from chancery.stages.clean.stage import Clean
from chancery.stages.describe.stage import Describe
from saved_page import read_page

FLOOR = json.loads(Path(__file__).with_name("floors.json").read_text())["pages_speed"]
ROUNDS = 3
Read = Callable[[str, bytes], object]


def main() -> int:
    """Print pages a second of each; 1 if the floor is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("shared", nargs="?", default="../shared", type=Path)
    ask.add_argument("--rounds", type=int, default=ROUNDS)
    given = ask.parse_args()
    folder = given.shared / "data/extraction/html"
    pages = {path.name: gzip.decompress(path.read_bytes()) for path in sorted(folder.iterdir())}
    readers: dict[str, Read] = {
        "chancery": _clean,
        "chancery, extraction alone": read_page,
        "trafilatura with metadata": _rival,
    }
    quickest = {name: dict.fromkeys(pages, float("inf")) for name in readers}
    for number in range(given.rounds + 1):  # the first loads what is loaded on first use
        for page, data in pages.items():
            for name, read in readers.items():
                seconds = _timed(read, page, data)
                if number:
                    quickest[name][page] = min(quickest[name][page], seconds)
    rates = {name: len(pages) / sum(found.values()) for name, found in quickest.items()}
    for name, rate in rates.items():
        print(f"{name:28}{rate:7.1f} pages/s of one core")
    ratio = rates["chancery"] / rates["trafilatura with metadata"]
    print(f"chancery over trafilatura with metadata: {ratio:.2f}, floor {FLOOR['ratio']}")
    return int(ratio < FLOOR["ratio"])


def _timed(read: Read, page: str, data: bytes) -> float:
    start = time.process_time()
    read(page, data)
    return time.process_time() - start


def _clean(name: str, data: bytes) -> object:
    document = read_page(name, data)
    if not isinstance(document, Document):
        sys.exit(f"{name}: {document}")
    cleaned = [one for found in Clean().run([document]) for one in found]
    return [one for found in Describe().run(cleaned) for one in found]


def _rival(_name: str, data: bytes) -> object:
    return trafilatura.bare_extraction(
        data,
        favor_precision=True,
        deduplicate=False,
        include_comments=False,
        with_metadata=True,
    )


if __name__ == "__main__":
    sys.exit(main())
