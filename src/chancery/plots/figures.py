"""Every figure by its name: what reads it, and what draws it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import msgspec

from chancery.pipeline.timeline import Asked
from chancery.plots.data.histogram import Histogram, read_histogram
from chancery.plots.data.network import Network, read_network
from chancery.plots.data.places import PlaceMap, read_places
from chancery.plots.data.timeline import Timeline, read_timeline
from chancery.plots.draw.frame import Manner
from chancery.plots.draw.histogram import draw_histogram, histogram_notes
from chancery.plots.draw.network import draw_network, network_notes
from chancery.plots.draw.places import draw_places, places_notes
from chancery.plots.draw.timeline import draw_timeline, timeline_notes
from chancery.store.dossier import Dossier

FigureName = Literal["timeline", "network", "map", "histogram"]

NAMES: tuple[FigureName, ...] = get_args(FigureName)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One sort of figure; `read` raises what the functions of chancery.plots.data raise."""

    shows: str  # in a sentence
    gives: type[msgspec.Struct]  # what is read, which is also the figure as JSON
    read: Callable[[Dossier, Asked], Any]
    draw: Callable[[Any, Manner], str]
    say: Callable[
        [Any], list[str]
    ]  # what is drawn and what is not, as the figure has it at its head


FIGURES: Mapping[FigureName, Figure] = {
    "timeline": Figure(
        shows="Lanes of what happened, beside when it was published and captured.",
        gives=Timeline,
        read=read_timeline,
        draw=draw_timeline,
        say=timeline_notes,
    ),
    "network": Figure(
        shows="Who met whom, who did what to whom or said it, and on how many sources it rests.",
        gives=Network,
        read=read_network,
        draw=draw_network,
        say=network_notes,
    ),
    "map": Figure(
        shows="Where meetings and events took place, as far as the gazetteer knows it.",
        gives=PlaceMap,
        read=read_places,
        draw=draw_places,
        say=places_notes,
    ),
    "histogram": Figure(
        shows="Documents by day and by outlet, and findings by independent sources.",
        gives=Histogram,
        read=read_histogram,
        draw=draw_histogram,
        say=histogram_notes,
    ),
}


def has_any(shown: object) -> bool:
    """Say whether anything fitted what was asked for."""
    if isinstance(shown, Histogram):
        return bool(shown.documents)
    return bool(getattr(shown, "chosen", 0))


def links_to(api: str) -> Callable[[str], str]:
    """Return what gives the address of a record at this address of the interface, by its id."""
    return lambda identity: f"{api.rstrip('/')}/records/{identity.partition('-')[0]}/{identity}"
