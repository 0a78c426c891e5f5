"""Makes a document of a web page: its whole visible text, with the article marked in it."""

from chancery.model import Capture, Document, Rejection, reject
from chancery.sources.encoding import Decoded, decode
from chancery.sources.html.declared import declared_encoding
from chancery.sources.text import DECODING


class WebPage:
    """Makes a document of a page: the text as one reads it, tiled by kept and removed lines."""

    def extract(self, capture: Capture, data: bytes) -> Document | Rejection:
        """Return the document, or `empty`, `binary`, `encoding` or `no_text`."""
        labelled = capture.fetch.charset if capture.fetch else None  # HTML standard: goes first
        decoded = decode(data, declared=labelled or declared_encoding(data))
        if not isinstance(decoded, Decoded):
            return reject(capture.uri, *decoded)
        document = self.read(capture, decoded.text, where=capture.path or capture.uri)
        if isinstance(document, Document) and decoded.note is not None:
            document.fields[DECODING] = decoded.note
        return document

    def read(
        self, capture: Capture, html: str, *, where: str, prefix: str = ""
    ) -> Document | Rejection:
        """Return the document of markup that was decoded already; `prefix` opens every pointer."""
        from chancery.sources.html import build  # noqa: PLC0415 - lxml is not loaded for text alone

        return build.build_document(capture, html, where=where, prefix=prefix)
