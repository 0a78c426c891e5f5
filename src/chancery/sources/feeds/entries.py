"""Gives each entry of a feed's file as a capture: a small page of its title and its text."""

import hashlib
import html
import os
from collections.abc import Iterator
from pathlib import Path

from chancery.errors import DossierWriteError
from chancery.model import Capture, Locator, Rejection, make_id, reject
from chancery.sources.feeds.parse import Entry, Feed, parse_feed
from chancery.sources.files import open_regular, refuse
from chancery.sources.flaw import Flaw
from chancery.sources.given import Given


def read_entries(given: Given) -> Iterator[Capture | Rejection]:
    """Yield a capture for each entry that holds text, and a rejection for each that does not.

    The pages are kept in the spool, all of one feed in one file, so that later steps can read
    them. An entry's identity is the address that it gives, else the file's uri with its own id.

    Raises:
        DossierWriteError: the pages cannot be kept.
    """
    try:
        with open_regular(given.file) as stream:
            data = stream.read(given.limit + 1)
    except OSError as error:
        yield refuse(given.uri, error)
        return
    feed = _parse(data, given)
    if isinstance(feed, Flaw):
        yield reject(given.uri, *feed)
        return
    pages = [(entry, make_page(entry)) for entry in feed.entries]
    file = _keep(b"".join(page for _, page in pages), given.spool, data)
    offset = 0
    for entry, page in pages:
        locator = Locator(file=str(file), offset=offset, length=len(page))
        yield _capture(entry, page, given, locator)
        offset += len(page)


def _parse(data: bytes, given: Given) -> Feed | Flaw:
    if not data:
        return Flaw("empty", "it has 0 bytes")
    if len(data) > given.limit:
        return Flaw("too_large", f"it has more than the {given.limit} bytes of max_bytes")
    feed = parse_feed(data, given.path or given.uri)
    if isinstance(feed, Feed) and not feed.entries:
        return Flaw("empty", "the feed has no entries")
    return feed


def _capture(entry: Entry, page: bytes, given: Given, locator: Locator) -> Capture | Rejection:
    link = entry.note.link
    place = f"{given.uri}#{entry.identity or f'entry-{entry.number}'}"
    if not page:
        detail = f"entry {entry.number} has no text; follow the feed to fetch its article"
        return reject(place, "missing_field", detail)
    sha256 = hashlib.sha256(page).hexdigest()
    return Capture(
        id=make_id("capture", [link or place, sha256]),
        uri=link or place,
        path=None if link else given.path,
        sha256=sha256,
        size=len(page),
        media_type="text/html",
        locator=locator,
        feed=entry.note,
    )


def make_page(entry: Entry) -> bytes:
    """Return the entry as a page, its text as the feed has it; empty where it has none."""
    if not entry.content.strip():
        return b""
    title = html.escape(entry.note.title or "", quote=False)
    heading = f"<h1>{title}</h1>\n" if title else ""
    page = (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body><article>\n{heading}<div>{entry.content}</div>\n</article></body></html>\n"
    )
    return page.encode("utf-8", "replace")


def _keep(pages: bytes, spool: Path, feed: bytes) -> Path:
    """Return the file that holds these pages; it is named after the feed and after them."""
    digests = [hashlib.sha256(data).hexdigest()[:32] for data in (feed, pages)]
    name = f"{'-'.join(digests)}.pages"
    kept = spool / name
    if kept.is_file() and kept.stat().st_size == len(pages):
        return kept
    part = spool / f"{name}-{os.getpid()}.part"
    try:
        spool.mkdir(parents=True, exist_ok=True)
        part.write_bytes(pages)
        part.replace(kept)
    except OSError as error:
        message = f"a feed's entries cannot be kept in {spool}: {error.strerror}; free some space"
        raise DossierWriteError(message) from error
    finally:
        part.unlink(missing_ok=True)
    return kept
