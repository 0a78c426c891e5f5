"""The options that commands which read sources share."""

from typing import Annotated

import typer

MOST_BYTES = 20_000_000
EXIT_REJECTED = 4  # of a build that turned some of its inputs away
BytesOption = Annotated[
    int, typer.Option(help="The largest file or line that is read, in bytes.", min=1)
]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=NAME",
        help="Which column of a table holds a field, as in text=BODY; may be repeated.",
    ),
]
EngineOption = Annotated[
    str,
    typer.Option(
        metavar="ENGINE",
        help="What runs the build: local, daft, or ray://HOST:PORT for a cluster.",
    ),
]
WorkersOption = Annotated[
    int, typer.Option(help="Worker processes; 0 means one for each core.", min=0)
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")]
