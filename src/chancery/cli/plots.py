"""The commands that draw: one for each figure, with the options of the timeline."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chancery.cli.record import (
    AsJson,
    DossierArgument,
    OriginsOption,
    PartyOption,
    PointKind,
    SinceOption,
    ThreadOption,
    UntilOption,
)

if TYPE_CHECKING:
    from chancery.pipeline.timeline import Asked

plot_app = typer.Typer(
    help="Draw a figure of the dossier: a timeline, a network, a map or histograms.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


KindOption = Annotated[
    PointKind | None, typer.Option("--kind", help="Only of this kind.", show_default=False)
]
AllOption = Annotated[
    bool,
    typer.Option(
        "--all",
        help="Also what is neither an event nor a meeting and has little weight, and what is not "
        "sure enough for a brief.",
    ),
]
FileOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write it to a file, .svg or .png; without it SVG goes to standard output.",
        show_default=False,
    ),
]
LinksOption = Annotated[
    str | None,
    typer.Option(
        "--links",
        metavar="ADDRESS",
        help="Marks lead to their records at this address, where `chancery serve` answers, as "
        "http://127.0.0.1:8765/api/v1.",
        show_default=False,
    ),
]


@plot_app.callback()
def plot() -> None:
    """Draw a figure of the dossier: a timeline, a network, a map or histograms."""


@plot_app.command("timeline")
def plot_timeline(
    dossier: DossierArgument = None,
    since: SinceOption = None,
    until: UntilOption = None,
    kind: KindOption = None,
    thread: ThreadOption = None,
    min_origins: OriginsOption = 1,
    party: PartyOption = None,
    everything: AllOption = False,
    links: LinksOption = None,
    output: FileOption = None,
    json: AsJson = False,
) -> None:
    """Draw lanes of what happened, beside when it was published and captured."""
    from chancery.cli.plot import run

    asked = _asked(kind, party, since, until, thread, min_origins, everything)
    run("timeline", dossier or [], asked, output=output, links=links, json=json)


@plot_app.command("network")
def plot_network(
    dossier: DossierArgument = None,
    since: SinceOption = None,
    until: UntilOption = None,
    kind: KindOption = None,
    thread: ThreadOption = None,
    min_origins: OriginsOption = 1,
    party: PartyOption = None,
    everything: AllOption = False,
    links: LinksOption = None,
    output: FileOption = None,
    json: AsJson = False,
) -> None:
    """Draw who met whom, did what to whom or said it, and on how many sources that rests."""
    from chancery.cli.plot import run

    asked = _asked(kind, party, since, until, thread, min_origins, everything)
    run("network", dossier or [], asked, output=output, links=links, json=json)


@plot_app.command("map")
def plot_map(
    dossier: DossierArgument = None,
    since: SinceOption = None,
    until: UntilOption = None,
    kind: KindOption = None,
    thread: ThreadOption = None,
    min_origins: OriginsOption = 1,
    party: PartyOption = None,
    everything: AllOption = False,
    links: LinksOption = None,
    output: FileOption = None,
    json: AsJson = False,
) -> None:
    """Draw where meetings and events took place, as far as the gazetteer knows it."""
    from chancery.cli.plot import run

    asked = _asked(kind, party, since, until, thread, min_origins, everything)
    run("map", dossier or [], asked, output=output, links=links, json=json)


@plot_app.command("histogram")
def plot_histogram(
    dossier: DossierArgument = None,
    since: SinceOption = None,
    until: UntilOption = None,
    kind: KindOption = None,
    thread: ThreadOption = None,
    min_origins: OriginsOption = 1,
    party: PartyOption = None,
    output: FileOption = None,
    json: AsJson = False,
) -> None:
    """Draw documents by day and by outlet, and findings by independent sources.

    With options, only the findings that fit are counted, and the documents that they rest on.
    """
    from chancery.cli.plot import run

    asked = _asked(kind, party, since, until, thread, min_origins, True)
    run("histogram", dossier or [], asked, output=output, links=None, json=json)


def _asked(
    kind: PointKind | None,
    party: str | None,
    since: str | None,
    until: str | None,
    thread: str | None,
    least: int,
    everything: bool,
) -> "Asked":
    from chancery.pipeline.timeline import Asked

    return Asked(
        kind=kind.value if kind else None,
        party=party,
        since=since,
        until=until,
        thread=thread,
        least=least,
        everything=everything,
    )
