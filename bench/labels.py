"""Holds the labels that text and address give against those of the markup, which they do not see.

SHARED is the folder that holds data/: its saved pages. The markup is a silver truth: it is not
always right, and most pages have none. Every label is printed, to be read by hand.
"""

import argparse
import gzip
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).resolve().parent))  # saved_page, which is no package

from chancery.model import Document, Label
from chancery.stages.clean.stage import Clean
from chancery.stages.describe.stage import Describe
from saved_page import read_page


def main() -> int:
    """Print each page that has a label, then the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", default="../shared", type=Path)
    counts: Counter[str] = Counter()
    for page in _pages(parser.parse_args().shared / "data"):
        counts["pages"] += 1
        markup = {one.label for one in page.labels}
        blind = _described(replace(page, labels=()))
        told = {one.label for one in blind if one.basis != "knowledge"}
        counts["labels of the markup"] += len(markup)
        counts["labels of text and address"] += len(told)
        counts["of these in the markup too"] += len(told & markup)
        if markup or blind:
            print(page.uri, page.address)
            for one in (*page.labels, *blind):
                print(f"    {one.label} ({one.basis}): {one.words}")
    for name, count in counts.items():
        print(f"{name}: {count}")
    return 0


def _described(page: Document) -> tuple[Label, ...]:
    for cleaned in Clean().run([page]):
        for made in Describe().run(cleaned):
            for one in made:
                if isinstance(one, Document):
                    return one.labels
    return ()


def _pages(folder: Path) -> Iterator[Document]:
    for path in sorted(folder.glob("*/html/*")):
        data = path.read_bytes()
        made = read_page(path.name, gzip.decompress(data) if path.suffix == ".gz" else data)
        if isinstance(made, Document):
            yield made


if __name__ == "__main__":
    sys.exit(main())
