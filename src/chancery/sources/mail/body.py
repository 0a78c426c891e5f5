"""Chooses the parts of a message that are its text, and reads them."""

import re
from collections.abc import Iterator
from email.message import Message as Parsed
from typing import NamedTuple

from chancery.model import Block, Capture, Document
from chancery.sources.encoding import Decoded, decode
from chancery.sources.flaw import Flaw
from chancery.sources.html import WebPage
from chancery.sources.mail.quoted import page_blocks, plain_blocks

MOST_PARTS = 2_000  # choice: of a message; no reader shows more
FULLER = 2  # times the words of the plain part that make its HTML the better one; choice
SEALED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
LISTED = 100  # attachments that are named; choice

_WORD = re.compile(r"\w+")
_SHIFTED = ("iso-2022", "hz")  # charsets of seven bits, which look like ASCII


class Text(NamedTuple):
    """The text of one part, the blocks that tile it, and how it was decoded."""

    text: str
    blocks: tuple[Block, ...]
    is_page: bool
    note: str | None


class Attachment(NamedTuple):
    """A part that is not read."""

    name: str | None
    type: str


class Body(NamedTuple):
    """The texts of a message in their order, what is not read, and why a part could not be."""

    texts: list[Text]
    attachments: list[Attachment]
    flaw: Flaw | None


def read_body(message: Parsed, capture: Capture, *, newsletter: bool) -> Body | Flaw:
    """Return the texts of a message: of alternatives one, of parts below each other all.

    Of a plain and an HTML part with the same text the plain one is read, unless it has less
    than half of the words, or the message is a newsletter, whose layout tells article from rest.
    """
    parts = list(_leaves(message))
    if len(parts) > MOST_PARTS:
        return Flaw("too_large", f"it has {len(parts):,} parts, more than {MOST_PARTS:,}")
    body = Body([], [], None)
    for group in parts:
        shown = [leaf for leaf in group if _is_shown(leaf)]
        body.attachments.extend(_attachment(leaf) for leaf in group if not _is_shown(leaf))
        read = [_read(leaf, capture) for leaf in shown]
        texts = [text for text in read if isinstance(text, Text)]
        if texts:
            body.texts.append(_choose(texts, newsletter=newsletter))
        elif read and body.flaw is None:
            flaw = next(flaw for flaw in read if isinstance(flaw, Flaw))
            body = body._replace(flaw=flaw)
    return body


def _leaves(message: Parsed) -> Iterator[list[Parsed]]:
    """Yield the leaves in order, those that are alternatives of each other together."""
    stack: list[Parsed] = [message]
    while stack:
        part = stack.pop()
        children = _children(part)
        if part.get_content_type() == "multipart/alternative":
            yield [leaf for child in children for group in _leaves(child) for leaf in group]
        elif part.is_multipart() and part.get_content_maintype() == "multipart":
            stack += reversed(children)
        else:
            yield [part]


def _children(part: Parsed) -> list[Parsed]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Parsed)] if isinstance(payload, list) else []


def _is_shown(leaf: Parsed) -> bool:
    """Say whether the part is text for the reader, as one is whose boundary is lost."""
    kind = leaf.get_content_type()
    lost = leaf.get_content_maintype() == "multipart" and kind not in SEALED
    shown = kind in {"text/plain", "text/html"} or lost
    return shown and not leaf.is_multipart() and leaf.get_content_disposition() != "attachment"


def _attachment(leaf: Parsed) -> Attachment:
    return Attachment(leaf.get_filename(), leaf.get_content_type())


def _read(leaf: Parsed, capture: Capture) -> Text | Flaw:
    data = leaf.get_payload(decode=True)
    charset = leaf.get_content_charset()
    decoded = _decode(data if isinstance(data, bytes) else b"", charset)
    if isinstance(decoded, Flaw):
        return decoded
    if leaf.get_content_type() != "text/html":
        return Text(decoded.text, plain_blocks(decoded.text), is_page=False, note=decoded.note)
    page = WebPage().read(capture, decoded.text, where=capture.uri, prefix="body ")
    if not isinstance(page, Document):
        return Flaw(page.reason, page.detail)
    return Text(page.text, page_blocks(page.text, page.blocks), is_page=True, note=decoded.note)


def _decode(data: bytes, charset: str | None) -> Decoded | Flaw:
    if charset and charset.startswith(_SHIFTED):
        try:
            note = f'{{"encoding":"{charset}","basis":"declared"}}'
            return Decoded(data.decode(charset), note)
        except (LookupError, UnicodeError):  # declared and not kept to: told by its bytes
            pass
    return decode(data, declared=charset)


def _choose(texts: list[Text], *, newsletter: bool) -> Text:
    """Return the one of several alternatives that is read."""
    plain = [text for text in texts if not text.is_page]
    pages = [text for text in texts if text.is_page]
    if not plain or not pages:
        return texts[0]
    fuller = _words(pages[0]) > FULLER * _words(plain[0])
    return pages[0] if newsletter or fuller else plain[0]


def _words(text: Text) -> int:
    return len(_WORD.findall(text.text))
