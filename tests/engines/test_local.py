"""The local engine gives the same records however the work is cut, and does nothing twice."""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pytest
from fakes import Faulty, Silent, capture, word_plan

from chancery.engines import pool, shard
from chancery.engines.flat import FlatFile
from chancery.engines.local import FEW_UNITS, FLAT, LocalEngine
from chancery.engines.work import Corpus, Task, perform
from chancery.errors import EngineError
from chancery.model import Capture, Credit, Document, Origin, Rejection, codec, record_kinds
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


def test_every_shape_of_work_gives_its_records(tmp_path: Path) -> None:
    results, _ = run(tmp_path, ["red blue", "red green", "alone"])

    origins = list(results.load(Origin, list(results.digests(Origin))))

    assert len(results.digests(Document)) == 3
    assert len(results.digests(Credit)) == 2
    assert [origin.name for origin in origins if isinstance(origin, Origin)] == ["red x2"]


@pytest.mark.parametrize(("workers", "batch"), [(1, 1), (1, 1000), (2, 3), (3, 64)])
def test_records_do_not_depend_on_workers_or_batches(
    tmp_path: Path, expected: list[bytes], workers: int, batch: int
) -> None:
    results, _ = run(tmp_path, TEXTS, workers=workers, batch=batch)

    assert lines(results) == expected


