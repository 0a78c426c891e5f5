"""Binds the claims of each document to the entities of the corpus, and makes their points."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from chancery.model import (
    CLAIMS,
    Annotation,
    ArticleVersion,
    Belonging,
    Claim,
    Dates,
    Document,
    OriginPart,
    Point,
    Record,
    Referent,
)
from chancery.stages.corroborate.bound import Binder
from chancery.stages.corroborate.points import Setting, make_point, topical
from chancery.stages.corroborate.standing import is_noted
from chancery.stages.together import DocumentStage, of_kind
from chancery.text.page import Page


class Bind(DocumentStage):
    """Brings the claims of a document together with the entities that it speaks of."""

    name: ClassVar[str] = "bind"
    version: ClassVar[int] = 3
    inputs: ClassVar[tuple[type[Record], ...]] = (
        Annotation,
        Dates,
        Referent,
        Belonging,
        OriginPart,
        ArticleVersion,
        *CLAIMS,
    )
    outputs: ClassVar[tuple[type[Record], ...]] = (*CLAIMS, Point)
    smallest: ClassVar[int] = 3  # annotation, dates and a claim

    def find(
        self, document: Document, annotation: Annotation, dates: Dates, group: Sequence[Record]
    ) -> Iterable[Record]:
        """Yield the bound claims of one document, each followed by its point.

        What a notice tells of an earlier version is no claim of this one.
        """
        version = next(iter(of_kind(group, ArticleVersion)), None)
        claims = [one for one in group if isinstance(one, Claim) and not is_noted(one, version)]
        if not claims:
            return
        page = Page(document, annotation, dates)
        parts = of_kind(group, Belonging)
        setting = Setting(
            page=page,
            binder=Binder(document.text, of_kind(group, Referent), parts),
            dates=dates,
            origins=sorted(of_kind(group, OriginPart), key=lambda one: one.origin.origin),
            common=topical(page),
            version=version,
        )
        for one in claims:
            bound = setting.binder.bind(one)
            yield bound
            yield make_point(bound, setting)
