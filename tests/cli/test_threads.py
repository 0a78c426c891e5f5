"""The command shows which documents tell of one episode, and why."""

import json
from pathlib import Path

import pytest
from fakes import Silent
from finder import Finder
from running import Run
from unread import unread

from chancery.pipeline.build import build
from chancery.pipeline.settings import Settings

ONE = "Truce at the dam\n\nJonas Veldt and Ida Brandt signed a ceasefire in Luvane at the dam.\n"
SAME = (
    "Ceasefire signed\n\nIn Luvane, Ida Brandt signed a ceasefire with Jonas Veldt at the dam.\n"
)
OTHER = "Barley\n\nFarmers of Karrow sell barley at the harbour this summer.\n"
READER = Finder(mentions=(("Luvane", "place", "name", None),))


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("threads")
    articles = folder / "articles"
    articles.mkdir()
    for name, text in (("a", ONE), ("b", SAME), ("c", OTHER + "Luvane is far.\n")):
        (articles / f"{name}.txt").write_text(text, encoding="utf-8")
    path = folder / "t.dossier"
    build([str(articles)], path, settings=Settings(workers=1), progress=Silent(), reader=READER)
    return path


def test_every_thread_has_a_line(run: Run, dossier: Path) -> None:
    ran = run("threads", dossier)

    assert (ran.code, ran.err) == (0, "")
    assert "on unknown days" in ran.out


def test_one_thread_is_found_by_its_document_and_by_its_id(run: Run, dossier: Path) -> None:
    shown = json.loads(run("threads", dossier, "c.txt", "--json").out)["threads"]

    assert len(shown) == 1
    assert shown[0]["id"] in run("threads", dossier, shown[0]["id"]).out


def test_json_has_every_document_once(run: Run, dossier: Path) -> None:
    shown = json.loads(run("threads", dossier, "--json").out)["threads"]
    documents = [one for thread in shown for one in thread["documents"]]

    assert len(documents) == len(set(documents)) == 3


def test_an_unknown_name_and_a_dossier_without_threads_say_so(
    run: Run, dossier: Path, tmp_path: Path
) -> None:
    ran = run("threads", dossier, "nothing")
    bare = tmp_path / "bare.dossier"
    (tmp_path / "a.txt").write_text(ONE, encoding="utf-8")
    build([str(tmp_path / "a.txt")], bare, settings=unread(), progress=Silent())

    assert ran.code != 0
    assert "nothing" in ran.err
    assert "--no-annotate" in run("threads", bare).err
