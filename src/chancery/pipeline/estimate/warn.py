"""What an estimate warns of: a disk, a memory or a machine that is too small."""

from collections.abc import Iterator
from pathlib import Path

from chancery.pipeline.estimate.figures import Estimate, Range

GB = 1e9


def warnings_of(found: Estimate, dossier: Path) -> Iterator[str]:
    """Yield a sentence for each thing that the build may fail or be slow for."""
    if short := _short(found.building, found.free):
        yield (
            f"the disk {short}: dossier and work folder need {_between(found.building)} while "
            f"they are built, and {_gb(found.free)} are free at {dossier.absolute().parent}; name "
            "another place with --output, or free some space"
        )
    if short := _short(found.peak_all, found.memory):
        yield (
            f"memory {short}: all processes hold {_between(found.peak_all)} at most, and this "
            f"machine has {_gb(found.memory)}; use fewer --workers"
        )
    if found.workers > found.cores:
        yield (
            f"{found.workers} processes share {found.cores} cores: more than that many are no "
            "faster"
        )


def _short(needed: Range, there: int) -> str:
    if needed.likely > there:
        return "is too small"
    return "may be too small" if needed.high > there else ""


def _between(size: Range) -> str:
    return f"{_gb(size.low)} to {_gb(size.high)}"


def _gb(size: float) -> str:
    return f"{size / GB:,.1f} GB"
