"""Binds the claims of each document to the entities of the corpus, and makes their points."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, TypeVar, cast

from chancery.model import (
    Annotation,
    Belonging,
    Claim,
    Commitment,
    Dates,
    Document,
    Event,
    Figure,
    Meeting,
    OriginPart,
    Point,
    Record,
    Referent,
    Statement,
)
from chancery.ports import GroupStage
from chancery.stages.corroborate.bound import Binder
from chancery.stages.corroborate.points import Setting, make_point, topical
from chancery.text.page import Page

AnyRecord = TypeVar("AnyRecord", bound=Record)
CLAIMS = (Commitment, Event, Figure, Meeting, Statement)


class Bind(GroupStage):
    """Brings the claims of a document together with the entities that it speaks of."""

    name: ClassVar[str] = "bind"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (
        Annotation,
        Dates,
        Referent,
        Belonging,
        OriginPart,
        *CLAIMS,
    )
    outputs: ClassVar[tuple[type[Record], ...]] = (*CLAIMS, Point)
    lookups: ClassVar[tuple[type[Record], ...]] = (Document,)
    smallest: ClassVar[int] = 3  # annotation, dates and a claim

    def keys(self, record: Record) -> Sequence[str]:
        """Return the document."""
        return (
            cast(
                "Annotation | Dates | Referent | Belonging | OriginPart | Claim", record
            ).document,
        )

    def refers(self, record: Record) -> Sequence[str]:
        """Return the document, once: the annotation names it."""
        return (record.document,) if isinstance(record, Annotation) else ()

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the bound claims of one document, each followed by its point."""
        claims = [one for one in group if isinstance(one, Claim)]
        for annotation in _of(group, Annotation) if claims else ():
            document = cast("Document", found[key])
            dates = next(iter(_of(group, Dates)), None)
            page = Page(document, annotation, dates)
            setting = Setting(
                page=page,
                binder=Binder(document.text, _of(group, Referent), _of(group, Belonging)),
                dates=dates,
                origins=sorted(_of(group, OriginPart), key=lambda one: one.origin.origin),
                common=topical(page),
            )
            for one in claims:
                bound = setting.binder.bind(one)
                yield bound
                yield make_point(bound, setting)


def _of(group: Iterable[Record], kind: type[AnyRecord]) -> Iterator[AnyRecord]:
    return (one for one in group if isinstance(one, kind))
