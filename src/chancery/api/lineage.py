"""Passages that stand in two documents, with their edits, and what stands behind them."""

from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from chancery.api.parameters import Paged
from chancery.api.points import Name
from chancery.api.view import View
from chancery.model import Origin, ReuseLink
from chancery.store.links import LinkKey, find_links, find_links_of
from chancery.store.origins import Behind, origins_by_document, origins_of


class Passages(Paged, frozen=True, kw_only=True):
    """Which passages."""

    name: Annotated[
        Name | None, Meta(description="Only what this document shares: its id, path or address.")
    ] = None
    weak: Annotated[
        bool,
        Meta(
            description="Also quoted speech, captions and formulas, which prove no common origin."
        ),
    ] = False


class Lineage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of passages, those that prove a common origin first, the longest first."""

    items: tuple[ReuseLink, ...]
    next: str | None
    origins: tuple[Origin, ...]  # behind both sides of a passage here, or behind the document


def lineage(view: View, asked: Passages) -> Lineage:
    """List what documents share, as `chancery lineage`.

    Raises:
        NotFoundError: there is no such document.
    """
    document = view.dossier.find_document(asked.name).id if asked.name else None
    after = view.after(asked, LinkKey)
    page = view.page(asked, _links(view, document, after, weak=asked.weak), lambda one: one)
    shared = [{document}] if document else [{one.a.document, one.b.document} for one in page.items]
    behind = view.memory.keep(view.edition, "origins", lambda: origins_by_document(view.dossier))
    return Lineage(items=page.items, next=page.next, origins=tuple(_origins(view, behind, shared)))


def _links(
    view: View, document: str | None, after: LinkKey | None, *, weak: bool
) -> Iterator[tuple[LinkKey, ReuseLink]]:
    if document is None:
        return find_links(view.dossier, after=after, weak=weak)
    return find_links_of(view.dossier, document, after=after, weak=weak)


def _origins(view: View, behind: Behind, shared: list[set[str]]) -> list[Origin]:
    found = {each.id: each for some in shared for each in origins_of(view.dossier, behind, some)}
    return [found[one] for one in sorted(found)]
