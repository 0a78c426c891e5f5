"""Progress on standard error: a bar with rate and time left, or lines for programs.

The bar is quiet where standard error is no terminal.
"""

import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Self

import msgspec
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from chancery.cli.shape import Shape
from chancery.pipeline.progress import StepEvent, StepProgress
from chancery.ports import Progress as Port


@contextmanager
def shown(shape: Shape, *, quiet: bool) -> Generator[Port]:
    """Give what shows the progress of a build while the block runs; nothing if quiet."""
    if shape is Shape.JSON and not quiet:
        yield StepProgress(_print_event)
        return
    with BarProgress(quiet=quiet) as bar:
        yield bar


def _print_event(one: StepEvent) -> None:
    with suppress(BrokenPipeError):  # a build is worth more than that someone hears of it
        sys.stderr.write(msgspec.json.encode(one).decode() + "\n")
        sys.stderr.flush()


class BarProgress:
    """Shows one line for each step of a build; use it in a `with` statement."""

    def __init__(self, *, quiet: bool) -> None:
        """Draw nothing when `quiet` is set or standard error is no terminal."""
        screen = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=screen,
            disable=quiet or not screen.is_terminal,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        """Start drawing."""
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the finished lines on the screen."""
        self._bar.stop()

    def begin(self, step: str, total: int | None) -> None:
        """Start a step's line."""
        self._task = self._bar.add_task(step, total=total)

    def advance(self, units: int) -> None:
        """Move the step's bar."""
        if self._task is not None:
            self._bar.advance(self._task, units)

    def end(self, *, reused: int) -> None:
        """Finish the step's line, saying what was done before; hide it where nothing was to do."""
        if self._task is None:
            return
        task = next(one for one in self._bar.tasks if one.id == self._task)
        note = f" ({reused:,} from before)" if reused else ""
        self._bar.update(
            self._task,
            description=f"{task.description}{note}",
            total=task.completed,
            completed=task.completed,
            visible=task.completed > 0,
        )


class _Rate(ProgressColumn):
    """Units a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed else "", style="progress.data.speed")
