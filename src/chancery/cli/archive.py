"""`chancery archive`: the commands over an archive of very many articles."""

from pathlib import Path
from typing import Annotated

import typer

from chancery.cli.given import (
    EXIT_REJECTED,
    MOST_BYTES,
    BytesOption,
    ColumnOption,
    EngineOption,
    QuietOption,
    WorkersOption,
)
from chancery.cli.record import AsJson
from chancery.cli.shape import ProgressOption, Shape

ArchiveArgument = Annotated[
    str, typer.Argument(metavar="ARCHIVE", help="A folder, or s3://BUCKET/KEY.")
]
ROWS = 50  # of an answer that are printed unless more are asked for

archive_app = typer.Typer(
    help="Keep the record of very many articles as Parquet files, and ask it in SQL.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@archive_app.callback()
def archive() -> None:
    """Keep the record of very many articles as Parquet files, and ask it in SQL."""


@archive_app.command("build")
def archive_build(
    place: ArchiveArgument,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="Folders and files, as for build, but no standard input; without any the "
            "archive is brought up to date with this version of Chancery.",
            show_default=False,
        ),
    ] = None,
    workers: WorkersOption = 0,
    batch_size: Annotated[int, typer.Option(help="Records for one task.", min=1)] = 256,
    max_bytes: BytesOption = MOST_BYTES,
    column: ColumnOption = None,
    annotate: Annotated[
        bool | None,
        typer.Option(
            "--annotate/--no-annotate",
            help="Read the texts with the model; else as the last build; the first one reads.",
            show_default=False,
        ),
    ] = None,
    engine: EngineOption = "local",
    progress: ProgressOption = Shape.BAR,
    quiet: QuietOption = False,
    json: AsJson = False,
) -> None:
    """Take what SOURCES give into the archive; what it holds already stays."""
    from chancery.cli.archives import run_build

    if run_build(
        place,
        sources or [],
        workers=workers,
        batch_size=batch_size,
        max_bytes=max_bytes,
        columns=column or (),
        annotate=annotate,
        engine=engine,
        shape=progress,
        quiet=quiet,
        json=json,
    ):
        raise typer.Exit(EXIT_REJECTED)


@archive_app.command("status")
def archive_status(place: ArchiveArgument, json: AsJson = False) -> None:
    """Say what the archive holds, by kind and month, and which builds made it."""
    from chancery.cli.archives import run_status

    run_status(place, json=json)


@archive_app.command("query")
def archive_query(
    place: ArchiveArgument,
    query: Annotated[
        str,
        typer.Argument(
            metavar="SQL",
            help="One SELECT in DuckDB's SQL, or SHOW TABLES, or DESCRIBE TABLE; - reads it from "
            "standard input.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write all rows to a file: .parquet, .csv or .jsonl.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[int, typer.Option(help="The most rows to print.", min=1)] = ROWS,
    json: AsJson = False,
) -> None:
    """Ask the archive in SQL; each record kind is a table, and `claim` holds all claims."""
    from chancery.cli.archives import run_query

    run_query(place, query, output=output, limit=limit, json=json)
