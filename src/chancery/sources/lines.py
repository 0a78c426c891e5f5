"""Gives each line of a JSONL file as a capture, in constant memory however long the file is."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from chancery.model import Capture, Locator, Rejection, make_id, reject
from chancery.sources.article_line import read_line
from chancery.sources.files import open_regular, refuse
from chancery.sources.flaw import Flaw
from chancery.sources.given import Given
from chancery.sources.sniff import HEAD_BYTES, type_of_head

_BOM = b"\xef\xbb\xbf"
_CHUNK = 1 << 20  # bytes read at once while an over-long line is passed over


class _Line(NamedTuple):
    number: int  # from 1
    offset: int  # bytes
    data: bytes | None  # without its line end; None when it is over the limit


def read_lines(given: Given, *, unit: str = "line") -> Iterator[Capture | Rejection]:
    """Yield a capture for each line that holds an article, and a rejection for each that does not.

    A line's identity is its url if it has one, else the file's path, with its SHA-256: so ids stay
    when lines are added or change places. Lines of white space are passed over. `unit` is what the
    user calls one: where the lines were made of the rows of a table, their numbers are the rows'.
    """
    try:
        with open_regular(given.file) as stream:
            flaw = _check_head(stream.read(HEAD_BYTES))
            if flaw is not None:
                yield reject(given.uri, *flaw)
                return
            stream.seek(0)
            empty = True
            for line in _split(stream, given.limit):
                empty = False
                yield _capture(line, given, unit)
            if empty:
                yield reject(given.uri, "empty", "it holds nothing but white space")
    except OSError as error:
        yield refuse(given.uri, error)


def _check_head(head: bytes) -> Flaw | None:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Flaw("encoding", "it is in UTF-16, which JSONL may not be; save it as UTF-8")
    if not head:
        return Flaw("empty", "it has 0 bytes")
    if head.removeprefix(_BOM).lstrip().startswith(b"{"):
        return None  # whatever is in its lines: one that is broken costs no other
    found = type_of_head(head)
    return found if isinstance(found, Flaw) and found.reason == "binary" else None


def _split(stream: BinaryIO, limit: int) -> Iterator[_Line]:
    offset = number = 0
    while data := stream.readline(limit + 2):
        number += 1
        size = len(data)
        body: bytes | None = data.rstrip(b"\r\n")
        if len(data.rstrip(b"\r\n")) > limit:
            body = None
            size += 0 if data.endswith(b"\n") else _skip(stream)
        mark = len(_BOM) if number == 1 and data.startswith(_BOM) else 0
        if body is None or body[mark:].strip():
            yield _Line(number, offset + mark, None if body is None else body[mark:])
        offset += size


def _skip(stream: BinaryIO) -> int:
    """Pass over the rest of a line; return how many bytes that was."""
    size = 0
    while data := stream.readline(_CHUNK):
        size += len(data)
        if data.endswith(b"\n"):
            break
    return size


def _capture(line: _Line, given: Given, unit: str) -> Capture | Rejection:
    place = f"{given.uri}#{unit[0].upper()}{line.number}"
    if line.data is None:
        detail = (
            f"{unit} {line.number} is longer than {given.limit} bytes; raise max_bytes to read it"
        )
        return reject(place, "too_large", detail)
    article = read_line(line.data)
    if isinstance(article, Flaw):
        return reject(place, article.reason, f"{unit} {line.number}, {article.detail}")
    sha256 = hashlib.sha256(line.data).hexdigest()
    return Capture(
        id=make_id("capture", [article.url or given.path or given.uri, sha256]),
        uri=article.url or place,
        path=given.path,
        sha256=sha256,
        size=len(line.data),
        media_type="application/json",
        locator=Locator(file=given.file, offset=line.offset, length=len(line.data)),
    )
