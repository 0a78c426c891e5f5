"""Finds the records of a compressed web archive: each is a member of gzip of its own."""

import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from chancery.sources.archives.frames import (
    BREAKS,
    GIVEN_UP,
    SEARCH_BYTES,
    Broken,
    Frame,
    Span,
    Tries,
    skip,
    wrong_length,
)
from chancery.sources.archives.heads import HEAD_BYTES, Head, read_head
from chancery.sources.archives.page import GZIP, GZIP_WINDOW, kind_of
from chancery.sources.flaw import Flaw

_READ = 32_768  # bytes read at once
_MADE = 262_144  # bytes unpacked at once
BOMB_BYTES = 64 << 20  # choice: a member that is larger and packed tighter than this is no record
BOMB_RATIO = 100  # choice: pages pack 5 to 20 times
FILE_RATIO = 50  # choice: a whole file is never unpacked into more than this many times its size
_PADDING = b"\x00"  # between members
_AFTER = 16  # bytes behind a record that are looked at
_PEEK = 512  # bytes unpacked to see whether a record begins there
TOO_MUCH = Flaw(
    "too_large", f"it unpacks to more than {FILE_RATIO} times its size; the rest is not read"
)


class Grouped(NamedTuple):
    """A member that holds several records: they cannot be read where they lie."""

    offset: int


class _Member:
    """One member while it is unpacked: how far it was read, and what became of it."""

    def __init__(self, file: BinaryIO, span: Span, most: int) -> None:
        """Stand at the start of the span; unpack `most` bytes or fewer."""
        self._file = file
        self._span = span
        self._most = most
        self.read = 0  # bytes of the file
        self.made = 0
        self.flaw: Flaw | None = Flaw("truncated", "the file ends within a record")

    def pieces(self) -> Iterator[bytes]:
        """Yield what it unpacks to; then `flaw` says what is wrong, None if it is whole."""
        decoder = zlib.decompressobj(GZIP_WINDOW)
        self._file.seek(self._span.start)
        size = self._span.end - self._span.start
        taken = 0
        while data := decoder.unconsumed_tail or self._file.read(min(_READ, size - taken)):
            taken += 0 if decoder.unconsumed_tail else len(data)
            try:
                piece = decoder.decompress(data, _MADE)
            except zlib.error:
                self.flaw = Flaw("damaged", "a record cannot be unpacked: its bytes are damaged")
                return
            self.made += len(piece)
            left = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
            self.read = taken - len(left)
            yield piece
            if decoder.eof:
                self.flaw = None
                return
            if self.made > max(BOMB_BYTES, BOMB_RATIO * self.read) or self.made > self._most:
                ratio = self.made // max(self.read, 1)
                detail = f"a record unpacks to more than {self.made} bytes, {ratio} times its size"
                self.flaw = Flaw("too_large", detail)
                return


class _Content(NamedTuple):
    head: Head | None
    kind: str | None
    block: bytes | None
    size: int  # bytes that there are of the content
    after: bytes  # the first bytes behind it


def packed_frames(file: BinaryIO, span: Span, limit: int) -> Iterator[Frame | Broken | Grouped]:
    """Yield the records of a compressed archive, and what is broken in between.

    Where a member cannot be unpacked, the next one is looked for. After a `Grouped` nothing
    follows: the file was packed as a whole, or in groups. `limit` is as for `plain_frames`.
    """
    tries = Tries()
    most = BOMB_BYTES + FILE_RATIO * (span.end - span.start)
    place = span.start
    while place < span.end:
        member = _Member(file, Span(place, span.end), most)
        content = _read_content(member, limit)
        most -= member.made
        onward = place + member.read
        if content.after.lstrip(BREAKS).startswith(b"WARC/"):
            yield Grouped(place)
            return
        found = _judge(place, member, content)
        if member.flaw is not None:  # where it ends is not known
            onward = find_member(file, Span(place + 1, span.end), tries) or span.end
        yield found
        if most <= 0:
            yield Broken(onward, TOO_MUCH)
            return
        if isinstance(found, Broken) and not tries.allow():
            yield Broken(onward, GIVEN_UP)
            return
        place = skip(file, Span(onward, span.end), _PADDING)


