"""Turns the paths that were given into captures, each article once, in a fixed order."""

import hashlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from chancery.errors import SourceError
from chancery.model import Capture, Fetch, Locator, MediaType, Rejection, make_id, reject
from chancery.sources.archives.mhtml import read_saved
from chancery.sources.archives.wacz import read_wacz
from chancery.sources.archives.warc import read_warc
from chancery.sources.feeds.entries import read_entries
from chancery.sources.files import open_regular, refuse
from chancery.sources.flaw import Flaw
from chancery.sources.folder import Found, Walk
from chancery.sources.given import Given
from chancery.sources.lines import read_lines
from chancery.sources.mail.mailbox import read_mailbox
from chancery.sources.news import read_news
from chancery.sources.settings import SourceSettings
from chancery.sources.sniff import (
    HEAD_BYTES,
    Kind,
    type_of_head,
    type_of_name,
    unsupported,
)
from chancery.sources.standard import STDIN, Spooled, spool_input
from chancery.sources.tables.rows import read_table

WORK_SUFFIX = ".work"  # NAME.work beside a dossier NAME holds the spool
OWN_ENDS = ("", "-wal", "-shm", "-journal", ".search", ".search.partial")
UNPACKED = "unpacked"  # what sources unpack into: below the spool, and beside an input kept there


_MANY: dict[Kind, Callable[[Given], Iterator[Capture | Rejection]]] = {
    "application/json": read_lines,
    "application/mbox": read_mailbox,
    "application/vnd.apache.parquet": read_table,
    "feed": read_entries,
    "news": read_news,
    "text/csv": read_table,
    "text/tab-separated-values": read_table,
    "wacz": read_wacz,
    "warc": read_warc,
}
"""What parts the files that hold many articles."""

_FETCHED: dict[Kind, Callable[[bytes, str], Fetch | None]] = {"multipart/related": read_saved}


def open_sources(  # noqa: PLR0913 - what is read, where it is kept, and how
    paths: Sequence[str],
    *,
    spool: Path,
    settings: SourceSettings,
    stdin: BinaryIO | None = None,
    kept: Sequence[str] = (),
    own: Path | None = None,
) -> Iterator[Capture | Rejection]:
    """Yield a capture for every article below the paths, and a rejection for all that is none.

    A path is a folder, a file, or "-" for standard input, which is kept in `spool`. What comes out
    does not depend on the order of the paths. The dossier and its work folder are passed over.
    `kept` are files of the spool in which the standard input of earlier builds lies. `own` is the
    spool of the dossier that is passed over, where another than `spool` is written to.

    Raises:
        SourceError: a path does not exist; raised at the call, before anything is read.
        DossierWriteError: standard input cannot be kept; raised while it is read.
    """
    for path in paths:
        if path != STDIN and not _exists(path):
            message = f"{path!r} does not exist; name a folder, a file, or - for standard input"
            raise SourceError(message)
    earlier = _read_kept(sorted(kept), settings)
    passed_over = _own_files(spool) | (_own_files(own) if own else frozenset())
    given = _collect(sorted(paths), spool, settings, stdin, passed_over)
    return _without_repeats(chain(earlier, given))


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
    repeats: Counter[str] = Counter()
    for item in items:
        if not isinstance(item, Capture) or item.id not in seen:
            seen.add(item.id)
            yield item
        elif item.locator.packing is not None:
            repeats[item.locator.file] += 1
        else:
            detail = "the same bytes came from the same path or address before"
            yield reject(_place(item), "duplicate", detail)
    for file, count in sorted(repeats.items()):
        detail = f"{count} of its pages were captured before, with the same bytes"
        yield reject(file, "duplicate", detail)


def _place(capture: Capture) -> str:
    """Return the uri, with the place in the file where the uri is an address."""
    if capture.media_type != "application/json":
        return capture.uri
    return f"{capture.uri} ({capture.locator.file}, byte {capture.locator.offset})"


def _collect(
    paths: Sequence[str],
    spool: Path,
    settings: SourceSettings,
    stdin: BinaryIO | None,
    passed_over: frozenset[str],
) -> Iterator[Capture | Rejection]:
    named = (os.path.realpath(path) for path in paths if path != STDIN)
    walk = Walk(passed_over, frozenset(named))
    for position, path in enumerate(paths):
        if path != STDIN:
            for found in walk.find(path):
                yield from _read(found, spool, settings) if isinstance(found, Found) else (found,)
        elif STDIN in paths[:position]:
            yield reject(STDIN, "duplicate", "standard input was named twice and read once")
        else:
            kept = spool_input(stdin or sys.stdin.buffer, spool, settings.max_bytes)
            if isinstance(kept, Spooled):
                yield from _read_as(kept.kind, _piped(kept.file, settings))
            else:
                yield kept


def _read_kept(files: Sequence[str], settings: SourceSettings) -> Iterator[Capture | Rejection]:
    for file in files:
        kind = _sniff(STDIN, file)
        if isinstance(kind, Rejection):
            yield kind
        else:
            yield from _read_as(kind, _piped(file, settings))


def _piped(file: str, settings: SourceSettings) -> Given:
    """Return standard input, kept in this file; what it unpacks into lies beside it."""
    spool = Path(f"{file}.{UNPACKED}")
    return Given(STDIN, None, file, spool, settings.max_bytes, columns=settings.columns)


def _own_files(spool: Path) -> frozenset[str]:
    """Return the resolved paths of the dossier that is being built: it is no source of itself."""
    real = spool.resolve()
    own = {str(real)}
    if real.parent.suffix == WORK_SUFFIX:
        dossier = str(real.parent.with_suffix(""))
        own |= {str(real.parent), *(dossier + end for end in OWN_ENDS)}
    return frozenset(own)


def _read(found: Found, spool: Path, settings: SourceSettings) -> Iterator[Capture | Rejection]:
    kind = _type_of(found)
    if isinstance(kind, Rejection):
        yield kind
    elif kind not in _MANY and found.size > settings.max_bytes:
        detail = f"it has {found.size} bytes, more than the {settings.max_bytes} of max_bytes"
        yield reject(found.uri, "too_large", detail)
    else:
        place = found.uri, found.path, found.uri, spool / UNPACKED
        yield from _read_as(kind, Given(*place, settings.max_bytes, columns=settings.columns))


def _read_as(kind: Kind, given: Given) -> Iterator[Capture | Rejection]:
    reader = _MANY.get(kind)
    if reader is not None:
        yield from reader(given._replace(kind=kind))
    else:
        yield _capture(given, cast("MediaType", kind))


def _type_of(found: Found) -> Kind | Rejection:
    kind = type_of_name(found.path)
    if kind is not None:
        return kind
    if not found.named:
        return reject(found.uri, *unsupported(found.path))
    return _sniff(found.uri, found.uri)


def _sniff(uri: str, file: str) -> Kind | Rejection:
    try:
        with open_regular(file) as stream:
            sniffed = type_of_head(stream.read(HEAD_BYTES))
    except OSError as error:
        return refuse(uri, error)
    return reject(uri, *sniffed) if isinstance(sniffed, Flaw) else sniffed


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
    identity = make_id("capture", [given.path or given.uri, sha256])
    return Capture(
        id=identity,
        uri=given.uri,
        path=given.path,
        sha256=sha256,
        size=len(data),
        media_type=kind,
        locator=Locator(file=given.file, length=len(data)),
        fetch=_FETCHED[kind](data, identity) if kind in _FETCHED else None,
    )
