"""Reads one JSONL line: its text or HTML, and its fields as metadata."""

import msgspec

from chancery.model import (
    Capture,
    DateValue,
    Document,
    Rejection,
    TextValue,
    cite_markup,
    reject,
)
from chancery.sources.article_line import ArticleLine, read_line
from chancery.sources.dates import read_date
from chancery.sources.flaw import Flaw
from chancery.sources.html import WebPage
from chancery.sources.language import primary_language
from chancery.sources.text import whole_text


class JsonLine:
    """Makes a document of a JSONL line; the line's own fields stand before those of its HTML."""

    def extract(self, capture: Capture, data: bytes) -> Document | Rejection:
        """Return the document, or why the line holds no article."""
        line = read_line(data)
        if isinstance(line, Flaw):
            return reject(capture.uri, *line)
        document = _read_body(capture, line)
        return document if isinstance(document, Rejection) else _add_fields(document, line)


def _read_body(capture: Capture, line: ArticleLine) -> Document | Rejection:
    where = line.url or capture.path or capture.uri
    if line.text is not None and line.text.strip():
        return whole_text(capture, line.text, where=where)
    if line.html is not None and line.html.strip():
        return WebPage().read(capture, line.html, where=where, prefix="/html ")
    return reject(capture.uri, "empty", 'its "text" and "html" hold nothing but white space')


def _add_fields(document: Document, line: ArticleLine) -> Document:
    """Return the document with the line's fields; what we cannot read stays in `fields`."""
    capture = document.capture
    published = _date(capture, line.published)
    language = _text(capture, "language", primary_language(line.language))
    fields = document.fields | line.others
    for name, given, read in (
        ("published", line.published, published),
        ("language", line.language, language),
    ):
        if given is not None and read is None:
            fields[name] = msgspec.json.encode(given).decode()
    return msgspec.structs.replace(
        document,
        title=_text(capture, "title", line.title) or document.title,
        published=published or document.published,
        outlet=_text(capture, "outlet", line.outlet) or document.outlet,
        byline=_text(capture, "byline", line.byline) or document.byline,
        language=language or document.language,
        address=line.url or document.address,
        fields=fields,
    )


def _text(capture: str, name: str, value: str | None) -> TextValue | None:
    if value is None:
        return None
    return TextValue(value=value, basis="markup", evidence=cite_markup(capture, f"/{name}"))


def _date(capture: str, given: str | None) -> DateValue | None:
    evidence = cite_markup(capture, "/published")
    return None if given is None else read_date(given, "markup", evidence)
