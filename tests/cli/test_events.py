"""The command lists the events of a dossier, by root and by party."""

import json
from pathlib import Path

import pytest
from fakes import Silent
from finder import Finder
from running import Run

from chancery.pipeline.build import build
from chancery.pipeline.settings import Settings

TEXT = """Raid on the old river town

The Upland Front arrested Jan Hale in the old river town of Tarn on 5 May 2021, the mayor wrote.

Nobody knew at first what the town would do without its ferry and its only ferryman on the river.
"""
READER = Finder(
    mentions=(
        ("The Upland Front", "organisation", "name", None),
        ("Jan Hale", "person", "name", None),
        ("of Tarn|Tarn", "place", "name", None),
    ),
    triggers=(
        {
            "words": "arrested",
            "root": "COERCE",
            "mode": "arrest",
            "actor": ["The Upland Front"],
            "recipient": ["Jan Hale"],
            "where": ["of Tarn|Tarn"],
            "time": ["5 May 2021"],
            "confidence": 0.99,
        },
    ),
)


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("chancery.inference.open_reader", lambda: READER)
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    path = tmp_path / "a.dossier"
    build([str(article)], path, settings=Settings(), progress=Silent())
    return path


def test_an_event_is_listed_with_who_did_it_to_whom_and_when(run: Run, dossier: Path) -> None:
    ran = run("events", dossier)

    assert (ran.code, ran.err) == (0, "")
    shown = " ".join(ran.out.split())
    for words in ("COERCE", "arrested", "asserted", "Upland", "Jan Hale", "2021-05-05"):
        assert words in shown


def test_json_holds_the_record_and_filters_leave_the_rest_out(run: Run, dossier: Path) -> None:
    (row,) = json.loads(run("events", dossier, "--json").out)

    assert row["claim"]["cameo"] == "173"
    assert row["document"] == "a.txt"
    for more, found in (
        (("--root", "coerce"), 1),
        (("--root", "AID"), 0),
        (("--party", "hale"), 1),
        (("--party", "nobody"), 0),
        (("--until", "2021-05-04"), 0),
    ):
        assert len(json.loads(run("events", dossier, "--json", *more).out)) == found, more
