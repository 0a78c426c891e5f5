"""Reads a page saved as MHTML: its own page, with where and when it was saved."""

import re
from email.errors import MessageError
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser

from chancery.model import Capture, DateValue, Document, Fetch, Rejection, cite_markup, reject
from chancery.sources.dates import read_date
from chancery.sources.encoding import Decoded, decode
from chancery.sources.flaw import Flaw
from chancery.sources.html import WebPage
from chancery.sources.html.declared import declared_encoding
from chancery.sources.text import DECODING

HEAD_BYTES = 65_536  # choice: browsers write some 500 bytes
MOST_PARTS = 10_000  # choice: a page with all its pictures has some hundreds
MOST_NESTED = 20  # choice: a page nests its parts twice at most, and a parser goes slow
_NESTED = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


class SavedPage:
    """Makes a document of the page in an MHTML file, as if it had been saved alone."""

    def extract(self, capture: Capture, data: bytes) -> Document | Rejection:
        """Return the document, or why there is none."""
        part = _find_page(data)
        if isinstance(part, Flaw):
            return reject(capture.uri, *part)
        page = part.get_payload(decode=True)
        if not isinstance(page, bytes) or not page:
            return reject(capture.uri, "empty", "its page has 0 bytes")
        decoded = decode(page, declared=part.get_content_charset() or declared_encoding(page))
        if not isinstance(decoded, Decoded):
            return reject(capture.uri, *decoded)
        document = WebPage().read(capture, decoded.text, where=capture.path or capture.uri)
        if isinstance(document, Document) and decoded.note is not None:
            document.fields[DECODING] = decoded.note
        return document


def read_saved(data: bytes, capture: str) -> Fetch | None:
    """Return where and when the page was saved, by the head of the file; None if it is silent."""
    message = BytesHeaderParser().parsebytes(data[:HEAD_BYTES])
    address, captured = _address(message), _date(message, capture)
    return Fetch(address=address, captured=captured) if address or captured else None


def _address(message: Message) -> str | None:
    for name in ("Snapshot-Content-Location", "Content-Location"):
        given = _location(message, name)
        if _WEB.fullmatch(given):
            return given
    return None


def _location(message: Message, name: str) -> str:
    return _SPACES.sub("", str(message.get(name, "")))  # long ones are folded


def _date(message: Message, capture: str) -> DateValue | None:
    given = _SPACES.sub(" ", str(message.get("Date", "")))
    return read_date(given, "capture", cite_markup(capture, "Date"))


def _find_page(data: bytes) -> Message | Flaw:
    """Return the part that is the page: what the file names as its start, else the first."""
    if len(_NESTED.findall(data)) > MOST_NESTED:
        return Flaw("too_deep", f"its parts are nested more than {MOST_NESTED} times")
    try:
        message = BytesParser().parsebytes(data)
        parts = [part for part, _ in zip(message.walk(), range(MOST_PARTS), strict=False)]
    except (MessageError, ValueError, LookupError) as error:
        return Flaw("malformed", f"it is no MHTML: {error}")
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    if not pages:
        return Flaw("no_text", f"none of its {len(parts)} parts is a page")
    start = message.get_param("start")
    address = _location(message, "Snapshot-Content-Location")
    for part in pages:
        if start is not None and part.get("Content-ID") == start:
            return part
        if address and _location(part, "Content-Location") == address:
            return part
    return min(pages, key=lambda part: _PAGES.index(part.get_content_type()))
