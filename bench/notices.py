"""Prints what is taken for a publisher's notice on its own article, to be read by hand.

SHARED is the folder that holds data/: the articles of Timeline17 and ECB+ train, and saved pages.
"""

import argparse
import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parent))  # saved_page, which is no package

from chancery.model import Block, Document
from chancery.stages.clean.stage import Clean
from chancery.stages.reuse.notices import find_notices
from saved_page import read_page

WIDTH = 120


def main() -> int:
    """Print each notice with its document and kind, then how many documents were read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", default="../shared", type=Path)
    shared = parser.parse_args().shared / "data"
    for name, documents in (
        ("Timeline17", _timelines(shared / "t17")),
        ("ECB+ train", _lines(shared / "ecb/train.jsonl")),
        ("pages", _pages(shared)),
    ):
        count = found = 0
        for document in documents:
            count += 1
            for one in find_notices(document):
                found += 1
                print(f"{one.kind:<14} {document.uri}: {one.evidence.quote[:WIDTH]!r}")
        print(f"{name}: {count:,} documents, {found} notices")
    return 0


def _timelines(folder: Path) -> Iterator[Document]:
    for path in sorted(folder.glob("*/InputDocs/*/*")):
        text = path.read_text("utf-8", "replace")
        if text.strip():
            yield _document(str(path.relative_to(folder)), text)


def _lines(path: Path) -> Iterator[Document]:
    for number, line in enumerate(path.read_bytes().splitlines()):
        yield _document(f"{path.name} {number}", msgspec.json.decode(line)["text"])


def _pages(shared: Path) -> Iterator[Document]:
    for path in sorted(shared.glob("*/html/*")):
        data = path.read_bytes()
        made = read_page(path.name, gzip.decompress(data) if path.suffix == ".gz" else data)
        if isinstance(made, Document):
            for (cleaned,) in Clean().run([made]):
                if isinstance(cleaned, Document):
                    yield cleaned


def _document(name: str, text: str) -> Document:
    block = Block(type="body", start=0, end=len(text), kept=True)
    return Document(
        id=name, capture=name, uri=name, path=None, sha256="", text=text, blocks=(block,)
    )


if __name__ == "__main__":
    sys.exit(main())
