"""The local engine gives the same records however the work is cut, and does nothing twice."""

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from fakes import Share, Silent, capture, word_plan

from chancery.engines import cache, crew, flat, shard
from chancery.engines.dataset import Rows
from chancery.engines.flat import FlatFile, open_flat
from chancery.engines.local import FEW_UNITS, LocalEngine
from chancery.engines.sweeping import SELDOM, seldom_swept
from chancery.engines.work import Corpus, Task, perform
from chancery.model import Credit, Document, Origin, Record, Rejection, codec, record_kinds
from chancery.ports import Results

WORDS = ["talks", "truce", "water", "envoy", "border", "toll", "pledge", "round"]
TEXTS = [f"{WORDS[i % 8]} {WORDS[i % 5]} n{i}" for i in range(2 * FEW_UNITS)]


def run(
    folder: Path, texts: list[str], *, workers: int = 1, batch: int = 7
) -> tuple[Results, Silent]:
    progress = Silent()
    engine = LocalEngine(folder, workers=workers, batch_size=batch, progress=progress)
    return engine.run(word_plan(), map(capture, texts)), progress


def tidy(folder: Path, texts: list[str]) -> None:
    engine = LocalEngine(folder, workers=1, batch_size=1, progress=Silent())
    engine.run(word_plan(), map(capture, texts))
    engine.tidy()


def lines(results: Results) -> list[bytes]:
    made = [
        codec.to_json(record)
        for kind in record_kinds()
        if kind in (Document, Credit, Origin, Rejection)
        for record in results.load(kind, list(results.digests(kind)))
    ]
    return sorted(made)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    return lines(run(tmp_path_factory.mktemp("once"), TEXTS)[0])


def test_workers_are_replaced_once_they_have_done_their_share(
    tmp_path: Path, expected: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []

    class Counted(ProcessPoolExecutor):
        def __init__(self, workers: int, **options: Any) -> None:
            super().__init__(workers, **options)
            started.append(workers)

    monkeypatch.setattr(crew, "ProcessPoolExecutor", Counted)
    monkeypatch.setattr(crew, "TASKS_OF_WORKER", 3)

    found, _ = run(tmp_path, TEXTS, workers=2)

    assert lines(found) == expected
    assert len(started) > 4
    assert set(started) == {1}


def test_a_shard_is_read_as_often_as_steps_need_it_and_not_once_for_each_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing stays in memory here, as in a collection that is much larger than it."""
    read: Counter[str] = Counter()
    whole, some = shard.read_payloads, shard.take_payloads

    def read_whole(path: str) -> pa.ChunkedArray:
        read[path] += 1
        return whole(path)

    def read_some(path: str, rows: Rows) -> list[bytes]:
        read[path] += 1
        return some(path, rows)

    monkeypatch.setattr(shard, "read_payloads", read_whole)
    monkeypatch.setattr(flat, "take_payloads", read_some)
    monkeypatch.setattr(shard, "_PAYLOADS", shard.Payloads(0))

    run(tmp_path, TEXTS)

    uses = {"captures": 1, "write": 3}  # for keys, in groups, and looked up by them
    for step, most in uses.items():
        counts = [read[str(path)] for path in (tmp_path / step).glob("*.parquet")]
        assert len(counts) > 2
        assert set(counts) == {most}


class Sparing(Share):
    """Lets groups of two documents alone."""

    def promises(self, group: Sequence[Record]) -> bool:
        return len(group) > 2


def test_a_group_that_promises_nothing_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[int] = []
    inner = Share.run

    def counted(stage: Share, key: str, group: Any, found: Any) -> Iterator[Record]:
        ran.append(len(found))
        return inner(stage, key, group, found)

    monkeypatch.setattr(Share, "run", counted)
    engine = LocalEngine(tmp_path, workers=1, batch_size=7, progress=Silent())
    texts = ["red blue", "red green", "red green pink"]

    results = engine.run(word_plan(second=Sparing()), map(capture, texts))

    assert ran == [3]  # red; green stands in two
    assert len(results.digests(Credit)) == 3


def test_circles_are_looked_for_seldom_while_a_build_runs_and_not_behind_it() -> None:
    before = gc.get_threshold()

    with seldom_swept():
        assert gc.get_threshold()[0] == SELDOM
    assert gc.get_threshold() == before


def test_a_corpus_is_read_once_for_each_walk_over_it(tmp_path: Path) -> None:
    results, _ = run(tmp_path, ["red blue", "red green", "red"])
    path = str(tmp_path / "flat")
    with FlatFile(path) as file:
        credits_ = results._datasets["credit"]  # noqa: SLF001 - any records will do
        starts = file.add(credits_, np.arange(3)).tolist()

    with open_flat(path) as payload:
        corpus = Corpus(starts, payload)

        assert list(corpus) == list(corpus) == [corpus[0], corpus[1], corpus[2]]
        assert len(corpus) == 3
        assert isinstance(corpus[0], Credit)


def test_small_shards_are_joined_and_stale_ones_dropped(tmp_path: Path) -> None:
    for size in range(10, 100, 4):
        tidy(tmp_path, TEXTS[:size])
    tidy(tmp_path, TEXTS[:10])

    results, progress = run(tmp_path, TEXTS[:10])
    shards = list((tmp_path / "write").glob("*.parquet"))

    assert len(shards) < 20
    assert progress.done["write"] == 0
    assert lines(results) == lines(run(tmp_path / "full", TEXTS[:10])[0])


def test_full_shards_are_kept_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def written() -> dict[str, int]:
        shards = (tmp_path / "write").glob(f"{cache.FULL}*")
        return {path.name: path.stat().st_mtime_ns for path in shards}

    monkeypatch.setattr(cache, "SHARD_ROWS", 20)
    for size in range(2, 51, 2):
        tidy(tmp_path, TEXTS[:size])
    before = written()
    for size in range(51, 100, 2):
        tidy(tmp_path, TEXTS[:size])
    results, progress = run(tmp_path, TEXTS[:99])

    assert before
    assert before.items() < written().items()
    assert progress.done["write"] == 0
    assert lines(results) == lines(run(tmp_path / "full", TEXTS[:99])[0])


def test_a_stage_without_keys_cannot_be_asked_for_them(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="no keys"):
        perform(Task(word_plan().steps[0].stage, (), str(tmp_path), keys_only=True))
