"""Runs the commands of the page on comparing and holds their output against what it prints."""

import gzip
import re
from pathlib import Path

import pytest
from exported import exported
from foreign import ACLED, GDELT, MENTION, acled_text, gdelt_text, mentions_text
from howto import DOCS, check_page, in_process
from talks import ADDRESS, fill_talks

from chancery.pipeline.comparing.score import Limits

ROWS = (
    {**GDELT, "SOURCEURL": ADDRESS},
    {**GDELT, "GlobalEventID": "900000002", "SOURCEURL": "https://islander.example/a"},
    {**GDELT, "GlobalEventID": "900000003", "Actor2Name": "CORVIA", "EventCode": "112"},
    {**GDELT, "GlobalEventID": "900000004", "Actor2Name": "ORLAN"},
    {**GDELT, "GlobalEventID": "900000005", "SQLDATE": "20200532"},
)
AGREED = {
    **ACLED,
    "event_date": "2020-05-04",
    "actor1": "Corvia",
    "inter1": "",
    "actor2": "Marenth",
    "country": "Tarn",
    "location": "Karrow",
    "latitude": "14.2",
    "longitude": "20.0",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill_talks(tmp_path / "talks.dossier")
    (tmp_path / "20200504.export.CSV").write_text(gdelt_text(*ROWS), encoding="utf-8")
    mentions = mentions_text(
        {**MENTION, "MentionIdentifier": ADDRESS},
        {**MENTION, "MentionIdentifier": "https://islander.example/a"},
    )
    (tmp_path / "20200504.mentions.CSV.gz").write_bytes(gzip.compress(mentions.encode()))
    (tmp_path / "acled.csv").write_text(acled_text(AGREED), encoding="utf-8")
    exported(tmp_path / "talks.dossier", "polecat", tmp_path / "ours.txt")
    return tmp_path


def test_the_page_shows_what_the_commands_print(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = in_process(capfd, monkeypatch, folder, [])

    assert check_page("compare", run) == 5


def test_the_page_tells_the_limits_that_hold() -> None:
    page = (DOCS / "how-to" / "compare.md").read_text("utf-8")
    told = re.findall(r"(\d+) days|at least (\.\d+)", page)

    assert {float(days or share) for days, share in told} >= {
        Limits().gap_days,
        Limits().parties,
        Limits().total,
    }
