"""The watches, and what each is for."""

import msgspec

from chancery.api import watching
from chancery.api.parameters import Paged, Parameters
from chancery.api.view import View
from chancery.model import Watch
from chancery.pipeline.watches import Hit
from chancery.pipeline.watching import tell_sought
from chancery.store.watches import find_watch
from chancery.workbench.addresses import document_address, finding_address
from chancery.workbench.filters import base_of


class WatchPage(Paged, frozen=True, kw_only=True):
    """Which part of the hits."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A watch in words."""

    name: str
    address: str
    feed: str
    words: str
    added: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A hit of a watch."""

    text: str
    address: str
    evidence: str  # the address of the words
    quote: str
    title: str
    build: int
    news: str
    due: str


def watches(view: View, asked: Parameters) -> dict[str, object]:
    """Fill the list."""
    return {"rows": [_kept(one) for one in watching.watches(view, asked).items]}


def watch(view: View, asked: WatchPage) -> dict[str, object]:
    """Fill the page of one watch.

    Raises:
        NotFoundError: there is none of this name.
    """
    one = find_watch(view.dossier, view.names["name"])
    base = base_of(Paged, asked)
    found = watching.hits(
        view, watching.Hits(limit=base.limit, cursor=base.cursor, since=view.since)
    )
    return {
        "title": one.name,
        "watch": _kept(one),
        "hits": [_found(hit) for hit in found.items],
        "next": found.next,
    }


def _kept(one: Watch) -> Kept:
    return Kept(
        name=one.name,
        address=f"/watches/{one.name}",
        feed=f"/api/v1/watches/{one.name}/feed",
        words=tell_sought(one.sought),
        added=one.added[:10],
    )


def _found(hit: Hit) -> Found:
    words = hit.evidence
    in_document = document_address(words.document, words.start, words.end)
    return Found(
        text=hit.text,
        address=in_document if hit.about is None else finding_address(hit.record),
        evidence=in_document,
        quote=words.quote,
        title=hit.title or hit.uri,
        build=hit.build,
        news=hit.news or "",
        due=hit.due or "",
    )
