"""`chancery add`: more sources for a dossier, beside those that it was built from."""

from pathlib import Path

from chancery.cli.build import show_report
from chancery.cli.progress import shown
from chancery.cli.shape import Shape
from chancery.pipeline.add import Extension
from chancery.pipeline.add import add as add_sources


def run(
    dossier: Path,
    sources: list[str],
    *,
    wanted: Extension,
    shape: Shape,
    quiet: bool,
    json: bool,
) -> int:
    """Add the sources, print the report; return how many inputs were rejected."""
    with shown(shape, quiet=quiet) as progress:
        report = add_sources(dossier, sources, wanted=wanted, progress=progress)
    show_report(report, dossier, quiet=quiet, json=json)
    return report.rejected
