"""Sources and lineage: passages that stand in two documents, side by side, with their edits."""

from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from chancery.api.parameters import Paged, Parameters
from chancery.api.view import View
from chancery.model import Evidence, Origin, ReuseLink
from chancery.store.counts import read_agencies, read_shares
from chancery.store.links import LinkKey, find_links
from chancery.wording.lineage import direction_words, origin_words
from chancery.wording.phrases import clip
from chancery.workbench.addresses import document_address, link_address
from chancery.workbench.naming import Named, name_documents

QUOTE = 200  # characters of a passage in the list
MOST_ORIGINS = 12


class SourcesPage(Paged, frozen=True, kw_only=True):
    """Which passages."""

    weak: Annotated[
        bool, Meta(description="Also quoted speech, captions and formulas, which prove nothing.")
    ] = False


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that stands in two documents, as a row."""

    address: str
    a: Named
    b: Named
    words: int
    alike: str
    edits: int
    strength: str
    reason: str
    direction: str
    quote: str


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a passage; of what differs, the other side has something else or nothing."""

    text: str
    differs: bool


class Sided(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a passage."""

    document: Named
    address: str
    parts: tuple[Part, ...]


def sources(view: View, asked: SourcesPage) -> dict[str, object]:
    """Fill the list, the longest passages first."""
    found = find_links(view.dossier, after=view.after(asked, LinkKey), weak=asked.weak)
    page = view.page(asked, found, lambda one: one)
    named = name_documents(
        view.dossier, [each.document for one in page.items for each in (one.a, one.b)]
    )
    return {
        "rows": [_shared(one, named) for one in page.items],
        "next": page.next,
        "agencies": view.memory.keep(
            view.edition, "agencies", lambda: read_agencies(view.dossier)
        ),
        "outlets": view.memory.keep(
            view.edition, "shares", lambda: read_shares(view.dossier)
        ).outlets,
    }


def passage(view: View, asked: Parameters) -> dict[str, object]:
    """Fill the page of one passage.

    Raises:
        NotFoundError: there is none with this id.
    """
    del asked
    one = view.dossier.get(ReuseLink, view.names["id"])
    named = name_documents(view.dossier, [one.a.document, one.b.document])
    return {
        "title": f"{named[one.a.document].name} and {named[one.b.document].name}",
        "link": _shared(one, named),
        "sides": [_sided(one, one.a, named, first=True), _sided(one, one.b, named, first=False)],
        "origins": list(_origins(view, one)),
    }


def _shared(one: ReuseLink, named: dict[str, Named]) -> Shared:
    names = {key: each.short for key, each in named.items()}
    return Shared(
        address=link_address(one.id),
        a=named[one.a.document],
        b=named[one.b.document],
        words=one.length,
        alike=f"{one.similarity:.0%}",
        edits=len(one.edits),
        strength=one.strength,
        reason=one.reason,
        direction=direction_words(one, names),
        quote=clip(one.a.quote, QUOTE),
    )


def _sided(one: ReuseLink, side: Evidence, named: dict[str, Named], *, first: bool) -> Sided:
    return Sided(
        document=named[side.document],
        address=document_address(side.document, side.start, side.end),
        parts=tuple(_parts(one, side, first=first)),
    )


def _parts(one: ReuseLink, side: Evidence, *, first: bool) -> Iterator[Part]:
    at = side.start
    for edit in one.edits:
        start, end = (edit.a_start, edit.a_end) if first else (edit.b_start, edit.b_end)
        if start == end:
            continue
        yield Part(text=side.quote[at - side.start : start - side.start], differs=False)
        yield Part(text=side.quote[start - side.start : end - side.start], differs=True)
        at = end
    yield Part(text=side.quote[at - side.start :], differs=False)


def _origins(view: View, one: ReuseLink) -> Iterator[str]:
    both = {one.a.document, one.b.document}
    condition = (
        "EXISTS (SELECT 1 FROM json_each(evidence) AS e WHERE"
        " json_extract(e.value, '$.document') IN (?1, ?2))"
    )
    for origin in view.dossier.where(Origin, condition, one.a.document, one.b.document):
        if both <= set(origin.documents):
            named = name_documents(view.dossier, origin.documents[:MOST_ORIGINS])
            yield origin_words(
                msgspec.structs.replace(origin, documents=tuple(named)),
                {key: each.short for key, each in named.items()},
            )
