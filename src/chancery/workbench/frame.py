"""What every page stands in: the way to the other pages, the filter bar, and who is served."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from chancery.api.parameters import Parameters
from chancery.api.view import View
from chancery.model import Finding
from chancery.pipeline.rows import find_finding
from chancery.workbench.addresses import Address, address
from chancery.workbench.filters import SHARED, Field, fields, is_narrowed, own
from chancery.workbench.pane import Pane, make_pane


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A link of the navigation."""

    label: str
    address: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page as the navigation knows it."""

    path: str
    label: str
    asks: type[Parameters]


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What the layout needs of a page."""

    title: str
    dossier: str  # the file's name
    here: Address
    query: str
    navigation: tuple[Link, ...]
    filters: tuple[Field, ...]
    narrowed: bool
    clear: str  # the address without any filter
    reviewer: str  # who looks, as far as he has said
    token: str  # that forms carry


def make_frame(  # noqa: PLR0913, PLR0917 - the parts of a page
    view: View,
    title: str,
    asks: type[Parameters],
    asked: Parameters,
    places: Sequence[Place],
    token: str,
) -> Frame:
    """Return the frame of a page."""
    given = {name: value for name, value in pairs_of(view.query) if name in SHARED}
    return Frame(
        title=title,
        dossier=view.path.name,
        here=Address(path=view.route, asked=tuple(pairs_of(view.query))),
        query=view.query,
        navigation=tuple(_link(one, view.route, given) for one in places),
        filters=fields(asks, asked),
        narrowed=is_narrowed(asks, asked),
        clear=view.route,
        reviewer=view.reviewer,
        token=token,
    )


def pairs_of(query: str) -> list[tuple[str, str]]:
    """Return the parameters of a query in their order."""
    return parse_qsl(query, keep_blank_values=True)


def pane_of(
    view: View,
    asked: Any,  # noqa: ANN401 - any page that says what is beside it
    first: Finding | None,
    *,
    blind: bool = False,
) -> Pane | None:
    """Return what is shown beside a list: the finding that is asked for, or else the first.

    Raises:
        NotFoundError: more than one finding begins so.
    """
    chosen = find_finding(view.dossier, asked.evidence) if asked.evidence else None
    shown = chosen or first
    return make_pane(view, shown, blind=blind) if shown else None


def _link(one: Place, route: str, given: Mapping[str, str]) -> Link:
    kept = {name: value for name, value in given.items() if name in own(one.asks)}
    inside = one.path != "/" and route.startswith(f"{one.path}/")
    return Link(
        label=one.label,
        address=address(one.path, kept.items()),
        current=route == one.path or inside,
    )
