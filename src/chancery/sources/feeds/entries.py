"""Gives each entry of a feed's file as a capture: a small page of its title and its text."""

import hashlib
import html
from collections.abc import Iterator

from chancery.model import Capture, Locator, Rejection, make_id, reject
from chancery.sources.feeds.parse import Entry, Feed, parse_feed
from chancery.sources.files import open_regular, refuse
from chancery.sources.flaw import Flaw
from chancery.sources.given import Given
from chancery.sources.spool import Spool


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
    with Spool(given.spool, "entries of a feed") as spool:
        for _, page in pages:
            spool.write(page)
        file = spool.keep()
    offset = 0
    for entry, page in pages:
        locator = Locator(file=file, offset=offset, length=len(page))
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
