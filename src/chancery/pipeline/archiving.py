"""Builds an archive: what it holds stays, and what the sources give comes in beside it."""

import hashlib
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
import pyarrow as pa

from chancery import __version__
from chancery.archive.manifest import NAME, ArchiveRun, Manifest, read_manifest
from chancery.archive.write import commit, save
from chancery.engines.sweeping import seldom_swept
from chancery.errors import NotADossierError, UsageError
from chancery.folder import Folder
from chancery.model import Document
from chancery.model.codec import DIGEST_BYTES
from chancery.pipeline.assemble import collect, open_engine, plan_for
from chancery.pipeline.build import locked
from chancery.pipeline.settings import Settings, make_note, read_note
from chancery.ports import Progress, TextReader
from chancery.sources.standard import STDIN
from chancery.store.write import Change, count_rejected

WORK = "work"  # the folder of the archive in which the shards lie
INPUTS = "inputs"
DATA = "data"


class ArchiveReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a build of an archive did, in numbers."""

    documents: int  # that it holds now
    new: int  # of them
    rejected: int  # inputs of all builds
    newly_rejected: int  # of them
    change: Change  # of records of all kinds


class Wanted(NamedTuple):
    """How an archive is built; None: as the build before had it."""

    settings: Settings = Settings()
    annotate: bool | None = None


def build_archive(
    place: str,
    sources: Sequence[str],
    *,
    wanted: Wanted,
    progress: Progress,
    reader: TextReader | None = None,
) -> ArchiveReport:
    """Take what the sources give into the archive, made if need be.

    Articles of earlier builds stay, whatever became of their files. Without sources it is brought
    up to date with this version of the program.

    Raises:
        SourceError: a named source does not exist.
        UsageError: the place is none, or the engine cannot be had.
        NotADossierError: something else is in the place.
        DossierBusyError: another build is running on it, or ended while this one ran.
        DossierWriteError: the disk is full; what the archive held before still stands.
        EngineError: workers died, or work of earlier builds is lost.
    """
    started = datetime.now(UTC)
    if STDIN in sources:
        message = "an archive takes files and folders: write standard input to a file and name it"
        raise UsageError(message)
    folder = Folder(place)
    manifest = _open(folder)
    settings = _settings(manifest, wanted)
    here = _here(folder)
    with locked(here), seldom_swept():
        engine = open_engine(settings, folder.at(WORK), progress, sources)
        captures = collect(sources, here, settings)
        earlier = _read_inputs(folder, manifest)
        results = engine.run(plan_for(settings, reader), captures, earlier)
        saved = save(folder, manifest, results, progress)
        rejected = count_rejected(results)
        documents = len(results.digests(Document))
        after = msgspec.structs.replace(
            manifest,
            generation=manifest.generation + 1,
            inputs=_write_inputs(folder, engine.inputs, manifest.generation + 1),
            parts=saved.parts,
            runs=(
                *manifest.runs,
                ArchiveRun(
                    number=manifest.generation + 1,
                    started=started.isoformat(timespec="seconds"),
                    finished=datetime.now(UTC).isoformat(timespec="seconds"),
                    version=__version__,
                    sources=tuple(sources),
                    settings=make_note(settings),
                    documents=documents,
                    added=saved.change.added,
                    changed=saved.change.changed,
                    removed=saved.change.removed,
                    rejected=rejected,
                ),
            ),
        )
        commit(folder, manifest, after)
        engine.tidy()
    last = manifest.runs[-1] if manifest.runs else None
    return ArchiveReport(
        documents=documents,
        new=documents - (last.documents if last else 0),
        rejected=rejected,
        newly_rejected=max(0, rejected - (last.rejected if last else 0)),
        change=saved.change,
    )


def _here(folder: Folder) -> Path:
    """Return the folder of this machine for what sources unpack, and for the lock of a build."""
    if folder.is_local:
        return Path(folder.path(WORK))
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    name = hashlib.blake2b(folder.address.encode(), digest_size=DIGEST_BYTES).hexdigest()
    return cache / "chancery" / name


def _open(folder: Folder) -> Manifest:
    """Return the list of the archive; an empty one where there is none yet."""
    manifest = read_manifest(folder)
    if manifest is not None:
        return manifest
    others = [one for one in folder.names() if one not in {WORK, DATA}]
    if others:
        message = (
            f"{folder.name} holds other files ({others[0]}) and no {NAME}; "
            "name an empty or a new folder for the archive"
        )
        raise NotADossierError(message)
    return Manifest()


def _settings(manifest: Manifest, wanted: Wanted) -> Settings:
    """Return the settings: those asked for, and where nothing is asked those of the last build."""
    had = read_note(manifest.runs[-1].settings) if manifest.runs else Settings()
    asked = wanted.settings
    return msgspec.structs.replace(
        asked,
        annotate=had.annotate if wanted.annotate is None else wanted.annotate,
        sources=msgspec.structs.replace(
            asked.sources,
            columns=tuple(dict.fromkeys([*had.sources.columns, *asked.sources.columns])),
        ),
    )


def _read_inputs(folder: Folder, manifest: Manifest) -> bytes:
    """Return what names the inputs of all earlier builds.

    Raises:
        UsageError: the shards that they lie in are gone.
    """
    if manifest.inputs is None:
        return b""
    if not folder.exists(f"{WORK}/captures"):
        message = (
            f"{folder.name}/{WORK} is gone, in which the finished work of earlier builds lay; "
            "put it back, or build an archive of another name from all sources"
        )
        raise UsageError(message)
    column = folder.read_table(manifest.inputs).column("unit")
    return b"".join(column.to_pylist())


def _write_inputs(folder: Folder, inputs: bytes, generation: int) -> str:
    name = f"data/{INPUTS}/{generation:08}.parquet"
    buffers = [None, pa.py_buffer(inputs)]
    column = pa.Array.from_buffers(pa.binary(DIGEST_BYTES), len(inputs) // DIGEST_BYTES, buffers)
    folder.write_table(name, pa.table({"unit": column}))
    return name
