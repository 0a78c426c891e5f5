"""Turns the paths that were given into captures, each article once, in a fixed order."""

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from chancery.errors import SourceError
from chancery.model import Capture, Locator, MediaType, Rejection, make_id, reject
from chancery.sources.files import open_regular, refuse
from chancery.sources.flaw import Flaw
from chancery.sources.folder import Found, Walk
from chancery.sources.lines import read_lines
from chancery.sources.settings import SourceSettings
from chancery.sources.sniff import HEAD_BYTES, type_of_head, type_of_name, unsupported
from chancery.sources.standard import STDIN, Spooled, spool_input

WORK_SUFFIX = ".work"  # NAME.work beside a dossier NAME holds the spool


def open_sources(
    paths: Sequence[str],
    *,
    spool: Path,
    settings: SourceSettings,
    stdin: BinaryIO | None = None,
) -> Iterator[Capture | Rejection]:
    """Yield a capture for every article below the paths, and a rejection for all that is none.

    A path is a folder, a file, or "-" for standard input, which is kept in `spool`. What comes out
    does not depend on the order of the paths. The dossier and its work folder are passed over.

    Raises:
        SourceError: a path does not exist; raised at the call, before anything is read.
        DossierWriteError: standard input cannot be kept; raised while it is read.
    """
    for path in paths:
        if path != STDIN and not _exists(path):
            message = f"{path!r} does not exist; name a folder, a file, or - for standard input"
            raise SourceError(message)
    return _without_repeats(_collect(sorted(paths), spool, settings, stdin))


def _exists(path: str) -> bool:
    try:
        Path(path).stat()
    except FileNotFoundError:
        return False
    except OSError:  # it is there and cannot be read: that is a rejection
        return True
    return True


def _without_repeats(items: Iterator[Capture | Rejection]) -> Iterator[Capture | Rejection]:
    seen: set[str] = set()  # some 100 bytes an article: the only memory that grows
    for item in items:
        if isinstance(item, Capture) and item.id in seen:
            detail = "the same bytes came from the same path or address before"
            yield reject(_place(item), "duplicate", detail)
            continue
        seen.add(item.id)
        yield item


def _place(capture: Capture) -> str:
    """Return the uri, with the place in the file where the uri is an address."""
    if capture.media_type != "application/json":
        return capture.uri
    return f"{capture.uri} ({capture.locator.file}, byte {capture.locator.offset})"


def _collect(
    paths: Sequence[str], spool: Path, settings: SourceSettings, stdin: BinaryIO | None
) -> Iterator[Capture | Rejection]:
    named = (os.path.realpath(path) for path in paths if path != STDIN)
    walk = Walk(_own_files(spool), frozenset(named))
    for position, path in enumerate(paths):
        if path != STDIN:
            for found in walk.find(path):
                yield from _read(found, settings) if isinstance(found, Found) else (found,)
        elif STDIN in paths[:position]:
            yield reject(STDIN, "duplicate", "standard input was named twice and read once")
        else:
            kept = spool_input(stdin or sys.stdin.buffer, spool, settings.max_bytes)
            yield from _read_spooled(kept, settings) if isinstance(kept, Spooled) else (kept,)


def _own_files(spool: Path) -> frozenset[str]:
    """Return the resolved paths of the dossier that is being built: it is no source of itself."""
    real = spool.resolve()
    own = {str(real)}
    if real.parent.suffix == WORK_SUFFIX:
        dossier = str(real.parent.with_suffix(""))
        own |= {str(real.parent), *(dossier + end for end in ("", "-wal", "-shm", "-journal"))}
    return frozenset(own)


def _read(found: Found, settings: SourceSettings) -> Iterator[Capture | Rejection]:
    kind = _type_of(found)
    if isinstance(kind, Rejection):
        yield kind
    elif kind == "application/json":
        yield from read_lines(found.uri, found.path, found.uri, settings.max_bytes)
    elif found.size > settings.max_bytes:
        detail = f"it has {found.size} bytes, more than the {settings.max_bytes} of max_bytes"
        yield reject(found.uri, "too_large", detail)
    else:
        yield _capture(found.uri, found.path, found.uri, kind, settings.max_bytes)


def _type_of(found: Found) -> MediaType | Rejection:
    kind = type_of_name(found.path)
    if kind is not None:
        return kind
    if not found.named:
        return reject(found.uri, *unsupported(found.path))
    try:
        with open_regular(found.uri) as file:
            sniffed = type_of_head(file.read(HEAD_BYTES))
    except OSError as error:
        return refuse(found.uri, error)
    return reject(found.uri, *sniffed) if isinstance(sniffed, Flaw) else sniffed


def _read_spooled(kept: Spooled, settings: SourceSettings) -> Iterator[Capture | Rejection]:
    if kept.media_type == "application/json":
        yield from read_lines(STDIN, None, kept.file, settings.max_bytes)
    else:
        yield _capture(STDIN, None, kept.file, kept.media_type, settings.max_bytes)


def _capture(
    uri: str, path: str | None, file: str, kind: MediaType, limit: int
) -> Capture | Rejection:
    try:
        with open_regular(file) as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        return refuse(uri, error)
    if len(data) > limit:  # it has grown since it was found
        return reject(uri, "too_large", f"it has more than the {limit} bytes of max_bytes")
    if not data:
        return reject(uri, "empty", "it has 0 bytes")
    sha256 = hashlib.sha256(data).hexdigest()
    return Capture(
        id=make_id("capture", [path or uri, sha256]),
        uri=uri,
        path=path,
        sha256=sha256,
        size=len(data),
        media_type=kind,
        locator=Locator(file=file, length=len(data)),
    )
