"""Runs a build that kills itself with SIGKILL at a given step, as a crash would."""

import os
import signal
import sys
from pathlib import Path

from fakes import WordReader

from chancery.pipeline.build import build
from chancery.pipeline.settings import Settings


class Killer:
    """Ends the process, without any clean-up, when the step has done something or is about to."""

    def __init__(self, step: str, *, at_once: bool) -> None:
        self.step = step
        self.at_once = at_once
        self.now = ""

    def begin(self, step: str, total: int | None) -> None:
        self.now = step
        if self.at_once:
            self._strike()

    def advance(self, units: int) -> None:
        self._strike()

    def end(self, *, reused: int) -> None:
        self._strike()

    def _strike(self) -> None:
        if self.now == self.step:
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    source, dossier, step, when, workers = sys.argv[1:]
    settings = Settings(workers=int(workers), batch_size=8)
    progress = Killer(step, at_once=when == "before")
    reader = WordReader()
    build([source], Path(dossier), settings=settings, progress=progress, reader=reader)


if __name__ == "__main__":
    main()
