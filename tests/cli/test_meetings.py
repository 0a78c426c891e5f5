"""The command lists the meetings of a dossier, with who led, who was absent, and where."""

import json
from pathlib import Path

import pytest
from fakes import Silent
from finder import Finder
from running import Run

from chancery.pipeline.build import build
from chancery.pipeline.settings import Settings

TEXT = """Aldane and Corvia hold talks

Aldane and Corvia held talks in Tarn on 5 May 2021 about the ferry tolls on the lower river.

Envoys from 3 countries, including Marenth and Sorrel, attended the meeting in the old town hall.

Luvane stayed away from the talks over the ferry tolls, said the mayor of the old river town.
"""
PLACES = (
    "Aldane and Corvia held|Aldane",
    "Corvia held|Corvia",
    "in Tarn|Tarn",
    "Marenth",
    "Sorrel",
)
READER = Finder(
    mentions=tuple((name, "place", "name", None) for name in (*PLACES, "Luvane")),
    triggers=(
        {
            "words": "held talks|talks",
            "root": "CONSULT",
            "actor": ["Aldane and Corvia held|Aldane and Corvia"],
            "where": ["in Tarn|Tarn"],
            "time": ["5 May 2021"],
        },
        {"words": "the meeting|meeting", "root": "CONSULT"},
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


def test_a_meeting_is_listed_with_its_gap_and_its_absentee(run: Run, dossier: Path) -> None:
    ran = run("meetings", dossier)

    assert (ran.code, ran.err) == (0, "")
    shown = " ".join(ran.out.split())
    for words in ("talks", "asserted", "Tarn", "2021-05-05", "absent: Luvane", "2 of 3 named"):
        assert words in shown


def test_json_holds_the_record_and_filters_leave_the_rest_out(run: Run, dossier: Path) -> None:
    (row,) = json.loads(run("meetings", dossier, "--json").out)

    assert row["document"] == "a.txt"
    assert [one["evidence"]["quote"] for one in row["claim"]["parties"]] == ["Aldane", "Corvia"]
    for more, found in (
        (("--party", "luvane"), 1),
        (("--party", "nobody"), 0),
        (("--since", "2021-05-06"), 0),
        (("--until", "2021-05-05"), 1),
        (("--modality", "negated"), 0),
    ):
        assert len(json.loads(run("meetings", dossier, "--json", *more).out)) == found, more


def test_a_day_that_is_none_is_an_error_of_use(run: Run, dossier: Path) -> None:
    ran = run("meetings", dossier, "--since", "May")

    assert ran.code == 2
    assert "'May' is no date" in ran.err
