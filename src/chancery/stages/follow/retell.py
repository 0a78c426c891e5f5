"""Makes what is compared: the commitments of a document, and its clauses that tell of others."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, TypeVar, cast

from chancery.model import (
    Annotation,
    Belonging,
    Claim,
    Commitment,
    Dates,
    Days,
    Document,
    Event,
    Meeting,
    Record,
    Referent,
    Statement,
    Telling,
    Undertaking,
)
from chancery.ports import GroupStage
from chancery.stages.follow.actors import Actors
from chancery.stages.follow.tellings import tell
from chancery.stages.follow.undertakings import undertake
from chancery.text.page import Page

AnyRecord = TypeVar("AnyRecord", bound=Record)
CLAIMS = (Commitment, Event, Meeting, Statement)


class Retell(GroupStage):
    """Brings the sentences of a document together with its claims and who it names."""

    name: ClassVar[str] = "retell"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (
        Annotation,
        Dates,
        Referent,
        Belonging,
        *CLAIMS,
    )
    outputs: ClassVar[tuple[type[Record], ...]] = (Undertaking, Telling)
    lookups: ClassVar[tuple[type[Record], ...]] = (Document,)
    smallest: ClassVar[int] = 3  # annotation, dates and somebody who is named

    def keys(self, record: Record) -> Sequence[str]:
        """Return the document."""
        return (cast("Annotation | Dates | Referent | Belonging | Claim", record).document,)

    def refers(self, record: Record) -> Sequence[str]:
        """Return the document, once: the annotation names it."""
        return (record.document,) if isinstance(record, Annotation) else ()

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield what is compared of one document."""
        actors = Actors(_of(group, Referent), _of(group, Belonging))
        dates = next(_of(group, Dates), None)
        told = _told(dates)
        claims = [one for one in group if isinstance(one, CLAIMS)]
        for annotation in _of(group, Annotation):
            page = Page(cast("Document", found[key]), annotation, dates)
            for one in claims:
                if isinstance(one, Commitment):
                    yield undertake(page, actors, one, told)
            yield from tell(page, actors, claims, told)


def _told(dates: Dates | None) -> Days:
    published = dates.published if dates else None
    return Days(
        first=published.first.day if published and published.first else None,
        last=published.last.day if published and published.last else None,
    )


def _of(group: Iterable[Record], kind: type[AnyRecord]) -> Iterator[AnyRecord]:
    return (one for one in group if isinstance(one, kind))
