"""Unpacks and collects a body, and never more of it than it may have."""

import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

ENCODINGS = "gzip, deflate"  # what we ask for and can unpack piece by piece
_GZIP = zlib.MAX_WBITS | 16
_RAW = -zlib.MAX_WBITS
_ZLIB_METHOD = 8  # the low half of the first byte of a zlib stream: RFC 1950
_PIECE = 1 << 16


class BodyError(Exception):
    """The body cannot be unpacked."""


class Collected(NamedTuple):
    """The first bytes of a body, unpacked, and whether they are all of it."""

    data: bytes
    whole: bool


def collect(chunks: Iterable[bytes], encoding: str | None, limit: int) -> Collected:
    """Return the unpacked body, cut as soon as it is longer than `limit`.

    Raises:
        BodyError: it is packed in a way that we did not ask for, or is broken.
    """
    parts: list[bytes] = []
    size = 0
    for part in _unpack(chunks, (encoding or "identity").strip().lower()):
        size += len(part)
        parts.append(part)
        if size > limit:
            return Collected(b"".join(parts)[:limit], whole=False)
    return Collected(b"".join(parts), whole=True)


def _unpack(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    if encoding in {"identity", ""}:
        yield from chunks
    elif encoding in {"gzip", "x-gzip", "deflate"}:
        yield from _inflate(chunks, gzip=encoding != "deflate")
    else:
        message = f"it is packed as {encoding!r}, which was not asked for"
        raise BodyError(message)


def _inflate(chunks: Iterable[bytes], *, gzip: bool) -> Iterator[bytes]:
    """Yield pieces of at most 64 kB, so that a bomb is noticed before it goes off."""
    unpacker = None
    for chunk in chunks:
        pending = chunk
        while pending:
            if unpacker is None:
                unpacker = zlib.decompressobj(_GZIP if gzip else _window(pending[0]))
            try:
                yield unpacker.decompress(pending, _PIECE)
            except zlib.error as error:
                message = f"it cannot be unpacked ({error})"
                raise BodyError(message) from error
            pending = unpacker.unconsumed_tail
            if unpacker.eof:
                return
    if unpacker is not None and not unpacker.eof:
        message = "it cannot be unpacked (it breaks off)"
        raise BodyError(message)


def _window(first: int) -> int:
    """Return the form of a "deflate" body: with the zlib header, or raw, as some servers send."""
    return zlib.MAX_WBITS if first & 0x0F == _ZLIB_METHOD else _RAW
