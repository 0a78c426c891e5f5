"""Runs the commands of the page on review over the small record made by hand."""

from pathlib import Path

import pytest
from howto import check_page, in_process
from record import thread, told
from review import named
from served import fill_served, records

from chancery.model import Thread


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    whole = [thread(*told()) if isinstance(one, Thread) else one for one in named(records())]
    fill_served(tmp_path / "talks.dossier", whole)
    return tmp_path


def test_the_page_shows_what_the_commands_print(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = in_process(capfd, monkeypatch, folder, [])
    assert check_page("review", run) == 18
