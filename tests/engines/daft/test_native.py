"""Daft on one machine: keys brought together in parts, queries that fail, machines that differ."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from fakes import Silent, capture, word_plan

from chancery.engines.cache import KeyCache, signatures
from chancery.engines.dataset import Dataset
from chancery.engines.groups import Groups, Keyed
from chancery.engines.shard import Row, write_shard
from chancery.engines.work import Task
from chancery.errors import EngineError
from chancery.model import Document
from chancery.model.codec import DIGEST_BYTES

if not find_spec("daft"):
    pytest.skip("the extra `cluster` is not installed", allow_module_level=True)

from chancery.engines.crew import Crew, Outcome
from chancery.engines.daft import SILENCE, hands, shuffle
from chancery.engines.daft.engine import DaftEngine
from chancery.engines.daft.pool import DaftPool, QueryError
from chancery.engines.daft.runner import TRIES, open_native
from chancery.engines.pool import run_here

TASK = Task(word_plan().steps[0].stage, (), "")


def unit(number: int) -> bytes:
    return number.to_bytes(DIGEST_BYTES, "big")


class Failing(DaftPool):
    """Gives so many queries up, each after one answer where there is one to give."""

    def __init__(self, times: int, *, empty: bool) -> None:
        super().__init__("none", 1)
        self.asked: list[list[int]] = []
        self._times = times
        self._empty = empty

    def _answers(
        self, tasks: Mapping[int, Task]
    ) -> Iterator[tuple[int, hands.Answer | Exception]]:
        self.asked.append(numbers := list(tasks))
        for number in numbers:
            if len(self.asked) <= self._times and (self._empty or number > numbers[0]):
                message = "a machine is gone"
                raise QueryError(message)
            yield number, hands.Answer(f"shard-{number}", None)


@pytest.mark.parametrize("parts", [1, 4])
def test_only_keys_that_enough_units_share_come_from_daft(
    parts: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shuffle, "ROWS_TOGETHER", 64 if parts == 1 else 3)
    open_native(2)
    keys = {1: ["dam", "ferry"], 2: ["ferry", "ferry"], 3: ["toll"], 4: ["ferry", "dam"]}
    for number, names in keys.items():
        rows = [Row(unit(number), "key", name) for name in names]
        write_shard(
            str(tmp_path / f"{number}.parquet"), [*rows, Row(unit(number), "refers", "toll")]
        )
    held = KeyCache(str(tmp_path))
    now = signatures([unit(4), unit(3), unit(2)])  # 1 is of an earlier build

    tables = list(shuffle.shared(held, now, 2, machines=1))

    assert len(tables) == parts
    assert {name for one in tables for name in one.column("id").to_pylist()} == {"ferry", "dam"}
    groups = Groups(2, Keyed(iter(tables), held.refers_of(now)), Dataset.empty())
    (some,) = groups.parts(np.array([0]))
    assert (len(groups), some.keys, some.rows.tolist()) == (1, ["ferry"], [0, 2])


def test_a_stage_without_records_has_no_keys_to_bring_together(tmp_path: Path) -> None:
    assert list(shuffle.shared(KeyCache(str(tmp_path)), signatures([]), 2, machines=1)) == []


def test_keys_that_cannot_be_brought_together_stop_the_run(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    open_native(2)
    write_shard(str(tmp_path / "torn.parquet"), [Row(unit(1), "key", "dam")])
    torn = KeyCache(str(tmp_path))
    (tmp_path / "torn.parquet").write_bytes(b"torn")

    with pytest.raises(EngineError, match="finished work is kept"):
        list(shuffle.shared(torn, signatures([]), 2, machines=1))

    assert len(caplog.messages) == TRIES - 1


def test_tasks_of_a_query_that_fails_are_asked_again_without_those_that_are_done() -> None:
    pool = Failing(1, empty=False)

    assert [one.shard for one in pool.run([TASK] * 3)] == ["shard-0", "shard-1", "shard-2"]
    assert pool.asked == [[0, 1, 2], [1, 2]]


def test_queries_that_fail_again_and_again_stop_the_run() -> None:
    pool = Failing(TRIES, empty=True)

    with pytest.raises(EngineError, match="a machine is gone; finished work is kept"):
        list(pool.run([TASK]))

    assert len(pool.asked) == TRIES


@pytest.mark.filterwarnings("ignore:DataFrame.into_partitions")  # one machine has no parts
def test_a_machine_that_lacks_a_folder_is_named_with_the_remedy(tmp_path: Path) -> None:
    open_native(2)
    pool = DaftPool("other", 1, hands.Shared(str(tmp_path), (str(tmp_path / "articles"),)))

    with pytest.raises(EngineError, match=r"has no .*articles; sources and dossier must be in"):
        list(pool.run([TASK]))


def test_shards_that_another_machine_wrote_elsewhere_stop_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(_: DaftPool, tasks: Iterator[Task]) -> Iterator[Outcome]:
        for outcome in run_here(tasks):
            Path(outcome.shard or "").unlink()
            yield outcome

    monkeypatch.setattr(DaftPool, "run", lose)
    engine = DaftEngine(tmp_path, workers=1, batch_size=9, progress=Silent())

    with pytest.raises(EngineError, match="another folder under that name"):
        engine.run(word_plan(), [capture(f"n{number}") for number in range(60)])


def test_workers_last_from_step_to_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crews: list[Crew] = []
    hold = hands.hold
    monkeypatch.setattr(hands, "hold", lambda name, crew: crews.append(crew) or hold(name, crew))
    started: list[object] = []
    inner = Crew.perform

    def seen(self: Crew, task: Task) -> Outcome:
        outcome = inner(self, task)
        started.extend(one for one in self._idle if one not in started)
        return outcome

    monkeypatch.setattr(Crew, "perform", seen)
    engine = DaftEngine(tmp_path, workers=1, batch_size=9, progress=Silent())

    results = engine.run(word_plan(), [capture(f"talks n{number}") for number in range(60)])

    assert len(results.digests(Document)) == 60
    assert len(crews) == len(started) == 1


REPORTS = """
import ssl
def report(): raise SystemExit("it reports its import")
ssl.create_default_context = report
"""


@pytest.mark.parametrize(("module", "silent"), [("chancery.engines.daft.engine", 1), ("daft", 0)])
def test_daft_is_not_let_report_its_use(module: str, silent: int) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in SILENCE}
    command = [sys.executable, "-c", f"{REPORTS}import {module}"]

    told = subprocess.run(command, capture_output=True, check=False, env=environment)

    assert (told.stderr == b"") == bool(silent)
