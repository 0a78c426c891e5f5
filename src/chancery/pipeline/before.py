"""Says what the last build of a dossier read and how, so that another can read it again."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from chancery.errors import SourceError
from chancery.model import Capture
from chancery.pipeline.assemble import SPOOL
from chancery.pipeline.build import work_folder
from chancery.pipeline.holding.dossiers import DossierHolding, Part
from chancery.pipeline.holding.taking import Taken
from chancery.pipeline.settings import Settings, read_held_note, read_note
from chancery.sources.collect import UNPACKED
from chancery.sources.standard import STDIN
from chancery.store.dossier import Run, open_dossier
from chancery.store.holding import read_held


class Before(NamedTuple):
    """The sources of the last build without standard input, which lies in `kept`.

    `taken` is what the dossier was made of beside them: it holds that itself.
    """

    sources: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    settings: Settings = Settings()
    taken: Taken | None = None


def read_before(dossier: Path) -> Before | None:
    """Return what the last build read; None: the dossier knows of none.

    Raises:
        SourceError: a source is not there any more, standard input included.
        NotADossierError: there is no dossier.
    """
    with open_dossier(dossier) as opened:
        runs = opened.runs()
        files = {one.locator.file for one in opened.all(Capture)}
        held = read_held(opened)
    if not runs:
        return None
    last = runs[-1]
    sources = tuple(one for one in last.sources if one != STDIN)
    _check(sources, dossier)
    kept = _kept_input(files, dossier) if STDIN in last.sources else ()
    return Before(sources, kept, read_note(last.settings), _own(dossier, held, last))


def _own(dossier: Path, held: frozenset[str], last: Run) -> Taken | None:
    """Return what a dossier took over, as it has it."""
    note = read_held_note(last.settings)
    return Taken(holding=DossierHolding([Part(dossier, held)]), note=note) if note else None


def _kept_input(files: set[str], dossier: Path) -> tuple[str, ...]:
    """Return the files in which standard input of earlier builds lies.

    What was unpacked of it lies in a folder that is called after it.
    """
    spool = (work_folder(dossier) / SPOOL).resolve()
    below = (Path(os.path.realpath(file)) for file in files)
    names = {file.relative_to(spool).parts[0] for file in below if file.is_relative_to(spool)}
    kept = {str(spool / name.removesuffix(f".{UNPACKED}")) for name in names - {UNPACKED}}
    if gone := sorted(file for file in kept if not Path(file).is_file()):
        message = (
            f"{gone[0]} is gone, in which standard input of an earlier build was kept; "
            "build again with all sources"
        )
        raise SourceError(message)
    return tuple(sorted(kept))


def _check(sources: Sequence[str], dossier: Path) -> None:
    for source in sources:
        if not os.path.lexists(source):
            message = (
                f"{source!r}, which {dossier} was built from, is not here; run this in the folder "
                "in which it was built, or build it again with the sources that there are"
            )
            raise SourceError(message)
