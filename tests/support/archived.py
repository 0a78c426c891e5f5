"""Archives built in this process, and what they and dossiers hold."""

import sqlite3
from pathlib import Path

from fakes import Silent

from chancery.archive.read import Archive
from chancery.model import kind_of, record_kinds
from chancery.pipeline.archiving import ArchiveReport, Wanted, build_archive
from chancery.pipeline.build import build
from chancery.pipeline.settings import Settings


def fill(
    place: Path | str, *sources: Path, annotate: bool | None = False, workers: int = 1
) -> ArchiveReport:
    wanted = Wanted(Settings(workers=workers), annotate)
    return build_archive(str(place), list(map(str, sources)), wanted=wanted, progress=Silent())


Held = dict[tuple[str, str], bytes]


def held(archive: Archive) -> Held:
    """Return the digest of each record by its kind and id; each stands in one row."""
    rows = [
        ((kind_of(kind), row["id"]), row["digest"])
        for kind in record_kinds()
        for row in archive.rows(kind, ["id", "digest"]).to_pylist()
    ]
    assert len(dict(rows)) == len(rows)
    return dict(rows)


def held_by_dossier(path: Path) -> Held:
    with sqlite3.connect(path) as connection:
        return {
            (kind_of(kind), identity): digest
            for kind in record_kinds()
            for identity, digest in connection.execute(f"SELECT id, digest FROM {kind_of(kind)}")  # noqa: S608
        }


def dossier_of(*sources: Path, at: Path) -> Held:
    settings = Settings(workers=1, annotate=False)
    build(list(map(str, sources)), at, settings=settings, progress=Silent())
    return held_by_dossier(at)
