"""Undoes what an HTTP answer was packed with, never into more bytes than are allowed."""

import re
import zlib
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import brotli

from chancery.sources.binary import find_binary
from chancery.sources.flaw import Flaw

_PIECE = 65_536  # bytes given to a decoder at once
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_GZIP, _ZLIB, _RAW = 31, 15, -15  # window bits, as zlib takes them
_FORMS = {"gzip": (_GZIP,), "x-gzip": (_GZIP,), "deflate": (_ZLIB, _RAW)}
_PLAIN = frozenset({"", "identity", "none"})
MOST_CODINGS = 4  # choice: real answers have one


class Body(NamedTuple):
    """The bytes of a page, and whether they end before they should."""

    data: bytes
    cut: bool = False


class _BrokenError(Exception):
    """The bytes are not in the form that they are said to be in."""


def dechunk(data: bytes) -> Body:
    """Return the data of a chunked body; as it stands if it was put together already."""
    parts: list[bytes] = []
    place = 0
    while match := _CHUNK.match(data, place):
        start, size = match.end(), int(match[1], 16)
        if size == 0:
            return Body(b"".join(parts))
        parts.append(data[start : start + size])
        if start + size > len(data):
            return Body(b"".join(parts), cut=True)
        place = start + size + (2 if data[start + size : start + size + 2] == b"\r\n" else 1)
    return Body(b"".join(parts), cut=True) if parts else Body(data)


def decode_content(data: bytes, codings: str, limit: int) -> Body | Flaw:
    """Return the content with its codings undone; as it stands if that was done already.

    A flaw is `too_large`, `damaged` or `unsupported`.
    """
    names = [name.strip().lower() for name in codings.split(",")]
    names = [name for name in reversed(names) if name not in _PLAIN]
    if len(names) > MOST_CODINGS:
        return Flaw("unsupported", f"it is packed {len(names)} times over")
    body = Body(data)
    for name in names:
        if name not in _FORMS and name != "br":
            return Flaw("unsupported", f"it is packed as {name[:40]!r}, which is not read")
        done = _undo(body.data, name, limit)
        if isinstance(done, Flaw):
            return done
        body = Body(done.data, done.cut or body.cut)
    return body


def _undo(data: bytes, name: str, limit: int) -> Body | Flaw:
    if name == "br":
        return _attempt(_unbrotli, data, limit) or _as_it_stands(data, name)
    for bits in _FORMS[name]:
        done = _attempt(partial(_unzip, bits=bits), data, limit)
        if done is not None:
            return done
    return _as_it_stands(data, name)


def _attempt(undo: Callable[[bytes, int], Body], data: bytes, limit: int) -> Body | Flaw | None:
    """Return what the decoder gives, None if it breaks."""
    try:
        body = undo(data, limit)
    except _BrokenError:
        return None
    if len(body.data) > limit:
        return Flaw("too_large", f"it unpacks to more than the {limit} bytes of max_bytes")
    return body


def _as_it_stands(data: bytes, name: str) -> Body | Flaw:
    """Return bytes that are a page already, whatever their head says: some crawlers unpack."""
    if find_binary(data[:_PIECE]) is None:
        return Body(data)
    return Flaw("damaged", f"its content cannot be unpacked as {name}")


def _unzip(data: bytes, limit: int, *, bits: int) -> Body:
    decoder = zlib.decompressobj(bits)
    try:
        made = decoder.decompress(data, limit + 1)
    except zlib.error as error:
        raise _BrokenError from error
    return Body(made, cut=not decoder.eof)


def _unbrotli(data: bytes, limit: int) -> Body:
    decoder = brotli.Decompressor()
    made = bytearray()
    try:
        for place in range(0, len(data), _PIECE):
            made += decoder.process(data[place : place + _PIECE], output_buffer_limit=limit + 1)
            while not decoder.can_accept_more_data() and len(made) <= limit:
                made += decoder.process(b"", output_buffer_limit=limit + 1)
            if len(made) > limit or decoder.is_finished():
                break
    except brotli.error as error:
        raise _BrokenError from error
    return Body(bytes(made), cut=not decoder.is_finished())
