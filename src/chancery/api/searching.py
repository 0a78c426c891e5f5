"""Full-text search: documents by their words, with the passages, and what they are counted by."""

from typing import Annotated

import msgspec
from msgspec import Meta

from chancery.api.parameters import Paged
from chancery.api.view import View
from chancery.model import DateValue, Evidence, TextValue
from chancery.store.matching import Order, Place
from chancery.store.search import Facets, Hit, count_facets, find

MOST_QUERY = 1_000  # characters


class Search(Paged, frozen=True, kw_only=True):
    """What to look for."""

    q: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=MOST_QUERY,
            description='Words; "a phrase", prefix*, -without, OR.',
        ),
    ]
    newest: Annotated[bool, Meta(description="Newest first.")] = False
    removed: Annotated[bool, Meta(description="Search removed text as well.")] = False
    facets: Annotated[bool, Meta(description="Count what is found; false saves the time.")] = True


class SearchHit(msgspec.Struct, frozen=True, kw_only=True):
    """A document that answers, without its text: the passage shown, and the matches in it."""

    document: str
    uri: str
    title: TextValue | None
    outlet: TextValue | None
    published: DateValue | None
    block: str
    passage: Evidence
    matches: tuple[Evidence, ...]


class Hits(msgspec.Struct, frozen=True, kw_only=True):
    """A page of hits; `documents` counts those that hold the words, in kept or removed text."""

    items: tuple[SearchHit, ...]
    next: str | None
    order: Order
    documents: int
    facets: Facets | None


def search(view: View, asked: Search) -> Hits:
    """Find documents by their words."""
    order: Order = "newest" if asked.newest else "best"
    found = find(
        view.dossier,
        asked.q,
        limit=asked.limit + 1,
        order=order,
        removed=asked.removed,
        after=view.after(asked, Place),
    )
    page = view.page(asked, ((one.place, one) for one in found.hits), show_hit)
    return Hits(
        items=page.items,
        next=page.next,
        order=found.order,
        documents=found.documents,
        facets=_facets(view, asked.q) if asked.facets else None,
    )


def _facets(view: View, query: str) -> Facets:
    return count_facets(view.dossier, query, view.memory.known(view.dossier, view.edition))


def show_hit(one: Hit) -> SearchHit:
    """Return a hit as it is given."""
    document = one.document
    return SearchHit(
        document=document.id,
        uri=document.uri,
        title=document.title,
        outlet=document.outlet,
        published=document.published,
        block=one.block,
        passage=one.passage,
        matches=one.matches,
    )
