"""The command shows what one document says of time, from a file or from a dossier."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from fakes import Silent
from finder import Finder
from running import Run
from unread import unread

from chancery.pipeline.build import build
from chancery.pipeline.settings import Settings

TEXT = """Envoys hold talks in Luvane

Envoys met on Friday in Luvane, as they had on 5 May 2019, and spoke of the truce for two hours.

The date of 31 February 2021 in the draft was an error of the clerk, the envoys said in Luvane.
"""
DATED = f"Talks in Luvane\n\nPublished October 20, 2021\n\n{TEXT}"


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chancery.inference.open_reader", Finder)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_file_is_shown_with_how_each_expression_was_dated(run: Run, article: Path) -> None:
    ran = run("dates", article)

    assert (ran.code, ran.err) == (0, "")
    shown = " ".join(ran.out.split())
    assert "published not before 2019-05-05 [told as past] “5 May 2019”" in shown
    assert "Friday XXXX-WXX-5 unknown unknown weekday alone" in shown
    assert "5 May 2019 2019-05-05 2019-05-05 day stated" in shown
    assert "31 February 2021 none unknown unknown impossible" in shown


def test_json_holds_the_words_the_sentence_and_the_expression(run: Run, article: Path) -> None:
    shown = json.loads(run("dates", article, "--json").out)

    rows = {row["text"]: row for row in shown["expressions"]}
    assert rows["Friday"]["expression"]["basis"] == "weekday"
    assert rows["Friday"]["sentence"].startswith("Envoys met on Friday")
    assert shown["published"]["first"]["day"] == "2019-05-05"
    assert shown["in_future"] is False


def test_a_document_of_a_dossier_is_shown_as_its_file_is(
    run: Run, article: Path, tmp_path: Path
) -> None:
    dossier = tmp_path / "t.dossier"
    build(
        [str(article)], dossier, settings=Settings(workers=1), progress=Silent(), reader=Finder()
    )

    stored = json.loads(run("dates", dossier, "a.txt", "--json").out)
    alone = json.loads(run("dates", article, "--json").out)

    assert stored["expressions"] == alone["expressions"]


def test_a_dossier_that_was_not_read_says_so(run: Run, article: Path, tmp_path: Path) -> None:
    dossier = tmp_path / "t.dossier"
    build([str(article)], dossier, settings=unread(), progress=Silent())
    ran = run("dates", dossier, "a.txt")

    assert ran.code == 3
    assert "build it again without --no-annotate" in ran.err


def test_a_stated_day_is_shown_with_what_is_counted_from_it(run: Run, article: Path) -> None:
    article.write_text(DATED, encoding="utf-8")
    shown = " ".join(run("dates", article).out.split())

    assert "published 2021-10-20 [the document says so] “Published October 20, 2021”" in shown
    assert "Friday 2021-10-15 2021-10-15 day weekday, by" in shown


def test_a_publication_that_is_yet_to_come_is_marked(run: Run, article: Path) -> None:
    later = date.today() + timedelta(days=400)  # noqa: DTZ011 - as the command reads the day
    dated = DATED.replace("October 20, 2021", later.isoformat())
    article.write_text(dated, encoding="utf-8")

    assert "which is yet to come" in run("dates", article).out


def test_a_rejected_file_is_named(run: Run, article: Path) -> None:
    article.write_bytes(b"")
    ran = run("dates", article)

    assert ran.code == 4
    assert "was rejected: empty" in ran.err


def test_a_text_without_times_says_so(run: Run, article: Path) -> None:
    article.write_text("Envoys met in Luvane and spoke of the truce.\n", encoding="utf-8")
    out = run("dates", article).out

    assert "published  unknown" in out
    assert "no time expression was found" in out
