"""Evidence as W3C Web Annotations (https://www.w3.org/TR/annotation-model/)."""

from collections.abc import Iterable
from typing import Any

import msgspec

from chancery.exports.web_annotation import CONTEXT, annotation
from chancery.model import Document, Record, kind_of
from chancery.model.quotes import quotes_in
from chancery.store.dossier import Dossier

Made = dict[str, Any]


def annotate(dossier: Dossier, records: Iterable[Record], *, base: str, page: str) -> Made:
    """Return a page of annotations: one for each span that a record rests on, in its order.

    `base` is the address of the records, `page` that of this answer. A target's source is the
    document's text as it is served, so that positions count its characters.
    """
    texts: dict[str, str] = {}
    items = [
        _annotation(dossier, texts, f"{base}/{kind_of(type(record))}/{record.id}", place, span)
        for record in records
        for place, span in quotes_in(msgspec.to_builtins(record))
    ]
    return {"@context": CONTEXT, "id": page, "type": "AnnotationPage", "items": items}


def _annotation(
    dossier: Dossier, texts: dict[str, str], address: str, place: str, span: Made
) -> Made:
    document = span["document"]
    if document not in texts:
        texts[document] = dossier.get(Document, document).text
    base = address.rsplit("/", 2)[0]
    return annotation(address, place, span, texts[document], f"{base}/document/{document}/text")
