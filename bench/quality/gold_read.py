"""Reads the documents of the gold of claims as a build would: cleaned, annotated, dated."""

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "gold"))  # texts, no package

from texts import DATA, digest, text_of

from chancery.inference import open_reader
from chancery.model import Annotation, Dates, Document, Referent, Rejection
from chancery.pipeline.one import date_one, read_one
from chancery.pipeline.settings import Settings
from chancery.ports import TextReader
from chancery.stages.resolve.gather import find_referents
from chancery.stages.resolve.within.known import packaged

GOLD = Path(__file__).resolve().parents[1] / "gold" / "claims"
JUDGED = GOLD.with_name("deeds.jsonl")


class Read(NamedTuple):
    """A row of the gold, and what a build makes of its text before any claim."""

    row: dict[str, Any]
    document: Document
    annotation: Annotation
    dates: Dates
    referents: list[Referent]


def read_gold(split: str | None = None, data: Path = DATA) -> Iterator[Read]:
    """Yield the documents of a half, or of both, in order of their files; see `read_rows`."""
    yield from read_rows(gold_rows(split), data)


def read_rows(rows: Iterable[dict[str, Any]], data: Path = DATA) -> Iterator[Read]:
    """Yield the documents of rows of the gold.

    Raises:
        ValueError: a text is not the one that was marked, or is turned away.
    """
    reader = open_reader()
    with tempfile.TemporaryDirectory() as folder:
        for row in rows:
            text = text_of(row["corpus"], row["document"], data)
            found = read_text(text, reader, Path(folder))
            if found is None or digest(found[0].text) != row["sha256"]:
                message = f"{row['document']}: not the text that was marked"
                raise ValueError(message)
            document, annotation = found
            referents = find_referents(document, annotation, packaged())
            yield Read(row, document, annotation, date_one(document, annotation), referents)


def read_text(text: str, reader: TextReader, folder: Path) -> tuple[Document, Annotation] | None:
    """Return a text as a build reads it, through a file in a folder; None if it is rejected."""
    path = folder / "article.txt"
    path.write_bytes(text.encode())
    found = read_one(str(path), Settings(), reader=reader)
    return None if isinstance(found, Rejection) else found


def gold_rows(split: str | None = None) -> list[dict[str, Any]]:
    """Return the rows of the gold, of one half or of both."""
    lines = (line for path in sorted(GOLD.glob("*.jsonl")) for line in path.open(encoding="utf-8"))
    return [row for row in map(json.loads, lines) if split in {None, row["split"]}]


def judged_rows() -> list[dict[str, Any]]:
    """Return the rows of the judged deeds; `judged` are the triggers that were looked at.

    Of those `claims` has the deeds that they are; the others are none.
    """
    return [json.loads(line) for line in JUDGED.read_text("utf-8").splitlines()]
