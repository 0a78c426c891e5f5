"""By which month a record is laid down: that in which its document was published.

What rests on several documents lies with the earliest of them. It is the clock of publication and
no other: when something happened is a column.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from chancery.model import (
    Capture,
    Document,
    Entity,
    Finding,
    Origin,
    Process,
    Record,
    Rejection,
    ReuseLink,
    Revision,
    Role,
    Thread,
    TimelineEntry,
)

UNKNOWN = "unknown"
MONTH = len("2024-05")

_SEVERAL: Mapping[type[Record], Callable[[Any], Iterable[str]]] = {
    Capture: lambda _: (),  # bytes have no month
    Document: lambda one: (one.id,),
    Rejection: lambda _: (),
    Entity: lambda one: one.documents,
    Finding: lambda one: (each.document for each in one.support),
    Origin: lambda one: one.documents,
    Process: lambda one: one.documents,
    ReuseLink: lambda one: (one.a.document, one.b.document),
    Revision: lambda one: (one.before, one.after),
    Role: lambda one: (each.evidence.document for each in one.statements),
    Thread: lambda one: one.documents,
    TimelineEntry: lambda one: one.documents,
}


def documents_of(record: Record) -> Iterable[str]:
    """Return the ids of the documents that a record rests on."""
    several = _SEVERAL.get(type(record))
    if several:
        return several(record)
    document: str = record.document  # type: ignore[attr-defined] # all other kinds have one
    return (document,)


def month_of_document(document: Document) -> str:
    """Return the month in which it was published; where that may be several, the first."""
    day = document.published and document.published.start
    return str(day)[:MONTH] if day else UNKNOWN


def month_of(record: Record, months: Mapping[str, str]) -> str:
    """Return a record's month, by those of the documents."""
    if isinstance(record, Document):
        return month_of_document(record)
    known = (months.get(one, UNKNOWN) for one in documents_of(record))
    return min(known, default=UNKNOWN)  # "unknown" comes behind every month
