"""Keeps what comes through standard input in a file, so that later stages can read it."""

from pathlib import Path
from typing import BinaryIO, NamedTuple

from chancery.model import Rejection, reject
from chancery.sources.flaw import Flaw
from chancery.sources.sniff import HEAD_BYTES, Kind, holds_many, type_of_head
from chancery.sources.spool import Spool

STDIN = "-"
_CHUNK = 1 << 20


class Spooled(NamedTuple):
    """The kept file, and what it holds."""

    file: str
    size: int
    kind: Kind


def spool_input(stream: BinaryIO, folder: Path, limit: int) -> Spooled | Rejection:
    """Copy the stream to `folder/SHA256` and return where it lies; an article over `limit` is not.

    Raises:
        DossierWriteError: the disk is full or the folder cannot be written.
    """
    head = stream.read(HEAD_BYTES)
    if not head:
        return reject(STDIN, "empty", "standard input gave 0 bytes")
    kind = type_of_head(head)
    if isinstance(kind, Flaw):
        return reject(STDIN, *kind)
    return _copy(stream, head, kind, folder, limit)


def _copy(
    stream: BinaryIO, head: bytes, kind: Kind, folder: Path, limit: int
) -> Spooled | Rejection:
    with Spool(folder, "standard input") as spool:
        chunk = head
        while chunk:
            spool.write(chunk)
            if spool.size > limit and not holds_many(kind):
                detail = f"standard input is longer than {limit} bytes; raise max_bytes"
                return reject(STDIN, "too_large", detail)
            chunk = stream.read(_CHUNK)
        return Spooled(spool.keep(), spool.size, kind)
