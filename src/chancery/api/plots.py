"""Figures of the dossier: drawn as SVG, or what they show as JSON."""

from collections.abc import Callable
from typing import Annotated

from msgspec import Meta

from chancery.api.parameters import Parameters
from chancery.api.points import Least, Party, Since, Until
from chancery.api.points import Thread as ThreadName
from chancery.api.view import PREFIX, View
from chancery.model import ClaimKind
from chancery.pipeline.timeline import Asked
from chancery.plots.draw.frame import Manner
from chancery.plots.figures import FIGURES, FigureName, links_to

SVG = "image/svg+xml"
LINK = links_to(PREFIX)


class Counted(Parameters, frozen=True, kw_only=True):
    """Which findings a figure counts."""

    kind: Annotated[ClaimKind | None, Meta(description="Only of this kind.")] = None
    party: Party = None
    since: Since = None
    until: Until = None
    thread: ThreadName = None
    min_origins: Least = 1


class Plotted(Counted, frozen=True, kw_only=True):
    """Which findings a figure draws."""

    all: Annotated[
        bool,
        Meta(
            description="Also what is neither an event nor a meeting and has little weight, and "
            "what is not sure enough for a brief."
        ),
    ] = False


def plotter(name: FigureName) -> Callable[[View, Counted], object]:
    """Return what gives one figure in the form that is wanted."""
    figure = FIGURES[name]

    def plot(view: View, asked: Counted) -> object:
        shown = read(view, name, asked)
        if view.form != SVG:
            return shown
        key = ("drawn", name, asked_of(asked))
        return view.memory.keep(
            view.edition, key, lambda: figure.draw(shown, Manner(link=LINK)).encode()
        )

    return plot


def read(view: View, name: FigureName, asked: Counted) -> object:
    """Return what a figure shows, which is read once for an edition.

    Raises:
        UsageError: a day or a name is none.
        NotFoundError: there is no such thread or document, nobody is called so, or nothing was
            read.
    """
    wanted = asked_of(asked)
    key = ("figure", name, wanted)
    return view.memory.keep(view.edition, key, lambda: FIGURES[name].read(view.dossier, wanted))


def asked_of(asked: Counted) -> Asked:
    """Return what a figure is asked for, as the commands ask it."""
    return Asked(
        kind=asked.kind,
        party=asked.party,
        since=asked.since,
        until=asked.until,
        thread=asked.thread,
        least=asked.min_origins,
        everything=getattr(asked, "all", True),
    )
