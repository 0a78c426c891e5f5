"""Keeps what comes through standard input in a file, so that later stages can read it."""

import hashlib
import os
from pathlib import Path
from typing import BinaryIO, NamedTuple

from chancery.errors import DossierWriteError
from chancery.model import Rejection, reject
from chancery.sources.flaw import Flaw
from chancery.sources.sniff import HEAD_BYTES, Kind, type_of_head

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
    try:
        return _copy(stream, head, kind, folder, limit)
    except OSError as error:
        message = f"standard input cannot be kept in {folder}: {error.strerror}; free some space"
        raise DossierWriteError(message) from error


def _copy(
    stream: BinaryIO, head: bytes, kind: Kind, folder: Path, limit: int
) -> Spooled | Rejection:
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"stdin-{os.getpid()}.part"
    digest, size, chunk = hashlib.sha256(), 0, head
    try:
        with part.open("wb") as file:
            while chunk:
                size += len(chunk)
                if size > limit and kind != "application/json":
                    detail = f"standard input is longer than {limit} bytes; raise max_bytes"
                    return reject(STDIN, "too_large", detail)
                digest.update(chunk)
                file.write(chunk)
                chunk = stream.read(_CHUNK)
        kept = part.replace(folder / digest.hexdigest())
    finally:
        part.unlink(missing_ok=True)
    return Spooled(str(kept), size, kind)
