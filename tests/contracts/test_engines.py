"""What every engine must keep to: the same records however the work is cut, nothing done twice."""

import os
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import fakes
import msgspec
import pytest
from fakes import DEADLY, DeadlyKeys, Faulty, Silent, capture, word_plan

from chancery.engines import local, trials
from chancery.engines.local import FEW_UNITS, FLAT, HERE
from chancery.errors import DossierError, EngineError
from chancery.model import (
    Capture,
    Credit,
    Document,
    Origin,
    Record,
    Rejection,
    codec,
    document_id,
    record_kinds,
)
from chancery.pipeline.assemble import open_engine
from chancery.pipeline.settings import DAFT, LOCAL, Settings
from chancery.ports import Engine, Plan, Results

WORDS = ["talks", "truce", "water", "envoy", "border", "toll", "pledge", "round"]
TEXTS = [f"{WORDS[i % 8]} {WORDS[i % 5]} n{i}" for i in range(2 * FEW_UNITS)]
POISON = TEXTS[50]
every_engine = pytest.mark.parametrize(
    "name",
    [
        LOCAL,
        pytest.param(
            DAFT,
            marks=pytest.mark.skipif(
                not find_spec("daft"), reason="the extra `cluster` is not installed"
            ),
        ),
    ],
)


def engine(
    name: str, folder: Path, progress: Silent, *, workers: int = 1, batch: int = 7
) -> Engine:
    settings = Settings(engine=name, workers=workers, batch_size=batch)
    return open_engine(settings, folder, progress)


def run(
    name: str, folder: Path, texts: Iterable[str], plan: Plan | None = None, **cut: int
) -> tuple[Results, Silent]:
    opened = engine(name, folder, progress := Silent(), **cut)
    return opened.run(plan or word_plan(), map(capture, texts)), progress


def poisoned() -> Plan:
    return word_plan(Faulty(POISON, deadly=True))


def lines(results: Results) -> list[bytes]:
    made = [
        codec.to_json(record)
        for kind in record_kinds()
        if kind in (Document, Credit, Origin, Rejection)
        for record in results.load(kind, list(results.digests(kind)))
    ]
    return sorted(made)


def rejected(results: Results) -> list[Rejection]:
    found = results.load(Rejection, list(results.digests(Rejection)))
    return [one for one in found if isinstance(one, Rejection)]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    return lines(run(LOCAL, tmp_path_factory.mktemp("once"), TEXTS)[0])


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    texts = [text for text in TEXTS if text != POISON]
    return lines(run(LOCAL, tmp_path_factory.mktemp("healthy"), texts)[0])


@every_engine
def test_every_shape_of_work_gives_its_records(name: str, tmp_path: Path) -> None:
    results, _ = run(name, tmp_path, ["red blue", "red green", "alone"])

    origins = list(results.load(Origin, list(results.digests(Origin))))

    assert len(results.digests(Document)) == 3
    assert len(results.digests(Credit)) == 2
    assert [origin.name for origin in origins if isinstance(origin, Origin)] == ["red x2"]


@every_engine
@pytest.mark.parametrize(("workers", "batch"), [(1, 1000), (2, 3)])
def test_records_do_not_depend_on_workers_or_batches(
    name: str, tmp_path: Path, expected: list[bytes], workers: int, batch: int
) -> None:
    results, _ = run(name, tmp_path, TEXTS, workers=workers, batch=batch)

    assert lines(results) == expected


@every_engine
def test_what_worker_processes_used_is_known(name: str, tmp_path: Path) -> None:
    opened = engine(name, tmp_path, Silent(), workers=2)

    opened.run(word_plan(), map(capture, TEXTS))
    used = opened.used()
    opened.run(word_plan(), map(capture, TEXTS))

    assert 1 <= len({one.process for one in used}) == len(used) <= opened.workers
    assert all(one.cpu_s > 0 and one.peak > 10**6 for one in used)
    assert opened.used() == []


@every_engine
def test_records_do_not_depend_on_the_order_of_inputs(
    name: str, tmp_path: Path, expected: list[bytes]
) -> None:
    assert lines(run(name, tmp_path, TEXTS[::-1])[0]) == expected


@every_engine
def test_an_engine_goes_on_with_what_another_began(name: str, tmp_path: Path) -> None:
    run(LOCAL, tmp_path, TEXTS)

    _, progress = run(name, tmp_path, TEXTS)

    assert {step: n for step, n in progress.done.items() if step != "captures"} == {
        "write": 0,
        "share keys": 0,
        "share": 0,
        "sum": 0,
    }


@every_engine
def test_one_new_input_costs_itself_and_the_groups_it_touches(name: str, tmp_path: Path) -> None:
    run(name, tmp_path, TEXTS)

    results, progress = run(name, tmp_path, [*TEXTS, "talks brandnew"])

    assert progress.done["write"] == 1
    assert progress.done["share keys"] == 1
    assert progress.done["share"] == 1
    assert lines(results) == lines(run(LOCAL, tmp_path / "full", [*TEXTS, "talks brandnew"])[0])


@every_engine
def test_an_input_that_is_gone_leaves_no_record_and_no_key(name: str, tmp_path: Path) -> None:
    run(name, tmp_path, TEXTS)

    results, _ = run(name, tmp_path, TEXTS[:20])

    assert lines(results) == lines(run(LOCAL, tmp_path / "full", TEXTS[:20])[0])


