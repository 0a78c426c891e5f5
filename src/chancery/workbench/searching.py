"""The search page: documents by their words, each with the passage that answers."""

from typing import Annotated

import msgspec
from msgspec import Meta

from chancery.api.parameters import Paged
from chancery.api.searching import MOST_QUERY, Search, SearchHit
from chancery.api.searching import search as find
from chancery.api.view import View
from chancery.store.search import Facets
from chancery.workbench.addresses import document_address
from chancery.workbench.filters import base_of
from chancery.workbench.naming import Named, name_documents
from chancery.workbench.passages import Segment, Spot, segments

PAGE = 20


class SearchPage(Paged, frozen=True, kw_only=True):
    """What to look for; nothing yet where it is empty."""

    q: Annotated[
        str,
        Meta(max_length=MOST_QUERY, description='Words; "a phrase", prefix*, -without, OR.'),
    ] = ""
    newest: Annotated[bool, Meta(description="Newest first.")] = False
    removed: Annotated[bool, Meta(description="Search removed text as well.")] = False
    facets: bool = True
    limit: Annotated[int, Meta(ge=1, le=100)] = PAGE


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A document that answers, and the passage with its matches."""

    document: Named
    address: str
    block: str
    segments: tuple[Segment, ...]


def search(view: View, asked: SearchPage) -> dict[str, object]:
    """Fill the page."""
    if not asked.q.strip():
        facets: Facets | None = None
        return {"answers": [], "next": None, "facets": facets, "documents": None, "order": "best"}
    found = find(view, base_of(Search, asked))
    named = name_documents(view.dossier, [one.document for one in found.items])
    return {
        "answers": [_answer(one, named[one.document]) for one in found.items],
        "next": found.next,
        "facets": found.facets,
        "documents": found.documents,
        "order": found.order,
    }


def _answer(one: SearchHit, document: Named) -> Answer:
    first = one.matches[0] if one.matches else one.passage
    return Answer(
        document=document,
        address=document_address(one.document, first.start, first.end),
        block=one.block,
        segments=_segments(one),
    )


def _segments(one: SearchHit) -> tuple[Segment, ...]:
    text = one.passage.quote
    marked = [
        Spot(name="match", start=each.start - one.passage.start, end=each.end - one.passage.start)
        for each in one.matches
    ]
    return segments(text, 0, len(text), marked)
