"""Reads the WARC files inside a WACZ package, where they lie in it."""

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from chancery.model import Capture, Rejection, reject
from chancery.sources.archives.frames import Span
from chancery.sources.archives.warc import keep_unpacked, read_records, read_warc
from chancery.sources.files import open_regular, refuse
from chancery.sources.flaw import Flaw
from chancery.sources.given import Given

UNPACKED_BYTES = 2_000_000_000  # choice: crawlers begin a new WARC file after 1 GB
UNPACKED_RATIO = 50  # choice: as for a compressed WARC file
DIRECTORY_BYTES = 16_000_000  # choice: some 200,000 members; a package has ten
_FOLDER, _ENDS = "archive/", (".warc", ".warc.gz", ".warc.zst")
_END = struct.Struct("<4s4H2LH")  # end of central directory: APPNOTE.TXT 4.3.16
_END_WIDE = struct.Struct("<4sQ2H2L4Q")  # that of ZIP64: 4.3.14
_LOCATOR = struct.Struct("<4sLQL")  # 4.3.15
_LOCAL = struct.Struct("<4s5H3L2H")  # local file header: 4.3.7
_COMMENT_BYTES = 65_535
_NO_32 = 0xFFFFFFFF
_PIECE = 262_144  # bytes read and unpacked at once
_DEFLATE_WINDOW = -15  # window bits of zlib for what a ZIP file holds
_ENCRYPTED = 1


def read_wacz(given: Given) -> Iterator[Capture | Rejection]:
    """Yield what the WARC files of the package hold; one that cannot be read is a rejection.

    Members that are stored, as the format asks, are read where they lie. Compressed ones are
    unpacked first, up to a limit.
    """
    try:
        with open_regular(given.file) as file:
            members = _members(file)
            if isinstance(members, Flaw):
                yield reject(given.uri, *members)
                return
            for info in members:
                yield from _read_member(file, info, given)
    except OSError as error:
        yield refuse(given.uri, error)


def _members(file: BinaryIO) -> Sequence[zipfile.ZipInfo] | Flaw:
    """Return the WARC files of the package in the order of their names, or what is wrong."""
    size = _directory_size(file)
    if size is None:
        return Flaw("damaged", "it is no ZIP file, or its directory at the end is missing")
    if size > DIRECTORY_BYTES:
        return Flaw("too_large", f"its directory has {size} bytes, more than {DIRECTORY_BYTES}")
    try:
        infos = zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        return Flaw("damaged", f"its directory cannot be read: {error}")
    found = [
        info
        for info in infos
        if info.filename.startswith(_FOLDER) and info.filename.lower().endswith(_ENDS)
    ]
    if not found:
        return Flaw("empty", f"it holds no WARC file below {_FOLDER}")
    if sum(info.compress_size for info in found) > os.fstat(file.fileno()).st_size:
        return Flaw("damaged", "its members overlap")
    return sorted(found, key=lambda info: (info.filename, info.header_offset))


def _directory_size(file: BinaryIO) -> int | None:
    """Return how many bytes the central directory has, before anything reads it."""
    end = os.fstat(file.fileno()).st_size
    start = max(0, end - _END.size - _COMMENT_BYTES)
    file.seek(start)
    tail = file.read(end - start)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        return None
    size = int(_END.unpack_from(tail, at)[5])
    if size != _NO_32:
        return size
    if at < _LOCATOR.size or tail[at - _LOCATOR.size :][:4] != b"PK\x06\x07":
        return None
    file.seek(int(_LOCATOR.unpack_from(tail, at - _LOCATOR.size)[2]))
    wide = file.read(_END_WIDE.size)
    return int(_END_WIDE.unpack(wide)[8]) if len(wide) == _END_WIDE.size else None


def _read_member(
    file: BinaryIO, info: zipfile.ZipInfo, given: Given
) -> Iterator[Capture | Rejection]:
    named = given._replace(uri=f"{given.uri}/{info.filename}")
    span = _span(file, info)
    if isinstance(span, Flaw):
        yield reject(named.uri, *span)
    elif span.end == span.start:
        yield reject(named.uri, "empty", "it has 0 bytes")
    elif info.compress_type == zipfile.ZIP_STORED:
        yield from read_records(file, span, named)
    elif info.compress_type != zipfile.ZIP_DEFLATED:
        yield reject(named.uri, "unsupported", "it is compressed otherwise than by deflate")
    elif info.file_size > min(UNPACKED_BYTES, UNPACKED_RATIO * (span.end - span.start)):
        detail = (
            f"it unpacks to {info.file_size} bytes, more than {UNPACKED_BYTES} or than "
            f"{UNPACKED_RATIO} times its size; WARC files are stored in a WACZ, not compressed"
        )
        yield reject(named.uri, "too_large", detail)
    else:
        yield from _read_compressed(file, span, info.file_size, named)


def _span(file: BinaryIO, info: zipfile.ZipInfo) -> Span | Flaw:
    """Return where a member's bytes lie in the file, as its own header there says too."""
    if info.flag_bits & _ENCRYPTED:
        return Flaw("unsupported", "it is encrypted")
    file.seek(info.header_offset)
    header = file.read(_LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
        return Flaw("damaged", "it does not lie where the directory says")
    *_, name, extra = _LOCAL.unpack(header)
    start = info.header_offset + _LOCAL.size + int(name) + int(extra)
    end = start + info.compress_size
    have = os.fstat(file.fileno()).st_size
    return Span(start, end) if end <= have else Flaw("truncated", "it ends after the package")


def _read_compressed(
    file: BinaryIO, span: Span, most: int, given: Given
) -> Iterator[Capture | Rejection]:
    """Unpack the member as far as it is sound, and read that."""
    faults: list[str] = []
    kept = keep_unpacked(_inflate(file, span, most, faults), given.spool)
    for fault in faults:
        yield reject(given.uri, "damaged", f"it cannot be unpacked to its end: {fault}")
    yield from read_warc(given._replace(file=kept))


def _inflate(file: BinaryIO, span: Span, most: int, faults: list[str]) -> Iterator[bytes]:
    """Yield what the member unpacks to, `most` bytes or fewer; say what is wrong in `faults`."""
    decoder = zlib.decompressobj(_DEFLATE_WINDOW)
    place = span.start
    while not decoder.eof and most > 0:
        file.seek(place)
        data = decoder.unconsumed_tail or file.read(min(_PIECE, span.end - place))
        place += 0 if decoder.unconsumed_tail else len(data)
        if not data:
            faults.append("it ends early")
            return
        try:
            piece = decoder.decompress(data, min(_PIECE, most))
        except zlib.error as error:
            faults.append(str(error))
            return
        most -= len(piece)
        yield piece
    if not decoder.eof:
        faults.append("it holds more than the directory says")
