"""Worker processes that outlive a task, one task each at a time: who dies is known exactly."""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for
from types import TracebackType
from typing import Self

import msgspec

from chancery.engines.sweeping import sweep_seldom
from chancery.engines.usage import used_here
from chancery.engines.work import Task, perform
from chancery.errors import EngineError
from chancery.ports import Usage

TASKS_OF_WORKER = 500  # choice: then a new one takes its place, so that no library's leak adds up


class Outcome(msgspec.Struct, frozen=True):
    """A task and the shard that it gave; None where the process that did it died.

    `used` is what that process used so far, where it is not the one that runs the build.
    """

    task: Task
    shard: str | None
    used: Usage | None = None


class Crew:
    """Worker processes, each started when there is first work for it; any thread may ask."""

    def __init__(self, most: int, folder: str | None = None) -> None:
        """Use at most so many processes at once, which work in `folder`; else where this does."""
        self._folder = folder
        self._room = threading.BoundedSemaphore(most)
        self._idle: list[_Worker] = []
        self._ended = False

    def __enter__(self) -> Self:
        """Return the crew."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """End the processes; those that are at work end with their task."""
        self._ended = True
        while self._idle:
            self._idle.pop().end()

    def perform(self, task: Task) -> Outcome:
        """Do the task in a process that is free, or wait for one.

        Raises:
            EngineError: there was not enough memory, or the crew was let go.
            DossierWriteError: the disk is full.
        """
        with self._room:
            if self._ended:
                message = "the run has ended"
                raise EngineError(message)
            worker = self._idle.pop() if self._idle else _Worker(self._folder)
            try:
                return worker.perform(task)
            finally:
                if worker.spent or self._ended:
                    worker.end()
                else:
                    self._idle.append(worker)


class _Worker:
    """One process."""

    def __init__(self, folder: str | None) -> None:
        context = multiprocessing.get_context("forkserver")
        self._left = TASKS_OF_WORKER
        self._process = ProcessPoolExecutor(
            1, mp_context=context, initializer=_start_worker, initargs=(folder,)
        )

    @property
    def spent(self) -> bool:
        """Whether it has done its share, or died."""
        return self._left <= 0

    def perform(self, task: Task) -> Outcome:
        self._left -= 1
        try:
            shard, used = self._process.submit(_perform, task).result()
        except BrokenProcessPool:
            self._left = 0
            return Outcome(task, None)
        return Outcome(task, shard, used)

    def end(self) -> None:
        self._process.shutdown()


def _perform(task: Task) -> tuple[str, Usage]:
    """Do the task; return the shard's path, and what this process used so far."""
    shard, _ = perform(task)
    return shard, used_here()


def _start_worker(folder: str | None) -> None:
    """Leave an interrupt to the parent, and end with it: a worker would wait for ever."""
    if folder:
        os.chdir(folder)
    sweep_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch_parent, daemon=True).start()


def _watch_parent() -> None:  # pragma: no cover - ends the process that would report it
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)
