"""A task whose worker dies is cut until what it dies of stands alone."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest
from fakes import word_plan

from chancery.engines.cache import StageCache, signatures
from chancery.engines.crew import Outcome
from chancery.engines.shard import ASIDE
from chancery.engines.trials import DEATHS_IN_A_ROW, FALLEN_TOGETHER, Trials, reject_unit
from chancery.engines.work import WHOLE_CORPUS, Task, Unit
from chancery.errors import EngineError
from chancery.model import Rejection
from chancery.model.codec import DIGEST_BYTES

SHARE, SUM = (step.stage for step in word_plan().steps[1:])


def unit(number: int) -> Unit:
    return Unit(number.to_bytes(DIGEST_BYTES, "big"), "", (), f"key {number}")


class Mortal:
    """Does tasks, but for those that hold a deadly unit; counts the units of each try."""

    def __init__(self, *deadly: int) -> None:
        self._deadly = {f"key {number}" for number in deadly}
        self.tried: list[int] = []

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        for task in tasks:
            self.tried.append(len(task.units))
            dies = self._deadly & {one.key for one in task.units}
            yield Outcome(task, None if dies else "done.parquet")


def settled(trials: Trials, folder: Path, *sizes: int) -> list[tuple[str, int]]:
    units = iter(range(sum(sizes)))
    tasks = [
        Task(SHARE, tuple(unit(next(units)) for _ in range(size)), str(folder)) for size in sizes
    ]
    return list(trials.settle(tasks))


def rejected(cache: StageCache, one: Unit) -> list[Rejection]:
    made = cache.select(signatures([one.signature]))
    return [record for record in made.load(np.arange(len(made))) if isinstance(record, Rejection)]


def test_a_fallen_task_is_done_again_last_and_alone_and_then_in_halves(tmp_path: Path) -> None:
    mortal, cache = Mortal(5), StageCache(str(tmp_path))
    trials = Trials(mortal.run)

    shards = settled(trials, tmp_path, 2, 8, 2)
    cache.add(path for path, _ in shards if Path(path).exists())

    assert mortal.tried == [2, 8, 2, 8, 4, 2, 2, 1, 1, 4]
    assert sum(units for _, units in shards) == 12
    assert trials.lost == [unit(5)]
    assert [one.uri for one in rejected(cache, unit(5))] == ["key 5"]
    assert StageCache(str(tmp_path)).units() == set()  # the next build tries it again


def test_deaths_in_a_row_stop_the_run_but_not_deaths_among_work_that_is_done(
    tmp_path: Path,
) -> None:
    every_third = range(0, 6 * DEATHS_IN_A_ROW, 3)
    trials = Trials(Mortal(*every_third).run)
    settled(trials, tmp_path, *[3] * (2 * DEATHS_IN_A_ROW))
    assert trials.lost == [unit(number) for number in every_third]

    mortal = Mortal(*range(40))
    with pytest.raises(EngineError, match=f"{DEATHS_IN_A_ROW} in a row, the last in stage share"):
        settled(Trials(mortal.run), tmp_path, 40)
    assert len(mortal.tried) == 1 + DEATHS_IN_A_ROW


def test_what_has_fallen_is_seen_to_before_much_more_is_given_out(tmp_path: Path) -> None:
    mortal = Mortal(*range(1000))

    with pytest.raises(EngineError):
        settled(Trials(mortal.run), tmp_path, *[4] * 250)

    assert len(mortal.tried) == FALLEN_TOGETHER + DEATHS_IN_A_ROW


def test_a_corpus_that_kills_each_time_is_named_as_a_whole(tmp_path: Path) -> None:
    cache = StageCache(str(tmp_path))
    whole = Unit(b"w" * DIGEST_BYTES, "payloads.flat", (0,))

    cache.add([reject_unit(Task(SUM, (whole,), str(tmp_path)), whole, str(tmp_path))])

    assert [one.uri for one in rejected(cache, whole)] == [WHOLE_CORPUS]


def test_what_was_set_aside_is_never_joined_with_what_is_done(tmp_path: Path) -> None:
    cache = StageCache(str(tmp_path))
    units = [unit(number) for number in range(70)]
    task = Task(SHARE, tuple(units), str(tmp_path))
    done = [reject_unit(task, one, str(tmp_path)) for one in units]  # any shards will do
    kept = [Path(path).rename(path.replace(ASIDE, "")) for path in done[1:]]
    cache.add([*map(str, kept), done[0]])

    cache.compact(signatures(one.signature for one in units))

    others = [one for one in tmp_path.glob("*.parquet") if not one.name.startswith(ASIDE)]
    assert len(others) == 1
    assert Path(done[0]).exists()
    assert StageCache(str(tmp_path)).units() == {one.signature for one in units[1:]}