@every_engine
def test_a_torn_shard_is_done_again(name: str, tmp_path: Path, expected: list[bytes]) -> None:
    run(LOCAL, tmp_path, TEXTS)
    shards = sorted((tmp_path / "write").glob("*.parquet"))
    shards[0].write_bytes(shards[0].read_bytes()[:100])

    results, progress = run(name, tmp_path, TEXTS)

    assert lines(results) == expected
    assert progress.done["write"] > 0


@every_engine
def test_a_stage_that_breaks_on_one_input_rejects_it_and_goes_on(
    name: str, tmp_path: Path
) -> None:
    results, _ = run(name, tmp_path, [*TEXTS, "bug", "bad"], batch=4)

    assert sorted(one.reason for one in rejected(results)) == ["failed", "no_text"]
    assert len(results.digests(Document)) == len(TEXTS)


@every_engine
def test_no_flat_file_outlives_its_step(name: str, tmp_path: Path) -> None:
    left = tmp_path / "share" / FLAT
    left.parent.mkdir()
    left.write_bytes(b"of a build that was killed")

    run(name, tmp_path, TEXTS)

    assert not list(tmp_path.rglob(FLAT))


@every_engine
def test_what_kills_its_worker_each_time_is_set_aside_until_the_next_build(
    name: str,
    tmp_path: Path,
    expected: list[bytes],
    healthy: list[bytes],
    caplog: pytest.LogCaptureFixture,
) -> None:
    opened = engine(name, tmp_path, progress := Silent(), workers=2, batch=2)

    results = opened.run(poisoned(), map(capture, TEXTS))

    (rejection,) = rejected(results)
    assert (rejection.uri, rejection.reason) == (capture(POISON).id, "failed")
    assert "died twice" in rejection.detail
    assert capture(POISON).id in caplog.text
    assert [line for line in lines(results) if rejection.id.encode() not in line] == healthy
    assert progress.done["write"] == len(TEXTS)

    opened.tidy()
    again, progress = run(name, tmp_path, TEXTS)

    assert lines(again) == expected
    assert progress.done["write"] == 1


@every_engine
def test_what_kills_the_build_itself_is_set_aside_by_the_next(name: str, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from test_engines import POISON, poisoned, run; "
        "run(sys.argv[1], Path(sys.argv[2]), ['red', POISON], poisoned())"
    )
    paths = (str(Path(__file__).parent), os.path.dirname(fakes.__file__))  # noqa: PTH120
    died = subprocess.run(
        [sys.executable, "-c", program, name, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([*paths, *sys.path])},
        check=False,
    )
    assert died.returncode == DEADLY

    results, _ = run(name, tmp_path, ["red", POISON], poisoned(), batch=1)

    assert [one.uri for one in rejected(results)] == [capture(POISON).id]
    assert len(results.digests(Document)) == 1
    assert not list(tmp_path.rglob(HERE))


@every_engine
def test_a_record_whose_keys_kill_each_time_is_in_no_group_and_is_named(
    name: str, tmp_path: Path, expected: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "KEYS_PER_RECORD", 1)
    texts = TEXTS[: 1 + TEXTS.index(POISON)]
    plan = word_plan(second=DeadlyKeys(POISON))

    results, _ = run(name, tmp_path, texts, plan, workers=2, batch=2)

    (rejection,) = rejected(results)
    assert rejection.uri == document_id(POISON, POISON)
    assert len(results.digests(Document)) == len(texts)
    assert rejection.uri not in {_of(one) for one in results.load(Credit, _ids(results))}
    assert lines(run(name, tmp_path, TEXTS)[0]) == expected


@every_engine
def test_workers_that_die_of_whatever_they_get_stop_the_run(
    name: str, tmp_path: Path, expected: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trials, "DEATHS_IN_A_ROW", 2)

    with pytest.raises(EngineError, match="2 in a row"):
        run(name, tmp_path, TEXTS, word_plan(Faulty(None, deadly=True)), batch=100, workers=2)

    assert lines(run(name, tmp_path, TEXTS)[0]) == expected


@every_engine
def test_want_of_memory_stops_the_run_and_says_the_remedy(name: str, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="batch-size"):
        run(name, tmp_path, TEXTS, word_plan(Faulty(TEXTS[3], deadly=False)), batch=5)


@every_engine
def test_what_is_taken_over_and_is_gone_stops_the_run(
    name: str, tmp_path: Path, expected: list[bytes]
) -> None:
    """A rejection would be a document that was lost among others that were turned away."""
    plan = word_plan(Faulty(TEXTS[3], deadly=False, error=DossierError))

    with pytest.raises(DossierError):
        run(name, tmp_path, TEXTS, plan, batch=5, workers=2)

    assert lines(run(name, tmp_path, TEXTS)[0]) == expected


@every_engine
def test_of_records_that_differ_under_one_id_always_the_same_one_is_kept(
    name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    one, other = capture("a"), msgspec.structs.replace(capture("a"), size=7)

    kept = [
        engine(name, tmp_path / str(place), Silent()).run(word_plan(), inputs).digests(Capture)
        for place, inputs in enumerate(([one, other], [other, one]))
    ]

    assert kept[0] == kept[1]
    assert "differ under one id" in caplog.text


def _ids(results: Results) -> list[str]:
    return list(results.digests(Credit))


def _of(record: Record) -> str:
    assert isinstance(record, Credit)
    return record.document
