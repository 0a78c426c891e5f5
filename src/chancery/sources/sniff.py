"""Tells what a file holds: by its extension, or by its first bytes where that says nothing."""

import re
from pathlib import PurePosixPath
from typing import Literal

from chancery.model import MediaType
from chancery.sources.article_line import read_line
from chancery.sources.binary import find_binary
from chancery.sources.feeds.markup import looks_like_feed
from chancery.sources.flaw import Flaw

Container = Literal["feed"]
"""Files of many articles; feed: RSS or Atom."""

Kind = MediaType | Container

HEAD_BYTES = 65_536  # enough for a long preamble before the first tag or line end
_TYPES: dict[str, Kind] = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".jsonl": "application/json",
    ".ndjson": "application/json",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
}
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|h1)\b",
    re.IGNORECASE,
)
_BOM = b"\xef\xbb\xbf"


def type_of_name(path: str) -> Kind | None:
    """Return the type that the extension stands for, None if it stands for none that is read."""
    return _TYPES.get(PurePosixPath(path).suffix.lower())


def unsupported(path: str) -> Flaw:
    """Return the flaw of a file in a folder whose extension is not read."""
    suffix = PurePosixPath(path).suffix
    what = f"files ending in {suffix} are" if suffix else "a file without extension is"
    return Flaw("unsupported", f"{what} not read; these are: {' '.join(_TYPES)}")


def type_of_head(head: bytes) -> Kind | Flaw:
    """Return the type that the first bytes of a file show; a flaw is `binary` or `unsupported`."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    flaw = None if wide else find_binary(head)
    if flaw is not None:
        return flaw
    plain = head.removeprefix(_BOM).lstrip()
    if plain.startswith(b"{"):
        return _type_of_json(plain)
    if plain.startswith(b"<") and looks_like_feed(plain):
        return "feed"
    return "text/html" if _TAG.search(head.replace(b"\x00", b"")) else "text/plain"


def _type_of_json(head: bytes) -> Kind | Flaw:
    line, ends, _ = head.partition(b"\n")
    read = read_line(line)
    if ends and isinstance(read, Flaw) and read.reason == "malformed":
        detail = "it looks like JSON that is not one object a line; write it as JSONL"
        return Flaw("unsupported", detail)
    return "application/json"
