"""Cursors: opaque words that say where a list goes on, and of which list they are."""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from typing import TypeVar

import msgspec

from chancery.api.problems import ProblemError

LIST_BYTES = 8
UNKNOWN = "the cursor is none that this server gave"

Place = TypeVar("Place")


def list_of(edition: str, path: str, chosen: object) -> bytes:
    """Return what stands for one list: the dossier's edition, the address and the filters."""
    key = msgspec.msgpack.encode([edition, path, chosen])
    return hashlib.blake2b(key, digest_size=LIST_BYTES).digest()


def write(of: bytes, place: object) -> str:
    """Return the cursor that goes on behind a place of a list."""
    return urlsafe_b64encode(msgspec.msgpack.encode([of, place])).decode().rstrip("=")


def read(cursor: str, of: bytes, kind: type[Place]) -> Place | None:
    """Return the place that a cursor of this list tells; None for an empty one.

    Raises:
        ProblemError: it is no cursor, or one of another list, edition or dossier.
    """
    if not cursor:
        return None
    try:
        data = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        whose, place = msgspec.msgpack.decode(data, type=tuple[bytes, msgspec.Raw])
    except (Base64Error, ValueError, msgspec.DecodeError) as error:
        raise ProblemError(UNKNOWN) from error
    if whose != of:
        message = "the cursor is of another dossier, of one that changed since, or of another list"
        raise ProblemError(message, sort="other-edition")
    try:
        return msgspec.msgpack.decode(place, type=kind)
    except msgspec.DecodeError as error:
        raise ProblemError(UNKNOWN) from error
