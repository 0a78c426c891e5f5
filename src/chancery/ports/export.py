"""What writes a dossier's records in a format that other programs read."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, ClassVar, Protocol

from chancery.model import Record

KindRecords = tuple[type[Record], Iterator[Record]]
"""A record kind with its records, sorted by id."""


class StreamExport(Protocol):
    """Writes all records into one stream."""

    name: ClassVar[str]

    def write(self, kinds: Iterable[KindRecords], stream: BinaryIO) -> int:
        """Write the records, kinds sorted by name; return how many."""
        ...


class FolderExport(Protocol):
    """Writes one file for each record kind into a folder."""

    name: ClassVar[str]

    def write(self, kinds: Iterable[KindRecords], folder: Path) -> int:
        """Write the files, whole or not at all; return how many records they hold."""
        ...
