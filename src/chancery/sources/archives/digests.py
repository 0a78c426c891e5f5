"""Proves a record's content by the digests that its head states."""

import base64
import binascii
import hashlib
from collections.abc import Iterator
from typing import Literal

from chancery.sources.archives.heads import Answer, Head, read_answer
from chancery.sources.archives.inflate import Body, dechunk
from chancery.sources.archives.page import read_body

Proof = Literal["proven", "wrong", "unknown"]
"""unknown: no digest is stated, or none in a form that can be checked."""

_SIZES = {"md5": 16, "sha1": 20, "sha256": 32, "sha384": 48, "sha512": 64}  # bytes


def prove(head: Head, block: bytes, limit: int) -> Proof:
    """Return whether one of the stated digests is that of the content.

    The digest of the block covers all; that of the payload proves the page. Crawlers differ in
    whether they take the payload as it was sent, or after its codings were undone.
    """
    stated = _stated(head, "warc-block-digest")
    if stated is not None and _digest(stated[0], block) == stated[1]:
        return "proven"
    payload = _stated(head, "warc-payload-digest")
    if payload is not None:
        for form in _payloads(head, block, limit):
            if _digest(payload[0], form) == payload[1]:
                return "proven"
    return "wrong" if stated is not None or payload is not None else "unknown"


def _payloads(head: Head, block: bytes, limit: int) -> Iterator[bytes]:
    answer = read_answer(block) if head.type == "response" else Answer(0, {}, 0)
    if answer is None:
        return
    yield block[answer.size :]
    yield dechunk(block[answer.size :]).data
    body = read_body(answer, block, limit)
    if isinstance(body, Body):
        yield body.data


def _stated(head: Head, field: str) -> tuple[str, bytes] | None:
    """Return the name of the algorithm and the digest, None if they cannot be read."""
    name, _, value = head.fields.get(field, "").partition(":")
    name = name.strip().lower().replace("-", "")
    size = _SIZES.get(name)
    return (name, found) if size and (found := _decode(value.strip(), size)) else None


def _decode(value: str, size: int) -> bytes | None:
    """Return the bytes of a digest in base 16, 32 or 64, told apart by its length."""
    bare = value.rstrip("=")
    try:
        if len(bare) == 2 * size:
            return bytes.fromhex(bare)
        if len(bare) == (8 * size + 4) // 5:
            return base64.b32decode(bare.upper() + "=" * (-len(bare) % 8))
        if len(bare) == (8 * size + 5) // 6:
            padded = bare.replace("+", "-").replace("/", "_") + "=" * (-len(bare) % 4)
            return base64.urlsafe_b64decode(padded)
    except (ValueError, binascii.Error):
        return None
    return None


def _digest(name: str, data: bytes) -> bytes:
    return hashlib.new(name, data, usedforsecurity=False).digest()
