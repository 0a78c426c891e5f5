"""Turns each document into one annotation: what the model read in it, or why it did not."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, cast

from chancery.errors import RecordError
from chancery.model import Annotation, Document, Record, Span, Unread, codec, make_id
from chancery.ports import BatchStage, Reading, TextReader
from chancery.stages.annotate.checks import find_faults
from chancery.stages.annotate.cuts import cut_roles
from chancery.stages.annotate.extent import Extent
from chancery.stages.annotate.masking import Masked, has_words, mask
from chancery.text.sentences import sentences

LANGUAGE = "en"  # what the model was trained on
SCHEME = "PLOVER draft 0.8"
NO_MODEL = "none"


class Annotate(BatchStage):
    """Gives the reader what speaks in each document, and checks what it gives back."""

    name: ClassVar[str] = "annotate"
    version: ClassVar[int] = 3
    inputs: ClassVar[tuple[type[Record], ...]] = (Document,)
    outputs: ClassVar[tuple[type[Record], ...]] = (Annotation,)
    cost: ClassVar[int] = 64  # a fifth of a second, against some milliseconds

    def __init__(self, reader: TextReader) -> None:
        """Keep the reader; it must pickle."""
        self._reader = reader

    @property
    def settings(self) -> str:
        """Return the reader's model: another one reads everything again."""
        return f"model={self._reader.model}"

    def run(self, batch: Sequence[Record]) -> Iterable[Sequence[Record]]:
        """Yield one annotation for each document.

        Raises:
            RecordError: the reader gave what cannot stand in its document, which is named.
        """
        for record in batch:
            yield (self._annotate(cast("Document", record)),)

    def _annotate(self, document: Document) -> Annotation:
        masked = mask(document)
        found = sentences(masked.text)
        unread = why_unread(document, masked.text)
        if unread:
            return _annotation(document, NO_MODEL, found, Reading(), unread)
        reading = self._reader.read(masked.text, found)
        return _checked(_annotation(document, self._reader.model, found, reading), masked)


def why_unread(document: Document, text: str) -> Unread | None:
    """Return why the document's masked text is not to be read, None where it is.

    A text whose language is not known is read when most of its letters are those of ASCII.
    """
    if not has_words(text):
        return "empty"
    if document.language:
        return None if document.language.value == LANGUAGE else "language"
    letters = sum(map(str.isalpha, text))
    latin = sum(map(str.isalpha, text.encode("ascii", "ignore").decode()))
    return None if 2 * latin > letters else "language"


def is_current(annotation: str, document: str, model: str) -> bool:
    """Say whether the annotation with this id is what a model gives for a document by this stage.

    Whether a text is read at all rests on no model.
    """
    return annotation in {_identity(document, each) for each in (model, NO_MODEL)}


def _identity(document: str, model: str) -> str:
    return make_id("annotation", [document, model, Annotate.version])


def _annotation(
    document: Document,
    model: str,
    found: tuple[Span, ...],
    reading: Reading,
    unread: Unread | None = None,
) -> Annotation:
    return Annotation(
        id=_identity(document.id, model),
        document=document.id,
        model=model,
        scheme=SCHEME,
        unread=unread,
        sentences=found,
        mentions=reading.mentions,
        chains=reading.chains,
        attributions=reading.attributions,
        triggers=reading.triggers,
        doubtful=reading.doubtful,
        vectors=reading.vectors,
    )


def _checked(found: Annotation, masked: Masked) -> Annotation:
    """Return the annotation, its types and places proven, with no piece over unread words."""
    extent = Extent(len(masked.text), masked.stretches)
    try:
        codec.checked(found)
    except (RecordError, TypeError) as error:  # TypeError: no type that a record can hold
        message = f"{found.document}: the reader {found.model} gave no valid reading: {error}"
        raise RecordError(message) from error
    for fault in find_faults(found, extent):
        message = f"{found.document}: the reader {found.model} gave {fault}"
        raise RecordError(message)
    return cut_roles(found, masked.text, extent)