def test_workers_are_replaced_once_they_have_done_their_share(
    tmp_path: Path, expected: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []

    class Counted(ProcessPoolExecutor):
        def __init__(self, workers: int, **options: Any) -> None:
            super().__init__(workers, **options)
            started.append(workers)

    monkeypatch.setattr(pool, "ProcessPoolExecutor", Counted)
    monkeypatch.setattr(pool, "TASKS_OF_WORKER", 3)

    found, _ = run(tmp_path, TEXTS, workers=2)

    assert lines(found) == expected
    assert len(started) > 2
    assert set(started) == {2}


def test_records_do_not_depend_on_the_order_of_inputs(
    tmp_path: Path, expected: list[bytes]
) -> None:
    results, _ = run(tmp_path, TEXTS[::-1])

    assert lines(results) == expected


def test_a_second_run_does_nothing_again(tmp_path: Path) -> None:
    run(tmp_path, TEXTS)

    _, progress = run(tmp_path, TEXTS)

    assert {step: n for step, n in progress.done.items() if step != "captures"} == {
        "write": 0,
        "share keys": 0,
        "share": 0,
        "sum": 0,
    }


def test_one_new_input_costs_itself_and_the_groups_it_touches(tmp_path: Path) -> None:
    run(tmp_path, TEXTS)

    results, progress = run(tmp_path, [*TEXTS, "talks brandnew"])

    assert progress.done["write"] == 1
    assert progress.done["share keys"] == 1
    assert progress.done["share"] == 1
    assert lines(results) == lines(run(tmp_path / "full", [*TEXTS, "talks brandnew"])[0])


def test_a_shard_is_read_as_often_as_steps_need_it_and_not_once_for_each_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing stays in memory here, as in a collection that is much larger than it."""
    read: Counter[Path] = Counter()
    inner = shard._read  # noqa: SLF001 - counts what is read from disk

    def counted(path: Path, columns: list[str]) -> pa.Table:
        read[path] += "payload" in columns
        return inner(path, columns)

    monkeypatch.setattr(shard, "_read", counted)
    monkeypatch.setattr(shard, "_PAYLOADS", shard.Payloads(0))

    run(tmp_path, TEXTS)

    uses = {"captures": 1, "write": 3}  # for keys, in groups, and looked up by them
    for step, most in uses.items():
        counts = [read[path] for path in (tmp_path / step).glob("*.parquet")]
        assert len(counts) > 2
        assert set(counts) == {most}


def test_a_corpus_is_read_once_for_each_walk_over_it(tmp_path: Path) -> None:
    results, _ = run(tmp_path, ["red blue", "red green", "red"])
    path = tmp_path / "flat"
    with FlatFile(path) as file:
        credits_ = results._datasets["credit"]  # noqa: SLF001 - any records will do
        starts = file.add(credits_, np.arange(3)).tolist()
    corpus = Corpus([(str(path), start) for start in starts])

    assert list(corpus) == list(corpus) == [corpus[0], corpus[1], corpus[2]]
    assert len(corpus) == 3
    assert isinstance(corpus[0], Credit)


def test_no_flat_file_outlives_its_step(tmp_path: Path) -> None:
    engine = LocalEngine(tmp_path, workers=1, batch_size=5, progress=Silent())
    left = tmp_path / "share" / FLAT
    left.parent.mkdir()
    left.write_bytes(b"of a build that was killed")

    engine.run(word_plan(), map(capture, TEXTS))

    assert not list(tmp_path.rglob(FLAT))


def test_an_input_that_is_gone_leaves_no_record(tmp_path: Path) -> None:
    run(tmp_path, TEXTS)

    results, _ = run(tmp_path, TEXTS[:20])

    assert lines(results) == lines(run(tmp_path / "full", TEXTS[:20])[0])


def test_a_torn_shard_is_done_again(tmp_path: Path, expected: list[bytes]) -> None:
    run(tmp_path, TEXTS)
    shards = sorted((tmp_path / "write").glob("*.parquet"))
    shards[0].write_bytes(shards[0].read_bytes()[:100])

    results, progress = run(tmp_path, TEXTS)

    assert lines(results) == expected
    assert progress.done["write"] > 0


def test_a_stage_that_breaks_on_one_input_rejects_it_and_goes_on(tmp_path: Path) -> None:
    results, _ = run(tmp_path, ["red blue", "bug", "bad", "red green"], batch=4)

    found = list(results.load(Rejection, list(results.digests(Rejection))))
    rejections = {r.reason for r in found if isinstance(r, Rejection)}
    assert rejections == {"failed", "no_text"}
    assert len(results.digests(Document)) == 2


def test_small_shards_are_joined_and_stale_ones_dropped(tmp_path: Path) -> None:
    for size in range(10, 100, 4):
        tidy(tmp_path, TEXTS[:size])
    tidy(tmp_path, TEXTS[:10])

    results, progress = run(tmp_path, TEXTS[:10])
    shards = list((tmp_path / "write").glob("*.parquet"))

    assert len(shards) < 20
    assert progress.done["write"] == 0
    assert lines(results) == lines(run(tmp_path / "full", TEXTS[:10])[0])


def test_a_worker_that_dies_is_named_and_its_work_done_later(
    tmp_path: Path, expected: list[bytes]
) -> None:
    engine = LocalEngine(tmp_path, workers=2, batch_size=5, progress=Silent())

    with pytest.raises(EngineError, match="worker process died"):
        engine.run(word_plan(Faulty(TEXTS[50], deadly=True)), map(capture, TEXTS))

    results, progress = run(tmp_path, TEXTS, workers=2)
    assert lines(results) == expected
    assert progress.done["write"] > 0


def test_want_of_memory_stops_the_run_and_says_the_remedy(tmp_path: Path) -> None:
    engine = LocalEngine(tmp_path, workers=1, batch_size=5, progress=Silent())

    with pytest.raises(EngineError, match="batch-size"):
        engine.run(word_plan(Faulty(TEXTS[3], deadly=False)), map(capture, TEXTS))


def test_a_stage_without_keys_cannot_be_asked_for_them(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="no keys"):
        perform(Task(word_plan().steps[0].stage, (), str(tmp_path), keys_only=True))


def test_of_records_that_differ_under_one_id_always_the_same_one_is_kept(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    one, other = capture("a"), msgspec.structs.replace(capture("a"), size=7)

    kept = []
    for place, inputs in enumerate(([one, other], [other, one])):
        engine = LocalEngine(tmp_path / str(place), workers=1, batch_size=5, progress=Silent())
        kept.append(engine.run(word_plan(), inputs).digests(Capture))

    assert kept[0] == kept[1]
    assert "differ under one id" in caplog.text
