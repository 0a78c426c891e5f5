"""Runs the commands of the page on watches, over two articles that come one after the other."""

from pathlib import Path

import feedparser
import pytest
from howto import check_page, in_process

MONDAY = """Envoys meet in Port Tarn

Envoys of Corvia and Aldane met in Port Tarn on Monday, 3 March 2031 to speak of the harbour, \
and the talks went on until late at night in the customs house.

Corvia will open the lower dam by 15 May 2031, Foreign Minister Ida Roth said after the talks.

Twelve guards were hurt at the harbour gate, harbour master Jonas Veldt told the Harbour Post.
"""
THURSDAY = """Guards at the gate

Twelve guards were hurt at the harbour gate, harbour master Jonas Veldt said.

Aldane will never pay for the lower dam, Prime Minister Oda Lind told reporters in Halden on \
Thursday, 6 March 2031.

Nobody else was at the gate when the rope broke, and the rest of the crew had left for the evening.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("monday/harbour-post", MONDAY), ("thursday/islander", THURSDAY)):
        path = tmp_path / f"{name}.txt"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_page_shows_what_the_commands_print(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read by the shipped model, which takes some seconds."""
    run = in_process(capfd, monkeypatch, folder, ["--workers", "1"])

    assert check_page("watches", run) == 11
    assert len(feedparser.parse((folder / "dam.atom").read_bytes()).entries) == 2
