"""Counts what a build costs while it runs, and passes on how far it is."""

import time
from collections.abc import Sequence
from heapq import nlargest

from chancery.engines.usage import used_here
from chancery.ports import Progress, Usage
from chancery.store.costs import RunCost, StepCost

READING = "extract"  # the step whose units are articles


class Meter:
    """A progress that notes how long each step takes, and tells another one of all."""

    def __init__(self, progress: Progress) -> None:
        """Begin to count, and tell `progress` of what is done."""
        self._progress = progress
        self._before = used_here()
        self._began = time.perf_counter()
        self._step = ""
        self._units = 0
        self._step_began = 0.0
        self._steps: list[StepCost] = []

    def begin(self, step: str, total: int | None) -> None:
        """Note that a step begins."""
        self._step, self._units = step, 0
        self._step_began = time.perf_counter()
        self._progress.begin(step, total)

    def advance(self, units: int) -> None:
        """Note that so many units are done."""
        self._units += units
        self._progress.advance(units)

    def end(self, *, reused: int) -> None:
        """Note that the step is done."""
        seconds = time.perf_counter() - self._step_began
        cost = StepCost(
            step=self._step, units=self._units, reused=reused, seconds=round(seconds, 3)
        )
        self._steps.append(cost)
        self._progress.end(reused=reused)

    def cost(self, workers: Sequence[Usage], at_once: int) -> RunCost:
        """Return what it cost up to now.

        `workers` is what other processes used since they began, of which `at_once` worked at once.
        """
        here = used_here()
        cpu_s = here.cpu_s - self._before.cpu_s + sum(one.cpu_s for one in workers)
        together = nlargest(at_once, (one.peak for one in workers))
        articles = sum(one.units for one in self._steps if one.step == READING)
        return RunCost(
            wall_s=round(time.perf_counter() - self._began, 3),
            cpu_s=round(cpu_s, 3),
            processes=len(together) or 1,
            peak=max(here.peak, *together, 0),
            peak_all=here.peak + sum(together),
            written=_written(self._before, here, workers),
            articles=articles,
            articles_per_cpu_s=round(articles / cpu_s, 3) if articles and cpu_s else None,
            steps=tuple(one for one in self._steps if one.units or one.reused),
        )


def _written(before: Usage, here: Usage, workers: Sequence[Usage]) -> int | None:
    counts = [one.written for one in (before, here, *workers)]
    known = [one for one in counts if one is not None]
    return sum(known) - 2 * known[0] if len(known) == len(counts) else None
