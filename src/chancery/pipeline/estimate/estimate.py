"""Says what a build would take, from a sample of its sources that is built and thrown away."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from chancery.engines.usage import used_here
from chancery.errors import SettingsError, SourceError
from chancery.model import Capture, Rejection
from chancery.pipeline.assemble import SPOOL, collect, plan_for
from chancery.pipeline.build import work_folder
from chancery.pipeline.estimate import reckon
from chancery.pipeline.estimate.draw import Drawn, draw
from chancery.pipeline.estimate.figures import Estimate, exactly
from chancery.pipeline.estimate.growth import serial_steps
from chancery.pipeline.estimate.space import Space, disk_of, memory_of
from chancery.pipeline.estimate.trial import Bench, Trial, dear_steps, folder_size
from chancery.pipeline.estimate.warn import warnings_of
from chancery.pipeline.settings import Settings
from chancery.ports import Plan, Progress, TextReader
from chancery.store.dossier import check_target

ARTICLES = 100  # choice: of a sample; enough for a few in a hundred of the mean
SECONDS = 20.0  # choice: that the sample may take
PARTS = 10  # that the sample is built in, to see how much they differ
OF_PARTS = 0.75  # choice: share of the time, for the parts are built once more, all together
LEAST_PARTED = 20  # articles; fewer are built as one
LEAST_PARTS = 3  # that are built however long they take: two say little of the others
TRYING = "sample"  # what the progress of building it is called


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """How large the sample may be."""

    articles: int = ARTICLES
    seconds: float = SECONDS

    def __post_init__(self) -> None:
        """Reject a sample of nothing."""
        if self.articles < 1 or self.seconds <= 0:
            message = (
                f"a sample of {self.articles} articles in {self.seconds:g} s is none; it needs at "
                "least one article and some time"
            )
            raise SettingsError(message)


class _Room(NamedTuple):
    """Where samples are built, and how."""

    folder: Path
    plan: Plan
    settings: Settings

    def bench(self, name: str) -> Bench:
        """Return a folder to build in, in which nothing is done yet."""
        return Bench(self.folder / name, self.plan, self.settings)


class _Seen(NamedTuple):
    """What the sources hold, and what came of building the sample."""

    drawn: Drawn
    others: float  # processes that others kept busy, as the system counts them
    counting_s: float  # on the clock
    counting_cpu_s: float
    start_s: float  # of the processor, before a process does its first work
    measured: reckon.Measured
    space: Space
    serial: frozenset[str]
    took_s: float


def estimate(  # noqa: PLR0913 - what it reads, where it would write, and how
    sources: Sequence[str],
    dossier: Path,
    *,
    settings: Settings,
    progress: Progress,
    asked: Asked | None = None,
    reader: TextReader | None = None,
) -> Estimate:
    """Return what a build of the sources into this dossier, from nothing, would take.

    All that the sources hold is read once, to count it. Nothing is written but in a temporary
    folder, which is gone afterwards.

    Raises:
        SourceError: a named source does not exist, or none holds an article.
        SettingsError: the sample is none.
        NotADossierError: the path holds something else, or its folder does not exist.
        DossierWriteError: the temporary folder is full; TMPDIR names another.
    """
    check_target(dossier)
    with tempfile.TemporaryDirectory(prefix="chancery-estimate-") as name:
        folder = Path(name)
        captures = collect(sources, folder, settings, own=work_folder(dossier))
        room = _Room(folder, plan_for(settings, reader), settings)
        seen = _see(captures, room, asked or Asked(), progress)
    return _reckoned(seen, dossier, settings)


def _see(
    captures: Iterable[Capture | Rejection], room: _Room, asked: Asked, progress: Progress
) -> _Seen:
    others, began, before = os.getloadavg()[0], time.perf_counter(), used_here()
    drawn = draw(captures, asked.articles, progress)
    if not drawn.articles:
        message = f"the sources hold no article; {drawn.rejected:,} inputs would be rejected"
        raise SourceError(message)
    counting_s, counted = time.perf_counter() - began, used_here()
    first, again = _least(drawn, room)
    bench, parted = room.bench("whole"), room.bench("parts")
    parts, done = _try(drawn.sample, parted, asked.seconds, progress)
    dear = dear_steps(room.plan)
    held_less, less = used_here().peak, again.articles
    if parts:
        bench.take_over(parted, dear)
        held_less, less = used_here().peak, parts[0].articles
    whole = bench.build(done)
    progress.end(reused=0)
    measured = reckon.Measured(again, parts, whole, dear)
    space = Space(
        articles=drawn.articles,
        size=drawn.size,
        again=again,
        whole=whole,
        work=bench.tidy(),
        spooled=folder_size(room.folder / SPOOL),
        held_before=counted.peak,
        less=less,
        held_less=held_less,
        held=used_here().peak,
    )
    loading = sum(first.cpu_s.values()) - sum(again.cpu_s.values())
    return _Seen(
        drawn=drawn,
        others=others,
        counting_s=counting_s,
        counting_cpu_s=counted.cpu_s - before.cpu_s,
        start_s=before.cpu_s + max(0.0, loading),
        measured=measured,
        space=space,
        serial=serial_steps(room.plan),
        took_s=time.perf_counter() - began,
    )


def _least(drawn: Drawn, room: _Room) -> tuple[Trial, Trial]:
    """Build the smallest article twice: the first time all libraries are loaded."""
    smallest = min(drawn.sample, key=lambda one: (one.size, one.id))
    first, again = (room.bench(name).build([smallest]) for name in ("first", "again"))
    return first, again


def _try(
    sample: Sequence[Capture], bench: Bench, seconds: float, progress: Progress
) -> tuple[list[Trial], Sequence[Capture]]:
    """Build the sample in parts, as far as the time reaches; return them, and what is in them.

    A small sample is not parted.
    """
    progress.begin(TRYING, len(sample))
    if len(sample) < LEAST_PARTED:
        return [], sample
    began = time.perf_counter()
    parts: list[Trial] = []
    size = -(-len(sample) // PARTS)
    for start in range(0, len(sample), size):
        parts.append(bench.build(sample[start : start + size]))
        progress.advance(parts[-1].articles)
        if len(parts) >= LEAST_PARTS and time.perf_counter() - began >= OF_PARTS * seconds:
            break
    return parts, sample[: size * len(parts)]


def _reckoned(seen: _Seen, dossier: Path, settings: Settings) -> Estimate:
    drawn, space = seen.drawn, seen.space
    spread = reckon.spread_of(seen.measured, 1 / space.times)
    built = space.whole.articles
    costs = reckon.step_costs(seen.measured)
    steps = reckon.figures_of(costs, built, built * space.times, spread)
    cores = len(os.sched_getaffinity(0))
    machine = reckon.Machine(cores, seen.others, settings.processes, reckon.busy(seen.measured))
    largest, together = memory_of(space, settings)
    disk = disk_of(space, spread)
    found = Estimate(
        articles=drawn.articles,
        size=drawn.size,
        rejected=drawn.rejected,
        sample=space.whole.articles,
        sample_s=seen.took_s,
        annotate=settings.annotate,
        workers=settings.processes,
        cores=cores,
        wall_s=exactly(seen.counting_s)
        + reckon.on_the_clock(exactly(seen.start_s), steps, seen.serial, machine),
        cpu_s=reckon.total_of(steps) + exactly(_begun(seen, settings.processes)),
        peak=largest,
        peak_all=together,
        dossier=disk.dossier,
        work=disk.work,
        building=disk.building,
        free=shutil.disk_usage(dossier.absolute().parent).free,
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        steps=tuple(steps),
    )
    return replace(found, warnings=tuple(warnings_of(found, dossier)))


def _begun(seen: _Seen, processes: int) -> float:
    """Return the seconds of the processor until all processes are at work, and all is read."""
    others = processes if processes > 1 else 0
    return seen.start_s * (1 + others) + seen.counting_cpu_s
