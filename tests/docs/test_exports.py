"""Runs the commands of the page on exports and holds their output against what it prints."""

import re
from pathlib import Path

import pytest
from exported import NAMES
from howto import DOCS, check_page, in_process
from plotted import fill_plotted


def test_the_page_shows_what_the_commands_print(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_plotted(tmp_path / "talks.dossier")
    run = in_process(capfd, monkeypatch, tmp_path, [])

    assert check_page("exports", run) == 18


def test_every_format_is_exported_on_the_page() -> None:
    page = (DOCS / "how-to" / "exports.md").read_text("utf-8")

    assert set(re.findall(r"--format ([\w-]+)", page)) == set(NAMES)
