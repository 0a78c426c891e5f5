"""The command lists commitments with the characters that say so, and those that are due."""

import json
from pathlib import Path

import pytest
from fakes import Silent
from finder import Finder
from running import Run

from chancery.pipeline.build import build
from chancery.pipeline.settings import Settings

TEXT = (
    "A promise\n\nPublished 2 March 2020\n\n"
    "Aldania promised to leave the port by 3 June 2020. "
    "The council urged Corvia to open the road.\n"
)
READER = Finder(
    mentions=(
        ("Aldania", "place", "name", None),
        ("The council", "organisation", "nominal", None),
        ("Corvia", "place", "name", None),
    ),
    attributions=(
        {
            "cue": "urged",
            "source": ["The council"],
            "content": ["Corvia to open the road"],
            "class": "demands",
            "speech": "indirect",
        },
    ),
)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commitments")
    articles = folder / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text(TEXT, encoding="utf-8")
    path = folder / "t.dossier"
    build([str(articles)], path, settings=Settings(workers=1), progress=Silent(), reader=READER)
    return path


def contents(run: Run, *arguments: str | Path) -> list[str]:
    rows = json.loads(run("commitments", *arguments, "--json").out)
    return [one["quote"] for row in rows for one in row["commitment"]["content"]]


def test_commitments_are_listed_with_parties_deadline_and_place(run: Run, read: Path) -> None:
    ran = run("commitments", read)

    assert (ran.code, ran.err) == (0, "")
    shown = " ".join(ran.out.split())
    assert "promise" in shown
    assert "Aldania" in shown
    assert "a.txt[" in shown


def test_types_and_parties_narrow_the_list(run: Run, read: Path) -> None:
    assert len(contents(run, read)) == 2
    assert contents(run, read, "--type", "demand") == ["open the road"]
    assert contents(run, read, "--party", "corvia") == ["open the road"]
    assert contents(run, read, "--party", "Nobody") == []


def test_words_days_threads_and_sources_narrow_the_list(run: Run, read: Path) -> None:
    assert contents(run, read, "--about", "leave port") == ["leave the port by 3 June 2020"]
    assert len(contents(run, read, "--since", "2020-03-02", "--until", "2020-03-02")) == 2
    assert contents(run, read, "--since", "2020-03-03") == []
    assert contents(run, read, "--until", "2020-03-01") == []
    assert len(contents(run, read, "--thread", "a.txt")) == 2
    assert contents(run, read, "--min-origins", "2") == []
    assert "no document is called 'b.txt'" in run("commitments", read, "--thread", "b.txt").err


def test_due_lists_only_deadlines_that_have_passed(run: Run, read: Path) -> None:
    assert contents(run, read, "--due", "2020-06-03") == []
    assert contents(run, read, "--due", "2020-06-04") == ["leave the port by 3 June 2020"]


def test_a_day_that_is_none_is_a_usage_error(run: Run, read: Path) -> None:
    ran = run("commitments", read, "--due", "soon")

    assert ran.code == 2
    assert "'soon' is no date" in ran.err


def test_a_dossier_that_was_not_read_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "u.dossier"
    settings = Settings(workers=1, annotate=False)
    build([str(tmp_path / "a.txt")], path, settings=settings, progress=Silent())

    assert "was built without reading" in run("commitments", path).err


def test_open_lists_what_is_waited_for_the_weightiest_first(run: Run, read: Path) -> None:
    rows = json.loads(run("commitments", read, "--open", "--json").out)

    assert {row["open"]["waits_for"] for row in rows} == {"deed", "answer"}
    weights = [row["open"]["weight"] for row in rows]
    assert weights == sorted(weights, reverse=True)
    assert "open: waits for" in " ".join(run("commitments", read, "--open").out.split())


def test_what_became_of_a_commitment_is_shown_with_its_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    later = "A road\n\nPublished 9 June 2020\n\nThe council met. Corvia opened the road.\n"
    later += "Aldania said so.\n"
    (tmp_path / "b.txt").write_text(later, encoding="utf-8")
    path = tmp_path / "t.dossier"
    reader = Finder(mentions=READER.mentions)
    sources = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    build(sources, path, settings=Settings(workers=1), progress=Silent(), reader=reader)

    rows = json.loads(run("commitments", path, "--type", "demand", "--json").out)

    (told,) = rows[0]["commitment"]["follow_up"]
    assert (told["type"], told["order"]) == ("delivered", "later")
    assert told["evidence"][0]["quote"] == "Corvia opened the road."
    assert (rows[0]["told_in"], rows[0]["open"]) == (["b.txt"], None)
    assert "delivered (later)" in " ".join(run("commitments", path).out.split())
