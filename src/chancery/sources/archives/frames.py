"""Finds the records of a web archive in its file, past any damage, in little memory."""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from chancery.sources.archives.heads import HEAD_BYTES, Head, read_head
from chancery.sources.archives.page import kind_of
from chancery.sources.flaw import Flaw

SEARCH_BYTES = 1 << 20  # read at once while the next record is looked for
MOST_TRIES = 10_000  # choice: damaged places in one file, after which its rest is given up
BREAKS = b"\r\n"
_BEGINNING = re.compile(rb"WARC/\d{1,2}\.\d{1,2}\r?\n")
_OVERLAP = 16  # bytes, more than a beginning has


class Span(NamedTuple):
    """A part of a file, in bytes."""

    start: int
    end: int


class Frame(NamedTuple):
    """A record and where it lies in the file, as it is packed there.

    `kind` says what it is instead of an article. `block` is the content of an article, None where
    that is too large. `doubt` says what is wrong with it, unless its digest proves it whole.
    """

    offset: int
    length: int
    head: Head
    kind: str | None
    block: bytes | None
    doubt: Flaw | None = None


class Broken(NamedTuple):
    """A part of the file that holds no whole record, and why."""

    offset: int
    flaw: Flaw


GIVEN_UP = Flaw("damaged", f"the rest is not read: more than {MOST_TRIES} places are damaged")


class Tries:
    """Counts damaged places and false beginnings, so that no file takes for ever."""

    def __init__(self) -> None:
        """Start at none."""
        self.count = 0

    def allow(self) -> bool:
        """Count one more; return whether it is not too many."""
        self.count += 1
        return self.count <= MOST_TRIES


def plain_frames(file: BinaryIO, span: Span, limit: int) -> Iterator[Frame | Broken]:
    """Yield the records of an archive that is not compressed, and what is broken in between.

    Where a record's length is wrong, or bytes are missing, the next record is looked for.
    `limit` is the most bytes that an article's content may have.
    """
    tries = Tries()
    place = skip(file, span, BREAKS)
    while place < span.end:
        found, place = _next(file, Span(place, span.end), limit, tries)
        yield found
        if isinstance(found, Broken) and not tries.allow():
            yield Broken(place, GIVEN_UP)
            return
        place = skip(file, Span(place, span.end), BREAKS)


def _next(file: BinaryIO, span: Span, limit: int, tries: Tries) -> tuple[Frame | Broken, int]:
    """Return the record at the start of the span, or why there is none, and where to go on."""
    file.seek(span.start)
    opening = file.read(min(HEAD_BYTES, span.end - span.start))
    head = read_head(opening)
    if head is None:
        onward = find_record(file, Span(span.start + 1, span.end), tries)
        return Broken(span.start, _no_head(opening, onward, span)), onward or span.end
    stop = span.start + head.size + head.length
    if stop > span.end or not _ends_well(file, stop, span.end):
        onward = find_record(file, Span(span.start + head.size, span.end), tries)
        flaw = wrong_length(head, (onward or span.end) - span.start - head.size)
        return Broken(span.start, flaw), onward or span.end
    kind = kind_of(head, opening[head.size : head.size + head.length])
    block = None
    if kind is None and head.length <= limit:
        file.seek(span.start + head.size)
        block = file.read(head.length)
    return Frame(span.start, stop - span.start, head, kind, block), stop


def _no_head(opening: bytes, onward: int | None, span: Span) -> Flaw:
    if onward is None and opening.startswith(b"WARC/") and len(opening) == span.end - span.start:
        return Flaw("truncated", "the file ends within the head of a record")
    what = f"{(onward or span.end) - span.start} bytes"
    return Flaw("damaged", f"{what} are no record, or the head of one that cannot be read")


def wrong_length(head: Head, held: int) -> Flaw:
    """Return the flaw of a record that holds fewer or more bytes than its head says."""
    address = head.address or head.type
    if held < head.length:
        return Flaw("truncated", f"{address}: of {head.length} bytes, {held} are there")
    return Flaw("damaged", f"{address}: it does not end after the {head.length} bytes of its head")


def _ends_well(file: BinaryIO, stop: int, end: int) -> bool:
    """Tell whether a record may end there: before line breaks, another record, or the end."""
    file.seek(stop)
    after = file.read(min(_OVERLAP, end - stop))
    rest = after.lstrip(BREAKS)
    return not rest or rest.startswith(b"WARC/") or after.startswith(b"\r\n\r\n")


def skip(file: BinaryIO, span: Span, blanks: bytes) -> int:
    """Return the first place of the span, or its end, where none of the blanks stands."""
    place = span.start
    while place < span.end:
        file.seek(place)
        data = file.read(min(HEAD_BYTES if place > span.start else _OVERLAP, span.end - place))
        if not data:
            return span.end
        rest = data.lstrip(blanks)
        place += len(data) - len(rest)
        if rest:
            break
    return place


def find_record(file: BinaryIO, span: Span, tries: Tries) -> int | None:
    """Return where the next record with a head that can be read begins, None if none does."""
    place = span.start
    size = HEAD_BYTES  # it is mostly near
    while place < span.end:
        file.seek(place)
        data = file.read(min(size, span.end - place))
        for match in _BEGINNING.finditer(data):
            file.seek(place + match.start())
            if read_head(file.read(HEAD_BYTES)) is not None:
                return place + match.start()
            if not tries.allow():
                return None
        if place + len(data) >= span.end or len(data) <= _OVERLAP:
            return None
        place += len(data) - _OVERLAP
        size = SEARCH_BYTES
    return None
