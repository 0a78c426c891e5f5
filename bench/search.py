"""Measures search by FTS5 and by tantivy on generated articles: time to build, bytes, answers.

usage: python bench/search.py [--articles N] [--queries N]

Seconds are those of the processor. An answer is what a page of search shows first: how many
documents hold the words, the first twenty, and their passages; facets are measured apart. Words
are drawn from the articles, from frequent to rare. Both must find the same number each time.
"""

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import cast

from chancery.model import (
    Block,
    DateValue,
    Document,
    Record,
    TextValue,
    codec,
    document_id,
)
from chancery.ports import Results
from chancery.store import indexing
from chancery.store.dossier import Dossier, open_dossier
from chancery.store.matching import Known
from chancery.store.search import count_facets, find
from chancery.store.tantivy_index import index
from chancery.store.tantivy_index.folder import folder_of, set_token
from chancery.store.write import RunNote, save
from generate_reuse import generate

BANDS = ((0.2, 1.0), (0.02, 0.2), (0.002, 0.02), (0.0, 0.002))  # shares of documents with a word
PAGE = 20
FIRST_DAY = date(2015, 1, 1)


class Silent:
    """Shows nothing."""

    def begin(self, step: str, total: int | None) -> None:
        """Pass over."""

    def advance(self, units: int) -> None:
        """Pass over."""

    def end(self, *, reused: int) -> None:
        """Pass over."""


class Made:
    """Documents of generated texts, made when asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the texts."""
        self._texts = texts
        self._places = {document_id(f"{n}.txt", text): n for n, text in enumerate(texts)}

    def digests(self, kind: type[Record]) -> Mapping[str, bytes]:
        """Return the ids; a digest need not be that of the content here."""
        return dict.fromkeys(self._places, bytes(codec.DIGEST_BYTES)) if kind is Document else {}

    def load(self, kind: type[Record], ids: Sequence[str]) -> Iterable[Record]:
        """Yield documents."""
        del kind
        return (self._document(one) for one in ids)

    def _document(self, identity: str) -> Document:
        number = self._places[identity]
        text = self._texts[number]
        day = str(FIRST_DAY + timedelta(days=number % 3650))
        return Document(
            id=identity,
            capture="none",
            uri=f"{number}.txt",
            path=f"{number}.txt",
            sha256="0" * 64,
            text=text,
            blocks=(Block(type="body", start=0, end=len(text), kept=True),),
            published=DateValue(start=day, end=day, precision="day", basis="stated"),
            outlet=TextValue(value=f"Outlet {number % 97}", basis="stated"),
            language=TextValue(value="en", basis="inferred"),
        )


def main() -> int:
    """Print the figures; 1 if the two do not find the same."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--articles", type=int, default=20_000)
    ask.add_argument("--queries", type=int, default=40)
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "t.dossier"
        _fill(path, asked.articles)
        _index(path)
        with open_dossier(path) as dossier:
            return int(not _measure(dossier, _queries(dossier, asked.queries)))


def _fill(path: Path, count: int) -> None:
    texts = [one.text for one in generate(count)[0]]
    note = RunNote(started=datetime.now(UTC), sources=(), settings={}, search="fts5")
    seconds = _timed(lambda: save(path, cast("Results", Made(texts)), note, Silent()))
    print(f"{count:,} documents, {path.stat().st_size / 1e6:,.0f} MB, stored in {seconds:.1f} s")


def _index(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'document_text%'"
        try:
            size = f"{connection.execute(query).fetchone()[0] / 1e6:,.0f} MB"
        except sqlite3.OperationalError:
            size = "not known: this SQLite has no dbstat"
        again = "INSERT INTO document_text(document_text) VALUES ('rebuild')"
        seconds = _timed(lambda: connection.execute(again))
        connection.rollback()
        print(f"FTS5: {size}, {seconds:.1f} s")
        seconds = _timed(lambda: index.make_anew(connection, folder_of(path), "token"))
        size = sum(one.stat().st_size for one in folder_of(path).iterdir()) / 1e6
        print(f"tantivy: {size:,.0f} MB, {seconds:.1f} s")
        set_token(connection, "token")
        connection.commit()


def _queries(dossier: Dossier, count: int) -> dict[str, list[str]]:
    """Return queries of each sort, of words of every frequency."""
    connection = sqlite3.connect(dossier.path)
    connection.execute(
        "CREATE VIRTUAL TABLE temp.word USING fts5vocab('main', 'document_text', 'row')"
    )
    documents = dossier.count(Document)
    draw = random.Random(1)
    bands: list[list[str]] = []
    for low, high in BANDS:
        query = "SELECT term FROM temp.word WHERE doc > ? AND doc <= ? AND term GLOB '[a-z]*'"
        rows = connection.execute(query, (low * documents, high * documents)).fetchall()
        bands.append(sorted(row[0] for row in rows) or ["the"])
    connection.close()
    one = [draw.choice(bands[n % len(bands)]) for n in range(count)]
    other = [draw.choice(bands[(n // 2) % len(bands)]) for n in range(count)]
    texts = [
        text
        for (text,) in dossier.connection.execute(
            "SELECT text FROM document ORDER BY id LIMIT ?", (count,)
        )
    ]
    rows = [draw.choice([*pairwise(words)]) for words in map(str.split, texts)]
    return {
        "a word": one,
        "two words": [f"{a} {b}" for a, b in zip(one, other, strict=True)],
        "either of two": [f"{a} OR {b}" for a, b in zip(one, other, strict=True)],
        "a phrase": ['"' + " ".join(pair).replace('"', "") + '"' for pair in rows],
        "a start": [f"{word[:3]}*" for word in one],
    }


def _measure(dossier: Dossier, queries: Mapping[str, Sequence[str]]) -> bool:
    known, alike = Known(dossier), True
    print(f"{'':14} {'':8} {'FTS5 p50':>9} {'p95':>7} {'tantivy p50':>12} {'p95':>7}  ms")
    for sort, asked in queries.items():
        for name, answer in _answers(dossier, known):
            figures = []
            counts = []
            for by in ("fts5", "tantivy"):
                with _only(by):
                    told = [_once(answer, query) for query in asked]
                times = sorted(1000 * seconds for seconds, _ in told)
                counts.append([count for _, count in told])
                figures += [statistics.median(times), times[int(0.95 * len(times))]]
            alike &= counts[0] == counts[1]
            print(
                f"{sort:14} {name:8} {figures[0]:9.1f} {figures[1]:7.1f}"
                f" {figures[2]:12.1f} {figures[3]:7.1f}"
            )
    print("both find the same" if alike else "THEY DIFFER")
    return alike


def _answers(dossier: Dossier, known: Known) -> Iterator[tuple[str, Callable[[str], int]]]:
    yield "best", lambda query: find(dossier, query, limit=PAGE).documents
    yield "newest", lambda query: find(dossier, query, limit=PAGE, order="newest").documents
    yield (
        "facets",
        lambda query: sum(one.documents for one in count_facets(dossier, query, known).languages),
    )


class _only:  # noqa: N801 - reads as a word
    """Lets FTS5 answer, or tantivy where there is an index."""

    def __init__(self, by: str) -> None:
        self._by = by
        self._had = indexing.has_tantivy

    def __enter__(self) -> None:
        if self._by == "fts5":
            indexing.has_tantivy = lambda: False

    def __exit__(self, *_: object) -> None:
        indexing.has_tantivy = self._had


def _once(answer: Callable[[str], int], query: str) -> tuple[float, int]:
    began = time.process_time()
    count = answer(query)
    return time.process_time() - began, count


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
