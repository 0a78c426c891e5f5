"""Worker processes for the local engine, which end when the build does, however it ends."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from itertools import islice
from multiprocessing.connection import wait as wait_for

from chancery.engines.work import Task, perform
from chancery.errors import EngineError

QUEUED_PER_WORKER = 3  # tasks in flight, so that no worker waits and memory stays flat
TASKS_OF_WORKER = 500  # choice: then a new one takes its place, so that no library's leak adds up


class WorkerPool:
    """Worker processes, started when there is first enough to do."""

    def __init__(self, workers: int, stack: ExitStack) -> None:
        """Take the number of processes; they are ended when the stack is left."""
        self._workers = workers
        self._stack = stack
        self._executor: ProcessPoolExecutor | None = None
        self._left = 0  # tasks that may still be given to these processes

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[str, int]]:
        """Yield each task's shard and units, as they are done.

        Raises:
            EngineError: a worker died.
        """
        if self._workers == 1:
            yield from run_here(tasks)
            return
        stream = iter(tasks)
        pending: set[Future[tuple[str, int]]] = set()
        try:
            while True:
                executor = self._started(idle=not pending)
                room = min(QUEUED_PER_WORKER * self._workers - len(pending), self._left)
                given = [executor.submit(perform, task) for task in islice(stream, room)]
                self._left -= len(given)
                pending.update(given)
                if not pending:
                    return
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        except BrokenProcessPool as error:
            message = (
                "a worker process died, most often for want of memory; finished work is kept: "
                "run the build again, with fewer --workers or a smaller --batch-size"
            )
            raise EngineError(message) from error

    def _started(self, *, idle: bool) -> ProcessPoolExecutor:
        """Return the processes; new ones where the old are idle and have done their share."""
        if self._executor is not None and idle and not self._left:
            self._executor.shutdown()
            self._executor = None
        if self._executor is None:
            context = multiprocessing.get_context("forkserver")
            self._executor = ProcessPoolExecutor(
                self._workers, mp_context=context, initializer=_start_worker
            )
            self._left = TASKS_OF_WORKER * self._workers
            self._stack.callback(self._executor.shutdown, cancel_futures=True)
        return self._executor


def run_here(tasks: Iterable[Task]) -> Iterator[tuple[str, int]]:
    """Yield each task's shard and units, done in this process."""
    return map(perform, tasks)


def _start_worker() -> None:
    """Leave an interrupt to the parent, and end with it: a worker would wait for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch_parent, daemon=True).start()


def _watch_parent() -> None:  # pragma: no cover - ends the process that would report it
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)
