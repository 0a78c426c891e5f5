"""Scores the types of blocks on 60 saved pages whose every line was read and typed by hand.

Run: python bench/clean_blocks.py [SHARED] [--split tune|check|all] [--show DOCUMENT]
SHARED is the folder that holds data/. Fifty pages are read as the product reads them, markup and
all; ten are given to it as flattened text. Extraction, clean and describe run as in a build.
The gold is bench/gold/blocks.jsonl; docs/explanation/annotation.md says how it was made.

Of each type: precision, recall and F1 by lines, where a line has the type that most of it has, and
by code points. Where readers may differ the gold has more than one type, and each is right.
Rules may be tuned on `tune`; floors, in bench/floors.json, are those of `check`.
"""

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, get_args

sys.path.insert(0, str(Path(__file__).resolve().parent / "gold"))  # texts, no package

from texts import digest

from chancery.model import Block, Document
from chancery.model.document import KEPT_TYPES, BlockType
from chancery.stages.clean.stage import clean_blocks
from chancery.text.lines import Line, split_lines
from clean import as_document
from saved_page import read_page

HERE = Path(__file__).resolve().parent
FLOORS: dict[str, float] = json.loads((HERE / "floors.json").read_text())["blocks"]
TYPES = get_args(BlockType)
KEPT, REMOVED = "kept", "removed"
WIDTH = 110  # code points of a line that `--show` prints


class Typed(NamedTuple):
    """A line of a page with the types that are right, and how many code points got which."""

    text: str
    right: tuple[str, ...]
    given: Counter[str]

    @property
    def found(self) -> str:
        """Return the type that most of the line was given."""
        return max(self.given, key=self.given.__getitem__)


class Page(NamedTuple):
    """A page of the gold with its lines."""

    document: str
    form: str  # page or flat
    split: str
    lines: list[Typed]


def main() -> int:
    """Print the scores as JSON, or one page's lines; 1 if a floor is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("shared", nargs="?", default="../shared", type=Path)
    ask.add_argument("--split", choices=("tune", "check", "all"), default="check")
    ask.add_argument("--show", metavar="DOCUMENT", help="print the lines that were typed wrongly")
    asked = ask.parse_args()
    rows = [json.loads(line) for line in (HERE / "gold/blocks.jsonl").read_text().splitlines()]
    if asked.show:
        rows = [row for row in rows if row["document"] == asked.show]
    elif asked.split != "all":
        rows = [row for row in rows if row["split"] == asked.split]
    pages = [read_gold(row, asked.shared / "data") for row in rows]
    if asked.show:
        print("\n".join(line for page in pages for line in shown(page)))
        return 0
    result = measure(pages)
    print(json.dumps(result, indent=2))
    failures = list(missed(result)) if asked.split == "check" else []
    print("\n".join(failures) or "every floor is met")
    return int(bool(failures))


def read_gold(row: Mapping[str, Any], data: Path) -> Page:
    """Return the page of a row of the gold.

    Raises:
        ValueError: extraction gives another text than the one that was read.
    """
    path = data / row["corpus"] / f"{row['document']}.html.gz"
    document = read_page(row["document"], gzip.decompress(path.read_bytes()))
    lines = split_lines(document.text) if isinstance(document, Document) else []
    if not isinstance(document, Document) or digest(document.text) != row["sha256"]:
        message = f"{row['document']}: its text is not the one that was read"
        raise ValueError(message)
    blocks = clean_blocks(document if row["form"] == "page" else as_document(document.text))
    right = [types.split("|") for types, size in _sizes(row["runs"]) for _ in range(size)]
    typed = [
        Typed(document.text[line.start : line.end], tuple(types), _given(line, blocks))
        for line, types in zip(lines, right, strict=True)
    ]
    return Page(row["document"], row["form"], row["split"], typed)


def _sizes(runs: Sequence[tuple[int, str]]) -> Iterator[tuple[str, int]]:
    """Yield the types of each run of lines and how many lines it has."""
    last = 0
    for end, types in runs:
        yield types, end - last
        last = end


def _given(line: Line, blocks: Sequence[Block]) -> Counter[str]:
    shares: Counter[str] = Counter()
    for block in blocks:
        size = min(line.end, block.end) - max(line.start, block.start)
        if size > 0:
            shares[block.type] += size
    return shares


def measure(pages: Sequence[Page]) -> dict[str, Any]:
    """Return the scores of all pages, and of kept text also by form."""
    lines = [line for page in pages for line in page.lines]
    by_line = _pairs(lines, whole=True)
    by_size = _pairs(lines, whole=False)
    result: dict[str, Any] = {
        "pages": len(pages),
        "lines": len(lines),
        "lines typed right": _share(by_line),
        "code points typed right": _share(by_size),
    }
    for form in ("page", "flat"):
        own = [line for page in pages if page.form == form for line in page.lines]
        result[f"kept, {form}"] = score(_kept(_pairs(own, whole=False)), KEPT)
    for name in TYPES:
        result[name] = {
            "lines": score(by_line, name),
            "code points": score(by_size, name),
            "in gold": sum(n for (right, _), n in by_line.items() if right == name),
        }
    return result


def _pairs(lines: Sequence[Typed], *, whole: bool) -> Counter[tuple[str, str]]:
    """Return how many lines, or code points, have each pair of right and given type."""
    pairs: Counter[tuple[str, str]] = Counter()
    for line in lines:
        for given, size in ({line.found: 1} if whole else line.given).items():
            pairs[given if given in line.right else line.right[0], given] += size
    return pairs


def _kept(pairs: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    joined: Counter[tuple[str, str]] = Counter()
    for (right, given), size in pairs.items():
        joined[_side(right), _side(given)] += size
    return joined


def _side(name: str) -> str:
    return KEPT if name in KEPT_TYPES else REMOVED


def score(pairs: Mapping[tuple[str, str], int], name: str) -> dict[str, float]:
    """Return precision, recall and F1 of one type."""
    hit = pairs.get((name, name), 0)
    given = sum(size for (_, found), size in pairs.items() if found == name)
    right = sum(size for (wanted, _), size in pairs.items() if wanted == name)
    return {
        "precision": round(hit / max(1, given), 3),
        "recall": round(hit / max(1, right), 3),
        "F1": round(2 * hit / max(1, given + right), 3),
    }


def _share(pairs: Mapping[tuple[str, str], int]) -> float:
    return round(sum(n for (a, b), n in pairs.items() if a == b) / sum(pairs.values()), 3)


def shown(page: Page) -> Iterator[str]:
    """Yield the lines of a page that have a wrong type, with the right and the given one."""
    for number, line in enumerate(page.lines):
        if line.found not in line.right:
            types = "|".join(line.right)
            yield f"{number:>4} {types} <- {line.found}: {line.text[:WIDTH]}"


def missed(result: Mapping[str, Any]) -> Iterator[str]:
    """Yield each floor that a measurement falls short of."""
    for name, floor in FLOORS.items():
        part = result[name]
        value = part["lines" if "lines" in part else "F1"]
        reached = value["F1"] if isinstance(value, dict) else value
        if reached < floor:
            yield f"{name}: F1 is {reached}, the floor is {floor}"


if __name__ == "__main__":
    raise SystemExit(main())
