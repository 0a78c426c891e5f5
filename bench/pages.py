"""Scores the kept text of web pages against gold bodies, beside trafilatura in the same run.

SHARED is the folder that holds data/ and tools/. Floors: F1 at least .01 above trafilatura's own
output, with a paired bootstrap over pages whose 95 % interval opens above -.005; 30 pages a second
on one core; and blocks that tile every text.
"""

import argparse
import gzip
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import trafilatura

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # training/, which is no package
sys.path.insert(0, str(Path(__file__).resolve().parent))  # saved_page, likewise

from chancery.model import Document
from saved_page import read_page
from training.tools import load_tool

T = TypeVar("T")
BODY = frozenset({"body"})  # gold bodies hold no headline, dek, byline or caption
LEAST_GAIN = 0.01  # F1 above trafilatura's own output; .015 measured
LEAST_BOUND = -0.005  # of the interval of that gain
ROUNDS = 1000
LEAST_RATE = 30  # pages a second on one core


def main() -> int:
    """Print the table; 1 if a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", default="../shared", type=Path)
    parser.add_argument("--quality-only", action="store_true", help="no floor for the speed")
    given = parser.parse_args()
    shared: Path = given.shared
    gold = json.loads((shared / "data/extraction/gold.json").read_bytes())
    folder = shared / "data/extraction/html"
    pages = {
        key: gzip.decompress((folder / f"{key}.html.gz").read_bytes()) for key in sorted(gold)
    }
    documents, ours_s = _timed(_extract, pages)
    theirs, theirs_s = _timed(_rival, pages)
    scorer = load_tool(shared / "tools/score_pages.py")
    texts = {
        "trafilatura.extract": theirs,
        "chancery, body": _kept(documents, BODY),
        "chancery, body and dek": _kept(documents, BODY | {"dek"}),
        "chancery, all kept": _kept(documents, None),
    }
    rows = {name: _rows(scorer, gold, found) for name, found in texts.items()}
    scores = {name: _mean(scorer, found) for name, found in rows.items()}
    low, high = _interval(scorer, rows["chancery, body"], rows["trafilatura.extract"])
    _print(scores, len(pages), ours_s, theirs_s)
    untiled = [key for key, document in documents.items() if not _tiles(document)]
    print(f"documents whose blocks do not tile their text: {len(untiled)}")
    print(f"body less trafilatura, 95 % of resampled sets of pages: {low:+.4f} to {high:+.4f}")
    gain = scores["chancery, body"][2] - scores["trafilatura.extract"][2]
    slow = len(pages) / ours_s < LEAST_RATE and not given.quality_only
    return int(bool(untiled) or gain < LEAST_GAIN or low < LEAST_BOUND or slow)


def _timed(read: Callable[[str, bytes], T], pages: dict[str, bytes]) -> tuple[dict[str, T], float]:
    read("warm-up", next(iter(pages.values())))
    start = time.process_time()
    found = {key: read(key, data) for key, data in pages.items()}
    return found, time.process_time() - start


def _extract(key: str, data: bytes) -> Document:
    document = read_page(key, data)
    if not isinstance(document, Document):
        sys.exit(f"{key}: {document}")
    return document


def _rival(_key: str, data: bytes) -> str:
    found = trafilatura.extract(
        data, favor_precision=True, deduplicate=False, include_comments=False
    )
    return found or ""


def _kept(documents: dict[str, Document], types: frozenset[str] | None) -> dict[str, str]:
    return {
        key: "\n".join(
            document.text[block.start : block.end]
            for block in document.blocks
            if block.kept and (types is None or block.type in types)
        )
        for key, document in documents.items()
    }


def _tiles(document: Document) -> bool:
    parts = [document.text[block.start : block.end] for block in document.blocks]
    return "".join(parts) == document.text


def _rows(
    scorer: ModuleType, gold: dict[str, dict[str, str]], found: dict[str, str]
) -> list[tuple[float, float]]:
    return [scorer.page(page["articleBody"], found[key]) for key, page in sorted(gold.items())]


def _mean(scorer: ModuleType, rows: list[tuple[float, float]]) -> tuple[float, float, float]:
    precision, recall, f1 = scorer.f1(rows)
    return precision, recall, f1


def _interval(
    scorer: ModuleType, ours: list[tuple[float, float]], theirs: list[tuple[float, float]]
) -> tuple[float, float]:
    """Return the bounds of the gain in F1 over resampled sets of pages, each with both texts."""
    draw = random.Random(0)
    gains: list[float] = []
    for _ in range(ROUNDS):
        chosen = draw.choices(range(len(ours)), k=len(ours))
        gain = _mean(scorer, [ours[i] for i in chosen])[2]
        gains.append(gain - _mean(scorer, [theirs[i] for i in chosen])[2])
    gains.sort()
    return gains[ROUNDS // 40], gains[-ROUNDS // 40 - 1]


def _print(
    scores: dict[str, tuple[float, float, float]], pages: int, ours_s: float, theirs_s: float
) -> None:
    print(f"{pages} pages{'precision':>27}{'recall':>9}{'F1':>9}")
    for name, (precision, recall, f1) in scores.items():
        print(f"{name:26}{precision:10.4f}{recall:9.4f}{f1:9.4f}")
    print(
        f"pages/s of one core: chancery {pages / ours_s:.1f}, trafilatura {pages / theirs_s:.1f}"
    )


if __name__ == "__main__":
    sys.exit(main())
