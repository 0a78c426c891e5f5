"""A build keeps what it cost beside what it did, and older dossiers catch up."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from corpus import write_corpus
from fakes import Silent
from unread import unread

from chancery.pipeline.build import build
from chancery.pipeline.metering import Meter
from chancery.ports import Usage
from chancery.store.dossier import Run, open_dossier


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("metering") / "articles", 6)


def built(articles: Path, dossier: Path, workers: int = 1) -> Run:
    build([str(articles)], dossier, settings=unread(workers=workers), progress=Silent())
    with open_dossier(dossier) as opened:
        return opened.runs()[-1]


def test_a_build_keeps_what_it_cost(articles: Path, tmp_path: Path) -> None:
    cost = built(articles, tmp_path / "t.dossier").cost

    assert cost is not None
    assert (cost.articles, cost.processes) == (7, 1)
    assert cost.cpu_s > 0
    assert cost.wall_s > 0
    assert 10**7 < cost.peak == cost.peak_all < 10**10
    assert cost.written is not None
    assert cost.written > (tmp_path / "t.dossier").stat().st_size / 2
    assert cost.articles_per_cpu_s == pytest.approx(cost.articles / cost.cpu_s, rel=0.05)
    steps = {one.step: one for one in cost.steps}
    assert (steps["extract"].units, steps["store document"].units) == (7, 7)
    assert sum(one.seconds for one in cost.steps) <= cost.wall_s


def test_a_build_that_reads_nothing_anew_says_so(articles: Path, tmp_path: Path) -> None:
    built(articles, tmp_path / "t.dossier")

    cost = built(articles, tmp_path / "t.dossier").cost

    assert cost is not None
    assert (cost.articles, cost.articles_per_cpu_s) == (0, None)
    assert next(one for one in cost.steps if one.step == "extract").reused == 7


def test_an_older_dossier_has_no_cost_until_it_is_built_again(
    articles: Path, tmp_path: Path
) -> None:
    dossier = tmp_path / "t.dossier"
    built(articles, dossier)
    with closing(sqlite3.connect(dossier)) as connection, connection:
        connection.execute("ALTER TABLE run DROP COLUMN cost")

    with open_dossier(dossier) as opened:
        assert [one.cost for one in opened.runs()] == [None]
    built(articles, dossier)

    with open_dossier(dossier) as opened:
        first, second = opened.runs()
    assert first.cost is None
    assert second.cost is not None


def test_what_worker_processes_use_is_counted_in() -> None:
    meter = Meter(Silent())
    used = [
        Usage(process=str(n), cpu_s=10.0, peak=peak, written=1_000)
        for n, peak in enumerate((1 << 40, 1 << 41, 1 << 39))
    ]

    alone, together = meter.cost([], 2), meter.cost(used, 2)

    assert 30 <= together.cpu_s < 31
    assert together.processes == 2
    assert together.peak == 1 << 41
    assert together.peak_all - alone.peak == pytest.approx((1 << 40) + (1 << 41), rel=0.01)
    assert alone.written is not None
    assert together.written is not None
    assert together.written >= alone.written + 3_000


def test_what_one_process_cannot_say_of_writing_nobody_says() -> None:
    used = [Usage(process="far:1", cpu_s=1.0, peak=1, written=None)]

    assert Meter(Silent()).cost(used, 1).written is None
