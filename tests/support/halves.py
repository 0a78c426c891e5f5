"""A small collection, built whole and in halves, whose folders are then gone."""

import io
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from corpus import article
from fakes import Silent, WordReader, write_files

from chancery.exports.jsonl import JsonLines
from chancery.model import Document
from chancery.pipeline.build import build
from chancery.pipeline.exporting.content import DossierContent
from chancery.pipeline.holding.merge import MergeReport, merge
from chancery.pipeline.holding.taking import Making
from chancery.pipeline.settings import Settings
from chancery.store.dossier import open_dossier
from chancery.store.faults import find_faults

COUNT = 6
FEW = 900  # characters of an article, so that a build takes half a second
NAMES = [f"{seed:03}.txt" for seed in range(COUNT)]
TEXTS = {
    **{name: article(seed)[:FEW] for seed, name in enumerate(NAMES)},
    "empty.txt": "",  # turned away before there is a capture
    "nothing.html": "<html><body></body></html>",  # and behind it
}
ONE = Making(workers=1)
LEFT = (*NAMES[:4], "empty.txt")
RIGHT = (*NAMES[4:], "nothing.html")


class Halves(NamedTuple):
    """Three dossiers, without their work; to be read only."""

    whole: Path
    left: Path
    right: Path


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in a folder for a while."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def build_of(
    names: Sequence[str], dossier: Path, *, reader: WordReader | None = None, read: bool = True
) -> Path:
    """Build some articles that are always called the same, and take them away again."""
    folder = dossier.with_suffix(".sources")
    write_files(folder / "articles", {name: TEXTS[name] for name in names})
    with inside(folder):
        build(
            ["articles"],
            dossier,
            settings=Settings(workers=1, annotate=read),
            progress=Silent(),
            reader=reader or WordReader(),
        )
    shutil.rmtree(folder)
    return dossier


def exported(dossier: Path) -> bytes:
    """Return all records, and that nothing is wrong with the dossier."""
    stream = io.BytesIO()
    with open_dossier(dossier) as opened:
        assert find_faults(opened) == []
        JsonLines().write(DossierContent(opened), stream)
    return stream.getvalue()


def paths(dossier: Path) -> list[str | None]:
    """Return the paths of the documents, sorted."""
    with open_dossier(dossier) as opened:
        return sorted(one.path for one in opened.all(Document))


def join(
    dossiers: Sequence[Path],
    output: Path,
    *,
    wanted: Making = ONE,
    progress: Silent | None = None,
    reader: WordReader | None = None,
) -> MergeReport:
    """Join dossiers."""
    return merge(
        dossiers,
        output,
        wanted=wanted,
        progress=progress or Silent(),
        reader=reader or WordReader(),
    )
