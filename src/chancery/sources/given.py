"""One file of many articles, as the readers of such files are given it."""

from pathlib import Path
from typing import NamedTuple

from chancery.sources.sniff import Kind


class Given(NamedTuple):
    """A file, how it was named, and the limits that reading it keeps to."""

    uri: str  # as the user would write it
    path: str | None  # below the given folder; None for standard input
    file: str  # where it lies
    spool: Path  # a folder for what must be unpacked before it can be read
    limit: int  # bytes of one article
    kind: Kind | None = None  # what it holds, for a reader of several kinds
    columns: tuple[tuple[str, str], ...] = ()  # fields, and the columns of a table that hold them

    def at(self, offset: int) -> str:
        """Return the uri of what lies at this byte."""
        return f"{self.uri}#byte={offset}"

    def size(self) -> int:
        """Return how many bytes the file has; raises OSError."""
        return Path(self.file).stat().st_size
