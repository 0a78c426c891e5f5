"""Turns the paths that were given into captures, each article once, in a fixed order."""

import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from chancery.errors import SourceError
from chancery.model import Capture, Locator, MediaType, Rejection, make_id, reject
from chancery.sources.feeds.entries import read_entries
from chancery.sources.files import open_regular, refuse
from chancery.sources.flaw import Flaw
from chancery.sources.folder import Found, Walk
from chancery.sources.given import Given
from chancery.sources.lines import read_lines
from chancery.sources.settings import SourceSettings
from chancery.sources.sniff import HEAD_BYTES, Kind, type_of_head, type_of_name, unsupported
from chancery.sources.standard import STDIN, Spooled, spool_input

WORK_SUFFIX = ".work"  # NAME.work beside a dossier NAME holds the spool


def _read_lines(given: Given) -> Iterator[Capture | Rejection]:
    return read_lines(given.uri, given.path, given.file, given.limit)


_OF_MANY: dict[Kind, Callable[[Given], Iterator[Capture | Rejection]]] = {
    "application/json": _read_lines,
    "feed": read_entries,
}


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
                yield from _read(found, spool, settings) if isinstance(found, Found) else (found,)
        elif STDIN in paths[:position]:
            yield reject(STDIN, "duplicate", "standard input was named twice and read once")
        else:
            kept = spool_input(stdin or sys.stdin.buffer, spool, settings.max_bytes)
            if isinstance(kept, Spooled):
                given = Given(STDIN, None, kept.file, spool, settings.max_bytes)
                yield from _read_as(kept.kind, given)
            else:
                yield kept


def _own_files(spool: Path) -> frozenset[str]:
    """Return the resolved paths of the dossier that is being built: it is no source of itself."""
    real = spool.resolve()
    own = {str(real)}
    if real.parent.suffix == WORK_SUFFIX:
        dossier = str(real.parent.with_suffix(""))
        own |= {str(real.parent), *(dossier + end for end in ("", "-wal", "-shm", "-journal"))}
    return frozenset(own)


def _read(found: Found, spool: Path, settings: SourceSettings) -> Iterator[Capture | Rejection]:
    kind = _type_of(found)
    given = Given(found.uri, found.path, found.uri, spool, settings.max_bytes)
    if isinstance(kind, Rejection):
        yield kind
    elif kind not in _OF_MANY and found.size > settings.max_bytes:
        detail = f"it has {found.size} bytes, more than the {settings.max_bytes} of max_bytes"
        yield reject(found.uri, "too_large", detail)
    else:
        yield from _read_as(kind, given)


def _read_as(kind: Kind, given: Given) -> Iterator[Capture | Rejection]:
    reader = _OF_MANY.get(kind)
    if reader is not None:
        yield from reader(given)
    else:
        yield _capture(given, cast("MediaType", kind))


def _type_of(found: Found) -> Kind | Rejection:
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


def _capture(given: Given, kind: MediaType) -> Capture | Rejection:
    """Return the file as one capture."""
    try:
        with open_regular(given.file) as stream:
            data = stream.read(given.limit + 1)
    except OSError as error:
        return refuse(given.uri, error)
    if len(data) > given.limit:  # it has grown since it was found
        detail = f"it has more than the {given.limit} bytes of max_bytes"
        return reject(given.uri, "too_large", detail)
    if not data:
        return reject(given.uri, "empty", "it has 0 bytes")
    sha256 = hashlib.sha256(data).hexdigest()
    return Capture(
        id=make_id("capture", [given.path or given.uri, sha256]),
        uri=given.uri,
        path=given.path,
        sha256=sha256,
        size=len(data),
        media_type=kind,
        locator=Locator(file=given.file, length=len(data)),
    )
