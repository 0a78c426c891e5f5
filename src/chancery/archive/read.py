"""An archive, opened: its files by kind, its records, and what it is asked in SQL."""

from collections.abc import Collection, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from chancery.archive.manifest import NAME, Manifest, Part, read_manifest
from chancery.archive.rows import AnyKind, form_of, records_of, schema_of
from chancery.errors import DossierError, NotADossierError
from chancery.folder import Folder, is_local
from chancery.model import Record, kind_of

MONTH = pa.field("month", pa.string())


class Archive:
    """One state of an archive: what a build ends with meanwhile is not seen."""

    def __init__(self, folder: Folder, manifest: Manifest) -> None:
        """Take where it is, and its list."""
        self.folder = folder
        self.manifest = manifest

    def parts(self, kind: type[Record]) -> tuple[Part, ...]:
        """Return the files of a kind, by month."""
        return tuple(self.manifest.parts.get(kind_of(kind), ()))

    def count(self, kind: type[Record]) -> int:
        """Return how many records of the kind there are."""
        return sum(one.rows for one in self.parts(kind))

    def dataset(self, kind: type[Record]) -> ds.Dataset:
        """Return the rows of a kind with the month that each lies in, as Arrow reads them."""
        schema = schema_of(kind).append(MONTH)
        parts = self.parts(kind)
        if not parts:
            return ds.dataset(schema.empty_table())
        return ds.dataset(
            [self.folder.path(one.name) for one in parts],
            schema=schema,
            filesystem=self.folder.files,
            format="parquet",
            partitioning=ds.partitioning(pa.schema([MONTH]), flavor="hive"),
            partition_base_dir=self.folder.path(f"data/{kind_of(kind)}"),
        )

    def rows(self, kind: type[Record], columns: list[str]) -> pa.Table:
        """Return some columns of all rows of a kind.

        Raises:
            DossierError: a file is gone or damaged.
        """
        try:
            return self.dataset(kind).to_table(columns=columns)
        except (OSError, pa.ArrowInvalid) as error:
            raise self._broken(error) from error

    def records(
        self, kind: type[AnyKind], ids: Collection[str] | None = None
    ) -> Iterator[AnyKind]:
        """Yield the records of a kind, or those with these ids, file by file.

        Raises:
            DossierError: a file is gone or damaged, or was written by another version.
        """
        wanted = None if ids is None else pa.array(sorted(ids), pa.string())
        for part in self.parts(kind):
            if part.form != form_of(kind):
                message = (
                    f"{self.folder.name}/{part.name} was written by another version of Chancery; "
                    "run `chancery archive build` to bring the archive up to date"
                )
                raise DossierError(message)
            try:
                table = self._table(part, wanted)
            except (OSError, pa.ArrowInvalid) as error:
                raise self._broken(error) from error
            if table is not None:
                yield from records_of(table, kind, f"{self.folder.name}/{part.name}")

    def _table(self, part: Part, wanted: pa.Array | None) -> pa.Table | None:
        """Return the rows of a file, or those with these ids; None where it has none."""
        if wanted is None:
            return self.folder.read_table(part.name)
        ids = self.folder.read_table(part.name, ["id"])
        found = pc.is_in(ids.column("id"), value_set=wanted)
        if pc.any(found).as_py():
            return self.folder.read_table(part.name).filter(found)
        return None

    def _broken(self, error: Exception) -> DossierError:
        message = (
            f"{self.folder.name} cannot be read: {error}; where two builds have ended since it "
            f"was opened, ask again; else a file that {NAME} names is lost: restore it, or build "
            "an archive of another name from all sources"
        )
        return DossierError(message)


def is_archive(place: str) -> bool:
    """Say whether there is an archive at a place: whatever has an address is taken for one."""
    return not is_local(place) or (Path(place) / NAME).is_file()


def open_archive(place: str) -> Archive:
    """Return an archive as it is now.

    Raises:
        NotADossierError: there is none.
        DossierVersionError: a newer version wrote it.
    """
    folder = Folder(place)
    manifest = read_manifest(folder)
    if manifest is None:
        message = (
            f"{folder.name} is no archive: it has no {NAME}; `chancery archive build` makes one"
        )
        raise NotADossierError(message)
    return Archive(folder, manifest)
