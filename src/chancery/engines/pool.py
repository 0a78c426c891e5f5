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


class WorkerPool:
    """Worker processes, started when there is first enough to do."""

    def __init__(self, workers: int, stack: ExitStack) -> None:
        """Take the number of processes; they are ended when the stack is left."""
        self._workers = workers
        self._stack = stack
        self._executor: ProcessPoolExecutor | None = None

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[str, int]]:
        """Yield each task's shard and units, as they are done.

        Raises:
            EngineError: a worker died.
        """
        if self._workers == 1:
            yield from run_here(tasks)
            return
        executor = self._started()
        stream = iter(tasks)
        pending: set[Future[tuple[str, int]]] = set()
        try:
            while True:
                room = QUEUED_PER_WORKER * self._workers - len(pending)
                pending |= {executor.submit(perform, task) for task in islice(stream, room)}
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

    def _started(self) -> ProcessPoolExecutor:
        if self._executor is None:
            context = multiprocessing.get_context("forkserver")
            self._executor = ProcessPoolExecutor(
                self._workers, mp_context=context, initializer=_start_worker
            )
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
