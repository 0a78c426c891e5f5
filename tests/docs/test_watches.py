"""Runs the commands of the page on watches, over two articles that come one after the other."""

from pathlib import Path

import feedparser
import pytest
from howto import check_page, in_process
from twice_told import MONDAY, THURSDAY


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
