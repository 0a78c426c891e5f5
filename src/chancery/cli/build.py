"""`chancery build`: reads sources and says in a few lines what came of them."""

from collections.abc import Sequence
from pathlib import Path

from chancery.cli.output import console, print_json
from chancery.cli.progress import shown
from chancery.cli.shape import Shape
from chancery.errors import UsageError
from chancery.pipeline.build import BuildReport
from chancery.pipeline.build import build as build_dossier
from chancery.pipeline.settings import Settings
from chancery.sources.settings import SourceSettings
from chancery.store.indexing import SearchBy


def run(
    sources: list[str],
    output: Path,
    *,
    workers: int,
    batch_size: int,
    max_bytes: int,
    columns: Sequence[str],
    annotate: bool,
    engine: str,
    search: SearchBy,
    shape: Shape,
    quiet: bool,
    json: bool,
) -> int:
    """Build the dossier, print the report; return how many inputs were rejected."""
    settings = Settings(
        workers=workers,
        batch_size=batch_size,
        annotate=annotate,
        engine=engine,
        search=search,
        sources=SourceSettings(max_bytes=max_bytes, columns=read_columns(columns)),
    )
    with shown(shape, quiet=quiet) as progress:
        report = build_dossier(sources, output, settings=settings, progress=progress)
    show_report(report, output, quiet=quiet, json=json)
    return report.rejected


def show_report(report: BuildReport, dossier: Path, *, quiet: bool, json: bool) -> None:
    """Print what a build did."""
    if json:
        print_json(report)
    elif not quiet:
        say_built(report, dossier)


def read_columns(given: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the fields and the columns that hold them; raises UsageError for one without `=`."""
    pairs = [one.partition("=") for one in given]
    for (field, sign, column), one in zip(pairs, given, strict=True):
        if not (field and sign and column):
            message = f"--column {one!r} is not FIELD=NAME, as in --column text=BODY"
            raise UsageError(message)
    return tuple((field.strip(), column.strip()) for field, _, column in pairs)


def say_built(report: BuildReport, output: Path) -> None:
    """Print what the build made of the dossier."""
    change = report.change
    screen = console()
    screen.print(
        f"{output}: {report.documents:,} documents; records: {change.added:,} added, "
        f"{change.changed:,} changed, {change.removed:,} removed"
    )
    if report.rejected:
        screen.print(
            f"{report.rejected:,} inputs were rejected; `chancery status {output}` shows why"
        )
