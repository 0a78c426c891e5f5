"""The drawn figures, each on a page of its own beside the lists that it is drawn from."""

from collections.abc import Callable

from markupsafe import Markup

from chancery.api import plots
from chancery.api.view import View
from chancery.errors import NotFoundError
from chancery.plots.draw.frame import Manner
from chancery.plots.figures import FIGURES, FigureName, has_any
from chancery.workbench.addresses import actor_address, finding_address
from chancery.workbench.drawn_tables import DrawnTable, tabulate


class DrawnPage(plots.Plotted, frozen=True, kw_only=True):
    """What a figure draws."""


def drawer(name: FigureName) -> Callable[[View, DrawnPage], dict[str, object]]:
    """Return what fills the page of one figure."""
    figure = FIGURES[name]

    def drawn(view: View, asked: DrawnPage) -> dict[str, object]:
        def draw() -> tuple[str, str, DrawnTable | None]:
            try:
                shown = plots.read(view, name, asked)
            except NotFoundError:  # nothing fits, which is said on the page
                return "", "", None
            if not has_any(shown):
                return "", "", None
            said = " ".join(figure.say(shown))
            return figure.draw(shown, MANNER), said, tabulate(name, shown)

        svg, said, table = view.memory.keep(view.edition, ("page", name, asked), draw)
        return {
            "shows": figure.shows,
            "said": said,
            "table": table,
            "svg": Markup(svg),  # noqa: S704 - drawn here, every word of a text escaped
            "file": f"/api/v1/plots/{name}" + (f"?{view.query}" if view.query else ""),
        }

    return drawn


def _link(identity: str) -> str:
    return actor_address(identity) if identity.startswith("entity-") else finding_address(identity)


MANNER = Manner(link=_link, styled=False)
