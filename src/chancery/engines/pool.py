"""How tasks are given out on one machine: to worker processes, or to this one."""

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from itertools import islice
from typing import Protocol

from chancery.engines.crew import Crew, Outcome
from chancery.engines.work import Task, perform

QUEUED_PER_WORKER = 3  # tasks in flight, so that no worker waits and memory stays flat


class Pool(Protocol):
    """Does tasks, in whatever order."""

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Yield what came of each task.

        Raises:
            EngineError: there was not enough memory, or no worker answers any more.
            DossierWriteError: the disk is full.
        """
        ...


class WorkerPool:
    """Worker processes of this machine, one for each of as many threads."""

    def __init__(self, workers: int, stack: ExitStack) -> None:
        """Take the number of processes; they are ended when the stack is left."""
        self._workers = workers
        self._crew = stack.enter_context(Crew(workers))

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Yield what came of each task."""
        threads = ThreadPoolExecutor(self._workers)
        stream = iter(tasks)
        pending: set[Future[Outcome]] = set()
        try:
            while True:
                room = QUEUED_PER_WORKER * self._workers - len(pending)
                pending.update(
                    threads.submit(self._crew.perform, one) for one in islice(stream, room)
                )
                if not pending:
                    return
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        finally:
            threads.shutdown(cancel_futures=True)


def run_here(tasks: Iterable[Task]) -> Iterator[Outcome]:
    """Yield what came of each task, done in this process."""
    return (Outcome(task, perform(task)[0]) for task in tasks)
