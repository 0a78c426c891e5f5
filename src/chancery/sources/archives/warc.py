"""Gives each page of a WARC file as a capture that says where its record lies."""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from chancery.model import Capture, Fetch, Locator, Rejection, cite_markup, make_id, reject
from chancery.sources.archives.digests import prove
from chancery.sources.archives.frames import Broken, Frame, Span, plain_frames
from chancery.sources.archives.heads import HEAD_BYTES
from chancery.sources.archives.members import Grouped, packed_frames, unpacked
from chancery.sources.archives.page import GZIP, Page, read_page
from chancery.sources.archives.zstd import is_packed
from chancery.sources.archives.zstd import unpacked as unpacked_frames
from chancery.sources.dates import read_date
from chancery.sources.files import open_regular, refuse
from chancery.sources.flaw import Flaw
from chancery.sources.given import Given
from chancery.sources.spool import Spool
from chancery.sources.tally import Tally

_OPENING = 4  # bytes that tell how a file is packed
Unpack = Callable[[BinaryIO, Span, list[Broken]], Iterator[bytes]]
"""Gives what a span of a file unpacks to, and lists what is wrong with it."""


def read_warc(given: Given) -> Iterator[Capture | Rejection]:
    """Yield a capture for each page of the file, and rejections for what is wrong with it.

    A page's identity is its address with its SHA-256. Damage costs the records that it touches;
    what is no page is counted.
    """
    try:
        with open_regular(given.file) as file:
            size = os.fstat(file.fileno()).st_size
            if not size:
                yield reject(given.uri, "empty", "it has 0 bytes")
                return
            yield from read_records(file, Span(0, size), given)
    except OSError as error:
        yield refuse(given.uri, error)


def read_records(file: BinaryIO, span: Span, given: Given) -> Iterator[Capture | Rejection]:
    """Yield what `read_warc` yields, of a part of an open file."""
    tally = Tally(given)
    file.seek(span.start)
    opening = file.read(_OPENING)
    if is_packed(opening):
        yield from _read_unpacked(unpacked_frames, file, span, given, tally)
        return
    frames = packed_frames if opening.startswith(GZIP) else plain_frames
    for found in frames(file, span, given.limit + HEAD_BYTES):
        if isinstance(found, Grouped):
            rest = Span(found.offset, span.end)
            yield from _read_unpacked(unpacked, file, rest, given, tally)
        else:
            yield from _read_frame(found, given, tally)
    yield from tally.rest()


def _read_unpacked(
    unpack: Unpack, file: BinaryIO, span: Span, given: Given, tally: Tally
) -> Iterator[Capture | Rejection]:
    """Read records of which none can be read alone, where they lie: unpacked first."""
    faults: list[Broken] = []
    kept = keep_unpacked(unpack(file, span, faults), given.spool)
    for found in faults:
        yield from tally.fault(*found)
    yield from read_warc(given._replace(file=kept))


def keep_unpacked(pieces: Iterator[bytes], folder: Path) -> str:
    """Write the pieces to `folder/SHA256` and return where that is.

    Raises:
        DossierWriteError: the disk is full or the folder cannot be written.
    """
    with Spool(folder, "an unpacked archive") as spool:
        for piece in pieces:
            spool.write(piece)
        return spool.keep()


def _read_frame(
    found: Frame | Broken, given: Given, tally: Tally
) -> Iterator[Capture | Rejection]:
    if isinstance(found, Broken):
        yield from tally.fault(found.offset, found.flaw)
        return
    if found.kind is not None:
        tally.pass_over(found.kind)
        return
    page = _page(found, given.limit)
    if isinstance(page, Flaw):
        where = found.head.address
        detail = f"{where}: {page.detail}" if where else page.detail
        yield from tally.fault(found.offset, Flaw(page.reason, detail))
    elif not page.data.strip():
        tally.pass_over("empty")
    else:
        yield _capture(found, page, given.file)


def _page(found: Frame, limit: int) -> Page | Flaw:
    if found.head.address is None:
        return Flaw("malformed", "its head gives no address of the web, WARC-Target-URI")
    if found.block is None:
        detail = f"it has {found.head.length} bytes, more than the {limit} of max_bytes"
        return Flaw("too_large", detail)
    proof = prove(found.head, found.block, limit)
    if proof == "wrong":
        return Flaw("damaged", "its bytes are not those that its digest was made of")
    if found.doubt is not None and proof != "proven":
        return found.doubt
    return read_page(found.head, found.block, limit)


def _capture(found: Frame, page: Page, file: str) -> Capture:
    address = found.head.address or ""
    sha256 = hashlib.sha256(page.data).hexdigest()
    identity = make_id("capture", [address, sha256])
    evidence = cite_markup(identity, "WARC-Date")
    return Capture(
        id=identity,
        uri=address,
        path=None,
        sha256=sha256,
        size=len(page.data),
        media_type=page.media_type,
        locator=Locator(file=file, offset=found.offset, length=found.length, packing="warc"),
        fetch=Fetch(
            address=address,
            captured=read_date(found.head.fields.get("warc-date", ""), "capture", evidence),
            charset=page.charset,
            cut=page.cut,
        ),
    )
