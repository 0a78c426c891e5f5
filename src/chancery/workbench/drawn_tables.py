"""What a network or a map draws, as a table beside it: for those who do not see the picture."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from chancery.plots.data.network import Network, Tie
from chancery.plots.data.places import PlaceMap, Spot
from chancery.plots.draw.network import MEANING, days_of
from chancery.plots.figures import FigureName
from chancery.wording.phrases import short_id
from chancery.workbench.addresses import actor_address, finding_address

LISTED = 5  # findings of one row that are links; the lists have all


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a cell, and where they lead."""

    text: str
    href: str = ""


Cell = tuple[Linked, ...]


class DrawnTable(msgspec.Struct, frozen=True, kw_only=True):
    """A table of what is drawn."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tabulate(name: FigureName, shown: object) -> DrawnTable | None:
    """Return the table of a figure; None of those whose lists are tables already."""
    make = _TABLES.get(name)
    return make(shown) if make else None


def _ties(shown: Network) -> DrawnTable:
    ends = {
        one.entity: Linked(text=one.name, href=actor_address(one.entity)) for one in shown.actors
    }
    ends |= {
        one.finding: Linked(text=f"meeting, {days_of(one)}", href=finding_address(one.finding))
        for one in shown.gatherings
    }
    return DrawnTable(
        title="Ties that are drawn",
        head=("Who", "Tie", "Whom", "Findings", "Independent sources"),
        rows=tuple(
            (
                (ends[one.a],),
                _said(one),
                (ends[one.b],),
                tuple(_findings(one.findings)),
                _said_number(one.independent),
            )
            for one in shown.ties
        ),
    )


def _said(one: Tie) -> Cell:
    kinds = ", ".join(each.replace("_", " ") for each in one.what)
    return (Linked(text=f"{MEANING[one.kind]} ({kinds})" if kinds else MEANING[one.kind]),)


def _said_number(number: int) -> Cell:
    return (Linked(text=str(number)),)


def _findings(ids: Sequence[str]) -> Iterator[Linked]:
    for one in ids[:LISTED]:
        yield Linked(text=short_id(one), href=finding_address(one))
    if len(ids) > LISTED:
        yield Linked(text=f"and {len(ids) - LISTED} more")


def _spots(shown: PlaceMap) -> DrawnTable:
    return DrawnTable(
        title="Places that are drawn",
        head=("Place", "How sure", "What took place there", "Findings", "Independent sources"),
        rows=tuple(
            (
                (Linked(text=f"{one.name}, {one.country}" if one.country else one.name),),
                (Linked(text=_sure(one)),),
                tuple(
                    Linked(text=each.text, href=finding_address(each.finding)) for each in one.told
                ),
                _said_number(one.findings),
                _said_number(one.independent),
            )
            for one in shown.spots
        ),
    )


def _sure(one: Spot) -> str:
    return "certain" if one.certain else f"a guess, {one.share:.0%} of what the name may mean"


_TABLES: Mapping[FigureName, Callable[[Any], DrawnTable]] = {"network": _ties, "map": _spots}
