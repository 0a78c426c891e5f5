"""What an estimate says: ranges, never bare points."""

import msgspec


class Range(msgspec.Struct, frozen=True, kw_only=True):
    """What is likeliest, and between what it should be."""

    low: float
    likely: float
    high: float

    def __add__(self, other: "Range") -> "Range":
        """Return both together, as if both were low or high at once."""
        return Range(
            low=self.low + other.low,
            likely=self.likely + other.likely,
            high=self.high + other.high,
        )

    def times(self, factor: float) -> "Range":
        """Return so many times as much."""
        return Range(low=self.low * factor, likely=self.likely * factor, high=self.high * factor)


def exactly(value: float) -> Range:
    """Return a range of one value."""
    return Range(low=value, likely=value, high=value)


class StepFigure(msgspec.Struct, frozen=True, kw_only=True):
    """What one step of a build should take, and by which law that grows."""

    step: str
    law: str
    cpu_s: Range
    share: float  # of all time of the processor, of the likeliest figures


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """What a build of the sources from nothing should take. Sizes are in bytes."""

    articles: int
    size: int  # of the articles
    rejected: int
    sample: int  # articles that were built
    sample_s: float  # seconds that it took to build them, and to count all
    annotate: bool
    workers: int
    cores: int  # that this process may use
    wall_s: Range  # on the clock, if the machine stays as busy as it was
    cpu_s: Range  # of the processor, of all processes
    peak: Range  # memory of the largest process
    peak_all: Range  # memory of all processes
    dossier: Range
    work: Range  # of the work folder after the build
    building: Range  # of dossier and work folder together, at most, while the build runs
    free: int  # at the target
    memory: int  # of this machine
    steps: tuple[StepFigure, ...]  # the longest first
    warnings: tuple[str, ...] = ()
