"""Tells which record of a web archive is an article, and unpacks its page."""

import errno
import zlib
from typing import NamedTuple

from chancery.model import MediaType
from chancery.sources.archives.heads import HEAD_BYTES, Answer, Head, read_answer, read_head
from chancery.sources.archives.inflate import Body, dechunk, decode_content
from chancery.sources.flaw import Flaw

GZIP = b"\x1f\x8b\x08"
GZIP_WINDOW = 31  # window bits of zlib for a member of gzip, its checksum proven
_OK = 200
_ARTICLES: dict[str, MediaType] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}
_ROBOTS = "/robots.txt"  # RFC 9309: for crawlers, and no article
_KIND = 60  # characters of a kind that are shown


class Page(NamedTuple):
    """The page of a record, unpacked, and what the server said of it."""

    data: bytes
    media_type: MediaType
    charset: str | None
    cut: str | None


def kind_of(head: Head, block: bytes) -> str | None:
    """Return what a record is instead of an article, None if it is one.

    `block` is the record's content, or its beginning. An article is HTML or text that was
    answered with status 200, or that was archived without an answer, from an address of the web.
    """
    if head.type == "resource":
        return _kind_of_media(head.address or "", _bare(head)) if head.address else "resource"
    if head.type != "response" or not head.length:
        return "empty" if head.type == "response" else head.type[:_KIND]
    held = head.fields.get("content-type", "application/http").lower()
    if not held.startswith("application/http"):
        return held.partition(";")[0][:_KIND]
    answer = read_answer(block)
    if answer is None:
        return None  # what is wrong with it is said when it is read
    if answer.status != _OK:
        return f"status {answer.status}"
    return _kind_of_media(head.address or "", answer)


def _kind_of_media(address: str, answer: Answer) -> str | None:
    if answer.media_type not in _ARTICLES:
        return answer.media_type[:_KIND] or "no media type"
    return "robots.txt" if address.lower().partition("?")[0].endswith(_ROBOTS) else None


def _bare(head: Head) -> Answer:
    """Return a record that holds no answer as if it were one, without fields of its own."""
    return Answer(_OK, {"content-type": head.fields.get("content-type", "")}, 0)


def read_page(head: Head, block: bytes, limit: int) -> Page | Flaw:
    """Return the page of an article's record; a flaw says what is wrong with it."""
    answer = read_answer(block) if head.type == "response" else _bare(head)
    if answer is None:
        return Flaw("malformed", "its content is no HTTP answer, or its head is too long")
    body = read_body(answer, block, limit)
    if isinstance(body, Flaw):
        return body
    cut = head.fields.get("warc-truncated") or ("length" if body.cut else None)
    return Page(body.data, _ARTICLES[answer.media_type], answer.charset, cut)


def read_body(answer: Answer, block: bytes, limit: int) -> Body | Flaw:
    """Return the content of an answer, with its transfer and content codings undone."""
    stored = block[answer.size :]
    chunked = "chunked" in answer.fields.get("transfer-encoding", "").lower()
    body = dechunk(stored) if chunked else Body(stored, cut=_ends_early(answer, stored))
    done = decode_content(body.data, answer.fields.get("content-encoding", ""), limit)
    if isinstance(done, Flaw):
        return done
    if len(done.data) > limit:
        detail = f"it has {len(done.data)} bytes, more than the {limit} of max_bytes"
        return Flaw("too_large", detail)
    return Body(done.data, done.cut or body.cut)


def _ends_early(answer: Answer, stored: bytes) -> bool:
    length = answer.fields.get("content-length", "")
    packed = answer.fields.get("content-encoding")
    return not packed and length.isdecimal() and len(stored) < int(length[:18])


def unpack_record(data: bytes, limit: int) -> bytes:
    """Return the page of a record as it lies in its file, of at most `limit` bytes.

    Raises:
        OSError: the bytes are no such record any more.
    """
    most = limit + 2 * HEAD_BYTES
    plain = data
    try:
        if data.startswith(GZIP):
            plain = zlib.decompressobj(GZIP_WINDOW).decompress(data, most)
    except zlib.error as error:
        raise OSError(errno.EIO, "the record of the archive cannot be unpacked") from error
    head = read_head(plain)
    if head is None:
        raise OSError(errno.EIO, "no record of the archive begins there")
    page = read_page(head, plain[head.size : head.size + head.length], limit)
    if isinstance(page, Flaw):
        raise OSError(errno.EIO, page.detail)
    return page.data
