"""Reads CSV and TSV row by row, in constant memory, whatever stands in them."""

import codecs
import csv
import re
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from typing import BinaryIO, NamedTuple, TextIO

import msgspec

from chancery.sources.article_line import KNOWN
from chancery.sources.binary import find_binary
from chancery.sources.encoding import Decoded, decode
from chancery.sources.files import open_regular
from chancery.sources.flaw import Flaw
from chancery.sources.given import Given
from chancery.sources.sniff import HEAD_BYTES
from chancery.sources.tables.columns import Columns, map_columns
from chancery.sources.tables.row import Row, Stop
from chancery.sources.text import DECODING

DELIMITERS = ",;\t|"
MOST_COLUMNS = 5_000  # choice: a header of more is no header
_SAMPLE = 1 << 20  # bytes that an encoding is told by
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF8 = "utf-8-sig"  # with or without a mark
_STRAYS = re.compile("[\udc80-\udcff]")


class _Record(NamedTuple):
    """The characters of one row, which may run over several lines, or why there are none."""

    text: str
    flaw: Flaw | None = None
    last: bool = False  # nothing can be read after it


def read_delimited(given: Given) -> Iterator[Row]:
    """Yield the rows below the header; raises OSError where the system gives no bytes."""
    with open_regular(given.file) as stream:
        encoding = _find_encoding(stream)
        if isinstance(encoding, Flaw):
            yield Stop(encoding)
            return
        stream.seek(0)
        text = TextIOWrapper(stream, encoding.text, errors="surrogateescape", newline="")
        yield from _read(text, encoding.note, given)


def _read(text: TextIO, note: str | None, given: Given) -> Iterator[Row]:
    limit = given.limit
    header = text.readline(HEAD_BYTES)
    while header and not header.strip():
        header = text.readline(HEAD_BYTES)
    delimiter = "\t" if given.kind == "text/tab-separated-values" else _find_delimiter(header)
    opening = _whole(text, header, delimiter, HEAD_BYTES)
    names = opening.flaw or _split(opening.text, delimiter)
    columns = names if isinstance(names, Flaw) else map_columns(names, given.columns)
    if not isinstance(columns, Flaw) and len(columns.names) > MOST_COLUMNS:
        columns = Flaw("malformed", f"it has {len(columns.names):,} columns; check its delimiter")
    if isinstance(columns, Flaw):
        yield Stop(Flaw(columns.reason, f"its header: {columns.detail}"))
        return
    for record in _records(text, delimiter, limit):
        row = record.flaw or _row(record.text, note, delimiter, columns)
        yield Stop(row) if record.last and isinstance(row, Flaw) else row


def _find_encoding(stream: BinaryIO) -> Decoded | Flaw:
    """Return the name of the encoding of the whole file, and how it was told if it is no UTF-8."""
    head = stream.read(HEAD_BYTES)
    if not head.strip():
        return Flaw("empty", f"its {len(head)} bytes hold no header")
    sample = head if head.startswith(_WIDE) else _beyond_utf8(stream)
    flaw = None if sample is head else find_binary(head)
    if flaw is not None:
        return flaw
    decoded = decode(sample) if sample else Decoded("")
    if isinstance(decoded, Flaw) or decoded.note is None:
        return decoded if isinstance(decoded, Flaw) else Decoded(_UTF8)
    note = msgspec.json.decode(decoded.note, type=dict[str, object])
    if note["basis"] == "repaired":  # a few bytes in a file of UTF-8: each row is seen to alone
        return Decoded(_UTF8)
    name = str(note["encoding"])
    return Decoded("utf-16" if sample is head else name, decoded.note)


def _beyond_utf8(stream: BinaryIO) -> bytes:
    """Return the first lines that are no UTF-8, if most that are not ASCII are none."""
    stream.seek(0)
    broken: list[bytes] = []
    size = count = whole = 0
    while line := stream.readline(_SAMPLE):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            whole += 1
        except UnicodeDecodeError:
            count += 1
            if size < _SAMPLE:
                broken.append(line)
                size += len(line)
    return b"".join(broken) if count > whole else b""


def _find_delimiter(header: str) -> str:
    """Return the delimiter that gives the header most fields of an article, then most columns."""

    def fit(delimiter: str) -> tuple[int, int]:
        names = [name.strip(' "\r\n').casefold() for name in header.split(delimiter)]
        return len(set(names) & set(KNOWN)), len(names)

    return max(DELIMITERS, key=fit)


def _records(text: TextIO, delimiter: str, limit: int) -> Iterator[_Record]:
    while line := text.readline(limit + 2):
        if line.strip(" \t\r\n") or (delimiter == "\t" and line.strip(" \r\n")):
            yield _whole(text, line, delimiter, limit)


def _whole(text: TextIO, line: str, delimiter: str, limit: int) -> _Record:
    """Return the row that begins with this line: it ends where no quotation mark is open."""
    parts, size = [line], len(line)
    is_open = _is_open(line, delimiter, opened=False)
    while is_open or not line.endswith(("\n", "\r")):
        line = text.readline(limit + 2)
        if not line:
            break
        is_open = _is_open(line, delimiter, opened=is_open)
        size += len(line)
        if size <= limit:
            parts.append(line)
    if is_open:
        detail = "a quotation mark opens a field and none closes it; close it, or double it"
        return _Record("", Flaw("malformed", detail), last=True)
    if size > limit + len("\r\n"):
        return _Record("", Flaw("too_large", f"it is longer than {limit} bytes; raise max_bytes"))
    return _Record("".join(parts))


def _is_open(line: str, delimiter: str, *, opened: bool) -> bool:
    """Say whether a quoted field is open at the line's end; a mark opens one at its start only."""
    place = 0
    if not opened and line.startswith('"'):
        place, opened = 1, True
    while True:
        if opened:
            place = _closing(line, place)
            if place < 0:
                return True
        found = line.find(f'{delimiter}"', place)
        if found < 0:
            return False
        place, opened = found + 2, True


def _closing(line: str, place: int) -> int:
    """Return the place behind the mark that closes a quoted field, or -1."""
    while True:
        place = line.find('"', place)
        if place < 0:
            return -1
        if not line.startswith('""', place):
            return place + 1
        place += 2


def _split(text: str, delimiter: str) -> list[str] | Flaw:
    limit = csv.field_size_limit(sys.maxsize)  # the length was looked at before
    try:
        (fields,) = csv.reader([text], delimiter=delimiter, strict=True)
    except (csv.Error, ValueError) as error:
        return Flaw("malformed", f"it is no row: {error}; put the field in quotation marks")
    finally:
        csv.field_size_limit(limit)
    return fields


def _row(text: str, note: str | None, delimiter: str, columns: Columns) -> Row:
    if _STRAYS.search(text):
        repaired = decode(text.encode("utf-8", "surrogateescape"))
        if isinstance(repaired, Flaw):
            return repaired
        text, note = repaired
    fields = _split(text, delimiter)
    if isinstance(fields, Flaw):
        return fields
    if len(fields) != len(columns.names):
        counts = f"it has {len(fields)} fields, and the header {len(columns.names)}"
        return Flaw("malformed", f"{counts}; put fields with delimiters in quotation marks")
    line = columns.line(fields)
    return line if note is None else line | {DECODING: msgspec.Raw(note.encode())}
