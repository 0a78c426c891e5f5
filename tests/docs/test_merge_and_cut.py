"""Runs the commands of the page on joining and cutting, over two articles."""

from pathlib import Path

import pytest
from howto import check_page, in_process
from twice_told import MONDAY, THURSDAY


def test_the_page_shows_what_the_commands_print(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read by the shipped model, which takes some seconds."""
    for name, text in (("monday/harbour-post", MONDAY), ("thursday/islander", THURSDAY)):
        path = tmp_path / f"{name}.txt"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")

    assert (
        check_page("merge-and-cut", in_process(capfd, monkeypatch, tmp_path, ["--workers", "1"]))
        == 12
    )
