"""`chancery estimate`: what a build would take, from a sample of its sources."""

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.table import Table

from chancery.cli.build import read_columns
from chancery.cli.output import console, print_json, table
from chancery.cli.progress import shown
from chancery.cli.shape import Shape
from chancery.pipeline.estimate.estimate import Asked
from chancery.pipeline.estimate.estimate import estimate as estimate_build
from chancery.pipeline.estimate.figures import Estimate
from chancery.pipeline.settings import Settings
from chancery.sources.settings import SourceSettings
from chancery.wording.costs import duration_words, process_words, size_words
from chancery.wording.phrases import count_words

LEAST_SHARE = 0.02  # of the time: steps below it are told together


def run(
    sources: list[str],
    output: Path,
    *,
    asked: Asked,
    workers: int,
    batch_size: int,
    max_bytes: int,
    columns: Sequence[str],
    annotate: bool,
    quiet: bool,
    json: bool,
) -> None:
    """Print what a build would take; warnings stand on standard error."""
    settings = Settings(
        workers=workers,
        batch_size=batch_size,
        annotate=annotate,
        sources=SourceSettings(max_bytes=max_bytes, columns=read_columns(columns)),
    )
    with shown(Shape.BAR, quiet=quiet) as progress:
        found = estimate_build(sources, output, settings=settings, progress=progress, asked=asked)
    if json:
        print_json(found)
    else:
        _print(found, output)
    for warning in found.warnings:
        sys.stderr.write(f"chancery: {warning}\n")


def _print(found: Estimate, output: Path) -> None:
    screen = console()
    reading = "read by the model" if found.annotate else "without the model (--no-annotate)"
    screen.print(
        f"{count_words(found.articles, 'article')} of {size_words(found.size)}, {reading}, "
        f"{process_words(found.workers)} on {count_words(found.cores, 'core')}"
    )
    if found.rejected:
        screen.print(f"{count_words(found.rejected, 'input')} would be rejected, or more")
    screen.print(
        f"reckoned from {count_words(found.sample, 'article')} that were built; with counting "
        f"all, it took {duration_words(found.sample_s)}"
    )
    screen.print()
    screen.print(_figures(found))
    screen.print()
    screen.print(_steps(found))
    screen.print()
    screen.print(f"{size_words(found.free)} are free at {output.absolute().parent}")


def _figures(found: Estimate) -> Table:
    rows = table("a build from nothing takes", "likely", "between")
    for name, value, words in (
        ("time, as busy as the machine is now", found.wall_s, duration_words),
        ("time of the processor, all processes", found.cpu_s, duration_words),
        ("memory, largest process", found.peak, size_words),
        ("memory, all processes", found.peak_all, size_words),
        ("disk, dossier", found.dossier, size_words),
        ("disk, work folder", found.work, size_words),
        ("disk, both while it is built", found.building, size_words),
    ):
        rows.add_row(name, words(value.likely), f"{words(value.low)} and {words(value.high)}")
    return rows


def _steps(found: Estimate) -> Table:
    """Return a row for each step that takes a share, and one for the others together."""
    rows = table("step", "share", "of the processor", "grows")
    large = [one for one in found.steps if one.share >= LEAST_SHARE]
    for one in large:
        rows.add_row(one.step, f"{one.share:.0%}", duration_words(one.cpu_s.likely), one.law)
    if others := found.steps[len(large) :]:
        cpu_s = sum(one.cpu_s.likely for one in others)
        name = count_words(len(others), "other step")
        rows.add_row(name, f"{sum(one.share for one in others):.0%}", duration_words(cpu_s), "")
    return rows
