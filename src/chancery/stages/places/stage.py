"""Turns each annotation into the places that its document's toponyms may mean."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, cast

from chancery.knowledge.places import open_places
from chancery.model import Annotation, Document, Places, PlaceUse, Record, Span, Toponym, make_id
from chancery.ports import GroupStage
from chancery.stages.places.outlets import outlet_country
from chancery.stages.places.rank import load_weights
from chancery.stages.places.resolve import resolve_toponyms
from chancery.stages.places.spans import dateline_span, find_toponyms
from chancery.stages.places.use import read_use


class FindPlaces(GroupStage):
    """Looks up the toponyms of each document, and chooses among namesakes by its other words."""

    name: ClassVar[str] = "places"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (Annotation,)
    outputs: ClassVar[tuple[type[Record], ...]] = (Places,)
    lookups: ClassVar[tuple[type[Record], ...]] = (Document,)
    smallest: ClassVar[int] = 1

    def keys(self, record: Record) -> Sequence[str]:
        """Return the document."""
        return (cast("Annotation", record).document,)

    def refers(self, record: Record) -> Sequence[str]:
        """Return the id of the document."""
        return (cast("Annotation", record).document,)

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the places of the document."""
        for annotation in cast("Sequence[Annotation]", group):
            yield place_toponyms(cast("Document", found[key]), annotation)


def place_toponyms(document: Document, annotation: Annotation) -> Places:
    """Return the toponyms of a document with the places that they may mean."""
    spans = find_toponyms(document, annotation)
    outlet = outlet_country(document.outlet.value) if document.outlet else ""
    guesses = resolve_toponyms(document.text, spans, open_places(), load_weights(), outlet)
    toponyms = tuple(
        Toponym(start=span[0], end=span[1], use=_use(document, span), guesses=one)
        for span, one in zip(spans, guesses, strict=True)
    )
    return Places(
        id=make_id("places", [document.id, annotation.model, FindPlaces.version]),
        document=document.id,
        toponyms=toponyms,
    )


def _use(document: Document, span: Span) -> PlaceUse:
    """Return location for the dateline, and for others what the words around say."""
    dateline = dateline_span(document)
    if dateline and dateline[0] <= span[0] < dateline[1]:
        return "location"
    return read_use(document.text, span)
