"""Gives each object of a JSON file, one alone or a list of any length, as a capture."""

import hashlib
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from chancery.model import Capture, Locator, MediaType, Rejection, make_id, reject
from chancery.sources.article_line import read_line
from chancery.sources.binary import find_binary
from chancery.sources.files import open_regular, refuse
from chancery.sources.flaw import Flaw
from chancery.sources.given import Given
from chancery.sources.ninjs import find_uri, is_item, passed_over, read_item
from chancery.sources.tally import Tally

_READ = 65_536  # bytes read at once
_MARK = re.compile(rb'["\\{}\[\]]')
_PLAIN = re.compile(rb'["\\]')  # what matters within a string


class _Object(NamedTuple):
    number: int  # from 1
    offset: int  # bytes
    data: bytes | None  # None when it is over the limit


def read_news(given: Given) -> Iterator[Capture | Rejection]:
    """Yield a capture for each object that is an article, and a rejection for each that is not.

    An object is a ninjs item, or has the fields of a JSONL line. Its identity is its uri or url
    if it has one, else the file's path, with its SHA-256.
    """
    tally = Tally(given)
    found = False
    try:
        with open_regular(given.file) as file:
            flaw = find_binary(file.read(_READ))
            if flaw is not None:
                yield reject(given.uri, *flaw)
                return
            file.seek(0)
            for item in _split(file, given.limit):
                found = True
                yield from _read(item, given, tally)
    except OSError as error:
        yield refuse(given.uri, error)
        return
    if not found:
        yield reject(given.uri, "empty", "it holds no JSON object")
    yield from tally.rest()


def _read(item: _Object | Flaw, given: Given, tally: Tally) -> Iterator[Capture | Rejection]:
    found = item if isinstance(item, Flaw) else _capture(item, given)
    if isinstance(found, Capture):
        yield found
    elif isinstance(found, Flaw):
        yield from tally.fault(0 if isinstance(item, Flaw) else item.offset, found)
    else:
        tally.pass_over(found)


def _split(file: BinaryIO, limit: int) -> Iterator[_Object | Flaw]:
    """Yield the outermost objects of the file, one at a time, whatever stands between them.

    Strings and nesting are followed, so that an object that is no valid JSON harms no other.
    """
    scanner = _Scanner(limit)
    while data := file.read(_READ):
        yield from scanner.feed(data)
    if scanner.depth or scanner.in_string:
        yield Flaw("truncated", f"the object at byte {scanner.start} does not end")


class _Scanner:
    """Follows strings and nesting through the pieces of a file."""

    def __init__(self, limit: int) -> None:
        """Stand at the start of a file; keep no object of more than `limit` bytes."""
        self.depth = 0  # of braces, and of brackets within them
        self.in_string = False
        self.start = 0
        self._limit = limit
        self._escaped = False
        self._place = 0  # bytes before this piece
        self._number = 0
        self._held = bytearray()
        self._size = 0

    def feed(self, data: bytes) -> Iterator[_Object]:
        """Yield the objects that end in this piece."""
        kept = 0  # where the part of this piece begins that belongs to an object
        at = int(self._escaped)
        self._escaped = False
        while match := (_PLAIN if self.in_string else _MARK).search(data, at):
            at = match.end()
            if match[0] == b"\\":
                at += 1  # whatever follows it
                self._escaped = at > len(data)
            elif match[0] == b'"':
                self.in_string = not self.in_string
            elif self._opens(match[0]):
                self.start, kept = self._place + match.start(), match.start()
            elif self._closes(match[0]):
                self._keep(data[kept:at])
                yield self._take()
        if self.depth:
            self._keep(data[kept:])
        self._place += len(data)

    def _opens(self, mark: bytes) -> bool:
        """Follow an opening mark; tell whether an outermost object begins with it."""
        if mark not in b"{[" or (mark == b"[" and not self.depth):  # the list itself
            return False
        self.depth += 1
        return self.depth == 1

    def _closes(self, mark: bytes) -> bool:
        """Follow a closing mark; tell whether an outermost object ends with it."""
        if mark in b"{[" or not self.depth:
            return False
        self.depth -= 1
        return not self.depth

    def _keep(self, data: bytes) -> None:
        self._size += len(data)
        if self._size <= self._limit:
            self._held += data

    def _take(self) -> _Object:
        whole = bytes(self._held) if self._size <= self._limit else None
        self._number += 1
        self._held = bytearray()
        self._size = 0
        return _Object(self._number, self.start, whole)


def _capture(item: _Object, given: Given) -> Capture | Flaw | str:
    """Return the capture of an article, what is wrong with it, or what it is instead."""
    if item.data is None:
        detail = f"object {item.number} is longer than {given.limit} bytes; raise max_bytes"
        return Flaw("too_large", detail)
    read = _identify(item.data)
    if isinstance(read, Flaw):
        return Flaw(read.reason, f"object {item.number}, {read.detail}")
    if isinstance(read, str):
        return read
    kind, uri = read
    sha256 = hashlib.sha256(item.data).hexdigest()
    return Capture(
        id=make_id("capture", [uri or given.path or given.uri, sha256]),
        uri=uri or f"{given.uri}#{item.number}",
        path=given.path,
        sha256=sha256,
        size=len(item.data),
        media_type=kind,
        locator=Locator(file=given.file, offset=item.offset, length=len(item.data)),
    )


def _identify(data: bytes) -> tuple[MediaType, str | None] | Flaw | str:
    """Return what kind of article an object is with its uri or url, or what it is instead."""
    item = read_item(data)
    if isinstance(item, Flaw):
        return item
    if is_item(item):
        return passed_over(item) or ("application/ninjs+json", find_uri(item))
    line = read_line(data)
    return line if isinstance(line, Flaw) else ("application/json", line.url)
