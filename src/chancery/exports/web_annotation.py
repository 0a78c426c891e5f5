"""W3C Web Annotations: one for each span that a record rests on.

https://www.w3.org/TR/annotation-model/ counts positions in code points, as evidence does.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO, ClassVar

import msgspec

from chancery.exports.cut import FLAG, Cut
from chancery.exports.streamed import write_graph
from chancery.model import Document, Record, kind_of
from chancery.model.quotes import quotes_in
from chancery.ports.export import Content, Written, left_out, streams

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters of the text before and behind a quote, by which it is found again
URN = "urn:chancery"  # no server stands behind a file: names, not addresses
TEXTS_KEPT = 64  # records of one document seldom stand together: they are sorted by their own ids

Made = dict[str, Any]


class WebAnnotation:
    """Writes one annotation collection as JSON-LD, an annotation a line."""

    name: ClassVar[str] = "web-annotation"
    suffix: ClassVar[str] = ".jsonld"

    def __init__(self, cut: Cut | None = None) -> None:
        """Take what is left out; nothing by default."""
        self._cut = cut or Cut()

    def write(self, content: Content, stream: BinaryIO) -> Written:
        """Write the annotations, by record and place."""
        head = {
            "@context": [CONTEXT, {"chancery": f"{URN}:"}],
            "id": f"{URN}:annotations",
            "type": "AnnotationCollection",
            "first": {"type": "AnnotationPage", "startIndex": 0, "items": []},
        }
        self._silent = 0
        count = write_graph(stream, head, self._annotations(content))
        return Written(
            records=count,
            of="annotations",
            left_out=(
                *left_out(("records that quote nothing", self._silent)),
                *self._cut.left_out,
            ),
        )

    def _annotations(self, content: Content) -> Iterator[Made]:
        documents = _Documents(content)
        for _, records in streams(content):
            for record in records:
                spans = list(quotes_in(msgspec.to_builtins(record)))
                self._silent += not spans
                for place, span in spans:
                    yield self._annotation(documents, record, place, span)

    def _annotation(self, documents: "_Documents", record: Record, place: str, span: Made) -> Made:
        document = documents.get(span["document"])
        address = f"{URN}:{kind_of(type(record))}/{record.id}"
        source = document.address or f"{URN}:document/{document.id}"
        made = annotation(address, place, span, document.text, source)
        made["target"]["chancery:document"] = document.id
        made["target"]["chancery:path"] = document.path or document.uri
        made["target"]["chancery:sha256"] = document.sha256
        if self._cut.most is not None:
            self._shorten(made["target"])
        return made

    def _shorten(self, target: Made) -> None:
        quote = target["selector"][1]
        if self._cut.is_cut(quote["exact"]):
            target[f"chancery:{FLAG}"] = True
        quote["exact"] = self._cut.exact(quote["exact"])
        del quote["prefix"], quote["suffix"]


class _Documents:
    """The documents that were asked for last."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._held: dict[str, Document] = {}

    def get(self, identity: str) -> Document:
        if identity not in self._held:
            if len(self._held) == TEXTS_KEPT:
                self._held.pop(next(iter(self._held)))
            (self._held[identity],) = self._content.among(Document, [identity])
        return self._held[identity]


def annotation(address: str, place: str, span: Made, text: str, source: str) -> Made:
    """Return the annotation of a span at a place of the record with this address.

    `text` is the document's, which `source` gives, so that positions count its characters.
    """
    start, end = span["start"], span["end"]
    return {
        "id": f"{address}#{place}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"id": address, "type": "Dataset", "format": "application/json"},
            {"type": "TextualBody", "purpose": "tagging", "value": place},
        ],
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": span["quote"],
                    "prefix": text[max(start - AROUND, 0) : start],
                    "suffix": text[end : end + AROUND],
                },
            ],
        },
    }
