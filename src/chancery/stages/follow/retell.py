"""Makes what is compared: the commitments of a document, and its clauses that tell of others."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from msgspec.structs import replace

from chancery.model import (
    Annotation,
    ArticleVersion,
    Belonging,
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
from chancery.stages.follow.actors import Actors
from chancery.stages.follow.tellings import tell
from chancery.stages.follow.undertakings import undertake
from chancery.stages.together import DocumentStage, of_kind
from chancery.text.page import Page

CLAIMS = (Commitment, Event, Meeting, Statement)


class Retell(DocumentStage):
    """Brings the sentences of a document together with its claims and who it names."""

    name: ClassVar[str] = "retell"
    version: ClassVar[int] = 3
    inputs: ClassVar[tuple[type[Record], ...]] = (
        Annotation,
        Dates,
        Referent,
        Belonging,
        ArticleVersion,
        *CLAIMS,
    )
    outputs: ClassVar[tuple[type[Record], ...]] = (Undertaking, Telling)
    smallest: ClassVar[int] = 3  # annotation, dates and somebody who is named

    def find(
        self, document: Document, annotation: Annotation, dates: Dates, group: Sequence[Record]
    ) -> Iterable[Record]:
        """Yield what is compared of one document."""
        actors = Actors(of_kind(group, Referent), of_kind(group, Belonging))
        told = _told(dates)
        claims = [one for one in group if isinstance(one, CLAIMS)]
        page = Page(document, annotation, dates)
        version = next(iter(of_kind(group, ArticleVersion)), None)
        for one in claims:
            if isinstance(one, Commitment):
                made = undertake(page, actors, one, told)
                yield replace(made, article=version.article) if version else made
        yield from tell(page, actors, claims, told)


def _told(dates: Dates) -> Days:
    published = dates.published
    return Days(
        first=published.first.day if published.first else None,
        last=published.last.day if published.last else None,
    )
