"""The drawn figures, each on a page of its own beside the lists that it is drawn from."""

from collections.abc import Callable

from markupsafe import Markup
from msgspec.structs import replace

from chancery.api import plots
from chancery.api.view import View
from chancery.errors import NotFoundError
from chancery.pipeline.shown import list_threads
from chancery.plots.draw.frame import Manner
from chancery.plots.figures import FIGURES, FigureName, has_any
from chancery.workbench.addresses import actor_address, finding_address, thread_address

MOST_ENTRIES = 2_000  # of the timeline, that are looked through for a page: some two seconds


class DrawnPage(plots.Plotted, frozen=True, kw_only=True):
    """What a figure draws."""


def drawer(name: FigureName) -> Callable[[View, DrawnPage], dict[str, object]]:
    """Return what fills the page of one figure."""
    figure = FIGURES[name]

    def drawn(view: View, asked: DrawnPage) -> dict[str, object]:
        part = None if _is_narrow(asked) else _largest(view)
        chosen = replace(asked, thread=part) if part else asked

        def draw() -> str:
            try:
                shown = figure.read(view.dossier, plots.asked_of(chosen))
            except NotFoundError:  # nothing fits, which is said on the page
                return ""
            return figure.draw(shown, MANNER) if has_any(shown) else ""

        svg = view.memory.keep(view.edition, ("figure", name, chosen), draw)
        return {
            "shows": figure.shows,
            "part": thread_address(part) if part else "",
            "svg": Markup(svg),  # noqa: S704 - drawn here, every word of a text escaped
            "file": f"/api/v1/plots/{name}" + (f"?{view.query}" if view.query else ""),
        }

    return drawn


def _is_narrow(asked: DrawnPage) -> bool:
    """Say whether what is asked for is a part of a dossier that can be looked through at once."""
    return bool(asked.thread or asked.party or (asked.since and asked.until))


def _largest(view: View) -> str | None:
    """Return the thread to draw of a dossier that is too large to be looked through for a page."""
    if view.dossier.counts().get("timeline_entry", 0) <= MOST_ENTRIES:
        return None
    found = next(list_threads(view.dossier, name=None, after=None), None)
    return found[1].id if found else None


def _link(identity: str) -> str:
    return actor_address(identity) if identity.startswith("entity-") else finding_address(identity)


MANNER = Manner(link=_link, styled=False)
