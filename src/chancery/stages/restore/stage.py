"""Takes over what another dossier or an archive holds, so that no source is read again."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, cast

from chancery.model import (
    Annotation,
    Capture,
    Credit,
    Document,
    Held,
    HeldText,
    Record,
)
from chancery.ports import BatchStage, HeldReader


class Restore(BatchStage):
    """Gives back the records of each input, the annotation too, as they were written."""

    name: ClassVar[str] = "restore"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (Held,)
    outputs: ClassVar[tuple[type[Record], ...]] = (Capture, Document, Credit, Annotation)

    def __init__(self, reader: HeldReader) -> None:
        """Keep the reader; it must pickle."""
        self._reader = reader

    def run(self, batch: Sequence[Record]) -> Iterable[Sequence[Record]]:
        """Yield the records of each input.

        Raises:
            DossierError: some of it cannot be read, or is no longer what was listed.
        """
        return self._reader.read(cast("Sequence[Held]", batch))


class RestoreTexts(Restore):
    """Gives back the same of what is to be read anew: all but an annotation."""

    name: ClassVar[str] = "restore_texts"
    inputs: ClassVar[tuple[type[Record], ...]] = (HeldText,)
    outputs: ClassVar[tuple[type[Record], ...]] = (Capture, Document, Credit)
