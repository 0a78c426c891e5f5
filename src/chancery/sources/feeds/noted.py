"""Gives a document what its feed says of it, beside what its own page says."""

import msgspec

from chancery.model import (
    Capture,
    DateValue,
    Document,
    FeedNote,
    Rejection,
    TextValue,
    cite_markup,
)
from chancery.ports import Extractor
from chancery.sources.dates import read_date
from chancery.sources.language import primary_language

FIELD = "feed"  # the document field that keeps all that the feed says


class Noted:
    """Extracts as another extractor does, then adds the feed's values."""

    def __init__(self, extractor: Extractor) -> None:
        """Take the extractor of the bytes."""
        self._extractor = extractor

    def extract(self, capture: Capture, data: bytes) -> Document | Rejection:
        """Return the document; a value of the page itself stands before that of the feed."""
        document = self._extractor.extract(capture, data)
        if isinstance(document, Rejection):
            return document
        return _add_note(document, capture, capture.feed) if capture.feed else document


def _add_note(document: Document, capture: Capture, note: FeedNote) -> Document:
    language = primary_language(note.language)
    return msgspec.structs.replace(
        document,
        title=document.title or _text(capture, "title", note.title),
        published=document.published or _date(capture, "published", note.published),
        modified=document.modified or _date(capture, "updated", note.updated),
        outlet=document.outlet or _text(capture, "outlet", note.outlet),
        byline=document.byline or _text(capture, "author", note.author),
        language=document.language or _text(capture, "language", language),
        address=document.address or note.link,
        fields=document.fields | {FIELD: msgspec.json.encode(note).decode()},
    )


def _text(capture: Capture, name: str, value: str | None) -> TextValue | None:
    if value is None:
        return None
    return TextValue(value=value, basis="feed", evidence=cite_markup(capture.id, f"feed/{name}"))


def _date(capture: Capture, name: str, given: str | None) -> DateValue | None:
    evidence = cite_markup(capture.id, f"feed/{name}")
    return None if given is None else read_date(given, "feed", evidence)
