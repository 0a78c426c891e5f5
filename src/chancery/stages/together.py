"""What stages share that bring together all that is known of one document."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Protocol, TypeVar, cast

from chancery.model import Annotation, Dates, Document, Record
from chancery.ports import GroupStage

AnyRecord = TypeVar("AnyRecord", bound=Record)


class OfDocument(Protocol):
    """A record that was made of one document."""

    document: str


class DocumentStage(GroupStage, Protocol):
    """Brings each annotation together with its document, its dates, and other records of it."""

    lookups: ClassVar[tuple[type[Record], ...]] = (Document,)
    smallest: ClassVar[int] = 2  # annotation and dates

    def keys(self, record: Record) -> Sequence[str]:
        """Return the document."""
        return (cast("OfDocument", record).document,)

    def refers(self, record: Record) -> Sequence[str]:
        """Return the document, once: the annotation names it."""
        return (record.document,) if isinstance(record, Annotation) else ()

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield what is found in the document."""
        read = zip(of_kind(group, Annotation), of_kind(group, Dates), strict=True)
        for annotation, dates in read:
            yield from self.find(cast("Document", found[key]), annotation, dates, group)

    def find(
        self, document: Document, annotation: Annotation, dates: Dates, group: Sequence[Record]
    ) -> Iterable[Record]:
        """Yield what is found in one document; `group` holds all its records."""
        ...


def of_kind(group: Iterable[Record], kind: type[AnyRecord]) -> list[AnyRecord]:
    """Return the records of one kind."""
    return [one for one in group if isinstance(one, kind)]
