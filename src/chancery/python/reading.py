"""Reads one text with the model, without a dossier."""

from functools import cache

import msgspec

from chancery.errors import UsageError
from chancery.model import Annotation, Document, Rejection
from chancery.pipeline.one import read_text
from chancery.pipeline.settings import Settings
from chancery.ports import TextReader


class AnnotatedText(msgspec.Struct, frozen=True, kw_only=True):
    """A text as a document, and what the model finds in it.

    Spans of the annotation count code points of `document.text`, which is the text as given.
    """

    document: Document
    annotation: Annotation


def annotate(text: str, *, reader: TextReader | None = None) -> AnnotatedText:
    """Return what the reading model finds in a text: mentions, attributions, events.

    Nothing is known of the text but its characters: days such as "on Monday" stay unknown, and
    no claims are merged, for which `build` is. The shipped model is loaded at the first call,
    which takes seconds; `reader` stands in for it.

    Raises:
        UsageError: the text is empty, or holds what no text holds.
        ReaderError: the shipped model cannot be loaded.
    """
    found = read_text(text, Settings(), reader=_shipped() if reader is None else reader)
    if isinstance(found, Rejection):
        message = f"the text cannot be read: {found.reason}: {found.detail}"
        raise UsageError(message)
    document, annotation = found
    return AnnotatedText(document=document, annotation=annotation)


@cache
def _shipped() -> TextReader:
    from chancery.inference import open_reader

    return open_reader()
