"""Turns each document and its annotation into one record of what it says of time."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import ClassVar

from chancery.knowledge import Knowledge, open_knowledge
from chancery.model import (
    Annotation,
    Dates,
    DayBound,
    Document,
    Record,
    TimeBasis,
    TimeExpression,
    make_id,
)
from chancery.ports import GroupStage
from chancery.stages.dates.bounds import first_bound
from chancery.stages.dates.office import office_bounds
from chancery.stages.dates.page import Page, read_page
from chancery.stages.dates.publication import Bounds, publication
from chancery.stages.dates.report_day import bare_weekday, report_day
from chancery.stages.dates.sides import side_bound
from chancery.text.timex import TimeValue, direction_of, read_times


class FindDates(GroupStage):
    """Brings each document together with its annotation, and dates what it speaks of."""

    name: ClassVar[str] = "dates"
    version: ClassVar[int] = 4
    inputs: ClassVar[tuple[type[Record], ...]] = (Document, Annotation)
    outputs: ClassVar[tuple[type[Record], ...]] = (Dates,)
    lookups: ClassVar[tuple[type[Record], ...]] = ()
    smallest: ClassVar[int] = 2  # a document that has no annotation was not read

    def keys(self, record: Record) -> Sequence[str]:
        """Return the document's id."""
        return (record.document if isinstance(record, Annotation) else record.id,)

    def refers(self, record: Record) -> Sequence[str]:
        """Return nothing: all that is needed is in the group."""
        del record
        return ()

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the dates of the document."""
        del key, found
        documents = [one for one in group if isinstance(one, Document)]
        annotations = [one for one in group if isinstance(one, Annotation)]
        for document, annotation in zip(documents, annotations, strict=True):
            yield find_dates(document, annotation)


def find_dates(
    document: Document, annotation: Annotation, knowledge: Knowledge | None = None
) -> Dates:
    """Return what one document says of time, by itself and by who held which office when."""
    page = read_page(document, annotation)
    told = first_bound(page)
    people = [(one.start, one.end) for one in annotation.mentions if one.type == "person"]
    facts = knowledge or _packaged()
    known = _earliest(office_bounds(page, people, facts), side_bound(page, told, facts))
    if document.published is None:
        today = report_day(page)
        page = page._replace(values=read_times(page.text, page.spans, None, today))
    return Dates(
        id=make_id("dates", [document.id, FindDates.version]),
        document=document.id,
        expressions=tuple(_expressions(page)),
        published=publication(document, told, known),
        captured=document.captured,
    )


def _earliest(offices: Bounds, side: DayBound | None) -> Bounds:
    """Return the bounds of the offices with the last day that they and the two sides allow."""
    first, last = offices
    return first, min((one for one in (last, side) if one), key=lambda one: one.day, default=None)


@cache
def _packaged() -> Knowledge:
    """Return the package's facts, opened once in a process."""
    return open_knowledge()


def _expressions(page: Page) -> Iterator[TimeExpression]:
    for (start, end), value in zip(page.spans, page.values, strict=True):
        yield TimeExpression(
            start=start,
            end=end,
            type=value.kind,
            value=value.value,
            first=value.first,
            last=value.last,
            precision=value.precision,
            modifier=value.modifier,
            basis=_basis(page.text[start:end], value),
            anchor=value.anchor,
            direction=direction_of(page.text, start, end),
            flaw=value.flaw,
        )


def _basis(words: str, value: TimeValue) -> TimeBasis:
    """Return how the value was chosen; a bare weekday is of the week of publication."""
    counted = value.basis in {"published", "unknown"}
    return "weekday" if counted and bare_weekday(words) else value.basis
