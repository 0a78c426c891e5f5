"""Writes an export whole or not at all, with its methods page and the manifest of its hashes."""

import hashlib
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from chancery import __version__
from chancery.errors import ExportError, UsageError
from chancery.exports.cut import Cut
from chancery.model import Record, kind_of
from chancery.pipeline.exporting.content import DossierContent
from chancery.pipeline.exporting.formats import FORMATS
from chancery.pipeline.exporting.methods import Made, methods
from chancery.ports.export import Export, LeftOut, PathExport, StreamExport, Written
from chancery.store.dossier import Dossier

MANIFEST, METHODS = "manifest.json", "methods.md"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What to export, and how."""

    format: str
    kinds: tuple[type[Record], ...] = ()  # empty: all; only of formats that are made of records
    quotes_only: int | None = None  # the most characters of a quote


class Hashed(msgspec.Struct, frozen=True, kw_only=True):
    """A file of an export."""

    path: str  # beside the manifest, or below it
    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What an export holds, file by file."""

    format: str
    chancery: str
    records: int
    of: str
    quotes_only: int | None
    left_out: tuple[LeftOut, ...]
    files: tuple[Hashed, ...]  # by path


def make_export(asked: Asked) -> Export:
    """Return what writes a format.

    Raises:
        UsageError: there is no such format, or it is not made of the kinds asked for.
    """
    if asked.format not in FORMATS:
        message = f"no format {asked.format!r}; there are: {', '.join(FORMATS)}"
        raise UsageError(message)
    form = FORMATS[asked.format]
    if asked.kinds and not form.of_records:
        able = ", ".join(name for name, one in FORMATS.items() if one.of_records)
        message = (
            f"{asked.format} is made of findings, not of record kinds; these take --kind: {able}"
        )
        raise UsageError(message)
    return form.make(Cut(asked.quotes_only))


def to_stream(dossier: Dossier, asked: Asked, stream: BinaryIO) -> Written:
    """Write an export alone, without methods page and manifest; return what it holds.

    Raises:
        UsageError: there is no such format, or it cannot be a stream.
    """
    export = make_export(asked)
    if isinstance(export, PathExport):
        what = "a folder of files" if export.is_folder else "a file that is no text"
        where = "folder" if export.is_folder else "file"
        message = f"{asked.format} is {what}: give a {where} with -o"
        raise UsageError(message)
    return export.write(DossierContent(dossier, asked.kinds), stream)


def to_path(dossier: Dossier, asked: Asked, path: Path) -> Written:
    """Write an export to a file or folder, and what goes with it; return what it holds.

    An earlier export at the path is replaced if nobody changed it; other files stay.

    Raises:
        UsageError: there is no such format, or the path is not free.
        ExportError: the disk is full or refuses.
    """
    try:
        return _to_path(dossier, asked, path)
    except OSError as error:
        message = f"cannot write {path}: {error.strerror or error}"
        raise ExportError(message) from error


def _to_path(dossier: Dossier, asked: Asked, path: Path) -> Written:
    export = make_export(asked)
    folder = isinstance(export, PathExport) and export.is_folder
    _check(path, folder=folder)
    old = _earlier(path, folder=folder)
    with _staged(path) as stage:
        inside = stage if folder else stage / path.name
        content = DossierContent(dossier, asked.kinds)
        written = _write(export, content, inside)
        made = Made(
            format=asked.format,
            name=path.name,
            written=written,
            quotes_only=asked.quotes_only,
            kinds=tuple(map(kind_of, asked.kinds)),
        )
        beside = "" if folder else f"{path.name}."
        page = methods(dossier, FORMATS[asked.format], made)
        (stage / f"{beside}{METHODS}").write_text(page, encoding="utf-8")
        for ending, make in FORMATS[asked.format].beside.items():
            _write(make(Cut(asked.quotes_only)), content, stage / f"{beside}{ending}")
        _write_manifest(stage, f"{beside}{MANIFEST}", made)
        _move(stage, path if folder else path.parent, old)
    return written


def _write(export: Export, content: DossierContent, path: Path) -> Written:
    if isinstance(export, StreamExport):
        with path.open("wb") as stream:
            return export.write(content, stream)
    return export.write(content, path)


def _check(path: Path, *, folder: bool) -> None:
    parent = path.resolve().parent
    if not parent.is_dir():
        message = f"the folder {path.parent} does not exist; make it first"
        raise UsageError(message)
    if folder and path.exists() and not path.is_dir():
        message = f"{path} is a file; this format needs a folder"
        raise UsageError(message)
    if not folder and path.is_dir():
        message = f"{path} is a folder; this format is one file, as {path / 'export'}"
        raise UsageError(message)


def _earlier(path: Path, *, folder: bool) -> tuple[str, ...]:
    """Return the files of an earlier export at the path, as names beside its manifest.

    Raises:
        UsageError: something else is there, or somebody changed a file of it.
    """
    base = path if folder else path.parent
    name = MANIFEST if folder else f"{path.name}.{MANIFEST}"
    if not (base / name).is_file():
        if any(path.iterdir()) if folder and path.exists() else path.exists():
            message = f"{path} is there and is no earlier export: remove it, or give another name"
            raise UsageError(message)
        return ()
    try:
        manifest = msgspec.json.decode((base / name).read_bytes(), type=Manifest)
    except msgspec.DecodeError as error:
        message = f"{base / name} is no manifest of an export ({error}); give another name"
        raise UsageError(message) from error
    for one in manifest.files:
        file = base / one.path
        if not _is_below(file, base) or (file.is_file() and _hash(file) != one.sha256):
            message = f"{file} was changed since it was exported; give another name"
            raise UsageError(message)
    return (name, *(one.path for one in manifest.files))


def _is_below(file: Path, base: Path) -> bool:
    return file.resolve().is_relative_to(base.resolve())


@contextmanager
def _staged(path: Path) -> Generator[Path]:
    """Give a new folder beside the path, which is gone in the end."""
    stage = path.with_name(f".{path.name}.part")
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir()
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _write_manifest(stage: Path, name: str, made: Made) -> None:
    files = sorted(one.relative_to(stage).as_posix() for one in stage.rglob("*") if one.is_file())
    manifest = Manifest(
        format=made.format,
        chancery=__version__,
        records=made.written.records,
        of=made.written.of,
        quotes_only=made.quotes_only,
        left_out=made.written.left_out,
        files=tuple(
            Hashed(path=one, bytes=(stage / one).stat().st_size, sha256=_hash(stage / one))
            for one in files
        ),
    )
    data = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    (stage / name).write_bytes(data + b"\n")


def _move(stage: Path, base: Path, old: tuple[str, ...]) -> None:
    """Put the new files where they belong, the manifest last, and take away the old ones."""
    new = sorted(
        (one.relative_to(stage).as_posix() for one in stage.rglob("*") if one.is_file()),
        key=lambda name: (name.endswith(MANIFEST), name),
    )
    for name in old:
        if name not in new:
            (base / name).unlink(missing_ok=True)
    for name in new:
        (base / name).parent.mkdir(parents=True, exist_ok=True)
        (stage / name).replace(base / name)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
