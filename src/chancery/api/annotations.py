"""Evidence as W3C Web Annotations (https://www.w3.org/TR/annotation-model/)."""

from collections.abc import Iterable
from typing import Any

import msgspec

from chancery.model import Document, Record, kind_of
from chancery.store.dossier import Dossier
from chancery.store.quotes import quotes_in

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters of the text before and behind a quote, by which it is found again

Made = dict[str, Any]


def annotate(dossier: Dossier, records: Iterable[Record], *, base: str, page: str) -> Made:
    """Return a page of annotations: one for each span that a record rests on, in its order.

    `base` is the address of the records, `page` that of this answer. A target's source is the
    document's text as it is served, so that positions count its characters.
    """
    texts: dict[str, str] = {}
    items = [
        _annotation(dossier, texts, record, place, span, base)
        for record in records
        for place, span in quotes_in(msgspec.to_builtins(record))
    ]
    return {"@context": CONTEXT, "id": page, "type": "AnnotationPage", "items": items}


def _annotation(  # noqa: PLR0913, PLR0917 - the parts of an annotation
    dossier: Dossier, texts: dict[str, str], record: Record, place: str, span: Made, base: str
) -> Made:
    document, start, end = span["document"], span["start"], span["end"]
    if document not in texts:
        texts[document] = dossier.get(Document, document).text
    text = texts[document]
    address = f"{base}/{kind_of(type(record))}/{record.id}"
    return {
        "id": f"{address}#{place}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"id": address, "type": "Dataset", "format": "application/json"},
            {"type": "TextualBody", "purpose": "tagging", "value": place},
        ],
        "target": {
            "source": f"{base}/document/{document}/text",
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
