"""Builds a few articles in a folder of its own, and says what each step costs."""

import shutil
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from chancery.engines.local import FLAT, LocalEngine
from chancery.model import Capture
from chancery.pipeline.build import work_folder
from chancery.pipeline.settings import Settings
from chancery.pipeline.shelving import shelve
from chancery.ports import Plan
from chancery.store.write import RunNote, save

DOSSIER = "sample.dossier"
BETWEEN = "between steps"  # what the build itself does: finds work, and brings groups together
LISTS = "lists and indexes"  # what is made of the records for lists and search


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """What the build of some articles cost, in a process that did all of it alone."""

    articles: int
    size: int  # bytes of the articles
    wall_s: float
    cpu_s: Mapping[str, float]  # seconds of the processor, by step
    flat: Mapping[str, int]  # bytes of what a step wrote for itself alone, by step
    dossier: int  # bytes


def dear_steps(plan: Plan) -> tuple[str, ...]:
    """Return the steps that cost far more than others for each article."""
    stages = (step.stage for step in plan.steps)
    return tuple(one.name for one in stages if one.shape == "batch" and one.cost > 1)


class Bench:
    """A folder in which articles are built again and again; what was done stays done."""

    def __init__(self, folder: Path, plan: Plan, settings: Settings) -> None:
        """Build by this plan; of the settings the size of tasks counts."""
        self.work = work_folder(folder / DOSSIER)
        self._dossier = folder / DOSSIER
        self._plan = plan
        self._batch_size = settings.batch_size
        self._engine: LocalEngine | None = None

    def build(self, captures: Sequence[Capture]) -> Trial:
        """Make a dossier of these articles, which takes the place of the one before."""
        self._dossier.unlink(missing_ok=True)
        clock = _Clock(self.work)
        began = time.perf_counter()
        self._engine = LocalEngine(
            self.work, workers=1, batch_size=self._batch_size, progress=clock
        )
        results = self._engine.run(self._plan, captures)
        note = RunNote(started=datetime.now(UTC), sources=(), settings={})
        save(self._dossier, results, note, clock, shelve)
        clock.stop(LISTS)
        return Trial(
            articles=len(captures),
            size=sum(one.size for one in captures),
            wall_s=time.perf_counter() - began,
            cpu_s=clock.cpu_s,
            flat=clock.flat,
            dossier=self._dossier.stat().st_size,
        )

    def take_over(self, other: "Bench", steps: Sequence[str]) -> None:
        """Take what another one did in these steps, so that it is not done again."""
        for step in steps:
            shutil.copytree(other.work / step, self.work / step)

    def tidy(self) -> int:
        """Drop what only earlier builds needed; return the bytes of the work folder."""
        if self._engine is not None:
            self._engine.tidy()
        return folder_size(self.work)


class _Clock:
    """A progress that notes what each step costs, the time before it apart."""

    def __init__(self, work: Path) -> None:
        self.cpu_s: dict[str, float] = {BETWEEN: 0.0}
        self.flat: dict[str, int] = {}
        self._work = work
        self._step = ""
        self._last = time.process_time()

    def begin(self, step: str, total: int | None) -> None:
        del total
        self._step = step
        self.stop(BETWEEN)

    def advance(self, units: int) -> None:
        del units
        name = self._step.replace(" keys", ".keys")
        try:
            size = (self._work / name / FLAT).stat().st_size
        except FileNotFoundError:
            return
        self.flat[self._step] = max(size, self.flat.get(self._step, 0))

    def end(self, *, reused: int) -> None:
        del reused
        self.stop(self._step)

    def stop(self, step: str) -> None:
        """Count the time since it was last counted to a step."""
        now = time.process_time()
        self.cpu_s[step] = self.cpu_s.get(step, 0.0) + now - self._last
        self._last = now


def folder_size(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
