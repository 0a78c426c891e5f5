"""Adds sources to a dossier: it is built again from those that it has, and these."""

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from chancery.errors import SourceError
from chancery.pipeline.before import read_before
from chancery.pipeline.build import BuildReport, build
from chancery.pipeline.settings import LOCAL, Settings
from chancery.ports import Progress, TextReader
from chancery.sources.settings import SourceSettings
from chancery.sources.standard import STDIN
from chancery.store.indexing import SearchBy


class Extension(msgspec.Struct, frozen=True, kw_only=True):
    """How sources are added; None: as the last build had it."""

    workers: int = 0
    batch_size: int | None = None
    annotate: bool | None = None
    engine: str = LOCAL
    search: SearchBy | None = None
    max_bytes: int | None = None
    columns: tuple[tuple[str, str], ...] = ()  # beside those of the last build


def add(
    dossier: Path,
    sources: Sequence[str],
    *,
    wanted: Extension,
    progress: Progress,
    reader: TextReader | None = None,
) -> BuildReport:
    """Update the dossier to what its sources and these give; see `build`.

    Standard input of earlier builds is read from where they kept it.

    Raises:
        SourceError: a source that the dossier was built from is not there any more, or a new one.
        NotADossierError: there is no dossier to add to.
    """
    before = read_before(dossier)
    if before is None:
        message = f"nothing is known of what {dossier} was built from; build it again"
        raise SourceError(message)
    return build(
        [*before.sources, *_others(sources, before.sources)],
        dossier,
        settings=_settings(before.settings, wanted),
        progress=progress,
        reader=reader,
        kept=before.kept,
        taken=before.taken,
    )


def _others(sources: Sequence[str], earlier: Sequence[str]) -> list[str]:
    """Return the sources that the dossier does not have yet, however they are written."""
    have = {os.path.realpath(one) for one in earlier}
    return [one for one in sources if one == STDIN or os.path.realpath(one) not in have]


def _settings(had: Settings, wanted: Extension) -> Settings:
    return Settings(
        workers=wanted.workers,
        batch_size=wanted.batch_size or had.batch_size,
        annotate=had.annotate if wanted.annotate is None else wanted.annotate,
        engine=wanted.engine,
        search=wanted.search or had.search,
        sources=SourceSettings(
            max_bytes=wanted.max_bytes or had.sources.max_bytes,
            columns=tuple(dict.fromkeys([*had.sources.columns, *wanted.columns])),
        ),
    )
