"""The commands list claims with the characters that say so, and whom a pronoun means."""

import json
from pathlib import Path

import pytest
from fakes import Silent
from finder import Finder
from running import Run

from chancery.pipeline.build import build
from chancery.pipeline.settings import Settings

TEXT = (
    "A truce\n\nPublished 2 March 2020\n\n"
    "Envoy Jonas Veldt told reporters on Monday that some 300 lorries would pass. "
    "He urged Corvia to open the road. Critics say the truce is thin.\n"
)
READER = Finder(
    mentions=(
        ("Envoy Jonas Veldt", "person", "name", 1),
        ("He", "person", "pronoun", 1),
        ("Corvia", "place", "name", None),
    ),
    attributions=(
        {
            "cue": "told",
            "source": ["Envoy Jonas Veldt"],
            "content": ["some 300 lorries would pass"],
            "class": "says",
            "speech": "indirect",
        },
        {
            "cue": "urged",
            "source": ["He"],
            "content": ["Corvia to open the road"],
            "class": "demands",
            "speech": "indirect",
        },
        {
            "cue": "say",
            "source": ["Critics"],
            "content": ["the truce is thin"],
            "class": "says",
            "speech": "indirect",
        },
    ),
)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("claims")
    articles = folder / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text(TEXT, encoding="utf-8")
    path = folder / "t.dossier"
    build([str(articles)], path, settings=Settings(workers=1), progress=Silent(), reader=READER)
    return path


def words(run: Run, *arguments: str | Path) -> list[str]:
    rows = json.loads(run("statements", *arguments, "--json").out)
    return [one["quote"] for row in rows for one in row["claim"]["words"]]


def test_statements_are_listed_with_speaker_cue_words_and_place(run: Run, read: Path) -> None:
    ran = run("statements", read)

    assert (ran.code, ran.err) == (0, "")
    start = TEXT.index("some 300 lorries")
    assert f"a.txt[{start}:{start + 27}]" in "".join(ran.out.split())
    assert "Critics" in ran.out
    assert "urged" in ran.out


def test_a_speaker_is_found_behind_a_pronoun(run: Run, read: Path) -> None:
    assert words(run, read, "--speaker", "veldt") == [
        "some 300 lorries would pass",
        "Corvia to open the road",
    ]
    assert words(run, read, "--speaker", "Brandt") == []


def test_statements_may_be_of_some_words_a_cue_or_days(run: Run, read: Path) -> None:
    assert words(run, read, "--about", "ROAD") == ["Corvia to open the road"]
    assert words(run, read, "--cue", "demands") == ["Corvia to open the road"]
    assert len(words(run, read, "--since", "2020-03-01", "--until", "2020-03-02")) == 3
    assert words(run, read, "--since", "2020-03-03") == []
    assert words(run, read, "--until", "2020-03-01") == []


def test_a_day_that_is_none_is_refused(run: Run, read: Path) -> None:
    for day in ("March", "2020-02-31"):
        ran = run("statements", read, "--since", day)
        assert ran.code == 2
        assert "is no date" in ran.err


def test_figures_are_listed_with_what_they_count_and_by_whom(run: Run, read: Path) -> None:
    shown = run("figures", read).out
    (row,) = json.loads(run("figures", read, "--json").out)

    assert "about 300" in shown
    assert "lorries" in shown
    assert row["claim"]["low"] == row["claim"]["high"] == "300"
    assert row["speakers"] == ["Envoy Jonas Veldt"]


def test_figures_may_be_of_a_unit_or_a_speaker(run: Run, read: Path) -> None:
    assert json.loads(run("figures", read, "--unit", "money", "--json").out) == []
    assert json.loads(run("figures", read, "--speaker", "Critics", "--json").out) == []
    assert len(json.loads(run("figures", read, "--about", "lorries", "--json").out)) == 1


def test_a_dossier_that_was_not_read_holds_no_claims(run: Run, dossier: Path) -> None:
    for command in ("statements", "figures"):
        ran = run(command, dossier)
        assert ran.code == 3
        assert "built without reading" in ran.err
