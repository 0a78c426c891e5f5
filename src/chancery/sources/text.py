"""Reads plain text: the file as decoded is the document, in one block."""

from chancery.model import Block, Capture, Document, Rejection, document_id, reject
from chancery.sources.encoding import Decoded, decode

DECODING = "decoding"  # the document field that says how other than UTF-8 it was decoded


class PlainText:
    """Makes a document of a text file; its text is the file, character for character."""

    def extract(self, capture: Capture, data: bytes) -> Document | Rejection:
        """Return the document, or the rejection `empty`, `binary` or `encoding`."""
        decoded = decode(data, declared=capture.fetch.charset if capture.fetch else None)
        if not isinstance(decoded, Decoded):
            return reject(capture.uri, *decoded)
        document = whole_text(capture, decoded.text, where=capture.path or capture.uri)
        if decoded.note is None:
            return document
        document.fields[DECODING] = decoded.note
        return document


def whole_text(capture: Capture, text: str, *, where: str) -> Document:
    """Return the document in which the whole text is body; cleaning will tell the blocks apart."""
    return Document(
        id=document_id(where, capture.sha256),
        capture=capture.id,
        uri=capture.uri,
        path=capture.path,
        sha256=capture.sha256,
        text=text,
        blocks=(Block(type="body", start=0, end=len(text), kept=True),),
        media_type="text/plain",
        fields={},
    )
