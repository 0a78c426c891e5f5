"""What is new or better backed since a build is told of a few findings by their ids."""

import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace
from record import documents, finding, link, told, write, write_grown

from chancery.model import Finding
from chancery.pipeline.news import Brought, brought_by, news_since
from chancery.pipeline.rows import PublishedIn
from chancery.pipeline.since import find_news
from chancery.store import history
from chancery.store.dossier import open_dossier


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    return write_grown(tmp_path / "t.dossier")


def test_it_says_what_the_whole_comparison_says(grown: Path) -> None:
    with open_dossier(grown) as dossier:
        every = [one.id for one in dossier.all(Finding)]
        whole = find_news(dossier, "1", PublishedIn(dossier))

        found = news_since(dossier, 1, every)

    assert found == {
        **{row.finding.id: "new" for row in whole.new},
        **{one.row.finding.id: "grown" for one in whole.grown},
    }
    assert set(found.values()) == {"new", "grown"}


def test_of_those_that_are_not_asked_nothing_is_said(grown: Path) -> None:
    with open_dossier(grown) as dossier:
        assert news_since(dossier, 1, []) == {}
        assert news_since(dossier, 1, ["finding-0"]) == {}


@pytest.mark.parametrize(("build", "count"), [(0, 4), (1, 4), (2, 0), (9, 0)])
def test_a_build_out_of_the_history_is_the_nearest_in_it(
    grown: Path, build: int, count: int
) -> None:
    with open_dossier(grown) as dossier:
        every = [one.id for one in dossier.all(Finding)]
        assert len(news_since(dossier, build, every)) == count


def test_a_finding_that_takes_another_id_is_no_new_one(tmp_path: Path) -> None:
    a, b, c = told()
    one = a.statement("the ferry would sail in May", "Jonas Veldt")
    two = replace(b.statement("the ferry would sail in May", "Envoy Veldt"), id="statement-0")
    alone, both = finding([one]), finding([one, two], [link(one, two, "same")])
    path = write(tmp_path / "t.dossier", [*documents((a, b, c)), one, alone])
    write(path, [*documents((a, b, c)), one, two, both])

    with open_dossier(path) as dossier:
        assert alone.id != both.id
        assert news_since(dossier, 1, [both.id]) == {both.id: "grown"}
        assert brought_by(dossier, both, 7) == Brought(1, alone.id)


def test_without_a_history_nothing_is_new_and_the_last_build_brought_all(grown: Path) -> None:
    with sqlite3.connect(grown) as connection:
        connection.execute("DROP TABLE finding_history")
    connection.close()

    with open_dossier(grown) as dossier:
        (one, *_) = dossier.all(Finding)
        assert news_since(dossier, 1, [one.id]) == {}
        assert brought_by(dossier, one, 2) == Brought(2, one.id)
        assert history.last_run(dossier.connection) == 2
