"""Compares the versions of one article: what changed from each to the next, and what it says."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import ClassVar, cast

from chancery.lineage.articles import address_of, article_id, put_in_order
from chancery.model import (
    ArticleVersion,
    Document,
    Evidence,
    Notice,
    Record,
    Revision,
    RevisionType,
    make_id,
)
from chancery.ports import GroupStage
from chancery.stages.reuse.direction import is_first
from chancery.stages.reuse.notices import find_notices, same_words
from chancery.stages.reuse.reading import Reading, read_document
from chancery.stages.reuse.whole import Whole, align_whole

SHARED = 0.3  # of the shorter: what shares fewer words may be another article; as in `weave`
CORRECTIONS = frozenset({"correction", "clarification"})


class Versions(GroupStage):
    """Brings the documents of one address together, and reads their notices."""

    name: ClassVar[str] = "versions"
    version: ClassVar[int] = 1
    inputs: ClassVar[tuple[type[Record], ...]] = (Document,)
    outputs: ClassVar[tuple[type[Record], ...]] = (ArticleVersion, Revision)
    lookups: ClassVar[tuple[type[Record], ...]] = ()
    smallest: ClassVar[int] = 1

    def keys(self, record: Record) -> Sequence[str]:
        """Return the canonical address, or the document where it has none."""
        document = cast("Document", record)
        return (address_of(document) or document.id,)

    def refers(self, record: Record) -> Sequence[str]:
        """Return nothing: a document says it all."""
        del record
        return ()

    def run(self, key: str, group: Sequence[Record], found: dict[str, Record]) -> Iterable[Record]:
        """Yield the versions, then the revisions, of an article that has several or a notice."""
        del found
        article = Article(key, cast("Sequence[Document]", group))
        if len(group) > 1 or any(article.notices.values()):
            yield from article.versions()
            yield from article.revisions()


class Article:
    """The documents of one address: those in the order of capture, and the others."""

    def __init__(self, address: str, documents: Sequence[Document]) -> None:
        """Put the documents in order; those without one by path, address and id."""
        self.address = address
        self.placed, others = put_in_order(sorted(documents, key=lambda one: one.id))
        self.others: list[Document] = []
        for one in others:
            place = sum(is_first(each, one) for each in others)
            self.others.insert(place, one)
        self.notices = {one.id: find_notices(one) for one in documents}
        self._readings: dict[str, Reading] = {}

    def versions(self) -> Iterator[ArticleVersion]:
        """Yield what each version is, beside the last one or any other."""
        retraction = self._retraction()
        known = [*self.placed, *self.others]
        for one in known:
            place = self.placed.index(one) + 1 if one in self.placed else None
            other = self._beside(one)
            whole = self._align(one, other) if other else None
            compared = other if whole and (whole.contained >= SHARED or retraction) else None
            yield ArticleVersion(
                id=make_id("version", [one.id]),
                document=one.id,
                article=article_id(self.address),
                address=address_of(one),
                captured=one.captured,
                place=place,
                versions=len(known),
                notices=self.notices[one.id],
                retraction=retraction,
                compared=compared.id if compared else None,
                ordered=bool(compared and place),
                lost=whole.lost if whole and compared else (),
                corrected=any(
                    note.kind in CORRECTIONS
                    for later in (self.placed[place:] if place else ())
                    for note in self._new(one, later)
                ),
            )

    def revisions(self) -> Iterator[Revision]:
        """Yield what each version changed, then how those without an order differ."""
        for before, after in pairwise(self.placed):
            yield self._revision(before, after, ordered=True)
        base = (self.placed[-1:] or self.others[:1])[0]
        for one in self.others:
            if one is not base:
                yield self._revision(base, one, ordered=False)

    def _beside(self, one: Document) -> Document | None:
        """Return the last version, or of those without order another; None for the last one."""
        if self.placed:
            return None if one is self.placed[-1] else self.placed[-1]
        return next((each for each in self.others if each is not one), None)

    def _retraction(self) -> Evidence | None:
        """Return the notice that retracts the article, unless a later version came without it."""
        said = (note for one in (*self.placed[-1:], *self.others) for note in self.notices[one.id])
        return next((note.evidence for note in said if note.kind == "retraction"), None)

    def _revision(self, before: Document, after: Document, *, ordered: bool) -> Revision:
        whole = self._align(before, after)
        new = self._new(before, after)
        return Revision(
            id=make_id("revision", [before.id, after.id]),
            article=article_id(self.address),
            address=self.address,
            before=before.id,
            after=after.id,
            order="later" if ordered else "unknown",
            type=_type(whole, new) if ordered else "differs" if whole.edits else "unchanged",
            captured=after.captured,
            similarity=whole.similarity,
            edits=whole.edits,
            notices=new,
        )

    def _new(self, before: Document, after: Document) -> tuple[Notice, ...]:
        """Return the notices of one version that another lacks."""
        had = self.notices[before.id]
        return tuple(
            one
            for one in self.notices[after.id]
            if not any(same_words(one, other) for other in had)
        )

    def _align(self, one: Document, other: Document) -> Whole:
        for each in (one, other):
            if each.id not in self._readings:
                self._readings[each.id] = read_document(each)
        return align_whole(self._readings[one.id], self._readings[other.id])


def _type(whole: Whole, new: Sequence[Notice]) -> RevisionType:
    kinds = {one.kind for one in new}
    if "retraction" in kinds:
        return "retracted"
    if whole.edits and whole.contained < SHARED:
        return "rewritten"
    if kinds & CORRECTIONS:
        return "corrected"
    if not whole.edits:
        return "unchanged"
    return "updated" if kinds else "silent_edit"
