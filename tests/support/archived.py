"""Archives built in this process."""

from pathlib import Path

from fakes import Silent

from chancery.pipeline.archiving import ArchiveReport, Wanted, build_archive
from chancery.pipeline.settings import Settings


def fill(place: Path | str, *sources: Path, annotate: bool | None = False) -> ArchiveReport:
    wanted = Wanted(Settings(workers=1), annotate)
    return build_archive(str(place), list(map(str, sources)), wanted=wanted, progress=Silent())
