"""Gives the lines of a file, packed or not, none of them longer than may be read."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple, cast

from chancery.sources.binary import name_format
from chancery.sources.files import open_regular
from chancery.sources.flaw import Flaw

MOST_LINE = 1 << 20  # bytes of a line; choice: notes and lists of names run to some thousands
FREE_BYTES = 1 << 30  # choice: what a small packed file may grow to
GROWTH = 50  # choice: GDELT's files pack to a seventh
MEMBERS = 1_000  # files of a ZIP that are read; GDELT's hold one
HEAD = 4096
BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
_ENDS = (".csv", ".tsv", ".txt", ".tab")
_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class Line(NamedTuple):
    """One line without its end, and its number from 1; or what is wrong with it."""

    number: int
    data: bytes
    flaw: Flaw | None = None


class Part(NamedTuple):
    """A file, or one that a ZIP holds, by the name to show: its lines, or why there are none."""

    name: str
    lines: Iterator[Line]
    flaw: Flaw | None = None


def open_parts(path: Path, name: str) -> Iterator[Part]:
    """Yield what a file holds: itself, or each table of a ZIP.

    Read the lines of a part before the next part is asked for.
    """
    try:
        with open_regular(str(path)) as stream:
            head = stream.read(HEAD)
            stream.seek(0)
            most = max(FREE_BYTES, GROWTH * path.stat().st_size)
            if head.startswith(b"PK\x03\x04"):
                yield from _members(stream, name, most)
            elif head.startswith(b"\x1f\x8b"):
                yield Part(name, _lines(gzip.GzipFile(fileobj=stream), most))
            elif named := name_format(head, controls=head.count(b"\0")):
                yield _refused(name, Flaw("binary", f"it is a {named} file, not a table of text"))
            else:
                yield Part(name, _lines(stream, None))
    except OSError as error:
        yield _refused(name, Flaw("unreadable", f"the system says {error.strerror or error}"))


def _refused(name: str, flaw: Flaw) -> Part:
    return Part(name, iter(()), flaw)


def _members(stream: BinaryIO, name: str, most: int) -> Iterator[Part]:
    try:
        packed = zipfile.ZipFile(stream)
        found = [one for one in packed.infolist() if one.filename.lower().endswith(_ENDS)]
    except (*BROKEN, ValueError) as error:
        yield _refused(name, Flaw("damaged", f"its list of files cannot be read: {error}"))
        return
    if not found:
        yield _refused(name, Flaw("empty", f"it holds no table ({' '.join(_ENDS)})"))
    if len(found) > MEMBERS:
        left = f"it holds {len(found):,} tables, of which {MEMBERS:,} are read; split it"
        yield _refused(name, Flaw("too_large", left))
    for one in found[:MEMBERS]:
        inside = f"{name}/{one.filename}"
        if one.compress_type not in _PACKED:
            flaw = Flaw("unsupported", "it is compressed otherwise than by deflate")
            yield _refused(inside, flaw)
            continue
        try:
            member = packed.open(one)
        except BROKEN as error:
            yield _refused(inside, Flaw("damaged", f"it cannot be unpacked: {error}"))
            continue
        with member:
            yield Part(inside, _lines(member, most))


def _lines(stream: IO[bytes] | gzip.GzipFile, most: int | None) -> Iterator[Line]:
    """Yield the lines, at most so many bytes of them; what cannot be read comes as a flaw."""
    source = io.BufferedReader(cast("io.RawIOBase", stream))
    number = done = 0
    try:
        lines = _wide_lines(source) if source.peek(2)[:2] in _WIDE else _narrow_lines(source)
        for number, line in enumerate(lines, start=1):
            done += len(line)
            if most is not None and done > most:
                flaw = Flaw("too_large", f"it unpacks to more than {most:,} bytes; split it")
                yield Line(number, b"", flaw)
                return
            if len(line) > MOST_LINE:
                flaw = Flaw("too_large", f"it is longer than {MOST_LINE:,} bytes")
                yield Line(number, b"", flaw)
            else:
                yield Line(number, line.rstrip(b"\r\n"))
    except UnicodeDecodeError as error:
        flaw = Flaw("encoding", f"from here on it is no UTF-16: {error.reason}; save it as UTF-8")
        yield Line(number + 1, b"", flaw)
    except BROKEN as error:
        yield Line(number + 1, b"", Flaw("damaged", f"from here on it cannot be read: {error}"))
    finally:
        source.detach()  # whoever opened the stream closes it


def _narrow_lines(source: "io.BufferedReader[io.RawIOBase]") -> Iterator[bytes]:
    """Yield the lines; of one that is too long, as much as shows that it is."""
    while line := source.readline(MOST_LINE + 1):
        yield line
        while len(line) > MOST_LINE and not line.endswith(b"\n"):
            line = source.readline(MOST_LINE + 1)


def _wide_lines(source: "io.BufferedReader[io.RawIOBase]") -> Iterator[bytes]:
    text = io.TextIOWrapper(source, "utf-16", newline="\n")
    try:
        while line := text.readline(MOST_LINE):
            yield line.encode("utf-8")
    finally:
        text.detach()
