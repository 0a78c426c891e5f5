"""The commands that make a dossier of others: joined, or cut."""

from pathlib import Path
from typing import Annotated

import typer

from chancery.cli.given import QuietOption, WorkersOption
from chancery.cli.record import AsJson, UntilOption
from chancery.cli.shape import ProgressOption, Shape

OutputOption = Annotated[
    Path,
    typer.Option(
        "--output", "-o", metavar="DOSSIER", help="The dossier to make; nothing may be there."
    ),
]
AnnotateOption = Annotated[
    bool | None,
    typer.Option(
        "--annotate/--no-annotate",
        help="Read texts with the model; without either, if they were read before. What the same "
        "model read is not read again.",
        show_default=False,
    ),
]


def merge(
    dossiers: Annotated[
        list[Path], typer.Argument(metavar="DOSSIER", help="The dossiers to join, two or more.")
    ],
    output: OutputOption,
    workers: WorkersOption = 0,
    annotate: AnnotateOption = None,
    progress: ProgressOption = Shape.BAR,
    quiet: QuietOption = False,
    json: AsJson = False,
) -> None:
    """Join dossiers into a new one, with what people decided; what conflicts is listed."""
    from chancery.cli.merge import run
    from chancery.pipeline.holding.taking import Making

    wanted = Making(workers=workers, annotate=annotate)
    run(dossiers, output, wanted=wanted, shape=progress, quiet=quiet, json=json)


def cut(
    place: Annotated[
        str,
        typer.Argument(
            metavar="DOSSIER|ARCHIVE",
            help="The dossier or archive to cut from; it stays as it is.",
        ),
    ],
    output: OutputOption,
    document: Annotated[
        list[str] | None,
        typer.Option(
            "--document",
            metavar="DOCUMENT",
            help="Only this document, by id, path or address; may be repeated.",
            show_default=False,
        ),
    ] = None,
    thread: Annotated[
        list[str] | None,
        typer.Option(
            "--thread",
            metavar="ID|DOCUMENT",
            help="Only of this episode: a thread's id, or a document of it; may be repeated.",
            show_default=False,
        ),
    ] = None,
    process: Annotated[
        list[str] | None,
        typer.Option(
            "--process",
            metavar="ID|THREAD|DOCUMENT",
            help="Only of this series of episodes: its id, or a thread or document of it; may be "
            "repeated.",
            show_default=False,
        ),
    ] = None,
    actor: Annotated[
        list[str] | None,
        typer.Option(
            "--actor",
            metavar="NAME",
            help="Only documents that speak of this actor, by a name or an id; repeated: of any.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DATE",
            help="Only what was published from this day on, as 2024-05-31; a document of no known "
            "day is left out and counted.",
            show_default=False,
        ),
    ] = None,
    until: UntilOption = None,
    workers: WorkersOption = 0,
    annotate: AnnotateOption = None,
    progress: ProgressOption = Shape.BAR,
    quiet: QuietOption = False,
    json: AsJson = False,
) -> None:
    """Make a dossier of some documents of another, or of an archive.

    Each of --document, --thread, --process, --actor and the days narrows what the others leave.
    """
    from chancery.cli.cut import run
    from chancery.pipeline.holding.choose import Chosen
    from chancery.pipeline.holding.taking import Making

    chosen = Chosen(
        documents=tuple(document or ()),
        threads=tuple(thread or ()),
        processes=tuple(process or ()),
        actors=tuple(actor or ()),
        since=since,
        until=until,
    )
    wanted = Making(workers=workers, annotate=annotate)
    run(place, output, chosen, wanted=wanted, shape=progress, quiet=quiet, json=json)
