"""Makes corpora of invented news with known copies one article at a time, however many there are.

The articles have the kinds and shares of those of generate_reuse.py, which holds them all at
once, and are others: each is drawn from the seed and its number alone, so that any process makes
any article, and a copy makes its original again.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from random import Random

from generate_reuse import COPIED, KINDS, OUTLETS, SEED, Article, Copy, Writer, printed

FILE = 10_000  # articles of a file, at most
FIRST_DAY = date(2021, 1, 1)
DAYS = 365  # over which the originals are spread


class Stream:
    """A corpus of so many articles; the first are originals, the last their copies."""

    def __init__(self, count: int, seed: int = SEED) -> None:
        self.count = count
        self.seed = seed
        self.writer = Writer(seed, count)
        copies = int(count * COPIED) // len(KINDS) * len(KINDS)
        self.originals = count - copies
        self.copies = [
            Copy(original, self.originals + place, list(KINDS)[place % len(KINDS)])
            for place, original in enumerate(Random(seed).sample(range(self.originals), copies))
        ]

    def article(self, number: int) -> Article:
        """Return an article."""
        if number < self.originals:
            body, outlet = self._original(number)
        else:
            body, outlet = self._copy(self.copies[number - self.originals])
        return Article(number, outlet, tuple(printed(self.writer, body, outlet)))

    def day(self, number: int) -> date:
        """Return when an article was published; a copy is one day younger than its original."""
        if number >= self.originals:
            return self.day(self.copies[number - self.originals].original) + timedelta(1)
        return FIRST_DAY + timedelta(number * DAYS // self.originals)

    def _original(self, number: int) -> tuple[list[str], int]:
        self._draw_for(number)
        return self.writer.body(), self.writer.random.randrange(OUTLETS)

    def _copy(self, copy: Copy) -> tuple[list[str], int]:
        body, outlet = self._original(copy.original)
        self._draw_for(copy.copy)
        changed = KINDS[copy.kind](self.writer, body)
        return changed, (outlet + self.writer.random.randrange(1, OUTLETS)) % OUTLETS

    def _draw_for(self, number: int) -> None:
        self.writer.random.seed(f"{self.seed} {number}")


def file_size(count: int, workers: int) -> int:
    """Return how many articles each file has, but perhaps the last: each worker has a file."""
    files = max(workers, -(-count // FILE))
    return -(-count // files)


def write_lines(folder: Path, count: int, workers: int) -> int:
    """Write a corpus as JSON Lines, in files in the order of their names; return its words."""
    folder.mkdir(parents=True)
    size = file_size(count, workers)
    with Pool(workers) as pool:
        return sum(pool.imap(partial(_write, folder, count, size), range(0, count, size)))


def address(number: int) -> str:
    """Return the address of an article."""
    return f"https://news.example/{number}"


def number_of(url: str) -> int:
    """Return the number of the article at an address."""
    return int(url.rpartition("/")[2])


def _write(folder: Path, count: int, size: int, first: int) -> int:
    stream, words = Stream(count), 0
    with (folder / f"{first // size:05}.jsonl").open("w", encoding="utf-8") as file:
        for line in _lines(stream, range(first, min(count, first + size))):
            words += len(line["text"].split())
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return words


def _lines(stream: Stream, numbers: range) -> Iterator[dict[str, str]]:
    for number in numbers:
        article = stream.article(number)
        yield {
            "url": address(number),
            "outlet": f"Outlet {article.outlet}",
            "published": stream.day(number).isoformat(),
            "text": article.text,
        }
