"""Gives tasks out through Daft: each is a row of a table, and what came of it another column."""

import logging
import pickle
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import daft
from daft import col

from chancery.engines.crew import Outcome
from chancery.engines.daft.hands import Answer, Hand, Shared
from chancery.engines.daft.runner import TRIES, last_line
from chancery.engines.work import Task
from chancery.errors import EngineError

TASKS_TOGETHER = 32  # for each worker in one query: a second's start is little, memory stays flat

log = logging.getLogger(__name__)


class QueryError(Exception):
    """Daft cannot go on with a query."""


class DaftPool:
    """Does tasks by a crew of this machine, or of each node of a cluster."""

    def __init__(self, crew: str, workers: int, shared: Shared | None = None) -> None:
        """Take the crew's name, and how many work at once; on a cluster, what it must share."""
        self._hand = daft.cls(Hand, use_process=False)(crew, shared)
        self._together = TASKS_TOGETHER * workers
        self._spread = shared is not None

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Yield what came of each task.

        Raises:
            EngineError: Daft cannot run queries any more, such as when a cluster is gone.
        """
        stream = iter(tasks)
        while some := dict(enumerate(islice(stream, self._together))):
            yield from self._done(some)

    def _done(self, left: dict[int, Task]) -> Iterator[Outcome]:
        """Ask for these tasks until all are done: a query fails with a machine of the cluster."""
        failures = 0
        while left:
            try:
                for number, answer in self._answers(left):
                    failures = 0
                    if isinstance(answer, Exception):
                        raise answer
                    yield Outcome(left.pop(number), *answer)
            except QueryError as error:
                failures += 1
                log.warning("%s; asked again for the %d tasks left", error, len(left))
                if failures == TRIES:
                    message = f"{error}; finished work is kept: run the build again"
                    raise EngineError(message) from error

    def _answers(self, tasks: Mapping[int, Task]) -> Iterator[tuple[int, Answer | Exception]]:
        """Yield what workers answer for each number of a task.

        Raises:
            QueryError: Daft cannot go on with the query.
        """
        packed = [pickle.dumps(task) for task in tasks.values()]
        try:
            table = daft.from_pydict({"number": list(tasks), "task": packed})
            if self._spread:
                table = table.into_partitions(len(tasks))
            answers = table.select(col("number"), self._hand.perform(col("task")).alias("answer"))
            for row in answers.iter_rows(results_buffer_size=None):
                yield row["number"], pickle.loads(row["answer"])  # noqa: S301 - our workers'
        except Exception as error:  # the border of Daft and Ray, whose errors have no common root
            message = f"Daft gave a query up: {last_line(error)}"
            raise QueryError(message) from error
