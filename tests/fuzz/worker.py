"""Tries one reader on files until its time is up, and keeps the smallest that brings it down."""

import shutil
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

from tests.fuzz.case import Case, check
from tests.fuzz.targets import TARGETS

BATCH = 200  # files made from one seed
SHRINK_S = 60  # how long a file that brings a reader down is made smaller


class TimeUpError(KeyboardInterrupt):
    """The time is up: the one kind of error that hypothesis lets through at once."""


class Fault(NamedTuple):
    """A file that brings a reader down, and how."""

    case: Case
    trace: str


class Outcome(NamedTuple):
    """How many files were tried, and the smallest that was one too many."""

    tried: int
    fault: Fault | None


def try_reader(name: str, *, seconds: float, seed_at: int, folder: Path) -> Outcome:
    """Try the reader of this name; the files lie in the folder, which is made and deleted."""
    folder.mkdir(parents=True)
    end, tried, faults = time.monotonic() + seconds, 0, list[Fault]()

    def probe(case: Case) -> None:
        nonlocal tried
        if time.monotonic() > end + (SHRINK_S if faults else 0):
            raise TimeUpError
        tried += 1
        try:
            check(case, folder)
        except Exception:
            faults.append(Fault(case, traceback.format_exc()))
            raise

    try:
        while True:
            _run_batch(name, seed_at, probe)
            seed_at += 1
    except TimeUpError:
        pass
    except Exception:
        if not faults:  # it is ours, not the reader's
            raise
    shutil.rmtree(folder)
    return Outcome(tried, min(faults, key=lambda one: len(one.case.data), default=None))


def _run_batch(name: str, number: int, probe: Callable[[Case], None]) -> None:
    """Give the probe `BATCH` files, and smaller ones from when it first fails; it raises then."""
    tuned = settings(
        max_examples=BATCH,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )

    @seed(number)
    @tuned
    @given(TARGETS[name])
    def run(case: Case) -> None:
        probe(case)

    run()
