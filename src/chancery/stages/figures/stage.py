"""Turns the quantities of a document into figures: how many of what, as of when, by whose word."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from chancery.model import (
    Annotation,
    Dates,
    Document,
    Figure,
    Measure,
    Record,
    Span,
    Statement,
    claim_id,
)
from chancery.stages.figures.counted import counted_by
from chancery.stages.figures.draft import Draft, group_same
from chancery.stages.figures.keeping import is_address, quantities_in
from chancery.stages.figures.slots import Spoken, as_of, confidence
from chancery.stages.together import DocumentStage, of_kind
from chancery.text.page import Page
from chancery.text.quantities import Amount


class FindFigures(DocumentStage):
    """Brings each annotation together with document, dates and statements, and finds figures."""

    name: ClassVar[str] = "figures"
    version: ClassVar[int] = 3
    inputs: ClassVar[tuple[type[Record], ...]] = (Annotation, Dates, Statement)
    outputs: ClassVar[tuple[type[Record], ...]] = (Figure,)

    def find(
        self, document: Document, annotation: Annotation, dates: Dates, group: Sequence[Record]
    ) -> Iterable[Record]:
        """Yield the figures of the document."""
        return find_figures(document, annotation, dates, of_kind(group, Statement))


def find_figures(
    document: Document, annotation: Annotation, dates: Dates | None, said: Iterable[Statement]
) -> Iterator[Figure]:
    """Yield the figures of one document, in order of their first places."""
    page = Page(document, annotation, dates)
    spoken = Spoken(said)
    for group in group_same(page, drafts(page)):
        yield _figure(page, group, spoken)


def drafts(page: Page) -> list[Draft]:
    """Return the quantities of a page with what they count, in order."""
    found: list[Draft] = []
    for one in quantities_in(page):
        counted = counted_by(page, one, found)
        if counted and is_address(page, one, counted):
            continue
        if counted or one.kind != "count":  # a bare number tells nothing
            found.append(Draft(one, counted))
    return found


def _figure(page: Page, group: Sequence[Draft], spoken: Spoken) -> Figure:
    best = next((each for each in group if each.counted), group[0])
    one = best.quantity
    places = [span for each in group for span in (each.quantity.number, each.counted) if span]
    times = (as_of(page, each) for each in (best, *group))
    time = next((each for each in times if each), None)
    attributed = (spoken.speaker_at(each.quantity.number) for each in (best, *group))
    stated = _measure(page, one)
    return Figure(
        id=claim_id("figure", page.document.id, group[0].quantity.number),
        document=page.document.id,
        evidence=page.evidence(places),
        modality="asserted",
        confidence=confidence(best),
        producer=f"figures {FindFigures.version}, {page.annotation.model}",
        written=stated.written,
        low=stated.low,
        high=stated.high,
        divisor=stated.divisor,
        modifier=stated.modifier,
        unit=stated.unit,
        measure=stated.measure,
        currency=stated.currency,
        currencies=stated.currencies,
        counts=(page.cite(best.counted),) if best.counted else (),
        per=page.cite(one.per) if one.per else None,
        as_of=page.time(time) if time else None,
        attributed_to=next((each for each in attributed if each), ()),
        equivalents=tuple(_measure(page, each) for each in one.equivalents),
    )


def _measure(page: Page, one: Amount) -> Measure:
    money = one.kind == "money"
    open_above = one.modifier == "stated" and one.high is None  # "thousands": 2,000 or more
    return Measure(
        written=page.cite(_with_sign(page, one)),
        low=one.low,
        high=one.high,
        divisor=one.divisor,
        modifier="at_least" if open_above else one.modifier,
        unit=one.kind,
        measure=None if money else one.unit,
        currency=one.unit if money else None,
        currencies=one.currencies,
    )


def _with_sign(page: Page, one: Amount) -> Span:
    """Return the number with the unit that stands beside it, as in "€3 million"."""
    if one.unit_words is None:
        return one.number
    first, last = sorted((one.number, one.unit_words))
    beside = not page.text[first[1] : last[0]].strip(" -\u00a0")
    return (first[0], max(first[1], last[1])) if beside else one.number
