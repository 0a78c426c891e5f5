"""Measures, and fits, how the clean stage finds a page's title when all its lines are known.

`python bench/clean_titles.py` takes saved web pages whose title is known, flattens each into bare
lines, and prints JSON: how often the line typed headline is the title, is another line, or is
missing, and how often the title is not kept under any type. `--fit` prints the weights that a
softmax over each page's candidate lines gives; `chancery.stages.clean.headline` has them rounded.

Weights are fitted on `extraction` and on every second page of `metadata`; `held out` are the rest.
"""

import argparse
import collections
import gzip
import html
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from chancery.model import Capture, Document, Locator
from chancery.sources.html import WebPage
from chancery.stages.clean import headline, labels, stage
from chancery.stages.clean.cuts import cut_lines
from chancery.stages.clean.heading import find_lead, picture_type
from chancery.stages.clean.wording import spread_teasers, type_by_wording
from chancery.text.lines import join_wrapped, split_lines
from clean import as_document
from clean_fit import SHARED

DATA = SHARED / "data"
FEWEST = 3  # words of a title; shorter ones are names of sections
ROUNDS = 1500
PRIOR = 0.2  # of the squared weights; chosen
SITE = (" - ", " | ", " – ", ": ")  # before a site's name in a page's title

_OG = re.compile(
    r"<meta[^>]+property=[\"']og:title[\"'][^>]*content=\"([^\"]*)\""
    r"|<meta[^>]+content=\"([^\"]*)\"[^>]*property=[\"']og:title[\"']"
)
_TITLE = re.compile(r"<title[^>]*>([^<]*)")
_H1 = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)


class Titled(NamedTuple):
    """A page as bare text, and the lines, as words, that are its title."""

    name: str
    text: str
    titles: frozenset[str]


def main() -> None:
    """Print the measurement, or with `--fit` the weights, as JSON."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--fit", action="store_true", help="print fitted weights")
    flat, described = list(flattened()), list(from_metadata())
    if ask.parse_args().fit:
        print(json.dumps(fit(flat + described[::2]), indent=2))
        return
    pages = {"fitted on": flat + described[::2], "held out": described[1::2]}
    print(json.dumps({name: measure(found) for name, found in pages.items()}, indent=2))


def words(text: str) -> str:
    """Return the text's words, lower case, so that lines can be compared."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _unpacked(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace")


def flattened() -> Iterator[Titled]:
    """Yield the flattened pages that show the title which their markup names."""
    saved = {path.name[:16]: path for path in (DATA / "extraction" / "html").iterdir()}
    for path in sorted((DATA / "extraction" / "flattened").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        found = _shown(text, _titles(_unpacked(saved[path.stem])) if path.stem in saved else set())
        if found:
            yield Titled(path.stem, text, found)


def _titles(page: str) -> set[str]:
    named = [a or b for a, b in _OG.findall(page)] + _TITLE.findall(page)[:1]
    bare = [title.rsplit(mark, 1)[0] for title in named for mark in SITE]
    large = [re.sub(r"<[^>]+>", " ", title) for title in _H1.findall(page)]
    known = named + bare + (large if len(large) == 1 else [])
    return {words(html.unescape(title)) for title in known}


def _shown(text: str, titles: set[str]) -> frozenset[str]:
    lines = {words(line) for line in text.split("\n")}
    return frozenset(title for title in lines & titles if len(title.split()) >= FEWEST)


def from_metadata() -> Iterator[Titled]:
    """Yield the pages with described metadata, as the text that extraction walks."""
    gold = json.loads((DATA / "metadata" / "gold.json").read_text("utf-8"))
    for path in sorted((DATA / "metadata" / "html").glob("*.gz")):
        title = gold.get(path.name.split(".")[0], {}).get("title")
        text = _walked(path) if title else ""
        found = _shown(text, {words(title)} if title else set())
        if found:
            yield Titled(path.name, text, found)


def _walked(path: Path) -> str:
    data = gzip.decompress(path.read_bytes())
    capture = Capture(
        id=path.name,
        uri=path.name,
        path=None,
        sha256=path.name,
        size=len(data),
        media_type="text/html",
        locator=Locator(file=str(path), length=len(data)),
    )
    document = WebPage().extract(capture, data)
    return document.text if isinstance(document, Document) else ""


def measure(pages: Sequence[Titled]) -> dict[str, int]:
    """Return the count of pages whose headline is right, wrong or missing, and titles lost."""
    count: collections.Counter[str] = collections.Counter(pages=len(pages))
    for page in pages:
        blocks = stage.clean_blocks(as_document(page.text))
        heads = [words(page.text[b.start : b.end]) for b in blocks if b.type == "headline"]
        kept = "\n".join(page.text[b.start : b.end] for b in blocks if b.kept)
        count["right" if {*heads} & page.titles else "wrong" if heads else "missing"] += 1
        count["lost"] += not _shown(kept, set(page.titles))
    return dict(count)


def candidates(page: Titled) -> list[tuple[bool, dict[str, float]]]:
    """Return the signs of each line that may be the title, and whether it is."""
    pieces = cut_lines(page.text, join_wrapped(page.text, split_lines(page.text)))
    lines = [piece.facts for piece in pieces]
    worded = type_by_wording(pieces)
    types = spread_teasers(lines, worded)
    window = labels.find_article(lines, types, labels.find_repeats(lines))
    lead = find_lead(lines, window, [found is not None for found in types])
    top = headline.Top(page.text, lines, worded, types, window[0], lead)
    found = headline.weigh_titles(top)
    return [
        (words(page.text[lines[i].start : lines[i].end]) in page.titles, signs)
        for i, signs in found
        if not picture_type(page.text, lines[i], above=True)
    ]


def fit(pages: Sequence[Titled]) -> dict[str, float]:
    """Return the weight of each sign, and as `enough` what the choice of no line weighs."""
    names = [*headline.WEIGHTS, "enough"]
    tables = []
    for page in pages:
        found = candidates(page)
        table = np.zeros((len(found) + 1, len(names)))
        for row, (_, signs) in enumerate(found):
            table[row, :-1] = [signs.get(name, 0.0) for name in names[:-1]]
        table[-1, -1] = 1.0
        right = np.array([good for good, _ in found] + [not any(good for good, _ in found)])
        tables.append((table, right))
    weights = _descend(tables, len(names))
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def _descend(tables: Sequence[tuple[np.ndarray, np.ndarray]], size: int) -> np.ndarray:
    """Return weights that minimise the loss of choosing a right row of each table: Adam."""
    weights, slope, curve = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, ROUNDS + 1):
        gradient = PRIOR * weights
        for table, right in tables:
            odds = np.exp(table @ weights - (table @ weights).max())
            chosen, wanted = odds / odds.sum(), np.where(right, odds, 0.0)
            gradient += table.T @ (chosen - wanted / wanted.sum())
        slope = 0.9 * slope + 0.1 * gradient
        curve = 0.99 * curve + 0.01 * gradient**2
        rate = 0.05 * (1 - step / ROUNDS) + 0.001
        weights -= rate * (slope / (1 - 0.9**step)) / (np.sqrt(curve / (1 - 0.99**step)) + 1e-8)
    return weights


if __name__ == "__main__":
    main()
