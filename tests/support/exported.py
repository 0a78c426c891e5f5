"""Exports of a dossier into memory and into folders, as a caller of the package makes them."""

import hashlib
import io
from pathlib import Path

from chancery.pipeline.exporting.formats import FORMATS
from chancery.pipeline.exporting.write import Asked, make_export, to_path, to_stream
from chancery.ports.export import PathExport, Written
from chancery.store.dossier import open_dossier


def streamed(dossier: Path, name: str, quotes_only: int | None = None) -> bytes:
    """Return what an export gives on standard output."""
    stream = io.BytesIO()
    with open_dossier(dossier) as opened:
        to_stream(opened, Asked(format=name, quotes_only=quotes_only), stream)
    return stream.getvalue()


def exported(dossier: Path, name: str, path: Path, quotes_only: int | None = None) -> Written:
    """Write an export with what goes beside it."""
    with open_dossier(dossier) as opened:
        return to_path(opened, Asked(format=name, quotes_only=quotes_only), path)


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its path there."""
    found = sorted(one for one in folder.rglob("*") if one.is_file())
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in found}


def is_folder(name: str) -> bool:
    """Say whether a format is a folder."""
    export = make_export(Asked(format=name))
    return isinstance(export, PathExport) and export.is_folder


def digest(data: bytes) -> str:
    """Return the SHA-256 that a manifest gives."""
    return hashlib.sha256(data).hexdigest()


NAMES = tuple(FORMATS)
