"""Tells what a file holds: by its extension, or by its first bytes where that says nothing."""

import re
import zlib
from pathlib import PurePosixPath
from typing import Literal, get_args

from chancery.model import MediaType
from chancery.sources.archives.zstd import is_packed, opens_archive
from chancery.sources.article_line import read_line
from chancery.sources.binary import find_binary
from chancery.sources.feeds.markup import looks_like_feed
from chancery.sources.flaw import Flaw

HEAD_BYTES = 65_536  # enough for a long preamble before the first tag or line end
Many = Literal[
    "application/mbox",
    "text/csv",
    "text/tab-separated-values",
    "application/vnd.apache.parquet",
    "warc",
    "wacz",
    "news",
    "feed",
]
"""Files of many articles, parted before anything is captured; news: JSON with one object or a list
of them; feed: RSS or Atom."""

Kind = MediaType | Many
DOCX: MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES: dict[str, Kind] = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".jsonl": "application/json",
    ".ndjson": "application/json",
    ".eml": "message/rfc822",
    ".mbox": "application/mbox",
    ".pdf": "application/pdf",
    ".docx": DOCX,
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".parquet": "application/vnd.apache.parquet",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
    ".json": "news",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".warc.zst": "warc",
    ".wacz": "wacz",
    ".mht": "multipart/related",
    ".mhtml": "multipart/related",
}
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|h1)\b",
    re.IGNORECASE,
)
_BOM = b"\xef\xbb\xbf"
_OBJECT = re.compile(rb'(?:\[\s*)?\{\s*["}]')
_FIELDS = rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*+)*?"  # some of a header, whole
_OPENINGS: tuple[tuple[re.Pattern[bytes], Kind], ...] = (  # what only one format begins with
    (re.compile(rb"%PDF-"), "application/pdf"),
    (re.compile(rb"PK\x03\x04.{0,4096}?\[Content_Types\]\.xml.*?word/", re.DOTALL), DOCX),
    (re.compile(rb"PAR1.*?\x00", re.DOTALL), "application/vnd.apache.parquet"),
    (re.compile(rb"From [^\n]+\n[!-9;-~]+:"), "application/mbox"),
    (  # fields that only mail has, whatever its parts are
        re.compile(
            _FIELDS + rb"(?i:received|return-path|delivered-to|message-id|dkim-signature):"
        ),
        "message/rfc822",
    ),
    (re.compile(_FIELDS + rb"(?i:content-type:\s*multipart/related)"), "multipart/related"),
    (re.compile(_FIELDS + rb"(?i:mime-version):"), "message/rfc822"),
)
_GZIP_WINDOW = 31  # window bits of zlib for gzip


def type_of_name(path: str) -> Kind | None:
    """Return the type that the extension stands for, None if it stands for none that is read."""
    suffixes = [suffix.lower() for suffix in PurePosixPath(path).suffixes[-2:]]
    return _TYPES.get("".join(suffixes)) or _TYPES.get("".join(suffixes[-1:]))


def holds_many(kind: Kind) -> bool:
    """Say whether a file of this type holds many articles and may be of any length."""
    return kind == "application/json" or kind in get_args(Many)


def unsupported(path: str) -> Flaw:
    """Return the flaw of a file in a folder whose extension is not read."""
    suffix = PurePosixPath(path).suffix
    what = f"files ending in {suffix} are" if suffix else "a file without extension is"
    return Flaw("unsupported", f"{what} not read; these are: {' '.join(_TYPES)}")


def type_of_head(head: bytes) -> Kind | Flaw:
    """Return the type that the first bytes of a file show; a flaw is `binary` or `unsupported`."""
    plain = head.removeprefix(_BOM).lstrip()
    for opening, kind in _OPENINGS:
        if opening.match(plain):
            return kind
    archive = _archive_of(head)
    if archive is not None:
        return archive
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    flaw = None if wide else find_binary(head)
    if flaw is not None:
        return flaw
    return _type_of_text(head, plain)


def _archive_of(head: bytes) -> Many | None:
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PK\x03\x04"):
        return "wacz" if b"archive/" in head or b"datapackage.json" in head else None
    if is_packed(head):
        return "warc" if opens_archive(head) else None
    if not head.startswith(b"\x1f\x8b"):
        return None
    try:
        opening = zlib.decompressobj(_GZIP_WINDOW).decompress(head, len(b"WARC/"))
    except zlib.error:
        return None
    return "warc" if opening == b"WARC/" else None


def _type_of_text(head: bytes, plain: bytes) -> Kind | Flaw:
    if plain.startswith(b"{") or _OBJECT.match(plain):
        return _type_of_json(plain)
    if plain.startswith(b"<") and looks_like_feed(plain):
        return "feed"
    return "text/html" if _TAG.search(head.replace(b"\x00", b"")) else "text/plain"


def _type_of_json(head: bytes) -> Kind | Flaw:
    line, ends, _ = head.partition(b"\n")
    read = read_line(line)
    if not isinstance(read, Flaw) or read.reason != "malformed":
        return "application/json"
    if _OBJECT.match(head):
        return "news"
    if ends:
        detail = "it looks like JSON that is not one object a line; write it as JSONL"
        return Flaw("unsupported", detail)
    return "application/json"
