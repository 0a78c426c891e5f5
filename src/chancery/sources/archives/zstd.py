"""Unpacks web archives packed by Zstandard: a frame for each record, perhaps with a dictionary.

The form is that of the IIPC's "WARC File Compression with Zstandard". Records are unpacked into a
file first, since none can be read without the dictionary, which stands at the archive's start.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

import zstandard

from chancery.sources.archives.frames import Broken, Span, Tries
from chancery.sources.archives.members import BOMB_BYTES, BOMB_RATIO, FILE_RATIO, TOO_MUCH
from chancery.sources.flaw import Flaw

DICTIONARY = b"\x5d\x2a\x4d\x18"  # opens the frame that holds the dictionary
FRAME = b"\x28\xb5\x2f\xfd"
_SKIPPED = b"\x2a\x4d\x18"  # the last bytes of what opens a frame that holds no data (RFC 8878)
_WORDS = b"\x37\xa4\x30\xec"  # opens a dictionary (RFC 8878, 5)
_MOST_DICTIONARY = 16 << 20  # choice: crawlers use 100 KB to 1 MB
_MOST_WINDOW = 128 << 20  # bytes; choice: what the program zstd keeps to as well
_SKIPPED_HEADER = 8  # bytes: what opens the frame, and its length
_HEADER = 18  # most bytes that the header of a frame has
_BLOCK = 3  # bytes of the header of a block
_CHECKSUM = 4  # bytes
_RLE, _RESERVED = 1, 3  # types of blocks
_READ = 65_536  # bytes read at once
_MADE = 262_144  # bytes unpacked at once
_PEEK = 4_096  # bytes of a frame in which its first ones are found
_SEARCH = 1 << 20  # bytes read at once while the next frame is looked for
_DAMAGED = Flaw("damaged", "a record cannot be unpacked: its bytes are damaged")
_CUT = Flaw("truncated", "the file ends within a record")


def is_packed(opening: bytes) -> bool:
    """Tell whether a file with these first bytes is packed by Zstandard."""
    return opening.startswith(FRAME) or opening[1:4] == _SKIPPED


def opens_archive(head: bytes) -> bool:
    """Tell whether a file with this beginning is a web archive packed by Zstandard."""
    return head.startswith(DICTIONARY) or _opens_record(head, zstandard.ZstdDecompressor())


def unpacked(file: BinaryIO, span: Span, faults: list[Broken]) -> Iterator[bytes]:
    """Yield what the frames of a span unpack to; say what is wrong with others in `faults`.

    Of a frame that is damaged the sound beginning is given, and the next frame is looked for.
    """
    decoder = _decoder(file, span)
    if isinstance(decoder, Flaw):
        faults.append(Broken(span.start, decoder))
        return
    tries = Tries()
    most = BOMB_BYTES + FILE_RATIO * (span.end - span.start)
    place: int | None = span.start
    while place is not None and place < span.end and most > 0:
        frame = _Frame(file, Span(place, span.end))
        yield from frame.pieces(decoder, most)
        most -= frame.made
        if frame.flaw is not None:
            faults.append(Broken(place, frame.flaw))
        after = Span(place + 1, span.end)
        place = frame.end or _find_frame(file, after, decoder, tries)
    if most <= 0:
        faults.append(Broken(place or span.end, TOO_MUCH))


class _Frame:
    """One frame while it is unpacked: where it ends, and what became of it."""

    def __init__(self, file: BinaryIO, span: Span) -> None:
        """Stand at the start of the span, which the frame opens."""
        found = _find_end(file, span)
        self._part = _Part(file, Span(span.start, found if isinstance(found, int) else span.end))
        self.end = found if isinstance(found, int) else None
        self.flaw = found if isinstance(found, Flaw) else None
        self.made = 0

    def pieces(self, decoder: zstandard.ZstdDecompressor, most: int) -> Iterator[bytes]:
        """Yield what it unpacks to; then `flaw` says what is wrong, None if it is whole."""
        size = self._part.size
        if self._part.skips:
            return
        try:
            reader = decoder.stream_reader(self._part, read_size=_READ)  # type: ignore[arg-type] # it needs no more than `read`
            while piece := reader.read(_MADE):
                self.made += len(piece)
                yield piece
                if self.made > max(BOMB_BYTES, BOMB_RATIO * size) or self.made > most:
                    detail = f"a record unpacks from {size} to more than {self.made} bytes"
                    self.flaw = Flaw("too_large", detail)
                    return
        except zstandard.ZstdError:
            self.flaw = _DAMAGED


class _Part:
    """A span of a file, read from its start to its end and no further."""

    def __init__(self, file: BinaryIO, span: Span) -> None:
        """Stand at the start of the span."""
        self._file = file
        self._span = span
        self._place = span.start
        self.size = span.end - span.start
        self.skips = self.read(len(FRAME)) != FRAME  # it holds no data
        self._place = span.start

    def read(self, size: int) -> bytes:
        """Return the next bytes, at most so many."""
        self._file.seek(self._place)
        data = self._file.read(max(0, min(size, self._span.end - self._place)))
        self._place += len(data)
        return data


def _decoder(file: BinaryIO, span: Span) -> zstandard.ZstdDecompressor | Flaw:
    """Return what unpacks the frames, with the dictionary that the first of them may hold."""
    file.seek(span.start)
    opening = file.read(_SKIPPED_HEADER)
    if not opening.startswith(DICTIONARY) or len(opening) < _SKIPPED_HEADER:
        return zstandard.ZstdDecompressor(max_window_size=_MOST_WINDOW)
    size = int(struct.unpack("<I", opening[4:])[0])
    if size > _MOST_DICTIONARY or span.start + _SKIPPED_HEADER + size > span.end:
        return Flaw("damaged", f"its dictionary is to have {size} bytes, which it cannot have")
    data = file.read(size)
    try:
        if data.startswith(FRAME):
            reader = zstandard.ZstdDecompressor().stream_reader(data)
            data = reader.read(_MOST_DICTIONARY)
        if not data.startswith(_WORDS):
            return Flaw("damaged", "what stands at its start is no dictionary of Zstandard")
        words = zstandard.ZstdCompressionDict(data)
        return zstandard.ZstdDecompressor(dict_data=words, max_window_size=_MOST_WINDOW)
    except zstandard.ZstdError as error:
        return Flaw("damaged", f"its dictionary cannot be read: {error}")


def _find_end(file: BinaryIO, span: Span) -> int | Flaw:
    """Return where the frame at the start of the span ends, by the sizes of its blocks."""
    file.seek(span.start)
    opening = file.read(min(_HEADER, span.end - span.start))
    if opening[1:4] == _SKIPPED and len(opening) >= _SKIPPED_HEADER:
        end = span.start + _SKIPPED_HEADER + int(struct.unpack_from("<I", opening, 4)[0])
        return end if end <= span.end else _CUT
    try:
        checked = zstandard.get_frame_parameters(opening).has_checksum
        place = span.start + zstandard.frame_header_size(opening)
    except zstandard.ZstdError:
        return _CUT if FRAME.startswith(opening[:4]) else _DAMAGED
    last = False
    while not last:
        file.seek(place)
        header = file.read(min(_BLOCK, max(0, span.end - place)))
        if len(header) < _BLOCK:
            return _CUT
        word = int.from_bytes(header, "little")
        last, kind, size = bool(word & 1), word >> 1 & 3, word >> 3
        if kind == _RESERVED:
            return _DAMAGED
        place += _BLOCK + (1 if kind == _RLE else size)
    place += _CHECKSUM if checked else 0
    return place if place <= span.end else _CUT


def _find_frame(
    file: BinaryIO, span: Span, decoder: zstandard.ZstdDecompressor, tries: Tries
) -> int | None:
    """Return where the next frame that opens with a record begins, None if none does."""
    place = span.start
    while place < span.end and tries.allow():
        file.seek(place)
        data = file.read(min(_SEARCH, span.end - place))
        at = data.find(FRAME)
        while at >= 0:
            file.seek(place + at)
            if _opens_record(file.read(min(_PEEK, span.end - place - at)), decoder):
                return place + at
            if not tries.allow():
                return None
            at = data.find(FRAME, at + 1)
        if place + len(data) >= span.end or len(data) < len(FRAME):
            return None
        place += len(data) - len(FRAME) + 1
    return None


def _opens_record(data: bytes, decoder: zstandard.ZstdDecompressor) -> bool:
    if not data.startswith(FRAME):
        return False
    try:
        return decoder.stream_reader(data).read(len(b"WARC/")) == b"WARC/"
    except zstandard.ZstdError:
        return False
