"""What is done about a task whose worker dies: it is tried again alone, and cut to find the cause.

What a worker dies of is most often one record, or want of memory. So a task that has fallen is
done again while nothing else runs, in a new process; if that dies too, each half of it. A single
unit on which its worker died twice is set aside: it gives a rejection that names it, and is tried
again by the next build.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from chancery.engines.crew import Outcome
from chancery.engines.shard import Row, aside_path, load_payloads, write_shard
from chancery.engines.work import WHOLE_CORPUS, Task, Unit, record_rows
from chancery.errors import EngineError
from chancery.model import codec, reject

FALLEN_TOGETHER = 8  # choice: tasks that wait to be tried alone
DEATHS_IN_A_ROW = 24  # halving a task of 4,096 units takes 14; then it is not the records

log = logging.getLogger(__name__)

Run = Callable[[Iterable[Task]], Iterator[Outcome]]


class Trials:
    """Does the tasks of one step, and sees to those whose worker dies."""

    def __init__(self, run: Run) -> None:
        """Take what does tasks."""
        self._run = run
        self._deaths = 0  # of tasks tried alone, since one was last done
        self.lost: list[Unit] = []  # units that were set aside

    def settle(self, tasks: Iterable[Task]) -> Iterator[tuple[str, int]]:
        """Yield the shard of each task, or of each part of it, with the number of its units.

        Raises:
            EngineError: workers die whatever they are given.
        """
        stream = iter(tasks)
        while (first := next(stream, None)) is not None:
            fallen: list[Task] = []
            for outcome in self._run(_few_fallen(chain([first], stream), fallen)):
                if outcome.shard is None:
                    fallen.append(outcome.task)
                else:
                    yield self._done(outcome.task, outcome.shard)
            for task in fallen:
                yield from self._again(task)

    def _again(self, task: Task) -> Iterator[tuple[str, int]]:
        """Do a task alone; where that fails too, in halves."""
        for outcome in self._run([task]):
            if outcome.shard is not None:
                yield self._done(task, outcome.shard)
                return
        self._mourn(task)
        if len(task.units) == 1:
            self.lost.append(task.units[0])
            yield set_aside(task, task.units[0]), 1
            return
        middle = len(task.units) // 2
        for units in (task.units[:middle], task.units[middle:]):
            yield from self._again(Task(task.stage, units, task.folder, task.keys_only))

    def _done(self, task: Task, shard: str) -> tuple[str, int]:
        self._deaths = 0
        return shard, len(task.units)

    def _mourn(self, task: Task) -> None:
        self._deaths += 1
        if self._deaths >= DEATHS_IN_A_ROW:
            message = (
                f"workers die whatever they are given, {self._deaths} in a row, the last in stage "
                f"{task.stage.name}, most often for want of memory; finished work is kept: run "
                "the build again, with fewer --workers or a smaller --batch-size"
            )
            raise EngineError(message)


def _few_fallen(tasks: Iterator[Task], fallen: Sequence[Task]) -> Iterator[Task]:
    """Yield tasks until some have fallen: these are seen to before more are given out."""
    for task in tasks:
        yield task
        if len(fallen) >= FALLEN_TOGETHER:
            return


def set_aside(task: Task, unit: Unit) -> str:
    """Write the shard of a unit that cannot be done, and return its path.

    It holds a rejection; but where keys were asked for, that there are none.
    """
    log.error(
        "stage %s: its worker died twice on %s, which is set aside",
        task.stage.name,
        _name(task, unit),
    )
    if not task.keys_only:
        return reject_unit(task, unit, task.folder)
    path = aside_path(task.folder, unit.signature)
    write_shard(path, [Row(unit.signature)])
    return path


def reject_unit(task: Task, unit: Unit, folder: str) -> str:
    """Write a shard with the rejection of a unit into the folder of a stage; return its path."""
    detail = (
        f"stage {task.stage.name}: its worker process died twice on it, for want of memory or by "
        "a fault of a library; the next build tries it again"
    )
    path = aside_path(folder, unit.signature)
    rejection = reject(_name(task, unit), "failed", detail)
    write_shard(path, record_rows(unit.signature, [rejection]))
    return path


def _name(task: Task, unit: Unit) -> str:
    """Return what the unit is: the id of its record, the key of its group, or all records."""
    if task.keys_only or task.stage.shape == "batch":
        return codec.decode(next(load_payloads([(unit.path, unit.places[0])]))).id
    return unit.key or WHOLE_CORPUS
