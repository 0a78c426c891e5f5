"""The commands show who a dossier speaks of, with the characters that say so."""

import json
from pathlib import Path

import pytest
from fakes import Silent
from finder import Finder
from running import Run

from chancery.pipeline.build import build
from chancery.pipeline.settings import Settings

FIRST = "A truce\n\nAldane's Foreign Minister Jonas Veldt met Ida Brandt in Luvane.\n"
SECOND = "Talks go on\n\nForeign Minister Jonas Veldt stayed in Luvane, and so did Ida Brandt.\n"
READER = Finder(
    mentions=(
        ("Foreign Minister Jonas Veldt", "person", "name", None),
        ("Ida Brandt", "person", "name", None),
        ("Luvane", "place", "name", None),
    )
)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("entities")
    articles = folder / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text(FIRST, encoding="utf-8")
    (articles / "b.txt").write_text(SECOND, encoding="utf-8")
    path = folder / "t.dossier"
    build([str(articles)], path, settings=Settings(workers=1), progress=Silent(), reader=READER)
    return path


def test_the_list_has_a_line_for_each_with_its_roles(run: Run, dossier: Path) -> None:
    ran = run("actors", "list", dossier)

    assert (ran.code, ran.err) == (0, "")
    line = next(one for one in ran.out.splitlines() if "Jonas Veldt" in one)
    assert "person" in line
    assert "Foreign Minister" in line
    assert {"Ida Brandt", "Luvane"} <= {
        row["name"] for row in json.loads(run("actors", "list", dossier, "--json").out)
    }


def test_the_list_may_be_of_one_type(run: Run, dossier: Path) -> None:
    rows = json.loads(run("actors", "list", dossier, "--type", "place", "--json").out)

    assert [row["name"] for row in rows] == ["Luvane"]
    assert rows[0]["documents"] == 2


def test_an_actor_is_shown_with_every_phrase_and_who_says_its_role(
    run: Run, dossier: Path
) -> None:
    shown = run("actors", "show", dossier, "Veldt").out

    assert "role: Foreign Minister" in shown
    start = SECOND.index("Foreign Minister Jonas Veldt")
    assert f"b.txt[{start}:{start + 28}] “Foreign Minister Jonas Veldt”" in shown


def test_json_quotes_the_characters_at_the_offsets(run: Run, dossier: Path) -> None:
    (shown,) = json.loads(run("actors", "show", dossier, "Ida Brandt", "--json").out)

    texts = {"a.txt": FIRST, "b.txt": SECOND}
    quoted = [one["evidence"] for one in shown["phrases"]]
    assert len(quoted) == 2
    for one in quoted:
        text = texts[shown["documents"][one["document"]]]
        assert text[one["start"] : one["end"]] == one["quote"] == "Ida Brandt"


def test_an_actor_is_found_by_the_start_of_its_id(run: Run, dossier: Path) -> None:
    (row,) = json.loads(run("actors", "list", dossier, "--type", "place", "--json").out)
    identity = row["id"]

    (shown,) = json.loads(run("actors", "show", dossier, identity[7:15], "--json").out)
    assert shown["entity"]["id"] == identity


def test_a_name_that_nobody_bears_and_no_name_are_errors(run: Run, dossier: Path) -> None:
    nobody, nameless = run("actors", "show", dossier, "Osman"), run("actors", "show", dossier)

    assert nobody.code == 3
    assert "no actor is called 'Osman'" in nobody.err
    assert nameless.code == 2
    assert "actors list" in nameless.err


def test_a_dossier_that_was_not_read_says_so(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(FIRST, encoding="utf-8")
    path = tmp_path / "t.dossier"
    build([str(article)], path, settings=Settings(workers=1, annotate=False), progress=Silent())

    ran = run("actors", "list", path)
    assert ran.code == 3
    assert "without reading" in ran.err
