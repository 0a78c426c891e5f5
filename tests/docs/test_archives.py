"""Runs the commands of the page on archives and holds their output against what it prints."""

import shutil
from pathlib import Path

import pytest
from built import CORPUS
from howto import check_page, in_process

MONTHS = {"november": ["11-*"], "may": ["01-*", "03-*", "04-*", "12-*"]}


@pytest.mark.untraced
def test_the_page_shows_what_the_commands_print(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, patterns in MONTHS.items():
        (tmp_path / name).mkdir()
        for pattern in patterns:
            for path in CORPUS.glob(pattern):
                shutil.copy(path, tmp_path / name)
    run = in_process(capfd, monkeypatch, tmp_path, [])
    assert check_page("archives", run) == 8
