"""Measures readers of PDF on pages made here: columns, hyphens at line ends, running titles.

Run: python bench/papers.py; pypdf and pdfplumber are measured where they are installed.
The pages of docs/explanation are set in Courier, in one column and in two, drawn column by
column and line by line, with words broken at half of the line ends and with running titles; what a
reader gives back is compared with the text. Shingles are runs of four words; time is that of
the processor, that of a child process included.
"""

import os
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from io import BytesIO
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "support")]

from pdf import Put, column, write_pdf  # noqa: E402 - it lies with the tests

from chancery.model import Capture, Document, Locator  # noqa: E402
from chancery.sources.papers import PdfPaper  # noqa: E402

SHINGLE = 4
FEWEST_WORDS = 150
MOST = 10  # texts
PAGE_LINES = 40
WORD = re.compile(r"\w+(?:[-'’]\w+)*")
Reader = Callable[[bytes], str]


def texts() -> Iterator[str]:
    """Yield the texts that are long enough, in what cp1252 can write."""
    for path in sorted((ROOT / "docs" / "explanation").rglob("*.md")):
        text = " ".join(path.read_text(encoding="utf-8").split())
        text = text.encode("cp1252", "replace").decode("cp1252")
        if len(text.split()) >= FEWEST_WORDS:
            yield text


def wrap(text: str, width: int, draw: random.Random) -> list[str]:
    """Return lines of at most `width` letters; every second word that overruns one is broken."""
    lines, line = [], ""
    for word in text.split():
        room = width - len(line) - 2
        if len(line) + 1 + len(word) <= width:
            line = f"{line} {word}".strip()
        elif word.isalpha() and 3 <= room <= len(word) - 3 and draw.random() < 0.5:
            lines.append(f"{line} {word[:room]}-")
            line = word[room:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def pages(text: str, *, columns: int, by_row: bool, titles: bool) -> list[list[Put]]:
    """Return the text set on pages."""
    width = {1: 78, 2: 38}[columns]
    lines = wrap(text, width, random.Random(5))
    parts = [lines[at : at + PAGE_LINES] for at in range(0, len(lines), PAGE_LINES)]
    made: list[list[Put]] = []
    for first in range(0, len(parts), columns):
        puts = [
            put
            for place, part in enumerate(parts[first : first + columns])
            for put in column(50 + place * (width * 6 + 20), 110, part)
        ]
        if by_row:
            puts.sort(key=lambda put: (put.y, put.x))
        number = len(made) + 1
        head, foot = Put(50, 50, "Quarterly of the Straits"), Put(290, 800, f"{number}")
        made.append([head, *puts, foot] if titles else puts)
    return made


LAYOUTS = {
    "one column": {"columns": 1, "by_row": False, "titles": False},
    "one column, titles": {"columns": 1, "by_row": False, "titles": True},
    "two columns": {"columns": 2, "by_row": False, "titles": True},
    "two columns, drawn by line": {"columns": 2, "by_row": True, "titles": True},
}


def ours(data: bytes) -> str:
    """Return what is kept of the document."""
    locator = Locator(file="x", length=len(data))
    capture = Capture(
        id="x",
        uri="x",
        path="x",
        sha256="x",
        size=0,
        media_type="application/pdf",
        locator=locator,
    )
    made = PdfPaper().extract(capture, data)
    if not isinstance(made, Document):
        return ""
    return "".join(made.text[block.start : block.end] for block in made.blocks if block.kept)


def pdfium(data: bytes) -> str:
    """Return the text as PDFium gives it."""
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(data)
    found = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    return "\n".join(found).replace("\ufffe", "-").replace("\x02", "-")


def pypdf(data: bytes) -> str:
    """Return the text as pypdf gives it."""
    from pypdf import PdfReader  # noqa: PLC0415

    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def plumber(data: bytes) -> str:
    """Return the text as pdfplumber gives it."""
    import pdfplumber  # noqa: PLC0415

    with pdfplumber.open(BytesIO(data)) as document:
        return "\n".join(page.extract_text() or "" for page in document.pages)


def miner(data: bytes) -> str:
    """Return the text as the layout analysis of pdfminer.six gives it."""
    from pdfminer.high_level import extract_text  # noqa: PLC0415

    return extract_text(BytesIO(data))


READERS: dict[str, tuple[str, Reader]] = {
    "Chancery, on pypdfium2": ("pypdfium2", ours),
    "pypdfium2 alone": ("pypdfium2", pdfium),
    "pypdf": ("pypdf", pypdf),
    "pdfplumber": ("pdfplumber", plumber),
    "pdfminer.six": ("pdfminer", miner),
}


def score(found: str, truth: str, size: int) -> float:
    """Return the F1 of the runs of so many words."""
    got, wanted = shingles(found, size), shingles(truth, size)
    both = (got & wanted).total()
    return 2 * both / max(1, got.total() + wanted.total())


def shingles(text: str, size: int) -> Counter[tuple[str, ...]]:
    """Return the runs of so many words."""
    words = WORD.findall(text)
    return Counter(zip(*(words[at:] for at in range(size)), strict=False))


def spent() -> float:
    """Return the processor time of this process and of its children that have ended."""
    return sum(os.times()[:4])


def main() -> int:
    """Print a row for each reader and layout."""
    truths = list(islice(texts(), MOST))
    print(f"{len(truths)} texts, {sum(len(text.split()) for text in truths):,} words")
    print("| Reader | Layout | words F1 | shingles F1 | pages/s |\n|---|---|---|---|---|")
    for name, (module, read) in READERS.items():
        if find_spec(module) is None:
            continue
        for layout, how in LAYOUTS.items():
            print(f"| {name} | {layout} | {measure(read, truths, how)} |", flush=True)
    return 0


def measure(read: Reader, truths: Sequence[str], how: dict[str, int | bool]) -> str:
    """Return the scores of one reader, and how many pages it reads a second."""
    set_pages = [pages(text, **how) for text in truths]  # type: ignore[arg-type]
    files = [write_pdf(one) for one in set_pages]
    start = spent()
    found = [read(data) for data in files]
    took = max(spent() - start, 0.001)
    words = sum(map(score, found, truths, [1] * len(truths))) / len(truths)
    runs = sum(map(score, found, truths, [SHINGLE] * len(truths))) / len(truths)
    return f"{words:.3f} | {runs:.3f} | {sum(map(len, set_pages)) / took:.0f}"


if __name__ == "__main__":
    raise SystemExit(main())
