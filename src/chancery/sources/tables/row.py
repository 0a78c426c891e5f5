"""What the readers of tables give: rows, rows that cannot be read, and where reading ends."""

from typing import NamedTuple

from chancery.sources.flaw import Flaw


class Stop(NamedTuple):
    """Nothing more of the table is read, and why."""

    flaw: Flaw


Row = dict[str, object] | Flaw | Stop
"""The fields of one article by their names; or what is wrong with this row, or with the rest."""
