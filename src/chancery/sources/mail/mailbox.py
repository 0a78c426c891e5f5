"""Parts a mailbox into its messages, in constant memory however long it is."""

import hashlib
import re
from collections.abc import Iterator
from typing import BinaryIO

from chancery.model import Capture, Locator, Rejection, make_id, reject
from chancery.sources.files import open_regular, refuse
from chancery.sources.given import Given

_CHUNK = 1 << 20  # bytes of one line that are looked at
_FIELD = re.compile(rb"[!-9;-~]+:")  # RFC 5322, 2.2: how a header field begins


def read_mailbox(given: Given) -> Iterator[Capture | Rejection]:
    """Yield a capture for each message that is no longer than the limit, in order.

    A message begins below a line `From ...` (RFC 4155) that the file begins with or that stands
    below a blank line, if a header field follows. Its identity is the mailbox's path with its own
    SHA-256, so ids stay when messages are added.
    """
    try:
        empty = not given.size()
        with open_regular(given.file) as stream:
            number = 0
            for number, message in enumerate(_split(stream, given.limit), start=1):
                yield message.capture(given, number)
    except OSError as error:
        yield refuse(given.uri, error)
        return
    if not number:
        detail = "it has 0 bytes" if empty else "no line 'From ...' opens a message in it"
        yield reject(given.uri, "empty" if empty else "malformed", detail)


class _Message:
    """One message while it is read: its place, its length and its digest."""

    def __init__(self, offset: int, limit: int) -> None:
        self._offset = offset
        self._limit = limit
        self._digest = hashlib.sha256()
        self.size = 0

    def add(self, data: bytes) -> None:
        self.size += len(data)
        if self.size <= self._limit:
            self._digest.update(data)

    def capture(self, given: Given, number: int) -> Capture | Rejection:
        uri = f"{given.uri}#M{number}"
        if self.size > self._limit:
            detail = f"message {number} has {self.size} bytes; raise max_bytes to read it"
            return reject(uri, "too_large", detail)
        if not self.size:
            return reject(uri, "empty", f"message {number} has 0 bytes")
        sha256 = self._digest.hexdigest()
        return Capture(
            id=make_id("capture", [given.path or given.uri, sha256]),
            uri=uri,
            path=given.path,
            sha256=sha256,
            size=self.size,
            media_type="message/rfc822",
            locator=Locator(file=given.file, offset=self._offset, length=self.size),
        )


def _split(stream: BinaryIO, limit: int) -> Iterator[_Message]:
    message: _Message | None = None
    offset, blank, pending = 0, True, b""
    while line := stream.readline(_CHUNK):
        opens = bool(pending) and _FIELD.match(line) is not None
        if opens:
            if message is not None:
                yield message
            message = _Message(offset, limit)
        elif pending and message is not None:
            message.add(pending)
        offset += len(line)
        pending = line if blank and line.startswith(b"From ") else b""
        if message is not None and not pending:
            message.add(line)
        blank = not line.strip(b"\r\n")
    if message is not None:
        message.add(pending)
        yield message
