"""Works out from the trials of a sample what a build of all of it takes."""

import math
import statistics
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from chancery.pipeline.estimate.figures import Range, StepFigure
from chancery.pipeline.estimate.growth import grown, is_serial, law_of
from chancery.pipeline.estimate.trial import Trial

T_95 = (12.7, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26)
"""Student's t for one degree of freedom and more, 95 % on both sides."""
UNMEASURED = 0.5  # choice: the spread of a sample that is too small to be parted
MACHINE = 0.15  # choice: how much two runs of the same work differ on a machine that is shared


class Measured(NamedTuple):
    """The trials of a sample, each of the same articles or of a part of them."""

    again: Trial  # the smallest article, when all libraries had been loaded
    parts: Sequence[Trial]  # the sample in parts; none where it is too small to be parted
    whole: Trial  # all of it; of the dear steps it took over what the parts had done
    dear: Sequence[str]


def step_costs(measured: Measured) -> dict[str, float]:
    """Return the seconds that each step takes for the sample, its start-up taken out.

    What the dear ones take, the parts say; of all else, all articles together.
    """
    costs: dict[str, float] = {}
    for step in measured.whole.cpu_s:
        parted = measured.parts and step in measured.dear
        costs[step] = _without_start(
            step, measured.parts if parted else [measured.whole], measured
        )
    return costs


def _without_start(step: str, trials: Sequence[Trial], measured: Measured) -> float:
    """Solve for what is there in each build, however small, and what grows with the bytes."""
    again, times = measured.again, len(trials)
    took = sum(one.cpu_s.get(step, 0.0) for one in trials)
    least = again.cpu_s.get(step, 0.0)
    beyond = measured.whole.size - times * again.size
    if beyond <= 0:
        return took
    return max(0.0, (took - times * least) / beyond) * measured.whole.size


def spread_of(measured: Measured, share: float) -> float:
    """Return how far off, as a share, the mean of the sample may be with 95 %.

    `share` is that of the sample in all: what was built of all has nothing left to chance.
    """
    if share >= 1:
        return MACHINE
    if len(measured.parts) < 2:  # noqa: PLR2004 - two are needed for a spread
        return UNMEASURED
    start = sum(measured.again.cpu_s.values())
    costs = [max(0.0, sum(one.cpu_s.values()) - start) / one.size for one in measured.parts]
    mean = statistics.fmean(costs)
    if not mean:
        return UNMEASURED
    error = statistics.stdev(costs) / mean / math.sqrt(len(costs))
    chance = T_95[min(len(costs) - 1, len(T_95)) - 1] * error * math.sqrt(1 - share)
    return math.hypot(chance, MACHINE)


def busy(measured: Measured) -> float:
    """Return how many seconds of the clock one of the processor took, at least one."""
    trials = (*measured.parts, measured.whole)
    cpu_s = sum(sum(one.cpu_s.values()) for one in trials)
    return max(1.0, sum(one.wall_s for one in trials) / cpu_s) if cpu_s else 1.0


def figures_of(
    costs: Mapping[str, float], first: float, last: float, spread: float
) -> list[StepFigure]:
    """Return what each step takes for `last` articles that costs so much for `first`.

    The longest stand first.
    """
    less, more = max(0.1, 1 - spread), 1 + spread
    whole: dict[str, Range] = {}
    for step, cost in costs.items():
        found = grown(law_of(step), cost, first, last)
        whole[step] = Range(low=found.low * less, likely=found.likely, high=found.high * more)
    total = sum(one.likely for one in whole.values()) or 1.0
    figures = (
        StepFigure(step=step, law=law_of(step).name, cpu_s=found, share=found.likely / total)
        for step, found in whole.items()
    )
    return sorted(figures, key=lambda one: (-one.cpu_s.likely, one.step))


def total_of(figures: Sequence[StepFigure]) -> Range:
    """Return what steps take together."""
    return sum((one.cpu_s for one in figures), Range(low=0.0, likely=0.0, high=0.0))


class Machine(NamedTuple):
    """How much of a machine a build has."""

    cores: int
    others: float  # processes that others keep busy
    workers: int
    busy: float  # seconds of the clock that one of the processor took

    def share(self, processes: int) -> float:
        """Return how much of a core each of so many processes has beside the others."""
        return min(1.0, self.cores / (processes + self.others))

    def hands(self) -> float:
        """Return how many cores all workers have, if nobody else is there."""
        return min(self.workers, self.cores)


def on_the_clock(
    start: Range, figures: Sequence[StepFigure], serial: frozenset[str], machine: Machine
) -> Range:
    """Return the time on the clock of steps that the workers share as far as they can.

    At best nobody else is there, and likely as many as were when the sample was built.
    """
    alone = start + total_of([one for one in figures if is_serial(one.step, serial)])
    shared = total_of([one for one in figures if not is_serial(one.step, serial)])
    free = alone + shared.times(1 / machine.hands())
    slow = max(machine.busy, 1 / machine.share(1))
    hands = machine.workers * machine.share(machine.workers)
    taken = alone.times(slow) + shared.times(1 / hands)
    return Range(low=free.low, likely=taken.likely, high=taken.high)
