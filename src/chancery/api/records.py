"""Records of each kind, as exports write them, and what they rest on as Web Annotations."""

from collections.abc import Callable
from typing import Annotated

from msgspec import Meta

from chancery.api.annotations import annotate
from chancery.api.answers import LINKED
from chancery.api.parameters import Paged, Parameters
from chancery.api.view import Page, View
from chancery.model import Document, Record


class OfKind(Paged, frozen=True, kw_only=True):
    """Which records of a kind."""


class OfDocument(Paged, frozen=True, kw_only=True):
    """Which records of a kind that names a document."""

    document: Annotated[str, Meta(description="Only of the document with this id.")] = ""


def lister(kind: type[Record]) -> Callable[[View, OfKind | OfDocument], object]:
    """Return what lists the records of a kind, by id."""

    def records(view: View, asked: OfKind | OfDocument) -> object:
        after = view.after(asked, str) or ""
        named = (asked.document or None) if isinstance(asked, OfDocument) else None
        found = view.dossier.page(kind, after=after, limit=asked.limit + 1, document=named)
        page: Page[Record] = view.page(asked, ((one.id, one) for one in found), lambda one: one)
        if view.form != LINKED:
            return page
        base = f"{view.api}/records"
        made = annotate(view.dossier, page.items, base=base, page=view.address)
        if page.next:
            made["next"] = f"{base}/{view.route.rpartition('/')[2]}?{_following(view, page.next)}"
        return made

    return records


def getter(kind: type[Record]) -> Callable[[View, Parameters], object]:
    """Return what gives one record of a kind."""

    def record(view: View, asked: Parameters) -> object:
        del asked
        found = view.dossier.get(kind, view.names["id"])
        if view.form != LINKED:
            return found
        base = f"{view.api}/records"
        return annotate(view.dossier, [found], base=base, page=view.address)

    return record


def text(view: View, asked: Parameters) -> bytes:
    """Give the text of a document, to the character."""
    del asked
    return view.dossier.get(Document, view.names["id"]).text.encode()


def _following(view: View, cursor: str) -> str:
    """Return the query of this address with another cursor."""
    kept = [one for one in view.query.split("&") if one and not one.startswith("cursor=")]
    return "&".join([*kept, f"cursor={cursor}"])