def _read_content(member: _Member, limit: int) -> _Content:
    """Unpack the member to its end; keep its head and, of an article, the content."""
    pieces = member.pieces()
    opening = bytearray()
    for piece in pieces:
        opening += piece
        if len(opening) >= HEAD_BYTES:
            break
    head = read_head(bytes(opening[:HEAD_BYTES]))
    if head is None:
        return _Content(None, None, None, _drain(pieces), b"")
    del opening[: head.size]
    kind = kind_of(head, bytes(opening[: min(head.length, HEAD_BYTES)]))
    kept = opening if kind is None and head.length <= limit else None
    size, after = len(opening), bytes(opening[head.length :][:_AFTER])
    for piece in pieces:
        if kept is not None and size < head.length:
            kept += piece
        if size + len(piece) > head.length and len(after) < _AFTER:
            after += piece[max(0, head.length - size) :][: _AFTER - len(after)]
            if after.lstrip(BREAKS).startswith(b"WARC/"):
                break
        size += len(piece)
    block = None if kept is None else bytes(kept[: head.length])
    return _Content(head, kind, block, min(size, head.length), after)


def _drain(pieces: Iterator[bytes]) -> int:
    return sum(len(piece) for piece in pieces)


def _is_whole(content: _Content) -> bool:
    """Tell whether the record is there to its end, though its member may be damaged behind it."""
    return content.head is not None and content.size == content.head.length


def _judge(place: int, member: _Member, content: _Content) -> Frame | Broken:
    head = content.head
    if head is None:
        return Broken(place, member.flaw or Flaw("damaged", "a member of gzip holds no record"))
    whole = _is_whole(content)
    if member.flaw is not None and not whole:
        detail = f"{head.address or head.type}: {member.flaw.detail}"
        return Broken(place, Flaw(member.flaw.reason, detail))
    if not whole or content.after.strip(BREAKS):
        return Broken(place, wrong_length(head, content.size + len(content.after.strip(BREAKS))))
    return Frame(place, member.read, head, content.kind, content.block, member.flaw)


def unpacked(file: BinaryIO, span: Span, faults: list[Broken]) -> Iterator[bytes]:
    """Yield what the members of a span unpack to; say what is wrong with others in `faults`."""
    tries = Tries()
    most = BOMB_BYTES + FILE_RATIO * (span.end - span.start)
    place = span.start
    while place < span.end and most > 0:
        member = _Member(file, Span(place, span.end), most)
        yield from member.pieces()
        most -= member.made
        onward: int | None = place + member.read
        if member.flaw is not None:
            faults.append(Broken(place, member.flaw))
            onward = find_member(file, Span(place + 1, span.end), tries) if tries.allow() else None
        place = skip(file, Span(onward or span.end, span.end), _PADDING)
    if most <= 0:
        faults.append(Broken(place, TOO_MUCH))


def find_member(file: BinaryIO, span: Span, tries: Tries) -> int | None:
    """Return where the next member that opens with a record begins, None if none does."""
    place = span.start
    while place < span.end:
        file.seek(place)
        data = file.read(min(SEARCH_BYTES, span.end - place))
        at = data.find(GZIP)
        while at >= 0:
            if _opens_record(file, place + at):
                return place + at
            if not tries.allow():
                return None
            at = data.find(GZIP, at + 1)
        if place + len(data) >= span.end or len(data) < len(GZIP):
            return None
        place += len(data) - len(GZIP) + 1
    return None


def _opens_record(file: BinaryIO, place: int) -> bool:
    file.seek(place)
    try:
        opening = zlib.decompressobj(GZIP_WINDOW).decompress(file.read(_PEEK), _AFTER)
    except zlib.error:
        return False
    return opening.startswith(b"WARC/")
