"""`chancery build`: reads sources and says in a few lines what came of them."""

from pathlib import Path

from chancery.cli.output import console, print_json
from chancery.cli.progress import BarProgress
from chancery.pipeline.build import BuildReport
from chancery.pipeline.build import build as build_dossier
from chancery.pipeline.settings import Settings
from chancery.sources.settings import SourceSettings


def run(
    sources: list[str],
    output: Path,
    *,
    workers: int,
    batch_size: int,
    max_bytes: int,
    annotate: bool,
    quiet: bool,
    json: bool,
) -> int:
    """Build the dossier, print the report; return how many inputs were rejected."""
    settings = Settings(
        workers=workers,
        batch_size=batch_size,
        annotate=annotate,
        sources=SourceSettings(max_bytes=max_bytes),
    )
    with BarProgress(quiet=quiet) as progress:
        report = build_dossier(sources, output, settings=settings, progress=progress)
    if json:
        print_json(report)
    elif not quiet:
        say_built(report, output)
    return report.rejected


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
