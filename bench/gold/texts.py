"""Gives the texts that the gold of claims is marked on; they stay beside the corpora."""

import hashlib
import json
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
TAUGHT = frozenset({"polnear/train.jsonl"})  # its attributions taught the reader
SALT = "claims 2"  # the first number that parts the documents into halves of like size


def text_of(corpus: str, document: str, data: Path = DATA) -> str:
    """Return a document's text, unchanged.

    `corpus` is a path below `data`: a JSONL file whose rows have `doc_id` and `text`, a JSON file
    of rows by name with `articleBody`, or a folder that has the file `document` in `InputDocs`.

    Raises:
        KeyError: the corpus has no such document.
        FileNotFoundError: there is no such corpus or file.
    """
    path = data / corpus
    if path.is_dir():
        return (path / "InputDocs" / document).read_bytes().decode("utf-8")
    return _rows(path)[document]


def digest(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def split_of(corpus: str, document: str) -> str:
    """Return the half that a document belongs to: rules may be tuned on `tune` alone."""
    if corpus in TAUGHT:
        return "tune"
    return "tune" if int(digest(f"{SALT} {document}"), 16) % 2 else "check"


@cache
def _rows(path: Path) -> dict[str, str]:
    if path.suffix == ".json":
        rows = json.loads(path.read_text("utf-8"))
        return {name: row["articleBody"] for name, row in rows.items()}
    lines = path.read_text("utf-8").split("\n")
    return {row["doc_id"]: row["text"] for row in map(json.loads, filter(None, lines))}
