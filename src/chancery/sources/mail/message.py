"""Makes a document of a message: its text as it was written, its header as metadata."""

from email.message import Message as Parsed
from email.parser import BytesParser

import msgspec

from chancery.model import Block, Capture, Document, Rejection, document_id, reject
from chancery.sources.flaw import Flaw
from chancery.sources.mail.body import LISTED, SEALED, Body, read_body
from chancery.sources.mail.header import Header, read_header
from chancery.sources.text import DECODING


class Message:
    """Makes a document of a message (RFC 5322): the text, with quotations of others marked."""

    def extract(self, capture: Capture, data: bytes) -> Document | Rejection:
        """Return the document, or why the message holds no text that can be read."""
        try:
            message = BytesParser().parsebytes(data)
            header = read_header(message, capture.id)
            body = read_body(message, capture, newsletter=header.newsletter)
        except RecursionError:
            detail = "its parts lie in one another deeper than any message needs"
            return reject(capture.uri, "too_deep", detail)
        if isinstance(body, Flaw):
            return reject(capture.uri, *body)
        if not body.texts:
            return reject(capture.uri, *_why_empty(message, body))
        return _build(capture, header, body)


def _why_empty(message: Parsed, body: Body) -> Flaw:
    types = [message.get_content_type(), *(one.type for one in body.attachments)]
    if any(kind in SEALED for kind in types):
        return Flaw("encrypted", "its text is encrypted; decrypt it in a mail program and save it")
    if body.flaw is not None and body.flaw.reason != "empty":
        return body.flaw
    held = f" beside {len(body.attachments)} attachments; save those" if body.attachments else ""
    return Flaw("no_text", f"it has no text of its own{held}")


def _build(capture: Capture, header: Header, body: Body) -> Document:
    text, blocks = _join(body)
    fields = dict(header.fields)
    if body.attachments:
        listed = [one._asdict() for one in body.attachments[:LISTED]]
        fields["attachments"] = msgspec.json.encode(listed).decode()
        fields["attachment_count"] = str(len(body.attachments))
    note = next((part.note for part in body.texts if part.note is not None), None)
    if note is not None:
        fields[DECODING] = note
    return Document(
        id=document_id(capture.path or capture.uri, capture.sha256),
        capture=capture.id,
        uri=capture.uri,
        path=capture.path,
        sha256=capture.sha256,
        text=text,
        blocks=blocks,
        title=header.title,
        published=header.published,
        outlet=header.outlet,
        byline=header.byline,
        language=header.language,
        address=header.address,
        media_type="text/html" if any(part.is_page for part in body.texts) else "text/plain",
        fields=fields,
    )


def _join(body: Body) -> tuple[str, tuple[Block, ...]]:
    """Return the texts below each other, each from a line of its own, and all their blocks."""
    text = ""
    blocks: list[Block] = []
    for part in body.texts:
        if text and not text.endswith("\n"):
            text += "\n"
            blocks[-1] = msgspec.structs.replace(blocks[-1], end=len(text))
        blocks += [
            msgspec.structs.replace(one, start=one.start + len(text), end=one.end + len(text))
            for one in part.blocks
        ]
        text += part.text
    return text, tuple(blocks)
