"""An archive for notebooks and programs: asked in SQL, or by record kind."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from chancery.archive.manifest import ArchiveRun
from chancery.archive.read import Archive as Opened
from chancery.archive.read import open_archive as open_files
from chancery.archive.rows import AnyKind
from chancery.archive.sql import answering
from chancery.model import Record
from chancery.python.answer import Answer

if TYPE_CHECKING:
    import pyarrow as pa


class Archive:
    """One state of an archive; what a build brings meanwhile is not seen."""

    def __init__(self, opened: Opened) -> None:
        """Take an open one; see `open_archive`."""
        self._opened = opened

    @property
    def runs(self) -> tuple[ArchiveRun, ...]:
        """Return the builds that made it, the first first."""
        return self._opened.manifest.runs

    def count(self, kind: type[Record]) -> int:
        """Return how many records of the kind there are."""
        return self._opened.count(kind)

    def records(self, kind: type[AnyKind], ids: Collection[str] | None = None) -> Answer[AnyKind]:
        """Return the records of a kind, or those with these ids, sorted by id.

        All of them are held in memory: of many, ask by ids, or with `query`.

        Raises:
            DossierError: a file is gone or damaged, or was written by another version.
        """
        found = sorted(self._opened.records(kind, ids), key=lambda one: one.id)
        return Answer(found, kind)

    def query(self, sql: str) -> "pa.Table":
        """Return what a query in DuckDB's SQL gives, as an Arrow table.

        Each record kind is a table with a column for each field and the month in which its
        document was published; `claim` holds what all claims have in common.

        Raises:
            UsageError: the query is wrong, or would do more than read the archive; or DuckDB is
                not installed.
        """
        with answering(self._opened, sql) as rows:
            return rows.read_all()


def open_archive(place: str | Path) -> Archive:
    """Return an archive as it is now: a folder, or the address of one in a bucket.

    Raises:
        NotADossierError: there is none.
        DossierVersionError: a newer version wrote it.
        DossierError: the place cannot be reached.
    """
    return Archive(open_files(str(place)))
