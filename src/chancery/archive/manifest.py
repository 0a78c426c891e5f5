"""The list of an archive's files: what it does not name is not read, so nothing is read half.

It is one small file that is replaced whole. A file that it names is never changed: what changes
is written into another, and the old one stays until the build after the next has named its own,
for readers that are still at work.
"""

from collections.abc import Mapping, Sequence

import msgspec

from chancery.errors import DossierVersionError, NotADossierError
from chancery.folder import Folder

NAME = "archive.json"
FORMAT = 1


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One Parquet file of records of one kind and month."""

    name: str  # below the archive
    month: str  # YYYY-MM, or "unknown"
    rows: int
    size: int  # bytes
    form: str  # digest of its columns and their types


class ArchiveRun(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One build, and what it changed."""

    number: int
    started: str  # ISO 8601, UTC, by the clock of the machine that built
    finished: str
    version: str  # of the program
    sources: tuple[str, ...]
    settings: dict[str, str | int | bool]
    documents: int  # that the archive held then
    added: int  # records
    changed: int
    removed: int
    rejected: int  # inputs turned away, of all builds


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that an archive holds."""

    format: int = FORMAT
    generation: int = 0  # of builds that ended
    inputs: str | None = None  # the file of the signatures of all inputs
    parts: Mapping[str, Sequence[Part]] = {}  # by record kind
    superseded: tuple[str, ...] = ()  # files that the manifest before this one named
    runs: tuple[ArchiveRun, ...] = ()


class _Version(msgspec.Struct):
    format: int


def read_manifest(folder: Folder) -> Manifest | None:
    """Return the list; None where there is none.

    Raises:
        NotADossierError: it is damaged, or is no list of an archive.
        DossierVersionError: a newer version wrote it.
    """
    try:
        data = folder.read(NAME)
    except FileNotFoundError:
        return None
    try:
        written = msgspec.json.decode(data, type=_Version).format
        if written > FORMAT:
            message = (
                f"{folder.name} is an archive of form {written}, this program knows up to "
                f"{FORMAT}: install a newer Chancery"
            )
            raise DossierVersionError(message)
        return msgspec.json.decode(data, type=Manifest)
    except msgspec.DecodeError as error:
        message = f"{folder.name}/{NAME} does not list an archive, and is left as it is: {error}"
        raise NotADossierError(message) from error


def write_manifest(folder: Folder, manifest: Manifest) -> None:
    """Put a list in the place of the one before."""
    folder.write(NAME, msgspec.json.format(msgspec.json.encode(manifest), indent=1))
