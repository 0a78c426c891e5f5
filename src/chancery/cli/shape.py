"""How the commands that build show their progress: the option that they share."""

from enum import StrEnum
from typing import Annotated

import typer


class Shape(StrEnum):
    """How progress is shown."""

    BAR = "bar"
    JSON = "json"


ProgressOption = Annotated[
    Shape,
    typer.Option(
        "--progress",
        help="A bar, where there is a terminal; or a line of JSON for each event, for programs. "
        "Both on standard error.",
    ),
]
